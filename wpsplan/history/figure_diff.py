"""Which figures and states differ between two workspaces, and why: step by step, so that each cause stands alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wpsplan.figures.data import Data
from wpsplan.figures.standing import Standing, standing
from wpsplan.history.plan_diff import Change
from wpsplan.kinds.figure import Value
from wpsplan.kinds.progress import Progress
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
        """Whether the state of progress is another."""
        return _state(self.progress_before) != _state(self.progress_after)


def figure_changes(steps: Sequence[Workspace], changes: Sequence[Change]) -> list[FigureChange]:
    """What differs along these workspaces: BASE, BASE's measurements under HEAD's plan, HEAD."""
    found = []
    for index, (one, other) in enumerate(pairwise(steps)):
        by_plan = index == 0
        found += list(_between(Data.of(one), Data.of(other), changes if by_plan else None))
    order = {
        id: index for side in steps for index, id in enumerate(side.framework.indicators if side.framework else ())
    }
    return sorted(found, key=lambda each: (order.get(each.indicator, 0), each.period, CAUSES.index(each.cause)))


def _between(base: Data, head: Data, changes: Sequence[Change] | None) -> Iterator[FigureChange]:
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


def _periods(base: Data, head: Data) -> list[str]:
    """The annual periods of either side in which either side has a file, in the order of time."""
    known = {**base.framework.periods, **head.framework.periods}
    years = sorted((one for one in known.values() if one.frequency == "annual"), key=lambda one: one.start)
    filed = {one.period for data in (base, head) for one in data.submissions if one.final}
    return [
        year.id
        for year in years
        if year.id in filed or any(year.holds(one) for one in known.values() if one.id in filed)
    ]


def _standing(data: Data, id: str, period: str) -> Standing | None:
    measurable, when = data.framework.indicators.get(id), data.framework.periods.get(period)
    return standing(data, measurable, when) if measurable and when else None


def _state(progress: Progress | None) -> tuple[str, str | None]:
    return (progress.state, progress.reason) if progress else ("none", None)


def _shown(one: Standing | None) -> tuple[object, ...]:
    """What a reader of a report sees of it: the figure, how many stand behind it, the state."""
    if one is None or (one.progress.state == "not-assessed" and not one.figure.parts):
        return ()  # nothing is known of it: whether it is there or not, there is no figure
    progress = one.progress
    value = one.figure.value if one.figure.value.known else None
    return (value, len(one.figure.used), progress.state, progress.reason)


def _data_cause(base: Data, head: Data, id: str, period: str) -> str:
    before, after = (_answers(data, id, period) for data in (base, head))
    if before.keys() - after.keys():
        return "removed"
    return "corrected" if any(before[key] != after[key] for key in before) else "new-data"


def _answers(data: Data, id: str, period: str) -> dict[tuple[str, str], object]:
    """Who has said what of an indicator, in the period and those inside it."""
    outer = data.framework.periods.get(period)
    inner = [one for one in data.framework.periods.values() if outer and (one is outer or outer.holds(one))]
    return {
        (one.id, entity): said.measurement
        for one in inner
        for entity, said in data.inputs.get((one.id, id), {}).items()
    }
