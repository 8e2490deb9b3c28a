"""What has changed since the period before, on both axes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wpsplan.results.indicator_result import IndicatorResult
from wpsplan.results.status import PeriodSummary


class StateChange(NamedTuple):
    """An indicator whose state of progress is another than it was."""

    indicator: str
    before: str
    after: str


class PeriodChange(NamedTuple):
    """A period beside the one before it, of the same frequency."""

    before: PeriodSummary
    flips: tuple[StateChange, ...]
    trends: Mapping[str, int]
    """How many figures improve, stay steady, worsen, change or can't be compared, with whichever they are compared."""
    new: tuple[str, ...]
    """Indicators with a figure now and none then."""
    gone: tuple[str, ...]
    """Indicators with a figure then and none now."""


TRENDS = ("improving", "steady", "worsening", "changed", "not-comparable")


def changes_since_previous(answers: Sequence[IndicatorResult], before: PeriodSummary) -> PeriodChange:
    """What has changed since the period `before`."""
    flips, new, gone = [], [], []
    for one in answers:
        then = next((other for other in one.statuses if other.period.id == before.period.id), None)
        if then is None:
            continue
        if then.progress.state != one.progress.state:
            flips.append(StateChange(one.id, then.progress.state, one.progress.state))
        if one.value.known and not then.figure.value.known:
            new.append(one.id)
        if then.figure.value.known and not one.value.known:
            gone.append(one.id)
    trends = {word: sum(one.trend.word == word for one in answers) for word in TRENDS}
    return PeriodChange(before, tuple(flips), trends, tuple(new), tuple(gone))
