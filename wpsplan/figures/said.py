"""What respondents have said, measurement by measurement, ready to be shown with its source and its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wpsplan.figures.items import Data
from wpsplan.figures.number import exact, number_text, percent_text, places_of
from wpsplan.figures.trend import earlier_periods
from wpsplan.figures.value import Value, said_value, value_text
from wpsplan.figures.values import Aggregate, inputs_of
from wpsplan.finding import Place
from wpsplan.model.framework import Measurable
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.source import Source
from wpsplan.model.submission import Acceptance, Cell, Measurement, NotReported, Proxy, StandIn


@dataclass(frozen=True, slots=True)
class SaidCell:
    """A disaggregated value in words: what it breaks down to, and its figure."""

    at: tuple[tuple[str, str], ...]
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
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
    cells: tuple[SaidCell, ...] = ()
    not_reported: NotReported | None = None
    sources: tuple[Source, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def text(self) -> str:
        """The figure in words; why there is none; or empty, where only cells or words are given."""
        if self.not_reported:
            return f"no figure: {self.not_reported.reason.replace('-', ' ')}"
        return self.value.text

    @property
    def public(self) -> bool:
        """Compiled from published figures."""
        return self.basis == "public-sources"


def all_said(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> list[Said]:
    """Everything that final files say of an indicator in a period: groups first, then by name."""
    return _all_said(data, measurable, period, figure, lambda entity: True)


def published_for(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> list[Said]:
    """Like `all_said`, of groups alone: the totals that are published for them."""
    return _all_said(data, measurable, period, figure, data.framework.is_group)


def _all_said(
    data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate, wanted: Callable[[str], bool]
) -> list[Said]:
    counted = {one.place for part in figure.parts if part.entity in figure.used for one in part.inputs}
    found: list[Said] = []
    inputs = inputs_of(data, measurable, period, wanted)
    # once and biennial: answers of earlier years count
    inputs += [one for part in figure.parts if wanted(part.entity) for one in part.inputs]
    for one in {one.place: one for one in inputs}.values():
        found.append(_said(data, measurable, one.measurement, one.place, one.place in counted))
        for index, also in enumerate(one.measurement.also):
            at = Place(one.place.path).down("measurements", measurable.indicator.id, "also", index)
            found.append(_said(data, measurable, also, at, False))
    return sorted(found, key=lambda said: (not said.group, said.name.lower(), said.period, str(said.place.route)))


def entity_of(place: Place) -> str:
    """The entity whose file a place is in."""
    return place.path.rsplit("/", 1)[1].removesuffix(".yaml")


@dataclass(frozen=True, slots=True)
class Before:
    """What a respondent said the last time: in which period, in words, and in which file."""

    period: str
    text: str
    path: str


def last_said(data: Data, measurable: Measurable, period: ReportingPeriod, entity: str) -> Before | None:
    """The latest figure of an earlier period of the same frequency; stand-ins and reasons are none."""
    method = measurable.indicator.method
    for other in earlier_periods(data, period):
        found = data.final(other.id, entity, measurable.indicator.id)
        if found and method and not found[1].proxy and not found[1].not_reported:
            text = said_value(found[1], method.kind).text
            if text:
                return Before(other.id, text, found[0].path)
    return None


def _said(data: Data, measurable: Measurable, figure: Measurement | StandIn, place: Place, counted: bool) -> Said:
    period, entity = place.path.split("/")[1], entity_of(place)
    submission = data.by_key[period, entity]
    method = measurable.indicator.method
    kind = figure.proxy.kind if figure.proxy else method.kind if method else "narrative"
    unit = figure.proxy.unit if figure.proxy else method.unit if method else None
    own = isinstance(figure, Measurement)
    return Said(
        entity=entity,
        name=data.framework.name(entity),
        group=data.framework.is_group(entity),
        period=period,
        value=said_value(figure, kind),
        unit=unit or "",
        counted=counted,
        basis=submission.basis_of(figure) if isinstance(figure, Measurement) else submission.header.basis,
        status=submission.header.status,
        as_of=figure.as_of.words if figure.as_of else "",
        place=place,
        proxy=figure.proxy,
        confidence=figure.confidence,
        achieved_on=figure.date.words if figure.date else "",
        narrative=figure.narrative,
        cells=_cells(data, figure.cells, kind) if isinstance(figure, Measurement) else (),
        not_reported=figure.not_reported if isinstance(figure, Measurement) else None,
        sources=tuple(figure.sources),
        accepted=tuple(figure.accepted) if own and isinstance(figure, Measurement) else (),
    )


def _cells(data: Data, cells: Sequence[Cell], kind: str) -> tuple[SaidCell, ...]:
    return tuple(SaidCell(cell.at, _cell_words(data, cell), _cell_text(cell, kind)) for cell in cells)


def _cell_words(data: Data, cell: Cell) -> str:
    words = []
    for dimension, category in cell.at:
        known = data.framework.dimensions.get(dimension)
        titles = {item.id: item.title for item in known.categories} if known else {}
        words.append(titles.get(category, category))
    return ", ".join(words)


def _cell_text(cell: Cell, kind: str) -> str:
    numerator = None if cell.numerator is None else exact(cell.numerator)
    denominator = None if cell.denominator is None else exact(cell.denominator)
    if numerator is not None and denominator:
        return value_text(Value(kind, 100 * numerator / denominator, numerator, denominator, places=1))
    shown = []
    if cell.value is not None:
        write = percent_text if kind == "percentage" else number_text
        shown.append(write(exact(cell.value), places_of(cell.value)))
    if numerator is not None:
        shown.append(number_text(numerator))
    return ", ".join(shown)
