"""Questions that one file alone can't raise: across years, across respondents, across dimensions.

Each check is given a `Series`: what one entity reported of one indicator, in the order of time. They ask, they never
forbid: warnings and notes, which a submission settles with `accepted`.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Measurement, Submission
from wpsplan.rules.family import NOTE, WARNING, Complaint, Family

family = Family("across")
JUMP = 3
_HEAD = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"


@dataclass(frozen=True, slots=True)
class Reported:
    """One measurement of a series."""

    period: ReportingPeriod
    said: Measurement
    place: Place

    @property
    def figure(self) -> tuple[Any, ...] | None:
        """Its numbers as they stand; None where there are none."""
        numbers = (self.said.value, self.said.numerator, self.said.denominator)
        return None if numbers == (None, None, None) else numbers

    @property
    def size(self) -> Fraction | None:
        """The count, or the share in percent, that can be held against another year's."""
        return size(self.said)


@dataclass(frozen=True, slots=True)
class Series:
    """What one entity reported of one indicator: its own figures, no stand-ins, in periods of one frequency."""

    indicator: str
    method: Any
    entity: str
    reported: tuple[Reported, ...]
    first: Mapping[Hashable, str]
    """(period, indicator, what was said) → the first entity, by name, that said just this."""
    framework: Framework

    def first_to_say(self, one: Reported, what: Hashable) -> str:
        """The other entity that said the same first; empty where none did. A group is nobody's copy."""
        if self.framework.is_group(self.entity):
            return ""
        entity = self.first.get((one.period.id, self.indicator, what), self.entity)
        return "" if entity == self.entity else entity


@family.rule(
    "value-jump", WARNING, "A figure that jumps",
    why="More than threefold from one period to the next is sometimes true, and often a slip or another definition.",
    mend="check both figures; if both are right, say why: accepted: [{code: value-jump, reason: …}]",
    bad=_HEAD + "  1.2.2:\n    value: 900\n    cells: [{sex: women, value: 450}]\n",
    good=_HEAD + "  1.2.2:\n    value: 900\n    cells: [{sex: women, value: 450}]\n"
    "    accepted: [{code: value-jump, reason: Exercise nation A now trains its reserve.}]\n",
)  # fmt: skip
def value_jump(series: Series) -> Iterator[Complaint]:
    for before, after in pairwise(_comparable(series)):
        if before.size and after.size and (after.size > JUMP * before.size or before.size > JUMP * after.size):
            how = "much" if after.size > before.size else "little"
            yield Complaint(
                after.place,
                f"{series.indicator}: {shown_figure(after.said)} in {after.period.id}, "
                f"after {shown_figure(before.said)} in {before.period.id}: more than three times as {how}",
            )


@family.rule(
    "same-as-before", NOTE, "The same numbers as in another period",
    why="Figures of persons and things seldom stay the same to the digit; often last year's were copied.",
    mend="check the figure; if it is right, say so: accepted: [{code: same-as-before, reason: …}]",
    bad=_HEAD + "  1.2.1: {numerator: 120, denominator: 1000}",
    good=_HEAD + "  1.2.1: {numerator: 131, denominator: 1010}",
)  # fmt: skip
def same_as_before(series: Series) -> Iterator[Complaint]:
    for before, after in pairwise(_comparable(series)):
        if after.figure == before.figure and not _trivial(after):
            yield Complaint(
                after.place,
                f"{series.indicator}: the same numbers as in {before.period.id} ({shown_figure(after.said)})",
            )


@family.rule(
    "same-as-other", NOTE, "The same numbers as another respondent's",
    why="Two nations seldom have the same figures to the digit; often a file was copied and not filled in anew.",
    mend="check the figure; if it is right, say so: accepted: [{code: same-as-other, reason: …}]",
    file="measurements/2017/EXB.yaml",
    bad=_HEAD.replace("EXA", "EXB") + "  1.2.1: {numerator: 150, denominator: 1000}",
    good=_HEAD.replace("EXA", "EXB") + "  1.2.1: {numerator: 80, denominator: 500}",
)  # fmt: skip
def same_as_other(series: Series) -> Iterator[Complaint]:
    for one in series.reported:
        if one.figure is None or _meets_by_chance(one):
            continue
        other = series.first_to_say(one, one.figure)
        if other:
            yield Complaint(one.place, f"{series.indicator}: the same numbers as {other} ({shown_figure(one.said)})")


@family.rule(
    "same-narrative", NOTE, "The same narrative as in another period or by another respondent",
    why="A narrative tells what happened in one period in one place; copied, it tells nothing.",
    mend="write what is true of this period; if the text still holds: accepted: [{code: same-narrative, reason: …}]",
    bad=_HEAD + "  2.2.1: {narrative: Exercise nation A visited exercise nation B and took over its way of counting.}",
    good=_HEAD + "  2.2.1: {narrative: Exercise nation A now counts as exercise nation B does.}",
)  # fmt: skip
def same_narrative(series: Series) -> Iterator[Complaint]:
    for before, after in pairwise(series.reported):
        if after.said.narrative and after.said.narrative == before.said.narrative:
            yield Complaint(
                after.place.key("narrative"), f"{series.indicator}: the same narrative as in {before.period.id}"
            )
    for one in series.reported:
        if one.said.narrative:
            other = series.first_to_say(one, one.said.narrative)
            if other:
                yield Complaint(one.place.key("narrative"), f"{series.indicator}: the same narrative as {other}")


@family.rule(
    "milestone-undone", WARNING, "A milestone that was achieved and no longer is",
    why="What is achieved stays achieved, unless it was reported too early or has been undone.",
    mend="correct one of the two files; if it was undone, say so: accepted: [{code: milestone-undone, reason: …}]",
    file="measurements/2017/EXC.yaml",
    bad=_HEAD.replace("EXA", "EXC") + "  2.1.1: {achieved: false}",
    good=_HEAD.replace("EXA", "EXC") + "  2.1.1: {achieved: true, date: 2016-05-12}",
)  # fmt: skip
def milestone_undone(series: Series) -> Iterator[Complaint]:
    for before, after in pairwise(series.reported):
        if before.said.achieved is True and after.said.achieved is False:
            yield Complaint(
                after.place.down("achieved"),
                f"{series.indicator}: not achieved in {after.period.id}, but achieved in {before.period.id}",
            )


@family.rule(
    "dimensions-disagree", WARNING, "Two breakdowns that add up to different totals",
    why="Each breaks the same figure down, so one of them is wrong or leaves somebody out.",
    mend="check the parts; if both are right, say why: accepted: [{code: dimensions-disagree, reason: …}]",
    bad=_HEAD + "  1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 6}]}",  # noqa: E501
    good=_HEAD + "  1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 7}]}",  # noqa: E501
)  # fmt: skip
def dimensions_disagree(series: Series) -> Iterator[Complaint]:
    for one in series.reported:
        for key in ("value", "numerator"):
            totals = _totals(one.said, key, series.framework)
            for (name, total), (other, rest) in pairwise(totals):
                if total != rest:
                    yield Complaint(
                        one.place.key("cells"),
                        f"{series.indicator}: by {name} the parts add up to {total}, by {other} to {rest}",
                    )


def _totals(said: Measurement, key: str, framework: Framework) -> list[tuple[str, Any]]:
    """By dimension whose categories add up and are all given: the sum of its parts."""
    totals = []
    for name, dimension in framework.dimensions.items():
        parts = [getattr(cell, key) for cell in said.cells if cell.dimensions == (name,)]
        whole = dimension.total == "sum" and len(parts) == len(dimension.categories)
        if whole and None not in parts and not (key == "value" and said.denominator is not None):
            totals.append((name, sum(parts)))
    return totals


def _comparable(series: Series) -> list[Reported]:
    """The figures of the present series: nothing is asked across `comparable_from`."""
    start = series.method.comparable_from
    periods = series.framework.periods
    first = periods[start.period].start if start and start.period in periods else None
    return [one for one in series.reported if one.figure is not None and (first is None or one.period.start >= first)]


def _trivial(one: Reported) -> bool:
    """0 and 1 are nobody's copy."""
    return one.said.denominator is None and all(number in (None, 0, 1) for number in one.figure or ())


def _meets_by_chance(one: Reported) -> bool:
    """Small counts and bare percentages are often the same in two nations."""
    numbers = [one.said.value] if one.said.numerator is None else [one.said.numerator]
    bare = one.said.value is not None and "." in str(one.said.value)
    return bare or all(number is not None and number < 100 for number in numbers)


def size(said: Measurement) -> Fraction | None:
    """A measurement's count, or its share in percent; None where it has neither."""
    if said.value is not None:
        return Fraction(said.value)
    if said.numerator is not None and said.denominator:
        return Fraction(100) * Fraction(said.numerator) / Fraction(said.denominator)
    return None


def shown_figure(said: Measurement) -> str:
    """A measurement's figure as it is written."""
    if said.value is not None:
        return str(said.value)
    return f"{said.numerator} of {said.denominator}" if said.denominator is not None else str(said.numerator)


def all_series(finals: Sequence[Submission], framework: Framework) -> Iterable[Series]:
    """Every series of these final submissions."""
    found: dict[tuple[str, str, str], list[Reported]] = {}
    for submission in sorted(finals, key=lambda one: framework.periods[one.period].start):
        period = framework.periods[submission.period]
        for id, said in submission.measurements.items():
            measurable = framework.indicators.get(id)
            if measurable and measurable.indicator.method and said.proxy is None and said.not_reported is None:
                at = Place(submission.path).down("measurements", id)
                found.setdefault((id, submission.entity, period.frequency), []).append(Reported(period, said, at))
    first: dict[Hashable, str] = {}
    for (id, entity, _), reported in sorted(found.items()):
        if not framework.is_group(entity):
            for one in reported:
                for what in (one.figure, one.said.narrative):
                    first.setdefault((one.period.id, id, what), entity)
    for (id, entity, _), reported in found.items():
        yield Series(id, framework.indicators[id].indicator.method, entity, tuple(reported), first, framework)
