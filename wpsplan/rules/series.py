"""Questions about one respondent's figures across its years.

Each rule takes a `Series`: the reports of one entity on one indicator, in the order of time. Its findings are warnings
and notes, never errors; a submission settles them with `accepted`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.kinds import Method
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Measurement
from wpsplan.rules.own_figures import OwnFigures, figure_text, numbers_of, ratio_of
from wpsplan.rules.registry import NOTE, WARNING, RuleGroup, Violation

group = RuleGroup()
JUMP = 3
_HEAD = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"


@dataclass(slots=True)
class SeriesEntry:
    """One measurement of a series."""

    period: ReportingPeriod
    measurement: Measurement
    path: str
    indicator: str

    @property
    def place(self) -> Place:
        """The place of the measurement."""
        return Place(self.path, ("measurements", self.indicator))


@dataclass(slots=True)
class Series:
    """The reports of one entity on one indicator: its own figures, no stand-ins, in periods of one frequency."""

    indicator: str
    method: Method
    reported: list[SeriesEntry]
    framework: Framework

    _comparable: list[SeriesEntry] | None = field(init=False, default=None)

    @property
    def comparable(self) -> list[SeriesEntry]:
        """The figures since `comparable_from`; those before it can't be compared with them."""
        if self._comparable is None:
            start, periods = self.method.comparable_from, self.framework.periods
            first = periods[start.period].start if start and start.period in periods else None
            self._comparable = [
                reported for reported in self.reported
                if any(number is not None for number in numbers_of(reported.measurement))
                and (first is None or reported.period.start >= first)
            ]  # fmt: skip
        return self._comparable


@group.rule(
    "value-jump", WARNING, "A figure that jumps",
    why="More than threefold from one period to the next is sometimes true, and often a slip or another definition.",
    mend="check both figures; if both are right, say why: accepted: [{code: value-jump, reason: …}]",
    bad=_HEAD + "  1.2.2:\n    value: 900\n    cells: [{sex: women, value: 450}]\n",
    good=_HEAD + "  1.2.2:\n    value: 900\n    cells: [{sex: women, value: 450}]\n"
    "    accepted: [{code: value-jump, reason: Exercise nation A now trains its reserve.}]\n",
)  # fmt: skip
def value_jump(series: Series) -> Iterator[Violation]:
    for before, after in pairwise(series.comparable):
        amount = _jump(before.measurement, after.measurement)
        if amount:
            yield Violation(
                after.place,
                f"{series.indicator}: {figure_text(after.measurement)} in {after.period.id}, "
                f"after {figure_text(before.measurement)} in {before.period.id}: more than three times as {amount}",
            )


def _jump(before: Measurement, after: Measurement) -> str:
    """Say "much" or "little" where a figure is three times as much or as little; from 0 and to 0 nothing jumps."""
    first, second = ratio_of(before), ratio_of(after)
    if numbers_of(before) == numbers_of(after) or first is None or second is None:
        return ""
    then, now = first[0] * second[1], second[0] * first[1]  # both times the same, so that nothing has to be divided
    if not then or not now or (now <= JUMP * then and then <= JUMP * now):
        return ""
    return "much" if now > then else "little"


@group.rule(
    "same-as-before", NOTE, "The same numbers as in another period",
    why="Figures of persons and things seldom stay the same to the digit; often last year's were copied.",
    mend="check the figure; if it is right, say so: accepted: [{code: same-as-before, reason: …}]",
    bad=_HEAD + "  1.2.1: {numerator: 120, denominator: 1000}",
    good=_HEAD + "  1.2.1: {numerator: 131, denominator: 1010}",
)  # fmt: skip
def same_as_before(series: Series) -> Iterator[Violation]:
    for before, after in pairwise(series.comparable):
        if numbers_of(after.measurement) == numbers_of(before.measurement) and not _trivial(after.measurement):
            message = f"the same numbers as in {before.period.id} ({figure_text(after.measurement)})"
            yield Violation(after.place, f"{series.indicator}: {message}")


same_narrative = group.declare(
    "same-narrative", NOTE, "The same narrative as in another period or by another respondent",
    why="A narrative tells what happened in one period in one place; copied, it tells nothing.",
    mend="write what is true of this period; if the text still holds: accepted: [{code: same-narrative, reason: …}]",
    bad=_HEAD + "  2.2.1: {narrative: Exercise nation A visited exercise nation B and took over its way of counting.}",
    good=_HEAD + "  2.2.1: {narrative: Exercise nation A now counts as exercise nation B does.}",
)  # fmt: skip


@group.also_check(same_narrative)
def narrative_of_before(series: Series) -> Iterator[Violation]:
    for before, after in pairwise(series.reported):
        if after.measurement.narrative is not None and after.measurement.narrative == before.measurement.narrative:
            yield Violation(
                after.place.key("narrative"), f"{series.indicator}: the same narrative as in {before.period.id}"
            )


@group.rule(
    "milestone-undone", WARNING, "A milestone that was achieved and no longer is",
    why="What is achieved stays achieved, unless it was reported too early or has been undone.",
    mend="correct one of the two files; if it was undone, say so: accepted: [{code: milestone-undone, reason: …}]",
    file="measurements/2017/EXC.yaml",
    bad=_HEAD.replace("EXA", "EXC") + "  2.1.1: {achieved: false}",
    good=_HEAD.replace("EXA", "EXC") + "  2.1.1: {achieved: true, date: 2016-05-12}",
)  # fmt: skip
def milestone_undone(series: Series) -> Iterator[Violation]:
    for before, after in pairwise(series.reported):
        if before.measurement.achieved is True and after.measurement.achieved is False:
            yield Violation(
                after.place.down("achieved"),
                f"{series.indicator}: not achieved in {after.period.id}, but achieved in {before.period.id}",
            )


def _trivial(measurement: Measurement) -> bool:
    """Tell if a figure is no more than 0 or 1, which is nobody's copy."""
    return measurement.denominator is None and all(number in (None, 0, 1) for number in numbers_of(measurement))


def all_series(figures: Iterable[OwnFigures], framework: Framework) -> Iterable[Series]:
    """Give every series of two measurements or more, of all entities."""
    series_by_key: dict[tuple[str, str, str], Series] = {}
    for own in sorted(figures, key=lambda own: framework.periods[own.submission.period].start):
        period = framework.periods[own.submission.period]
        for id, measurement in own.measurements.items():
            method = framework.indicators[id].indicator.method
            if method is None:
                continue
            key = (own.submission.entity, id, period.frequency)
            series = series_by_key.get(key)
            if series is None:
                series = series_by_key[key] = Series(id, method, [], framework)
            series.reported.append(SeriesEntry(period, measurement, own.submission.path, id))
    return [series for series in series_by_key.values() if len(series.reported) > 1]
