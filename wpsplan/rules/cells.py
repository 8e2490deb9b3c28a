"""Rules on disaggregated values: their categories and their sums. Each takes a `MeasurementContext`."""

from collections.abc import Iterator
from math import prod
from typing import Any

from wpsplan.kinds import KINDS
from wpsplan.model.submission import FIGURES, Cell
from wpsplan.model.types import with_strange
from wpsplan.rules.context import MeasurementContext
from wpsplan.rules.registry import ERROR, SUBMISSION, WARNING, RuleGroup, Violation, did_you_mean

group = RuleGroup(head=SUBMISSION, depth=2)
BROKEN_DOWN = tuple(kind.name for kind in KINDS.values() if kind.has_cells)
"""The kinds whose figures may have cells."""


@group.rule(
    "unknown-category", ERROR, "A dimension or category that the plan doesn't have",
    why="The part could be put nowhere.",
    mend="write a dimension and a category of plan/dimensions.yaml",
    bad="1.2.2: {value: 3, cells: [{sex: female, value: 3}]}",
    good="1.2.2: {value: 3, cells: [{sex: women, value: 3}]}",
)  # fmt: skip
def unknown_category(context: MeasurementContext) -> Iterator[Violation]:
    dimensions = context.framework.dimensions
    if not context.framework.whole.get("dimensions", True):
        return
    for index, cell in enumerate(context.cells):
        for name, category in cell.categories:
            if name not in dimensions:
                yield Violation(
                    context.place.key("cells", index, name),
                    with_strange(f'no dimension "{name}" in plan/dimensions.yaml', name),
                    did_you_mean(name, dimensions, f"the dimensions: {', '.join(dimensions)}"),
                )
            elif category not in context.framework.categories[name]:
                known = [item.id for item in dimensions[name].categories]
                yield Violation(
                    context.place.down("cells", index, name),
                    f'{name} has no category "{category}"',
                    did_you_mean(category, known, f"the categories: {', '.join(known)}"),
                )


@group.rule(
    "cell-kind", ERROR, "A cell with another figure than its indicator's",
    why="A count's parts are counts, a percentage's parts are shares.",
    mend="write value for a count; numerator (and denominator), or value in percent, for a percentage",
    bad="1.2.2: {value: 3, cells: [{sex: women, numerator: 3}]}",
    good="1.2.2: {value: 3, cells: [{sex: women, value: 3}]}",
    kinds=BROKEN_DOWN,
)  # fmt: skip
def cell_kind(context: MeasurementContext) -> Iterator[Violation]:
    kind = context.kind
    if kind is None:
        return
    foreign = [key for key in FIGURES if key not in kind.keys]
    for index, cell in enumerate(context.cells):
        for key in foreign:
            if getattr(cell, key) is not None:
                yield Violation(
                    context.place.key("cells", index, key),
                    f"{context.id} is a {kind.name}: its cells have no {key}",
                    f"write {kind.cell_how_to_write}",
                )


@group.rule(
    "cell-twice", ERROR, "The same cell twice",
    why="Only one of the two figures can be right, and a sum would count both.",
    mend="keep one of the two",
    bad="1.2.2: {value: 6, cells: [{sex: women, value: 3}, {sex: women, value: 3}]}",
    good="1.2.2: {value: 6, cells: [{sex: women, value: 3}, {sex: men, value: 3}]}",
)  # fmt: skip
def cell_twice(context: MeasurementContext) -> Iterator[Violation]:
    seen: set[Any] = set()
    for index, cell in enumerate(context.cells):
        if cell.categories in seen:
            yield Violation(context.place.down("cells", index), f"the cell {_words(cell)} stands twice")
        seen.add(cell.categories)


def _words(cell: Cell) -> str:
    return ", ".join(f"{name}: {category}" for name, category in cell.categories)


@group.rule(
    "cells-over-total", ERROR, "Parts that are more than the whole",
    why="One of the figures is wrong.",
    mend="check the total and its parts",
    bad="1.2.2: {value: 5, cells: [{sex: women, value: 3}, {sex: men, value: 3}]}",
    good="1.2.2: {value: 6, cells: [{sex: women, value: 3}, {sex: men, value: 3}]}",
    kinds=BROKEN_DOWN,
)  # fmt: skip
def cells_over_total(context: MeasurementContext) -> Iterator[Violation]:
    for key, whole in _wholes(context):
        everything = [getattr(cell, key) or 0 for cell in context.cells]
        if sum(everything) <= whole and min(everything) >= 0:
            continue  # as it nearly always is
        for index, cell in enumerate(context.cells):
            part = getattr(cell, key)
            if part is not None and part > whole:
                place = context.place.down("cells", index, key)
                yield Violation(place, f"{_words(cell)}: {part} is more than the total {whole}")
        for dimensions, cells in context.groups.items():
            parts = [getattr(cell, key) or 0 for cell in cells]
            if sum(parts) > whole and max(parts) <= whole:
                yield Violation(
                    context.place.key("cells"),
                    f"by {' and '.join(dimensions)} the parts add up to {sum(parts)}, more than the total {whole}",
                )


@group.rule(
    "cells-under-total", WARNING, "Parts that are all given and less than the whole",
    why="Somebody is missing, or counted under no category.",
    mend="check the parts; those of whom it is not known go under a category of their own, where there is one",
    bad="1.2.2: {value: 9, cells: [{sex: women, value: 3}, {sex: men, value: 3}, {sex: unknown, value: 0}]}",
    good="1.2.2: {value: 6, cells: [{sex: women, value: 3}, {sex: men, value: 3}, {sex: unknown, value: 0}]}",
    kinds=BROKEN_DOWN,
)  # fmt: skip
def cells_under_total(context: MeasurementContext) -> Iterator[Violation]:
    for key, whole in _wholes(context):
        for dimensions, cells in context.groups.items():
            parts = [getattr(cell, key) for cell in cells]
            if None in parts or sum(parts) >= whole:
                continue
            wanted = prod(len(context.framework.categories[name]) for name in dimensions)
            if len({cell.categories for cell in cells}) == wanted:
                yield Violation(
                    context.place.key("cells"),
                    f"by {' and '.join(dimensions)} all parts are given; they add up to {sum(parts)}, "
                    f"less than the total {whole}",
                )


def _wholes(context: MeasurementContext) -> list[tuple[str, Any]]:
    """Give the keys whose parts are compared with a total, each with this total; a key without a total is left out."""
    keys = context.kind.whole_keys if context.kind else ()
    return [(key, whole) for key in keys if (whole := getattr(context.figure, key)) is not None]
