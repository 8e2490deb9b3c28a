"""measurements/PERIOD/ENTITY.yaml: the report of one respondent for one period."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainValidator

from wpsplan.finding import Place
from wpsplan.model.source import Source
from wpsplan.model.types import (
    Day,
    Flag,
    Id,
    ListOf,
    Model,
    Number,
    SomeDate,
    Text,
    check_id,
    check_number,
    quote_value,
    refuse,
)

Basis = Literal["submission", "public-sources"]
PUBLIC: Basis = "public-sources"
"""The basis of what was compiled from published figures."""
Qualifier = Literal["about", "more-than", "at-least", "less-than", "at-most"]
Confidence = Literal["high", "medium", "low"]
ProxyKind = Literal["count", "percentage", "milestone"]

FIGURES = ("value", "numerator", "denominator")
"""The keys of a cell that are no dimension; no dimension may bear one of these names."""
ANSWERS = (*FIGURES, "achieved", "date", "level", "cells")
"""The keys of a measurement that hold its figure, whatever its kind."""


class SubmissionHeader(Model):
    """The head of a submission. `submitted`: None where it is not known, then timeliness does not count the file."""

    period: Id
    entity: Id
    submitted: Day | None = None
    status: Literal["draft", "final"]
    basis: Basis = "submission"
    measurements: dict[Any, Any]


class Cell(NamedTuple):
    """A disaggregated value: its categories of the dimensions, and its figure."""

    dimensions: tuple[str, ...]
    """The ids of the dimensions that the cell carries, in their order."""
    categories: tuple[tuple[str, str], ...]
    """(dimension, category) pairs, in the same order."""
    value: int | Decimal | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None


def _cell(raw: Any) -> Cell:
    if not isinstance(raw, dict):
        refuse(
            "value-type",
            f"{quote_value(raw)} stands where a cell belongs",
            "write a cell, such as {sex: women, value: 12}",
        )
    figures: dict[str, int | Decimal] = {}
    categories: list[tuple[str, str]] = []
    for key, value in raw.items():
        if key in FIGURES:
            figures[key] = check_number(value)
        else:
            categories.append((str(key), check_id(value)))
    if not categories:
        refuse("cell-without-dimension", "this cell says nothing about what it breaks down",
               "name a dimension and its category, such as sex: women")  # fmt: skip
    if not figures:
        refuse("no-figure", "this cell has no figure", "add value: …, or numerator: … for a percentage")
    categories.sort()
    dimensions = tuple([dimension for dimension, _ in categories])
    return Cell(
        dimensions, tuple(categories), figures.get("value"), figures.get("numerator"), figures.get("denominator")
    )


class Proxy(Model):
    """The meaning of a figure that stands in for the indicator, with its own kind and unit."""

    text: Text
    kind: ProxyKind
    unit: Text | None = None


class ProxyMeasurement(Model):
    """A further figure that stands in for the indicator; it has no effect on availability."""

    proxy: Proxy
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    achieved: Flag | None = None
    date: SomeDate | None = None
    as_of: SomeDate | None = None
    qualifier: Qualifier | None = None
    confidence: Confidence | None = None
    narrative: Text | None = None
    sources: ListOf[Source] = ()


class NotReported(Model):
    """The reason why there is no figure."""

    reason: Literal["not-available", "not-applicable", "not-collected", "withheld"]
    note: Text | None = None


class Acceptance(Model):
    """The answer to a question that a check asks: the finding then shows as accepted, with its reason."""

    code: Text
    reason: Text


class Measurement(Model):
    """The report on one indicator, of any kind."""

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    achieved: Flag | None = None
    date: SomeDate | None = None
    level: Text | None = None
    as_of: SomeDate | None = None
    qualifier: Qualifier | None = None
    confidence: Confidence | None = None
    basis: Basis | None = None
    cells: ListOf[Annotated[Cell, PlainValidator(_cell)]] = ()
    narrative: Text | None = None
    proxy: Proxy | None = None
    also: ListOf[ProxyMeasurement] = ()
    sources: ListOf[Source] = ()
    accepted: ListOf[Acceptance] = ()
    not_reported: NotReported | None = None


class ActionReport(Model):
    """The report on an action, in the respondent's words; never expected, in no rate."""

    status: Literal["not-started", "under-way", "done", "stopped"]
    narrative: Text | None = None
    sources: ListOf[Source] = ()
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A file of measurements/ that was read: its head, and its sound entries."""

    path: str
    header: SubmissionHeader
    measurements: Mapping[str, Measurement]
    actions: Mapping[str, ActionReport]
    unfilled: frozenset[str] = frozenset()
    """Indicators whose entry is empty: they count as missing."""

    @property
    def period(self) -> str:
        """The id of the reporting period."""
        return self.header.period

    @property
    def entity(self) -> str:
        """The id of the entity that reports."""
        return self.header.entity

    @property
    def final(self) -> bool:
        """True unless it is a draft: a draft enters no figure."""
        return self.header.status == "final"

    def place(self, id: str) -> Place:
        """The place of the measurement of an indicator, or of the report on an action."""
        return Place(self.path, ("measurements", id), "key")

    def basis_of(self, measurement: Measurement | ActionReport) -> str:
        """The basis, submission or public-sources: the measurement's own, else the file's."""
        return measurement.basis or self.header.basis
