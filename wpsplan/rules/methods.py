"""Rules on the method of an indicator: its frequency, due date, baseline and targets can be worked with."""

from collections.abc import Iterator

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.kinds import Method, kind_of
from wpsplan.rules import examples
from wpsplan.rules.registry import ERROR, RuleGroup, Violation

group = RuleGroup(file=examples.OUTCOME)


def _methods(framework: Framework) -> Iterator[tuple[Method, Place]]:
    for id, measurable in framework.indicators.items():
        if measurable.indicator.method is not None:
            yield measurable.indicator.method, framework.place("indicator", id).down("method")


@group.rule(
    "no-period", ERROR, "A method that no reporting period serves",
    why="The indicator could never be reported.",
    mend="add reporting periods of this frequency to plan/plan.yaml, or choose another frequency",
    bad=examples.action(method="{kind: count, frequency: quarterly}"), good=examples.action(method="{kind: count}"),
)  # fmt: skip
def no_period(framework: Framework) -> Iterator[Violation]:
    periods = framework.periods.values()
    served = {period.frequency for period in periods}
    for method, place in _methods(framework):
        if method.frequency not in ("once", "biennial"):
            if method.frequency not in served:
                yield Violation(place.down("frequency"), f"plan/plan.yaml has no {method.frequency} reporting period")
            if method.due is None or kind_of(method).has_due_day:
                continue
            yield Violation(
                place.down("due"),
                f"due belongs to once, biennial and milestones; this is {method.frequency}",
                "take it out",
            )
        due = method.due or framework.plan.period.end
        if not any(period.frequency == "annual" and period.start <= due <= period.end for period in periods):
            yield Violation(place.down("due"), f"{due} lies in no annual reporting period", "choose a day inside one")


def _with_target(value: int) -> str:
    """Give an example: a baseline of 5, and this value as the target."""
    path = f"baseline: {{date: 2016-01-01, value: 5}}, targets: [{{date: 2018-06-30, value: {value}}}]"
    return examples.action(method=f"{{kind: count, direction: increase, {path}}}")


@group.rule(
    "bad-target", ERROR, "Targets or a baseline that can't be worked with",
    why="A pace can only be drawn from a baseline through targets that follow the wanted direction.",
    mend="correct the date, the value or the direction",
    bad=_with_target(3), good=_with_target(8),
)  # fmt: skip
def bad_target(framework: Framework) -> Iterator[Violation]:
    for method, place in _methods(framework):
        for fault in kind_of(method).faults(method):
            yield Violation(place.down(*fault.route), fault.message, fault.help)
