"""The reported figures, measurement by measurement, ready to be shown with their sources and places."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from wpsplan.finding import Place
from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import KINDS, UNMEASURED, Kind, Method, kind_of, value_text
from wpsplan.kinds.figure import Aggregate, Observation, Value
from wpsplan.model.number import exact, number_text, places_of
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.source import Source
from wpsplan.model.submission import PUBLIC, Acceptance, Cell, Measurement, NotReported, Proxy, ProxyMeasurement
from wpsplan.results.aggregation import observations_in
from wpsplan.results.dataset import Dataset
from wpsplan.results.trend import earlier_periods


class ReportedCell(NamedTuple):
    """A disaggregated value: its (dimension, category) pairs, the same in words, and its figure as text."""

    categories: tuple[tuple[str, str], ...]
    words: str
    text: str


class ReportedFigure(NamedTuple):
    """The figure of one measurement, or of one of its further stand-ins."""

    entity: str
    name: str
    group: bool
    """True if it is published for a group as a whole."""
    period: str
    value: Value
    unit: str
    counted: bool
    """True if it is in the indicator's figure."""
    basis: str
    status: str
    as_of: str
    """The day, month or year of the figure, as precise as its source; empty for the period's last day."""
    place: Place
    proxy: Proxy | None = None
    confidence: str | None = None
    achieved_on: str = ""
    narrative: str | None = None
    cells: tuple[ReportedCell, ...] = ()
    not_reported: NotReported | None = None
    sources: tuple[Source, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def text(self) -> str:
        """The figure in words; or the reason why there is none; empty if only cells or words are given."""
        if self.not_reported:
            return f"no figure: {self.not_reported.reason.replace('-', ' ')}"
        return value_text(self.value)

    @property
    def public(self) -> bool:
        """True if it was compiled from published figures."""
        return self.basis == PUBLIC


def related_observations(
    data: Dataset,
    measurable: IndicatorContext,
    period: ReportingPeriod,
    figure: Aggregate,
    only: frozenset[str] | None = None,
) -> list[Observation]:
    """Every observation of an indicator in a period, with those behind its figure; `only`: of these entities.

    For once and biennial indicators these are not the same: answers of earlier years count.
    """
    by_place = {observation.place: observation for observation in observations_in(data, measurable, period, only)}
    by_place |= {
        observation.place: observation
        for part in figure.parts
        if only is None or part.entity in only
        for observation in part.observations
    }
    return list(by_place.values())


def reported_figures(
    data: Dataset, measurable: IndicatorContext, figure: Aggregate, observations: Iterable[Observation]
) -> list[ReportedFigure]:
    """The reported figures of observations: groups first, then by name and period."""
    counted = {observation.place for observation in counted_observations(figure)}
    figures: list[ReportedFigure] = []
    for observation in observations:
        figures += _figures_of(data, measurable, observation, observation.place in counted)
    return sorted(figures, key=lambda reported: (not reported.group, reported.name.lower(), reported.period))


def counted_observations(figure: Aggregate) -> list[Observation]:
    """The observations behind a figure."""
    used = set(figure.used)
    return [observation for part in figure.parts if part.entity in used for observation in part.observations]


def published_for(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate
) -> list[ReportedFigure]:
    """The totals that are published for groups as a whole; no stand-ins."""
    observations = related_observations(data, measurable, period, figure, data.framework.groups)
    return [reported for reported in reported_figures(data, measurable, figure, observations) if not reported.proxy]


def proxy_place(observation: Observation, index: int) -> Place:
    """The place of a further stand-in of a measurement; `index`: from 0."""
    return observation.place.down("also", index)


class PreviousFigure(NamedTuple):
    """A respondent's figure of an earlier period, as text, with the path of its file."""

    period: str
    text: str
    path: str


def previous_figure(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, entity: str
) -> PreviousFigure | None:
    """The latest figure of an earlier period of the same frequency; stand-ins and reasons are no figures."""
    method = measurable.indicator.method
    for other in earlier_periods(data, period):
        observation = data.final(other.id, entity, measurable.indicator.id)
        if observation and method and observation.is_poolable:
            kind = kind_of(method)
            text = kind.text(kind.value_of(observation.measurement, method))
            if text:
                return PreviousFigure(other.id, text, observation.place.path)
    return None


class _FigureContext(NamedTuple):
    """Everything to show with a figure; the last four belong to the measurement's own figure, not to a stand-in."""

    kind: Kind[Any]
    method: Method | None
    unit: str
    place: Place
    basis: str
    counted: bool = False
    cells: tuple[ReportedCell, ...] = ()
    not_reported: NotReported | None = None
    accepted: tuple[Acceptance, ...] = ()


def _figures_of(
    data: Dataset, measurable: IndicatorContext, observation: Observation, counted: bool
) -> Iterator[ReportedFigure]:
    """The figure of a measurement, and those of its further stand-ins."""
    measurement, submission = observation.measurement, observation.submission
    kind, method, unit = _kind(measurable, measurement.proxy)
    cells = tuple([_cell(data, cell, kind) for cell in measurement.cells])
    basis, accepted = submission.basis_of(measurement), tuple(measurement.accepted)
    context = _FigureContext(
        kind, method, unit, observation.place, basis, counted, cells, measurement.not_reported, accepted
    )
    yield _figure(data, observation, measurement, context)
    for index, proxy in enumerate(measurement.also):
        kind, method, unit = _kind(measurable, proxy.proxy)
        place = proxy_place(observation, index)
        yield _figure(data, observation, proxy, _FigureContext(kind, method, unit, place, submission.header.basis))


def _kind(measurable: IndicatorContext, proxy: Proxy | None) -> tuple[Kind[Any], Method | None, str]:
    """The kind, method and unit of a figure: the indicator's, or those of the stand-in, which has no method."""
    if proxy:
        return KINDS[proxy.kind], None, proxy.unit or ""
    method = measurable.indicator.method
    return (kind_of(method), method, method.unit or "") if method else (UNMEASURED, None, "")


def _figure(
    data: Dataset, observation: Observation, figure: Measurement | ProxyMeasurement, context: _FigureContext
) -> ReportedFigure:
    return ReportedFigure(  # by position: with keywords the thousands of figures in a report take a third longer
        observation.entity,
        data.framework.name(observation.entity),
        data.framework.is_group(observation.entity),
        observation.period,
        context.kind.value_of(figure, context.method),
        context.unit,
        context.counted,
        context.basis,
        observation.submission.header.status,
        figure.as_of.words if figure.as_of else "",
        context.place,
        figure.proxy,
        figure.confidence,
        figure.date.words if figure.date else "",
        figure.narrative,
        context.cells,
        context.not_reported,
        tuple(figure.sources),
        context.accepted,
    )


def _cell(data: Dataset, cell: Cell, kind: Kind[Any]) -> ReportedCell:
    words = data.words_known.get(cell.categories)
    if words is None:
        titles = data.framework.titles
        words = data.words_known[cell.categories] = ", ".join([titles.get(pair, pair[1]) for pair in cell.categories])
    return ReportedCell(cell.categories, words, _cell_text(cell, kind))


def _cell_text(cell: Cell, kind: Kind[Any]) -> str:
    _, _, value, numerator, denominator = cell
    if numerator is not None and denominator:
        return _share_text(kind.name, numerator, denominator)
    numbers = []
    if value is not None:
        numbers.append(kind.number(exact(value), places_of(value)))
    if numerator is not None:
        numbers.append(number_text(exact(numerator)))
    return ", ".join(numbers)


@lru_cache(maxsize=10_000)
def _share_text(kind: str, numerator: int | Decimal, denominator: int | Decimal) -> str:
    return KINDS[kind].share_text(exact(numerator), exact(denominator))
