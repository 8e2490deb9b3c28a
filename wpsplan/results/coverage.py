"""Coverage of a period: rates (counts are added first, divided last, and kept with the rate) and the matrix."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from wpsplan.framework.framework import IndicatorContext, natural_key
from wpsplan.model.number import ratio_text
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.availability import counts_of, due_periods, items_of
from wpsplan.results.dataset import Dataset, DueItem

ANSWERED = ("reported", "partial", "unavailable")


class Rate(NamedTuple):
    """A share with its counts; `public`: the number of items in the numerator that come from published figures."""

    numerator: int
    denominator: int
    public: int = 0

    @property
    def rate(self) -> float | None:
        """The share, from 0 to 1; None if the denominator is zero."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def text(self) -> str:
        """The rate with its counts: 14 of 1,204 (1.2 %)."""
        return ratio_text(self.numerator, self.denominator)


class Rates(NamedTuple):
    """The four rates of a set of items. `timeliness` is 0 of 0 if no period has a day on which it is due."""

    submission: Rate
    reporting: Rate
    completeness: Rate
    timeliness: Rate


def rates_of(data: Dataset, items: Sequence[DueItem]) -> Rates:
    """The rates of these items."""
    expected = [item for item in items if item.availability != "not-applicable"]
    reported = [item for item in expected if item.availability == "reported"]
    with_figure = [item for item in expected if item.availability in ("reported", "partial")]
    return Rates(
        submission=_submission(data, items),
        reporting=_rate(with_figure, expected),
        completeness=_rate(reported, expected),
        timeliness=_timeliness(data, expected),
    )


def _rate(part: Sequence[DueItem], whole: Sequence[DueItem]) -> Rate:
    return Rate(len(part), len(whole), sum(item.public for item in part))


def _submission(data: Dataset, items: Sequence[DueItem]) -> Rate:
    """The rate of final files among those that are due; one compiled from published figures is nobody's submission."""
    owed = {(item.period, item.respondent) for item in items}
    submissions = [data.by_key[key] for key in owed if key in data.by_key]
    final = sum(submission.final and submission.header.basis == "submission" for submission in submissions)
    return Rate(final, len(owed))


def _timeliness(data: Dataset, expected: Sequence[DueItem]) -> Rate:
    in_time = counted = 0
    days = {id: period.due for id, period in data.framework.periods.items() if period.due}
    for item in expected if days else ():
        due = days.get(item.period)
        if due is None or item.public:
            continue
        if item.availability in ANSWERED and item.submitted is None:
            continue  # nobody knows whether it was in time: it leaves both sides
        counted += 1
        in_time += item.submitted is not None and item.submitted <= due
    return Rate(in_time, counted)


class Group(NamedTuple):
    """The items of one implementing entity, outcome, area or respondent."""

    id: str
    name: str
    due: int
    counts: Mapping[str, int]
    rates: Rates


class MatrixRow(NamedTuple):
    """An outcome in the matrix, with the state of each respondent's items in it; None: nothing is due."""

    id: str
    text: str
    states: tuple[str | None, ...]
    reported: int
    """The number of items reported or partly reported."""
    expected: int


class Coverage(NamedTuple):
    """The coverage of a period: the items due, their rates, and the matrix of outcomes and respondents."""

    period: ReportingPeriod
    items: tuple[DueItem, ...]
    not_due: int
    """The number of indicators of which nothing is due in the period."""
    counts: Mapping[str, int]
    rates: Rates
    by: str
    groups: tuple[Group, ...]
    respondents: tuple[str, ...]
    """In the order of the matrix's columns."""
    matrix: tuple[MatrixRow, ...]

    @property
    def due(self) -> int:
        """The number of items due, those that are not applicable too."""
        return len(self.items)

    @property
    def expected(self) -> int:
        """The number of items due and applicable."""
        return self.due - self.counts["not-applicable"]


Keys = Callable[[Dataset, IndicatorContext, DueItem], Iterable[tuple[str, str]]]


def _by_entity(data: Dataset, measurable: IndicatorContext, item: DueItem) -> Iterable[tuple[str, str]]:
    return [(id, data.framework.name(id)) for id in measurable.action.entities]


def _by_outcome(data: Dataset, measurable: IndicatorContext, item: DueItem) -> Iterable[tuple[str, str]]:
    return [(measurable.outcome.id, measurable.outcome.text)]


def _by_area(data: Dataset, measurable: IndicatorContext, item: DueItem) -> Iterable[tuple[str, str]]:
    titles = {area.id: area.title for area in data.framework.plan.areas}
    return [(measurable.outcome.area, titles.get(measurable.outcome.area) or "(heading lost in the source)")]


def _by_respondent(data: Dataset, measurable: IndicatorContext, item: DueItem) -> Iterable[tuple[str, str]]:
    return [(item.respondent, data.framework.name(item.respondent))]


BY: dict[str, Keys] = {
    "outcome": _by_outcome,
    "area": _by_area,
    "entity": _by_entity,
    "respondent": _by_respondent,
}
"""The ways of grouping items. An item counts once in each of its groups: in those of all entities of its action."""


def coverage(data: Dataset, period: ReportingPeriod, by: str = "outcome", respondent: str | None = None) -> Coverage:
    """The coverage of a period; `by`: a key of `BY`; `respondent`: of this one alone (None: of all)."""
    framework = data.framework
    pairs = [
        (measurable, item)
        for measurable in framework.indicators.values()
        for item in items_of(data, measurable, period)
        if respondent in (None, item.respondent)
    ]
    items = [item for _, item in pairs]
    asked = framework.expand({item.respondent for item in items}, framework.judged_on(period))
    return Coverage(
        period=period,
        items=tuple(items),
        not_due=sum(
            measurable.indicator.method is not None and not due_periods(framework, measurable, period)
            for measurable in framework.indicators.values()
        ),
        counts=counts_of(items),
        rates=rates_of(data, items),
        by=by,
        groups=tuple(_groups(data, pairs, by)),
        respondents=asked,
        matrix=tuple(_matrix(data, pairs, asked)),
    )


def _groups(data: Dataset, pairs: Sequence[tuple[IndicatorContext, DueItem]], by: str) -> list[Group]:
    by_group: dict[tuple[str, str], list[DueItem]] = {}
    for measurable, item in pairs:
        for key in BY[by](data, measurable, item):
            by_group.setdefault(key, []).append(item)
    groups = [
        Group(id, name, len(items), counts_of(items), rates_of(data, items)) for (id, name), items in by_group.items()
    ]
    return sorted(groups, key=lambda group: natural_key(group.id)) if by in ("outcome", "respondent") else groups


def _matrix(
    data: Dataset, pairs: Sequence[tuple[IndicatorContext, DueItem]], respondents: Sequence[str]
) -> list[MatrixRow]:
    by_outcome: dict[str, list[DueItem]] = {}
    for measurable, item in pairs:
        by_outcome.setdefault(measurable.outcome.id, []).append(item)
    rows = []
    for outcome in data.framework.outcomes:
        items = by_outcome.get(outcome.id)
        if items is None:
            continue
        by_respondent: dict[str, list[DueItem]] = {}
        for item in items:
            by_respondent.setdefault(item.respondent, []).append(item)
        counts = counts_of(items)
        rows.append(
            MatrixRow(
                outcome.id,
                outcome.text,
                tuple(state_of(by_respondent.get(respondent, ())) for respondent in respondents),
                counts["reported"] + counts["partial"],
                len(items) - counts["not-applicable"],
            )
        )
    return rows


def state_of(items: Sequence[DueItem]) -> str | None:
    """The state of several items of one respondent: reported if all are, partial if any has a figure; None: no item."""
    states = {item.availability for item in items} - {"not-applicable"}
    if not states:
        return "not-applicable" if items else None
    if states == {"reported"}:
        return "reported"
    if states & {"reported", "partial"}:
        return "partial"
    return "unavailable" if "unavailable" in states else "missing"
