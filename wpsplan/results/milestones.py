"""Milestones in the order in which they are due."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from wpsplan.framework.framework import Framework
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Value
from wpsplan.model.partial_date import PartialDate
from wpsplan.results.indicator_result import IndicatorResult


class MilestoneStatus(NamedTuple):
    """A milestone: when it is due, whether it is achieved, and since when, where that is known."""

    indicator: str
    text: str
    due: date
    state: str
    """Its progress: achieved, overdue, pending or not-assessed."""
    value: Value
    achieved_on: PartialDate | None


def milestones_by_due_date(framework: Framework, answers: Iterable[IndicatorResult]) -> tuple[MilestoneStatus, ...]:
    """The plan's milestones, as they stand in a period."""
    found = [
        MilestoneStatus(
            one.id,
            one.measurable.indicator.text,
            method.due or framework.plan.period.end,
            one.progress.state,
            one.value,
            _achieved_on(one) if one.value.achieved else None,
        )
        for one in answers
        if (method := one.measurable.indicator.method) is not None and kind_of(method).has_due_day
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def _achieved_on(one: IndicatorResult) -> PartialDate | None:
    """The day on which the last of them achieved it; None where one of the days is not known."""
    days = [said.measurement.date for part in one.aggregate.parts for said in part.observations[-1:]]
    known = [day for day in days if day is not None]
    return max(known, key=lambda day: day.last) if known and len(known) == len(days) else None
