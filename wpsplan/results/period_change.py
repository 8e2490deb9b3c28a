"""Changes since the period before, on both axes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wpsplan.results.indicator_result import IndicatorResult
from wpsplan.results.status import PeriodSummary


class StateChange(NamedTuple):
    """An indicator whose state of progress has changed, with both states."""

    indicator: str
    before: str
    after: str


class PeriodChange(NamedTuple):
    """A period beside the one before it, of the same frequency."""

    before: PeriodSummary
    flips: tuple[StateChange, ...]
    trends: Mapping[str, int]
    """Word of a trend → the number of figures with it. A figure is compared with its own latest earlier one."""
    new: tuple[str, ...]
    """Indicators with a figure now and none then."""
    gone: tuple[str, ...]
    """Indicators with a figure then and none now."""


TRENDS = ("improving", "steady", "worsening", "changed", "not-comparable")


def changes_since_previous(results: Sequence[IndicatorResult], before: PeriodSummary) -> PeriodChange:
    """Find the changes since the period `before`."""
    flips, new, gone = [], [], []
    for result in results:
        earlier = next((status for status in result.statuses if status.period.id == before.period.id), None)
        if earlier is None:
            continue
        if earlier.progress.state != result.progress.state:
            flips.append(StateChange(result.id, earlier.progress.state, result.progress.state))
        if result.value.known and not earlier.figure.value.known:
            new.append(result.id)
        if earlier.figure.value.known and not result.value.known:
            gone.append(result.id)
    trends = {word: sum(result.trend.word == word for result in results) for word in TRENDS}
    return PeriodChange(before, tuple(flips), trends, tuple(new), tuple(gone))
