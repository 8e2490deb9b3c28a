"""What respondents have said, measurement by measurement, ready to be shown with its source and its place."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from wpsplan.figures.data import Data, Input
from wpsplan.figures.number import exact, number_text, percent_text, places_of, share
from wpsplan.figures.trend import earlier_periods
from wpsplan.figures.value import Value, said_value, value_text
from wpsplan.figures.values import Aggregate, inputs_of
from wpsplan.finding import Place
from wpsplan.model.framework import Measurable
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.source import Source
from wpsplan.model.submission import Acceptance, Cell, Measurement, NotReported, Proxy, StandIn


class SaidCell(NamedTuple):
    """A disaggregated value in words: what it breaks down to, and its figure."""

    at: tuple[tuple[str, str], ...]
    words: str
    text: str


class Said(NamedTuple):
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


def inputs_behind(
    data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate, wanted: Callable[[str], bool]
) -> list[Input]:
    """Every measurement of a final file that says something of an indicator in a period, of those who are `wanted`."""
    found = {one.place: one for one in inputs_of(data, measurable, period, wanted)}
    # once and biennial: answers of earlier years count
    found |= {one.place: one for part in figure.parts if wanted(part.entity) for one in part.inputs}
    return list(found.values())


def said_in(data: Data, measurable: Measurable, figure: Aggregate, inputs: Iterable[Input]) -> list[Said]:
    """What measurements say: groups first, then by name."""
    counted = {one.place for one in counted_in(figure)}
    found: list[Said] = []
    for one in inputs:
        found += _said(data, measurable, one, one.place in counted)
    return sorted(found, key=lambda said: (not said.group, said.name.lower(), said.period, str(said.place.route)))


def counted_in(figure: Aggregate) -> list[Input]:
    """The measurements behind a figure."""
    used = set(figure.used)
    return [one for part in figure.parts if part.entity in used for one in part.inputs]


def published_for(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> list[Said]:
    """The totals that are published for groups as a whole; no stand-ins."""
    inputs = inputs_behind(data, measurable, period, figure, data.framework.is_group)
    return [one for one in said_in(data, measurable, figure, inputs) if not one.proxy]


def place_of_stand_in(one: Input, index: int) -> Place:
    """Where a further stand-in of a measurement stands."""
    return one.place.down("also", index)


class Before(NamedTuple):
    """What a respondent said the last time: in which period, in words, and in which file."""

    period: str
    text: str
    path: str


def last_said(data: Data, measurable: Measurable, period: ReportingPeriod, entity: str) -> Before | None:
    """The latest figure of an earlier period of the same frequency; stand-ins and reasons are none."""
    method = measurable.indicator.method
    for other in earlier_periods(data, period):
        found = data.final(other.id, entity, measurable.indicator.id)
        if found and method and found.pooled:
            text = said_value(found.measurement, method.kind).text
            if text:
                return Before(other.id, text, found.place.path)
    return None


def _said(data: Data, measurable: Measurable, one: Input, counted: bool) -> Iterator[Said]:
    """A measurement, and its further stand-ins."""
    said, submission = one.measurement, one.submission
    kind, unit = _kind(measurable, said.proxy)
    yield _figure(
        data, one, said, kind,
        unit=unit, counted=counted, basis=submission.basis_of(said), place=one.place,
        cells=tuple([_cell(data, cell, kind) for cell in said.cells]),
        not_reported=said.not_reported, accepted=tuple(said.accepted),
    )  # fmt: skip
    for index, also in enumerate(said.also):
        kind, unit = _kind(measurable, also.proxy)
        place = place_of_stand_in(one, index)
        yield _figure(data, one, also, kind, unit=unit, counted=False, basis=submission.header.basis, place=place)


def _kind(measurable: Measurable, proxy: Proxy | None) -> tuple[str, str]:
    """What a figure is, and its unit: the indicator's, or those of what stands in for it."""
    of = proxy or measurable.indicator.method
    return (of.kind, of.unit or "") if of else ("narrative", "")


def _figure(data: Data, one: Input, figure: Measurement | StandIn, kind: str, **more: Any) -> Said:
    return Said(
        entity=one.entity,
        name=data.framework.name(one.entity),
        group=data.framework.is_group(one.entity),
        period=one.period,
        value=said_value(figure, kind),
        status=one.submission.header.status,
        as_of=figure.as_of.words if figure.as_of else "",
        proxy=figure.proxy,
        confidence=figure.confidence,
        achieved_on=figure.date.words if figure.date else "",
        narrative=figure.narrative,
        sources=tuple(figure.sources),
        **more,
    )


def _cell(data: Data, cell: Cell, kind: str) -> SaidCell:
    return SaidCell(cell.at, _cell_words(data, cell), _cell_text(cell, kind))


def _cell_words(data: Data, cell: Cell) -> str:
    words = []
    for dimension, category in cell.at:
        words.append(data.framework.titles.get((dimension, category), category))
    return ", ".join(words)


def _cell_text(cell: Cell, kind: str) -> str:
    numerator = None if cell.numerator is None else exact(cell.numerator)
    denominator = None if cell.denominator is None else exact(cell.denominator)
    if numerator is not None and denominator:
        return value_text(Value(kind, share(100 * numerator, denominator), numerator, denominator, places=1))
    shown = []
    if cell.value is not None:
        write = percent_text if kind == "percentage" else number_text
        shown.append(write(exact(cell.value), places_of(cell.value)))
    if numerator is not None:
        shown.append(number_text(numerator))
    return ", ".join(shown)
