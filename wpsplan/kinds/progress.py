"""A figure over time: its progress towards the target, the value that would be on track, and its trend."""

from datetime import date
from typing import NamedTuple

from wpsplan.kinds.figure import Aggregate, Value
from wpsplan.model.number import Exact
from wpsplan.model.plan import ReportingPeriod

STATES = ("achieved", "on-track", "behind", "off-track", "reversing", "overdue", "pending", "not-assessed")


class StartingPoint(NamedTuple):
    """The baseline from which progress is measured: a number, or a scale's level, on a day."""

    value: Exact | None
    level: str | None
    on: date
    origin: str
    """`method`, or the id of the baseline period that the figure is of."""

    @property
    def number(self) -> Exact:
        """The value of a kind that is measured in numbers."""
        assert self.value is not None
        return self.value


class ProgressContext(NamedTuple):
    """Everything by which the progress of an indicator in a period is assessed."""

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
    """The state of progress, or the reason why there is none.

    On a pace also: the figure's share of the way (`ratio`; 1: exactly on the pace) and the value expected by then.
    """

    state: str
    reason: str | None = None
    ratio: Exact | None = None
    pace: Exact | None = None
    start: StartingPoint | None = None


def not_assessed(reason: str, start: StartingPoint | None = None) -> Progress:
    """Progress without a state, and the reason for it."""
    return Progress("not-assessed", reason, start=start)


class RequiredValue(NamedTuple):
    """The least (or, downward, the greatest) value that counts as on track or achieved."""

    value: Exact | None = None
    level: str | None = None
    """Of a scale."""
    upward: bool = True
    pace: Exact | None = None
    """The value exactly on the pace; None: the target itself is required."""


class Trend(NamedTuple):
    """The change of a figure since an earlier one.

    `word`: improving, steady, worsening, changed or not-comparable; None: there is nothing earlier. `change`: the
    later value less the earlier one.
    """

    word: str | None = None
    change: Exact | None = None
    change_text: str = ""
    since: str | None = None
    """The period (or day of the baseline) compared with."""
    before: Value | None = None
    after: Value | None = None
    respondents: int = 0
    """The number of respondents with a figure at both ends."""
