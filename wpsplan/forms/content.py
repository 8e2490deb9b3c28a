"""Collect the content of one respondent's form: its items by area, with what is known already."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from wpsplan.finding import UserError
from wpsplan.forms.prompts import prompt_text
from wpsplan.framework.framework import Framework, IndicatorContext
from wpsplan.kinds import KINDS, Kind, Method, asked_by, kind_of
from wpsplan.model.plan import Area, Dimension, ReportingPeriod
from wpsplan.model.submission import Measurement, Submission
from wpsplan.results.dataset import Dataset, DueItem
from wpsplan.results.reported import previous_figure


@dataclass(frozen=True, slots=True)
class FormBreakdown:
    """A dimension that an item is asked by, and if a complete answer needs it."""

    dimension: Dimension
    required: bool


@dataclass(frozen=True)
class FormItem:
    """An item of a form: an indicator in a period, what to enter, and the respondent's own answer so far."""

    measurable: IndicatorContext
    period: ReportingPeriod
    ask: str
    unit: str
    hint: str
    """The last figure, and the one published for this period, in words."""
    breakdowns: tuple[FormBreakdown, ...]
    given: Measurement | None
    """The respondent's own answer on file; never a published figure or a proxy."""

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.measurable.indicator.id

    @property
    def method(self) -> Method:
        """The indicator's method: an item has one."""
        method = self.measurable.indicator.method
        assert method is not None
        return method

    @property
    def kind(self) -> Kind[Any]:
        """The indicator's kind."""
        return kind_of(self.method)

    @property
    def key(self) -> str:
        """The key that identifies the item's row, even if the row was moved."""
        return item_key(self.id, self.period.id)


@dataclass(frozen=True, slots=True)
class Section:
    """The items of an area: a sheet."""

    heading: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class Form:
    """A form of one respondent for one period."""

    framework: Framework
    period: ReportingPeriod
    entity: str
    sections: tuple[Section, ...]
    submission: Submission | None
    """The respondent's own file of the period, where there is one."""

    @property
    def name(self) -> str:
        """The respondent's name."""
        return self.framework.name(self.entity)

    @property
    def items(self) -> list[FormItem]:
        """All items, in the order of the sheets."""
        return [item for section in self.sections for item in section.items]

    @cached_property
    def definitions(self) -> dict[str, str]:
        """Each item's key → the digest of what it asks."""
        return {item.key: definition(self.framework, item.measurable) for item in self.items}

    @property
    def digest(self) -> str:
        """The digest of all that is asked."""
        return _digest(self.definitions)


def item_key(indicator: str, period: str) -> str:
    """Return the key of an item's row: `19.2.1|2017`."""
    return f"{indicator}|{period}"


def cell_key(item: str, dimension: str, category: str) -> str:
    """Return the key of a category's row in a breakdown: `19.2.1|2017|rank=officers`."""
    return f"{item}|{dimension}={category}"


def definition(framework: Framework, measurable: IndicatorContext) -> str:
    """Return a digest of an indicator's question: if it changes, an answer to the old one may not fit the new one."""
    indicator, method = measurable.indicator, measurable.indicator.method
    breakdowns = kind_of(method).disaggregation(method) if method else ()
    dimensions = [framework.dimensions.get(breakdown.dimension) for breakdown in breakdowns]
    return _digest(
        [indicator.id, indicator.text]
        + asked_by(method)
        + [[dimension.id, [category.id for category in dimension.categories]] for dimension in dimensions if dimension]
    )


def _digest(data: Any) -> str:
    return sha256(json.dumps(data, ensure_ascii=True).encode("ascii")).hexdigest()[:16]


def form_of(data: Dataset, form_period: ReportingPeriod, entity: str, items: Sequence[DueItem]) -> Form:
    """Return the form of a respondent for a period. Raises `UserError` where nothing is due.

    `items`: the respondent's due items in the period and in the periods inside it.
    """
    if not items:
        raise UserError(
            f"nothing is due from {data.framework.name(entity)} in {form_period.id}", "see: wpsplan show ENTITY"
        )
    form_items = [_form_item(data, item, form_period) for item in items]
    areas = list(dict.fromkeys(item.measurable.outcome.area for item in form_items))
    known = {area.id: area for area in data.framework.plan.areas}
    sections = (
        Section(
            _heading(known.get(area), area), tuple(item for item in form_items if item.measurable.outcome.area == area)
        )
        for area in areas
    )
    own = data.by_key.get((form_period.id, entity))
    own = own if own is not None and own.header.basis == "submission" else None
    return Form(data.framework, form_period, entity, tuple(sections), own)


def _heading(area: Area | None, id: str) -> str:
    return area.title if area and area.title else id


def _form_item(data: Dataset, item: DueItem, form_period: ReportingPeriod) -> FormItem:
    framework = data.framework
    measurable, period = framework.indicators[item.indicator], framework.periods[item.period]
    method = measurable.indicator.method
    assert method is not None  # what is due has a method
    kind = kind_of(method)
    breakdowns = tuple(
        FormBreakdown(framework.dimensions[requirement.dimension], requirement.required)
        for requirement in kind.disaggregation(method)
        if requirement.dimension in framework.dimensions
    )
    submission = data.by_key.get((item.period, item.respondent))
    measurement = submission.measurements.get(item.indicator) if submission else None
    own_answer = (
        measurement
        if submission and measurement and submission.basis_of(measurement) == "submission" and not measurement.proxy
        else None
    )
    return FormItem(
        measurable,
        period,
        prompt_text(measurable, period, form_period),
        kind.unit_in_form(method),
        "\n".join(_hints(data, measurable, period, item.respondent, None if own_answer else measurement)),
        breakdowns,
        own_answer,
    )


def _hints(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, entity: str, other: Measurement | None
) -> Iterator[str]:
    """Yield the figure of the last period, and this one's on file where it is not the respondent's own (`other`)."""
    before, method = previous_figure(data, measurable, period, entity), measurable.indicator.method
    if before:
        yield f"{before.period}: {before.text}"
    if other and method and not other.not_reported:
        kind = KINDS[other.proxy.kind] if other.proxy else kind_of(method)
        text = kind.text(kind.value_of(other, None if other.proxy else method))
        if text:
            yield f"published for {period.id}: {text}" + (f" ({other.proxy.text})" if other.proxy else "")
