"""Which value would have been on track, where there is a target: said whether or not a figure was reported."""

from typing import Any, NamedTuple

from wpsplan.figures.data import Data
from wpsplan.figures.progress import ON_TRACK, Start, baseline_of, expected_by, is_upward, targets_ahead
from wpsplan.figures.values import Aggregate
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import Exact, exact
from wpsplan.model.plan import ReportingPeriod


class Wanted(NamedTuple):
    """The least (or, downward, the greatest) value that counts as on track or achieved."""

    value: Exact | None = None
    level: str | None = None
    """Of a scale."""
    upward: bool = True
    pace: Exact | None = None
    """The value exactly on the pace; None: the target itself is wanted."""


def wanted(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Wanted | None:
    """What would have been on track in a period; None without a target, or where no pace leads to it yet."""
    method: Any = measurable.indicator.method
    targets = getattr(method, "targets", ())
    if not targets:
        return None
    if method.kind == "scale":
        return Wanted(level=targets[-1].value)
    start = baseline_of(data, measurable)
    yearly = next((target for target in targets if target.each), None)
    if yearly:
        if period.frequency != "annual":
            return None
        goal = exact(yearly.value)
        return Wanted(
            goal * ON_TRACK if method.direction == "increase" else goal, upward=method.direction != "decrease"
        )
    if method.direction == "maintain":
        return Wanted(exact(targets[-1].value), upward=bool(is_upward("maintain", targets[-1], start)))
    return _on_the_pace(data, method, period, figure, start)


def _on_the_pace(
    data: Data, method: Any, period: ReportingPeriod, figure: Aggregate, start: Start | None
) -> Wanted | None:
    if start is None or method.direction not in ("increase", "decrease"):
        return None
    path = targets_ahead([(one.date, exact(one.value)) for one in method.targets], method.direction, start)
    on = figure.on or data.framework.judged_on(period)
    if not path or on <= start.on:
        return None
    pace = expected_by(on, (start.on, start.value), path)
    if pace == start.value:
        return None
    return Wanted(start.value + ON_TRACK * (pace - start.value), upward=method.direction == "increase", pace=pace)
