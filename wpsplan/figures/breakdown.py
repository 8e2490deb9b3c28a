"""A figure broken down: the cells of those behind it, added up by the categories of one dimension."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from wpsplan.figures.data import Data
from wpsplan.figures.value import Value
from wpsplan.figures.values import Aggregate, Part
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import Exact, exact, share
from wpsplan.model.plan import Dimension
from wpsplan.model.submission import Cell


class Share(NamedTuple):
    """One category's figure, over all who gave it."""

    category: str
    title: str
    value: Value


class Breakdown(NamedTuple):
    """The figure by one dimension. Cells that carry several dimensions stay out: they can't be told from their sum."""

    dimension: str
    title: str
    whole: bool
    """Whether the categories add up to the total."""
    shares: tuple[Share, ...]
    respondents: int
    """How many gave a breakdown by this dimension alone."""


def breakdowns(data: Data, measurable: Measurable, figure: Aggregate) -> tuple[Breakdown, ...]:
    """The breakdowns of an indicator's figure, in the order of the plan's dimensions."""
    method = measurable.indicator.method
    if method is None or method.kind not in ("count", "percentage"):
        return ()
    found = []
    for dimension in data.framework.dimensions.values():
        by_part = [cells for part in figure.parts if (cells := _cells(part, dimension.id, method.kind))]
        shares = tuple(_shares(dimension, [cell for cells in by_part for cell in cells], method.kind))
        if shares:
            found.append(Breakdown(dimension.id, dimension.title, dimension.total == "sum", shares, len(by_part)))
    return tuple(found)


def _cells(part: Part, dimension: str, kind: str) -> list[Cell]:
    """The cells of this dimension alone that can be added up: bare percentages can't."""
    return [
        cell
        for one in part.inputs
        for cell in one.measurement.cells
        if cell.dimensions == (dimension,)
        and (cell.value is not None if kind == "count" else cell.numerator is not None and cell.denominator)
    ]


def _shares(dimension: Dimension, cells: Sequence[Cell], kind: str) -> Iterable[Share]:
    for category in dimension.categories:
        own = [cell for cell in cells if cell.at[0][1] == category.id]
        if own:
            yield Share(category.id, category.title, _count(own) if kind == "count" else _percentage(own))


def _count(cells: Sequence[Cell]) -> Value:
    return Value("count", _sum(cell.value for cell in cells))


def _percentage(cells: Sequence[Cell]) -> Value:
    numerator, denominator = _sum(cell.numerator for cell in cells), _sum(cell.denominator for cell in cells)
    return Value("percentage", share(100 * numerator, denominator), numerator, denominator, places=1)


def _sum(numbers: Iterable[int | Decimal | None]) -> Exact:
    return sum(exact(number) for number in numbers if number is not None)
