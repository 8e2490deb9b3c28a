"""The status of all milestones, in the order in which they are due."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from wpsplan.framework.framework import Framework
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Value
from wpsplan.model.partial_date import PartialDate
from wpsplan.results.indicator_result import IndicatorResult


class MilestoneStatus(NamedTuple):
    """A milestone with its due day, its state, and the day on which it was achieved, if that is known."""

    indicator: str
    text: str
    due: date
    state: str
    """Its progress: achieved, overdue, pending or not-assessed."""
    value: Value
    achieved_on: PartialDate | None


def milestones_by_due_date(framework: Framework, results: Iterable[IndicatorResult]) -> tuple[MilestoneStatus, ...]:
    """The status of the plan's milestones in a period, from the results of every indicator; earliest due first."""
    milestones = [
        MilestoneStatus(
            result.id,
            result.measurable.indicator.text,
            method.due or framework.plan.period.end,
            result.progress.state,
            result.value,
            _achieved_on(result) if result.value.achieved else None,
        )
        for result in results
        if (method := result.measurable.indicator.method) is not None and kind_of(method).has_due_day
    ]
    return tuple(sorted(milestones, key=lambda milestone: milestone.due))


def _achieved_on(result: IndicatorResult) -> PartialDate | None:
    """The date on which the last respondent achieved it; None if one of the dates is not known."""
    latest = [observation for part in result.aggregate.parts for observation in part.observations[-1:]]
    known = [day for observation in latest if (day := observation.measurement.date) is not None]
    return max(known, key=lambda day: day.last) if known and len(known) == len(latest) else None
