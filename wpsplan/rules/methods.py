"""Whether the method of an indicator can be carried out: frequency, due date, baseline and targets."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.rules import examples
from wpsplan.rules.family import ERROR, Complaint, Family

family = Family("methods", file=examples.OUTCOME)


def _methods(framework: Framework) -> Iterator[tuple[Any, Place]]:
    for id, measurable in framework.indicators.items():
        if measurable.indicator.method is not None:
            yield measurable.indicator.method, framework.place("indicator", id).down("method")


@family.rule(
    "no-period", ERROR, "A method that no reporting period serves",
    why="The indicator could never be reported.",
    mend="add reporting periods of this frequency to plan/plan.yaml, or choose another frequency",
    bad=examples.action(method="{kind: count, frequency: quarterly}"), good=examples.action(method="{kind: count}"),
)  # fmt: skip
def no_period(framework: Framework) -> Iterator[Complaint]:
    periods = framework.periods.values()
    served = {period.frequency for period in periods}
    for method, at in _methods(framework):
        if method.frequency not in ("once", "biennial"):
            if method.frequency not in served:
                yield Complaint(at.down("frequency"), f"plan/plan.yaml has no {method.frequency} reporting period")
            if method.due is None or method.kind == "milestone":
                continue
            yield Complaint(
                at.down("due"),
                f"due belongs to once, biennial and milestones; this is {method.frequency}",
                "take it out",
            )
        due = method.due or framework.plan.period.end
        if not any(period.frequency == "annual" and period.start <= due <= period.end for period in periods):
            yield Complaint(at.down("due"), f"{due} lies in no annual reporting period", "choose a day inside one")


def _aimed_at(value: int) -> str:
    """An example: a baseline of 5, and this value as the target."""
    path = f"baseline: {{date: 2016-01-01, value: 5}}, targets: [{{date: 2018-06-30, value: {value}}}]"
    return examples.action(method=f"{{kind: count, direction: increase, {path}}}")


@family.rule(
    "bad-target", ERROR, "Targets or a baseline that can't be worked with",
    why="A pace can only be drawn from a baseline through targets that follow the wanted direction.",
    mend="correct the date, the value or the direction",
    bad=_aimed_at(3), good=_aimed_at(8),
)  # fmt: skip
def bad_target(framework: Framework) -> Iterator[Complaint]:
    for method, at in _methods(framework):
        if method.kind == "scale":
            yield from _bad_level(method, at)
        elif method.kind in ("count", "percentage"):
            yield from _bad_number(method, at)


def _bad_level(method: Any, at: Place) -> Iterator[Complaint]:
    if len(method.levels) < 2 or len(set(method.levels)) < len(method.levels):
        yield Complaint(
            at.down("levels"), "a scale needs two levels or more, each once", "write the levels, worst first"
        )
    named = [(at.down("baseline", "value"), method.baseline.value)] if method.baseline else []
    named += [(at.down("targets", index, "value"), target.value) for index, target in enumerate(method.targets)]
    for place, level in named:
        if level not in method.levels:
            yield Complaint(place, f'"{level}" is none of the levels', f"the levels: {', '.join(method.levels)}")


def _bad_number(method: Any, at: Place) -> Iterator[Complaint]:
    targets = list(enumerate(method.targets))
    for index, target in targets:
        place = at.down("targets", index)
        if (target.date is None) == (target.each is None):
            yield Complaint(place, "a target has either a date or each: annual", "add the one, or take the other out")
        if target.each and (
            len(targets) > 1 or method.over_time != "flow" or method.direction not in ("increase", "decrease")
        ):
            yield Complaint(
                place,
                "each: annual stands alone, for a flow that is to increase or decrease",
                "write over_time: flow and a direction, or give the targets dates",
            )
        yield from _bad_value(method, target.value, place.down("value"))
    if method.baseline:
        yield from _bad_value(method, method.baseline.value, at.down("baseline", "value"))
    yield from _bad_path(method, at)


def _bad_value(method: Any, value: Any, place: Place) -> Iterator[Complaint]:
    if method.kind == "percentage" and not 0 <= value <= 100:
        yield Complaint(place, f"{value} is no percentage", "write a number from 0 to 100")
    if method.kind == "count" and (value < 0 or value != int(value)):
        yield Complaint(place, f"{value} is no count", "write a whole number, 0 or more")


def _bad_path(method: Any, at: Place) -> Iterator[Complaint]:
    dated = [(index, target) for index, target in enumerate(method.targets) if target.date is not None]
    sign = {"increase": 1, "decrease": -1}.get(method.direction, 0)
    for (_, earlier), (index, later) in pairwise(dated):
        if later.date <= earlier.date:
            yield Complaint(
                at.down("targets", index, "date"),
                f"{later.date} is not after the target before it ({earlier.date})",
                "write the targets in the order of time",
            )
        elif sign and (later.value - earlier.value) * sign < 0:
            yield Complaint(
                at.down("targets", index, "value"),
                f"{later.value} after {earlier.value} runs against the direction ({method.direction})",
            )
    if not dated or method.baseline is None:
        return
    for position, target in dated:
        place = at.down("targets", position)
        if target.date <= method.baseline.date:
            yield Complaint(place.down("date"), f"{target.date} is not after the baseline ({method.baseline.date})")
        if sign and (target.value - method.baseline.value) * sign < 0:
            yield Complaint(
                place.down("value"),
                f"the baseline {method.baseline.value} is past the target {target.value} already ({method.direction})",
            )
