"""plan/plan.yaml, plan/entities.yaml and plan/dimensions.yaml."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from wpsplan.model.types import AsList, Day, Flag, Id, ListOf, Model, Share, Text

Frequency = Literal["quarterly", "half-yearly", "annual"]
"""The frequency with which reporting periods of a kind come round."""


class Span(Model):
    """From one day to another, both inclusive."""

    start: Day
    end: Day


class Supersedes(Model):
    """The plan that this one takes the place of."""

    title: Text
    year: int | None = None


class StrategicOutcome(Model):
    """An outcome that all actions of the plan are to support, in the agreed words."""

    id: Id
    text: Text


class Area(Model):
    """A heading of the plan. `title` is None where the source has lost it."""

    id: Id
    title: Text | None = None
    group: Text | None = None
    note: Text | None = None


class Footnote(Model):
    """A footnote of the source, under the mark it bears there."""

    mark: Annotated[
        str,
        BeforeValidator(lambda value: str(value) if type(value) is int else value),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
    ]
    text: Text


class ReportingPeriod(Model):
    """A stretch of time that is reported on. `due`: the last day for submissions; None: nobody is late."""

    id: Id
    frequency: Frequency
    start: Day
    end: Day
    baseline: Flag = False
    due: Day | None = None

    def holds(self, other: "ReportingPeriod") -> bool:
        """Tell if `other` lies inside this period, by its dates."""
        return self is not other and self.start <= other.start and other.end <= self.end

    def touches(self, first: date, last: date) -> bool:
        """Tell if any day from `first` to `last` is in this period."""
        return first <= self.end and self.start <= last


class PlanFile(Model):
    """plan/plan.yaml: what is agreed about the plan as a whole."""

    format: Literal[1] = 1
    id: Id
    title: Text
    edition: Text | None = None
    period: Span
    minimum_response: Share = Decimal(1)
    supersedes: Supersedes | None = None
    introduction: Text | None = None
    aim: Text | None = None
    strategic_outcomes: ListOf[StrategicOutcome] = ()
    areas: ListOf[Area] = ()
    footnotes: ListOf[Footnote] = ()
    reporting_periods: ListOf[ReportingPeriod]


class Member(Model):
    """An entity's membership of a group, from one day to another (both inclusive; None: open)."""

    id: Id
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    def on(self, day: date) -> bool:
        """Tell if the entity is a member on this day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


def _as_member(value: Any) -> Any:
    """Let a bare id stand for a member that has no dates."""
    return value if isinstance(value, dict) else {"id": value}


class Entity(Model):
    """Somebody who implements or reports; a group (`members` is not None) reports through its members."""

    id: Id
    name: Text
    aliases: Annotated[ListOf[Text], AsList] = ()
    members: Annotated[ListOf[Annotated[Member, BeforeValidator(_as_member)]], AsList] | None = None


class EntitiesFile(Model):
    """plan/entities.yaml."""

    entities: ListOf[Entity]


class Category(Model):
    """One value of a dimension."""

    id: Id
    title: Text


class Dimension(Model):
    """A way of breaking a figure down. `total`: sum where the categories add up to it, none where they overlap."""

    id: Id
    title: Text
    categories: ListOf[Category]
    total: Literal["sum", "none"] = "none"


class DimensionsFile(Model):
    """plan/dimensions.yaml."""

    dimensions: ListOf[Dimension]
