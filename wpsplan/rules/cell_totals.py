"""Questions on the breakdowns of one measurement: whether they agree.

Each rule takes a `MeasurementContext` of a final submission that has cells and no error.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from wpsplan.rules.cells import BROKEN_DOWN
from wpsplan.rules.context import MeasurementContext
from wpsplan.rules.registry import SUBMISSION, WARNING, RuleGroup, Violation

group = RuleGroup(head=SUBMISSION, depth=2)


@group.rule(
    "dimensions-disagree", WARNING, "Two breakdowns that add up to different totals",
    why="Each breaks the same figure down, so one of them is wrong or leaves somebody out.",
    mend="check the parts; if both are right, say why: accepted: [{code: dimensions-disagree, reason: …}]",
    bad="1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 6}]}",  # noqa: E501
    good="1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 6}, {sex: unknown, value: 0}, {rank: officers, value: 2}, {rank: other-ranks, value: 7}]}",  # noqa: E501
    kinds=BROKEN_DOWN,
)  # fmt: skip
def dimensions_disagree(context: MeasurementContext) -> Iterator[Violation]:
    if len(context.groups) < 2:
        return
    for key in ("value", "numerator"):
        for (name, total), (other, rest) in pairwise(_totals(context, key)):
            if total != rest:
                yield Violation(
                    context.place.key("cells"),
                    f"{context.id}: by {name} the parts add up to {total}, by {other} to {rest}",
                )


def _totals(context: MeasurementContext, key: str) -> list[tuple[str, Any]]:
    """Give the sum of the parts by dimension, for each dimension whose categories add up and are all given."""
    if key == "value" and context.figure.denominator is not None:
        return []
    totals = []
    for name, categories in context.framework.categories.items():
        parts = [getattr(cell, key) for cell in context.groups.get((name,), ())]
        if parts and len(parts) == len(categories) and None not in parts:
            totals.append((name, sum(parts)))
    return totals
