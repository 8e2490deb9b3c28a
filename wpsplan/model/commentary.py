"""measurements/PERIOD/commentary.yaml: the office's own words on a period, and its judgements."""

from typing import Literal

from pydantic import Field

from wpsplan.model.types import Day, Id, Model, Text

State = Literal["achieved", "on-track", "behind", "off-track", "reversing", "overdue", "pending", "not-assessed"]


class Judgement(Model):
    """The office's view of an indicator. It stands beside the computed state and never in its place."""

    state: State
    by: Text
    date: Day
    reason: Text


class Commentary(Model):
    """The office's words on a period: Markdown on the whole, on outcomes, actions and indicators; judgements."""

    period: Id
    overall: Text | None = None
    highlights: dict[Id, Text] = Field(default_factory=dict)
    """Id of an outcome, an action or an indicator → text."""
    judgements: dict[Id, Judgement] = Field(default_factory=dict)
    """Id of an indicator → judgement."""

    @property
    def path(self) -> str:
        """The path of its file."""
        return f"measurements/{self.period}/commentary.yaml"
