"""What a form asks of one respondent: its items, a section an area, with what is known already."""

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
    """A dimension that an item is asked by, and whether a complete answer has it."""

    dimension: Dimension
    required: bool


@dataclass(frozen=True)
class FormItem:
    """One item of a form: an indicator in a period, what to enter, and the respondent's own answer so far."""

    measurable: IndicatorContext
    period: ReportingPeriod
    ask: str
    unit: str
    hint: str
    """What was said the last time, or what is published."""
    breakdowns: tuple[FormBreakdown, ...]
    given: Measurement | None
    """The respondent's own answer on file; never a published figure or a stand-in."""

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
        """By which the item's row is known again, wherever it has been moved."""
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
        """All of them, in the order of the sheets."""
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
    """The key of an item's row: `19.2.1|2017`."""
    return f"{indicator}|{period}"


def cell_key(item: str, dimension: str, category: str) -> str:
    """The key of the row of a breakdown: `19.2.1|2017|rank=officers`."""
    return f"{item}|{dimension}={category}"


def definition(framework: Framework, measurable: IndicatorContext) -> str:
    """A digest of what an indicator asks: if it changes, an answer to the old question may not fit the new one."""
    indicator, method = measurable.indicator, measurable.indicator.method
    wanted = kind_of(method).disaggregation(method) if method else ()
    dimensions = [framework.dimensions.get(one.dimension) for one in wanted]
    return _digest(
        [indicator.id, indicator.text]
        + asked_by(method)
        + [[one.id, [category.id for category in one.categories]] for one in dimensions if one]
    )


def _digest(data: Any) -> str:
    return sha256(json.dumps(data, ensure_ascii=True).encode("ascii")).hexdigest()[:16]


def form_of(data: Dataset, of: ReportingPeriod, entity: str, items: Sequence[DueItem]) -> Form:
    """The form of a respondent. `items`: those of the respondent in the period and in the periods inside it."""
    if not items:
        raise UserError(f"nothing is due from {data.framework.name(entity)} in {of.id}", "see: wpsplan show ENTITY")
    asked = [_form_item(data, item, of) for item in items]
    areas = list(dict.fromkeys(item.measurable.outcome.area for item in asked))
    known = {area.id: area for area in data.framework.plan.areas}
    sections = (
        Section(_heading(known.get(area), area), tuple(one for one in asked if one.measurable.outcome.area == area))
        for area in areas
    )
    own = data.by_key.get((of.id, entity))
    own = own if own is not None and own.header.basis == "submission" else None
    return Form(data.framework, of, entity, tuple(sections), own)


def _heading(area: Area | None, id: str) -> str:
    return area.title if area and area.title else id


def _form_item(data: Dataset, item: DueItem, of: ReportingPeriod) -> FormItem:
    framework = data.framework
    measurable, period = framework.indicators[item.indicator], framework.periods[item.period]
    method = measurable.indicator.method
    assert method is not None  # what is due has a method
    kind = kind_of(method)
    breakdowns = tuple(
        FormBreakdown(framework.dimensions[one.dimension], one.required)
        for one in kind.disaggregation(method)
        if one.dimension in framework.dimensions
    )
    submission = data.by_key.get((item.period, item.respondent))
    said = submission.measurements.get(item.indicator) if submission else None
    own = said if submission and said and submission.basis_of(said) == "submission" and not said.proxy else None
    return FormItem(
        measurable,
        period,
        prompt_text(measurable, period, of),
        kind.unit_in_form(method),
        "\n".join(_hints(data, measurable, period, item.respondent, None if own else said)),
        breakdowns,
        own,
    )


def _hints(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, entity: str, other: Measurement | None
) -> Iterator[str]:
    """The value of the last period; and what is on file for this one, where it is not the respondent's own answer."""
    before, method = previous_figure(data, measurable, period, entity), measurable.indicator.method
    if before:
        yield f"{before.period}: {before.text}"
    if other and method and not other.not_reported:
        kind = KINDS[other.proxy.kind] if other.proxy else kind_of(method)
        text = kind.text(kind.value_of(other, None if other.proxy else method))
        if text:
            yield f"published for {period.id}: {text}" + (f" ({other.proxy.text})" if other.proxy else "")
