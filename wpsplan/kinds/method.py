"""The parts of which the methods of all kinds are built: a method says how an indicator is measured."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator

from wpsplan.model.source import Source
from wpsplan.model.types import AsList, Day, Flag, Id, ListOf, Model, Number, Text

MethodFrequency = Literal["quarterly", "half-yearly", "annual", "biennial", "once"]
Direction = Literal["increase", "decrease", "maintain", "none"]
Need = Literal["required", "optional"]


class ComparableFrom(Model):
    """The first period of the present series: earlier values are shown and never compared."""

    period: Id
    reason: Text


class Disaggregation(Model):
    """A dimension that values are broken down by; a required one belongs to a complete answer."""

    dimension: Id
    required: Flag = True


class Baseline(Model):
    """The value of an indicator before the plan, with its source."""

    date: Day
    value: Number
    source: Source | None = None


class Target(Model):
    """A value to be reached by a day; or, for a flow, `value` in each year (`each: annual`)."""

    date: Day | None = None
    each: Literal["annual"] | None = None
    value: Number
    source: Source | None = None


class OnDay(Protocol):
    """A baseline of any kind."""

    @property
    def date(self) -> datetime.date:
        """The day of the value."""

    @property
    def value(self) -> int | Decimal | str:
        """The number, or the level."""


class ToReach(Protocol):
    """A target of any kind."""

    @property
    def date(self) -> datetime.date | None:
        """The day by which it is to be reached; None: each year."""

    @property
    def value(self) -> int | Decimal | str:
        """The number, or the level."""


def _as_disaggregation(value: Any) -> Any:
    """Let a bare id stand for a dimension that is required."""
    return value if isinstance(value, dict) else {"dimension": value}


Disaggregations = Annotated[ListOf[Annotated[Disaggregation, BeforeValidator(_as_disaggregation)]], AsList]


class MethodBase(Model):
    """The keys of a method that all kinds share."""

    unit: Text | None = None
    frequency: MethodFrequency = "annual"
    due: Day | None = None
    respondents: Annotated[ListOf[Id], AsList] | None = None
    narrative: Need = "optional"
    sources: Need = "optional"
    comparable_from: ComparableFrom | None = None


class NumericMethod(MethodBase):
    """The keys of a method that the kinds with a number share."""

    direction: Direction = "none"
    over_time: Literal["stock", "flow"] = "stock"
    disaggregation: Disaggregations = ()
    baseline: Baseline | None = None
    targets: ListOf[Target] = ()
