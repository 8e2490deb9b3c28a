"""A figure broken down: the cells of the answers behind it, added up by the categories of one dimension."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import Kind, Method, kind_of
from wpsplan.kinds.figure import Aggregate, Contribution, Value
from wpsplan.model.plan import Dimension
from wpsplan.model.submission import Cell
from wpsplan.results.dataset import Dataset


class CategoryFigure(NamedTuple):
    """The figure of one category, over all respondents who gave it."""

    category: str
    title: str
    value: Value


class Breakdown(NamedTuple):
    """The figure by one dimension. Cells that carry several dimensions stay out: they can't be told from their sum."""

    dimension: str
    title: str
    whole: bool
    """True if the categories add up to the total."""
    shares: tuple[CategoryFigure, ...]
    respondents: int
    """The number of respondents who gave a breakdown by this dimension alone."""


def breakdowns(data: Dataset, measurable: IndicatorContext, figure: Aggregate) -> tuple[Breakdown, ...]:
    """The breakdowns of an indicator's figure, in the order of the plan's dimensions."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).has_cells:
        return ()
    kind = kind_of(method)
    result = []
    for dimension in data.framework.dimensions.values():
        by_part = [cells for part in figure.parts if (cells := _cells(part, dimension.id, kind))]
        shares = tuple(_shares(dimension, [cell for cells in by_part for cell in cells], method))
        if shares:
            result.append(Breakdown(dimension.id, dimension.title, dimension.total == "sum", shares, len(by_part)))
    return tuple(result)


def _cells(part: Contribution, dimension: str, kind: Kind[Any]) -> list[Cell]:
    """The cells of this dimension alone that can be added up: bare percentages can't."""
    return [
        cell
        for observation in part.observations
        for cell in observation.measurement.cells
        if cell.dimensions == (dimension,) and kind.can_add(cell)
    ]


def _shares(dimension: Dimension, cells: Sequence[Cell], method: Method) -> Iterable[CategoryFigure]:
    for category in dimension.categories:
        in_category = [cell for cell in cells if cell.categories[0][1] == category.id]
        if in_category:
            yield CategoryFigure(category.id, category.title, kind_of(method).sum_of(in_category, method))
