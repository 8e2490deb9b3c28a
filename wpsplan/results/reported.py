"""What respondents have said, measurement by measurement, ready to be shown with its source and its place."""

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
    """A disaggregated value in words: what it breaks down to, and its figure."""

    at: tuple[tuple[str, str], ...]
    words: str
    text: str


class ReportedFigure(NamedTuple):
    """One measurement, or one of its further stand-ins."""

    entity: str
    name: str
    group: bool
    """Published for a group as a whole."""
    period: str
    value: Value
    unit: str
    counted: bool
    """Whether it is in the indicator's figure."""
    basis: str
    status: str
    as_of: str
    """The day, month or year of the figure, as precise as its source; empty where it is the period's last day."""
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
        """The figure in words; why there is none; or empty, where only cells or words are given."""
        if self.not_reported:
            return f"no figure: {self.not_reported.reason.replace('-', ' ')}"
        return value_text(self.value)

    @property
    def public(self) -> bool:
        """Compiled from published figures."""
        return self.basis == PUBLIC


def related_observations(
    data: Dataset,
    measurable: IndicatorContext,
    period: ReportingPeriod,
    figure: Aggregate,
    only: frozenset[str] | None = None,
) -> list[Observation]:
    """Every measurement of a final file that says something of an indicator in a period; `only`: of these entities."""
    found = {one.place: one for one in observations_in(data, measurable, period, only)}
    # once and biennial: answers of earlier years count
    found |= {
        one.place: one for part in figure.parts if only is None or part.entity in only for one in part.observations
    }
    return list(found.values())


def reported_figures(
    data: Dataset, measurable: IndicatorContext, figure: Aggregate, inputs: Iterable[Observation]
) -> list[ReportedFigure]:
    """What measurements say: groups first, then by name."""
    counted = {one.place for one in counted_observations(figure)}
    found: list[ReportedFigure] = []
    for one in inputs:
        found += _said(data, measurable, one, one.place in counted)
    return sorted(found, key=lambda said: (not said.group, said.name.lower(), said.period))


def counted_observations(figure: Aggregate) -> list[Observation]:
    """The measurements behind a figure."""
    used = set(figure.used)
    return [one for part in figure.parts if part.entity in used for one in part.observations]


def published_for(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate
) -> list[ReportedFigure]:
    """The totals that are published for groups as a whole; no stand-ins."""
    inputs = related_observations(data, measurable, period, figure, data.framework.groups)
    return [one for one in reported_figures(data, measurable, figure, inputs) if not one.proxy]


def proxy_place(one: Observation, index: int) -> Place:
    """Where a further stand-in of a measurement stands."""
    return one.place.down("also", index)


class PreviousFigure(NamedTuple):
    """What a respondent said the last time: in which period, in words, and in which file."""

    period: str
    text: str
    path: str


def previous_figure(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, entity: str
) -> PreviousFigure | None:
    """The latest figure of an earlier period of the same frequency; stand-ins and reasons are none."""
    method = measurable.indicator.method
    for other in earlier_periods(data, period):
        found = data.final(other.id, entity, measurable.indicator.id)
        if found and method and found.is_poolable:
            kind = kind_of(method)
            text = kind.text(kind.value_of(found.measurement, method))
            if text:
                return PreviousFigure(other.id, text, found.place.path)
    return None


class _Around(NamedTuple):
    """What is known of a figure besides itself; the last four only of the measurement's own, not of a stand-in's."""

    kind: Kind[Any]
    method: Method | None
    unit: str
    place: Place
    basis: str
    counted: bool = False
    cells: tuple[ReportedCell, ...] = ()
    not_reported: NotReported | None = None
    accepted: tuple[Acceptance, ...] = ()


def _said(data: Dataset, measurable: IndicatorContext, one: Observation, counted: bool) -> Iterator[ReportedFigure]:
    """A measurement, and its further stand-ins."""
    said, submission = one.measurement, one.submission
    kind, method, unit = _kind(measurable, said.proxy)
    cells = tuple([_cell(data, cell, kind) for cell in said.cells])
    basis = submission.basis_of(said)
    own = _Around(kind, method, unit, one.place, basis, counted, cells, said.not_reported, tuple(said.accepted))
    yield _figure(data, one, said, own)
    for index, also in enumerate(said.also):
        kind, method, unit = _kind(measurable, also.proxy)
        place = proxy_place(one, index)
        yield _figure(data, one, also, _Around(kind, method, unit, place, submission.header.basis))


def _kind(measurable: IndicatorContext, proxy: Proxy | None) -> tuple[Kind[Any], Method | None, str]:
    """What a figure is, and its unit: the indicator's, or those of what stands in for it."""
    if proxy:
        return KINDS[proxy.kind], None, proxy.unit or ""
    method = measurable.indicator.method
    return (kind_of(method), method, method.unit or "") if method else (UNMEASURED, None, "")


def _figure(data: Dataset, one: Observation, figure: Measurement | ProxyMeasurement, around: _Around) -> ReportedFigure:
    return ReportedFigure(  # by place: with their names the thousands of a report take a third longer
        one.entity,
        data.framework.name(one.entity),
        data.framework.is_group(one.entity),
        one.period,
        around.kind.value_of(figure, around.method),
        around.unit,
        around.counted,
        around.basis,
        one.submission.header.status,
        figure.as_of.words if figure.as_of else "",
        around.place,
        figure.proxy,
        figure.confidence,
        figure.date.words if figure.date else "",
        figure.narrative,
        around.cells,
        around.not_reported,
        tuple(figure.sources),
        around.accepted,
    )


def _cell(data: Dataset, cell: Cell, kind: Kind[Any]) -> ReportedCell:
    words = data.words_known.get(cell.at)
    if words is None:
        titles = data.framework.titles
        words = data.words_known[cell.at] = ", ".join([titles.get(one, one[1]) for one in cell.at])
    return ReportedCell(cell.at, words, _cell_text(cell, kind))


def _cell_text(cell: Cell, kind: Kind[Any]) -> str:
    _, _, given, numerator, denominator = cell
    if numerator is not None and denominator:
        return _share_text(kind.name, numerator, denominator)
    shown = []
    if given is not None:
        shown.append(kind.number(exact(given), places_of(given)))
    if numerator is not None:
        shown.append(number_text(exact(numerator)))
    return ", ".join(shown)


@lru_cache(maxsize=10_000)
def _share_text(kind: str, numerator: int | Decimal, denominator: int | Decimal) -> str:
    return KINDS[kind].share_text(exact(numerator), exact(denominator))
