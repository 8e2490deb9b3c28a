"""plan/outcomes/NN.yaml: the agreed text of an outcome, its actions and indicators, and how they are measured."""

from typing import Annotated

from pydantic import Field

from wpsplan.kinds import Method
from wpsplan.model.types import AsList, Day, Id, ListOf, Model, Text


class Retired(Model):
    """From the day after `date` on an action or indicator is no longer expected."""

    date: Day
    reason: Text


class Indicator(Model):
    """An indicator: agreed text, and the office's method of measuring it (None: not yet measurable)."""

    id: Id
    text: Text
    note: Text | None = None
    method: Method | None = Field(default=None, discriminator="kind")
    retired: Retired | None = None


class Action(Model):
    """An action of the plan, with the entities that implement it."""

    id: Id
    text: Text
    entities: Annotated[ListOf[Id], AsList]
    note: Text | None = None
    retired: Retired | None = None
    indicators: ListOf[Indicator]


class Outcome(Model):
    """An outcome of the plan and its actions."""

    id: Id
    text: Text
    area: Id
    note: Text | None = None
    actions: ListOf[Action]
