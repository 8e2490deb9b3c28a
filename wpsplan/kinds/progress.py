"""What is said of a figure over time: its progress towards the target, what would be on track, and its trend."""

from datetime import date
from typing import NamedTuple

from wpsplan.kinds.figure import Aggregate, Value
from wpsplan.model.number import Exact
from wpsplan.model.plan import ReportingPeriod

STATES = ("achieved", "on-track", "behind", "off-track", "reversing", "overdue", "pending", "not-assessed")


class StartingPoint(NamedTuple):
    """Where an indicator stood before the plan: a number, or a scale's level."""

    value: Exact | None
    level: str | None
    on: date
    origin: str
    """method, or the baseline period that the figure is of"""

    @property
    def number(self) -> Exact:
        """The value of a kind that is measured in numbers."""
        assert self.value is not None
        return self.value


class ProgressContext(NamedTuple):
    """What the progress of an indicator in a period is judged by."""

    figure: Aggregate
    period: ReportingPeriod
    judged_on: date
    """The day on which the period is judged."""
    plan_end: date
    start: StartingPoint | None
    incomplete: bool
    """True if too few respondents stand behind the figure."""

    @property
    def on(self) -> date:
        """The day of the figure."""
        return self.figure.on or self.judged_on


class Progress(NamedTuple):
    """The state; why there is none; and for a pace how far along (1: exactly on it), and what was expected by then."""

    state: str
    reason: str | None = None
    ratio: Exact | None = None
    pace: Exact | None = None
    start: StartingPoint | None = None


def not_assessed(reason: str, start: StartingPoint | None = None) -> Progress:
    """No state, and the reason."""
    return Progress("not-assessed", reason, start=start)


class RequiredValue(NamedTuple):
    """The least (or, downward, the greatest) value that counts as on track or achieved."""

    value: Exact | None = None
    level: str | None = None
    """Of a scale."""
    upward: bool = True
    pace: Exact | None = None
    """The value exactly on the pace; None: the target itself is wanted."""


class Trend(NamedTuple):
    """improving, steady, worsening, changed, not-comparable, or None: nothing earlier. `change` is now less then."""

    word: str | None = None
    change: Exact | None = None
    change_text: str = ""
    since: str | None = None
    """The period (or day of the baseline) compared with."""
    before: Value | None = None
    after: Value | None = None
    respondents: int = 0
    """How many stand at both ends."""
