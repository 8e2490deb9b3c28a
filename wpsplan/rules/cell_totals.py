"""Questions that the breakdowns of one measurement raise. Each check is given an `Answer` of a final submission."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from wpsplan.rules.cells import BROKEN_DOWN
from wpsplan.rules.context import MeasurementContext
from wpsplan.rules.registry import SUBMISSION, WARNING, RuleGroup, Violation

group = RuleGroup("breakdowns", head=SUBMISSION, depth=2)


@group.rule(
    "dimensions-disagree", WARNING, "Two breakdowns that add up to different totals",
    why="Each breaks the same figure down, so one of them is wrong or leaves somebody out.",
    mend="check the parts; if both are right, say why: accepted: [{code: dimensions-disagree, reason: …}]",
    bad="1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 6}]}",  # noqa: E501
    good="1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 7}]}",  # noqa: E501
    kinds=BROKEN_DOWN,
)  # fmt: skip
def dimensions_disagree(answer: MeasurementContext) -> Iterator[Violation]:
    if len(answer.groups) < 2:
        return
    for key in ("value", "numerator"):
        for (name, total), (other, rest) in pairwise(_totals(answer, key)):
            if total != rest:
                yield Violation(
                    answer.place.key("cells"),
                    f"{answer.id}: by {name} the parts add up to {total}, by {other} to {rest}",
                )


def _totals(answer: MeasurementContext, key: str) -> list[tuple[str, Any]]:
    """By dimension whose categories add up and are all given: the sum of its parts."""
    if key == "value" and answer.figure.denominator is not None:
        return []
    totals = []
    for name, categories in answer.framework.categories.items():
        parts = [getattr(cell, key) for cell in answer.groups.get((name,), ())]
        if parts and len(parts) == len(categories) and None not in parts:
            totals.append((name, sum(parts)))
    return totals
