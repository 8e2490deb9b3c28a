"""What is due, from whom, and whether it was reported: the first axis, which knows nothing of progress."""

from collections.abc import Iterable, Mapping, Sequence

from wpsplan.framework.framework import Framework, IndicatorContext
from wpsplan.kinds import Method, kind_of
from wpsplan.kinds.figure import Observation
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Measurement
from wpsplan.results.dataset import Dataset, DueItem

AVAILABILITIES = ("reported", "partial", "unavailable", "missing", "not-applicable")
"""Of an item."""
INDICATOR_AVAILABILITIES = (*AVAILABILITIES, "mixed", "no-method", "not-due", "no-respondent")
"""Of an indicator."""


def inner_periods(framework: Framework, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The period itself and those that lie inside it, in the order of time."""
    return [other for other in framework.periods.values() if other is period or period.holds(other)]


def frequency_of(method: Method) -> str:
    """The frequency of the periods in which a method's figures are reported."""
    return "annual" if method.frequency in ("once", "biennial") else str(method.frequency)


def retired(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> bool:
    """Whether the indicator or its action is retired on the period's last day."""
    day = framework.judged_on(period)
    return any(item.retired and item.retired.date < day for item in (measurable.indicator, measurable.action))


def is_due(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> bool:
    """Whether an indicator is due in exactly this period (not in one inside it)."""
    method = measurable.indicator.method
    if method is None or period.baseline or period.frequency != frequency_of(method):
        return False
    if retired(framework, measurable, period):
        return False
    if method.frequency in ("once", "biennial"):
        return period.start <= (method.due or framework.plan.period.end) <= period.end
    return True


def due_periods(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The period and those inside it in which the indicator is due."""
    return [inner for inner in inner_periods(framework, period) if is_due(framework, measurable, inner)]


def items_of(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Sequence[DueItem]:
    """Every item of an indicator in a period, and in those inside it."""
    key = (measurable.indicator.id, period.id)
    if key not in data.items_known:
        data.items_known[key] = tuple(
            [
                _item(data, measurable, inner, respondent, answers.get(respondent))
                for inner in due_periods(data.framework, measurable, period)
                for answers in [answers_to(data, measurable, inner)]
                for respondent in data.framework.respondents(measurable, inner)
            ]
        )
    return data.items_known[key]


def all_items(data: Dataset, period: ReportingPeriod) -> list[DueItem]:
    """Every item of a period, in the plan's order."""
    return [item for measurable in data.framework.indicators.values() for item in items_of(data, measurable, period)]


def answers_to(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Mapping[str, Observation]:
    """By respondent, what answers an item; for once and biennial an earlier year's figure, where there is no other."""
    id, method = measurable.indicator.id, measurable.indicator.method
    own = data.observations.get((period.id, id), {})
    if method is None or method.frequency not in ("once", "biennial"):
        return own
    answers: dict[str, Observation] = {}
    for other in data.framework.periods.values():  # in the order of time
        if other.frequency == "annual" and other.end < period.start:
            earlier = data.observations.get((other.id, id), {})
            answers |= {entity: one for entity, one in earlier.items() if one.measurement.not_reported is None}
    return answers | own


def _item(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, respondent: str, found: Observation | None
) -> DueItem:
    id = measurable.indicator.id
    if found is None:
        submission = data.by_key.get((period.id, respondent))
        draft = submission is not None and not submission.final and id in submission.measurements
        place = submission.place(id) if submission and draft else None
        return DueItem(id, respondent, period.id, "missing", draft, place=place)
    measurement = found.measurement
    method = measurable.indicator.method
    lacks = tuple(missing_parts(measurement, method)) if method else ()
    if measurement.not_reported:
        availability = "not-applicable" if measurement.not_reported.reason == "not-applicable" else "unavailable"
    else:
        availability = "partial" if lacks else "reported"
    return DueItem(
        id,
        respondent,
        period.id,
        availability,
        basis=found.submission.basis_of(measurement),
        place=found.place,
        lacks=lacks if availability == "partial" else (),
        reason=measurement.not_reported.reason if measurement.not_reported else None,
        submitted=found.submission.header.submitted,
    )


def missing_parts(measurement: Measurement, method: Method) -> Iterable[str]:
    """What an answer lacks to be whole."""
    kind = kind_of(method)
    if measurement.proxy:
        yield "the figure itself (a stand-in is given)"
    elif missing := kind.missing_figure(measurement):
        yield missing
    for wanted in kind.disaggregation(method):
        if wanted.required and not any(wanted.dimension in cell.dimensions for cell in measurement.cells):
            yield f"the breakdown by {wanted.dimension}"
    if method.narrative == "required" and not measurement.narrative:
        yield "a narrative"
    if method.sources == "required" and not measurement.sources:
        yield "a source"


def indicator_availability(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, items: Sequence[DueItem]
) -> str:
    """An indicator's own availability: that of its items where they agree, else mixed; or why it has no items."""
    if measurable.indicator.method is None:
        return "no-method"
    if items:
        kinds = {item.availability for item in items}
        return kinds.pop() if len(kinds) == 1 else "mixed"
    return "no-respondent" if due_periods(data.framework, measurable, period) else "not-due"


def counts_of(items: Iterable[DueItem]) -> Mapping[str, int]:
    """How many items there are of each availability."""
    counts = dict.fromkeys(AVAILABILITIES, 0)
    for item in items:
        counts[item.availability] += 1
    return counts
