"""How far along an indicator is: the second axis, which knows nothing of who has reported what else.

Milestones are achieved, overdue or pending. What can't be judged is not-assessed, with the first reason that holds.
Everything is exact; nothing is rounded before it is compared.
"""

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from wpsplan.figures.data import Data
from wpsplan.figures.items import due_periods
from wpsplan.figures.values import Aggregate, aggregate
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import Exact, exact, share
from wpsplan.model.plan import ReportingPeriod

STATES = ("achieved", "on-track", "behind", "off-track", "reversing", "overdue", "pending", "not-assessed")
ON_TRACK = Fraction(95, 100)
BEHIND = Fraction(60, 100)
NEVER_REACHES_UP = ("less-than", "at-most")
NEVER_REACHES_DOWN = ("more-than", "at-least")


class Start(NamedTuple):
    """Where the pace begins: the baseline's value and day, and where it is from."""

    value: Any
    on: date
    origin: str


class Progress(NamedTuple):
    """The state; why there is none; and for a pace how far along (1: exactly on it), and what was expected by then."""

    state: str
    reason: str | None = None
    ratio: Exact | None = None
    pace: Exact | None = None
    start: Start | None = None


def not_assessed(reason: str, start: Start | None = None) -> Progress:
    """No state, and the reason."""
    return Progress("not-assessed", reason, start=start)


def comparable(data: Data, method: Any, period: ReportingPeriod) -> bool:
    """Whether a period belongs to the present series."""
    series = method.comparable_from
    if series is None or series.period not in data.framework.periods:
        return True
    return period.start >= data.framework.periods[series.period].start


def incomplete(data: Data, method: Any, figure: Aggregate) -> bool:
    """Whether too few stand behind a figure to judge it."""
    if figure.flow_lacks:
        return True
    used, expected = len(figure.used), len(figure.expected)
    if method.kind == "count":
        return used < expected
    if method.kind == "percentage":
        return used < exact(data.framework.plan.minimum_response) * expected
    return False


def baseline_of(data: Data, measurable: Measurable) -> Start | None:
    """The method's baseline, else the latest complete figure of a baseline period."""
    method: Any = measurable.indicator.method
    series = method.comparable_from if method else None
    first = (
        data.framework.periods[series.period].start if series and series.period in data.framework.periods else date.min
    )
    if getattr(method, "baseline", None) is not None:
        given = method.baseline
        value = given.value if method.kind == "scale" else exact(given.value)
        return Start(value, given.date, "method") if given.date >= first else None
    for period in reversed([period for period in data.framework.periods.values() if period.baseline]):
        figure = aggregate(data, measurable, period)
        value = figure.value.level if method and method.kind == "scale" else figure.value.value
        if value is None or incomplete(data, method, figure):
            continue
        on = figure.on or data.framework.judged_on(period)
        return Start(value, on, period.id) if on >= first else None
    return None


def assess(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Progress:
    """The progress of an indicator in a period, from its figure there."""
    method = measurable.indicator.method
    if method is None:
        return not_assessed("no-method")
    if method.kind == "narrative":
        return not_assessed("narrative")
    if not figure.value.known and figure.reason is None:
        due = due_periods(data.framework, measurable, period)
        return not_assessed("no-data" if due else "not-due")
    if method.kind == "milestone":
        return _milestone(data, method, period, figure)
    if figure.reason == "not-aggregable":
        return not_assessed("not-aggregable")
    if not comparable(data, method, period):
        return not_assessed("not-comparable")
    if method.kind == "scale":
        return _scale(data, measurable, figure)
    return _number(data, measurable, period, figure)


def _milestone(data: Data, method: Any, period: ReportingPeriod, figure: Aggregate) -> Progress:
    if figure.value.achieved:
        return Progress("achieved")
    due = method.due or data.framework.plan.period.end
    return Progress("overdue" if due <= data.framework.judged_on(period) else "pending")


def _scale(data: Data, measurable: Measurable, figure: Aggregate) -> Progress:
    method: Any = measurable.indicator.method
    if not method.targets:
        return not_assessed("no-target")
    rank = {level: index for index, level in enumerate(method.levels)}
    here = rank[figure.value.level or ""]
    start = baseline_of(data, measurable)
    if here >= rank[method.targets[-1].value]:
        return Progress("achieved", start=start)
    falls = start is not None and here < rank[start.value]
    return Progress("reversing" if falls else "pending", start=start)


def _number(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Progress:
    method: Any = measurable.indicator.method
    a = figure.value.value
    assert a is not None  # a known count or percentage has a value
    start = baseline_of(data, measurable)
    yearly = next((target for target in method.targets if target.each), None)
    if yearly and period.frequency != "annual":
        yearly = None
    targets = [target for target in method.targets if target.date]
    last = yearly or (targets[-1] if targets else None)
    upward = is_upward(method.direction, last, start)
    lacking = incomplete(data, method, figure)
    decisive = not lacking or (method.kind == "count" and upward)  # more respondents can only add to a count
    reached = last is not None and upward is not None and _reached(a, exact(last.value), upward, figure.value.qualifier)
    if reached and decisive:
        return Progress("achieved", start=start)
    if lacking:
        return not_assessed("incomplete", start)
    if last is None:
        return not_assessed("no-target", start)
    if yearly:
        return _yearly(a, exact(yearly.value), method.direction, figure.value.qualifier)
    if method.direction == "maintain":
        return _maintain(a, exact(last.value), bool(upward), figure.value.qualifier, start)
    t = figure.on or data.framework.judged_on(period)
    path = [(target.date, exact(target.value)) for target in targets]
    return _pace(a, t, path, method.direction, start)


def is_upward(direction: str, last: Any, start: Start | None) -> bool | None:
    """Whether the target is reached from below; None where no direction is wanted."""
    if direction == "maintain":
        return not (start is not None and last is not None and exact(last.value) < start.value)
    return {"increase": True, "decrease": False}.get(direction)


def _reached(a: Exact, target: Exact, upward: bool, qualifier: str | None) -> bool:
    if upward:
        return a >= target and qualifier not in NEVER_REACHES_UP
    return a <= target and qualifier not in NEVER_REACHES_DOWN


def _maintain(a: Exact, target: Exact, upward: bool, qualifier: str | None, start: Start | None) -> Progress:
    """Not reached: is that certain, with what the qualifier leaves open?"""
    open_ = NEVER_REACHES_DOWN if upward else NEVER_REACHES_UP
    past = a >= target if upward else a <= target
    return not_assessed("not-exact", start) if past or qualifier in open_ else Progress("reversing", start=start)


def _yearly(a: Exact, target: Exact, direction: str, qualifier: str | None) -> Progress:
    """A value wanted in each year, which this one has not reached."""
    if direction == "decrease":
        open_ = a <= target or qualifier in NEVER_REACHES_UP
        return not_assessed("not-exact") if open_ else Progress("off-track")
    ratio = share(a, target)
    state = _state(ratio)
    if qualifier in NEVER_REACHES_DOWN or (qualifier in NEVER_REACHES_UP and state != "off-track"):
        return not_assessed("not-exact")
    return Progress(state, ratio=ratio, pace=target)


def _state(ratio: Exact) -> str:
    if ratio >= ON_TRACK:
        return "on-track"
    if ratio >= BEHIND:
        return "behind"
    return "off-track" if ratio >= 0 else "reversing"


def _pace(a: Exact, t: date, path: list[tuple[date, Exact]], direction: str, start: Start | None) -> Progress:
    """On the way from the baseline through the targets, in a straight line from each to the next."""
    if start is None:
        return not_assessed("no-baseline")
    b = start.value
    if b == path[-1][1]:
        return not_assessed("baseline-equals-target", start)
    if direction not in ("increase", "decrease"):
        return not_assessed("no-direction", start)
    ahead = targets_ahead(path, direction, start)
    if not ahead:
        return Progress("reversing", start=start)  # the baseline was past the target already, and a is no longer
    if t <= start.on:
        return not_assessed("too-early", start)
    e = expected_by(t, (start.on, b), ahead)
    if e == b:
        return not_assessed("too-early", start)
    ratio = share(a - b, e - b)
    return Progress(_state(ratio), ratio=ratio, pace=e, start=start)


def targets_ahead(path: list[tuple[date, Exact]], direction: str, start: Start) -> list[tuple[date, Exact]]:
    """The targets that the pace leads through: those that the baseline is not past already."""
    sign = 1 if direction == "increase" else -1
    return [(day, value) for day, value in path if (value - start.value) * sign >= 0 and day > start.on]


def expected_by(t: date, start: tuple[date, Exact], path: list[tuple[date, Exact]]) -> Exact:
    """The value that would be exactly on the pace on the day `t`."""
    before = start
    for day, value in path:
        if t <= day:
            return before[1] + (value - before[1]) * share((t - before[0]).days, (day - before[0]).days)
        before = (day, value)
    return before[1]
