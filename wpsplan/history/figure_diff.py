"""Figures and states that differ between two workspaces, with their cause: step by step, each cause by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wpsplan.history.plan_diff import Change
from wpsplan.kinds.figure import Value
from wpsplan.kinds.progress import Progress
from wpsplan.results.dataset import Dataset
from wpsplan.results.status import IndicatorStatus, indicator_status
from wpsplan.workspace import Workspace

CAUSES = ("method", "plan", "new-data", "corrected", "removed")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure or a state that is another than it was, by one cause alone."""

    indicator: str
    period: str
    before: Value | None
    after: Value | None
    progress_before: Progress | None
    progress_after: Progress | None
    cause: str
    """method and plan: by the edit of the plan alone; new-data, corrected, removed: by measurements alone."""

    @property
    def flips(self) -> bool:
        """True where the state of progress is another."""
        return _state(self.progress_before) != _state(self.progress_after)


def figure_changes(steps: Sequence[Workspace], changes: Sequence[Change]) -> list[FigureChange]:
    """List the figures that differ along these workspaces: BASE, BASE's measurements under HEAD's plan, HEAD."""
    differences = []
    for index, (before, after) in enumerate(pairwise(steps)):
        by_plan = index == 0
        differences += list(_between(Dataset.of(before), Dataset.of(after), changes if by_plan else None))
    order = {
        id: index for side in steps for index, id in enumerate(side.framework.indicators if side.framework else ())
    }
    return sorted(
        differences, key=lambda change: (order.get(change.indicator, 0), change.period, CAUSES.index(change.cause))
    )


def _between(base: Dataset, head: Dataset, changes: Sequence[Change] | None) -> Iterator[FigureChange]:
    methods = {change.id for change in changes or () if change.change.startswith("method")}
    ids = dict.fromkeys((*base.framework.indicators, *head.framework.indicators))
    for period in _periods(base, head):
        for id in ids:
            before, after = (_standing(data, id, period) for data in (base, head))
            if _shown(before) == _shown(after):
                continue
            if changes is not None:
                cause = "method" if id in methods else "plan"
            else:
                cause = _data_cause(base, head, id, period)
            yield FigureChange(
                id, period,
                before.figure.value if before else None, after.figure.value if after else None,
                before.progress if before else None, after.progress if after else None,
                cause,
            )  # fmt: skip


def _periods(base: Dataset, head: Dataset) -> list[str]:
    """The annual periods of either side in which either side has a file, in the order of time."""
    known = {**base.framework.periods, **head.framework.periods}
    annual = (period for period in known.values() if period.frequency == "annual")
    years = sorted(annual, key=lambda period: period.start)
    filed = {submission.period for data in (base, head) for submission in data.submissions if submission.final}
    return [
        year.id
        for year in years
        if year.id in filed or any(year.holds(period) for period in known.values() if period.id in filed)
    ]


def _standing(data: Dataset, id: str, period: str) -> IndicatorStatus | None:
    measurable, reporting_period = data.framework.indicators.get(id), data.framework.periods.get(period)
    return indicator_status(data, measurable, reporting_period) if measurable and reporting_period else None


def _state(progress: Progress | None) -> tuple[str, str | None]:
    return (progress.state, progress.reason) if progress else ("none", None)


def _shown(status: IndicatorStatus | None) -> tuple[object, ...]:
    """The part of it that a reader of a report sees: the figure, the number of answers behind it, the state."""
    if status is None or (status.progress.state == "not-assessed" and not status.figure.parts):
        return ()  # nothing is known of it: whether it is there or not, there is no figure
    progress = status.progress
    value = status.figure.value if status.figure.value.known else None
    return (value, len(status.figure.used), progress.state, progress.reason)


def _data_cause(base: Dataset, head: Dataset, id: str, period: str) -> str:
    before, after = (_answers(data, id, period) for data in (base, head))
    if before.keys() - after.keys():
        return "removed"
    return "corrected" if any(before[key] != after[key] for key in before) else "new-data"


def _answers(data: Dataset, id: str, period: str) -> dict[tuple[str, str], object]:
    """(Period, entity) → its measurement of an indicator, in this period and those inside it."""
    outer = data.framework.periods.get(period)
    periods = data.framework.periods.values()
    inner = [other for other in periods if outer and (other is outer or outer.holds(other))]
    return {
        (inner_period.id, entity): answer.measurement
        for inner_period in inner
        for entity, answer in data.observations.get((inner_period.id, id), {}).items()
    }
