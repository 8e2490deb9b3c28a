"""Progress of numbers: is the target reached, and if not, how far along is the figure on the pace towards it.

The pace is a straight line from the baseline through the targets. Everything is exact; nothing is rounded before it is
compared.
"""

from datetime import date
from fractions import Fraction

from wpsplan.kinds.method import NumericMethod, Target
from wpsplan.kinds.progress import Progress, ProgressContext, RequiredValue, StartingPoint, not_assessed
from wpsplan.model.number import Exact, exact, share

ON_TRACK = Fraction(95, 100)
BEHIND = Fraction(60, 100)
NEVER_REACHES_UP = ("less-than", "at-most")
NEVER_REACHES_DOWN = ("more-than", "at-least")

Point = tuple[date, Exact]
"""A value on a day."""


def progress_of(method: NumericMethod, context: ProgressContext, *, only_grows: bool) -> Progress:
    """Assess the progress of a known value; `only_grows`: more respondents can only add to it."""
    value, start, qualifier = context.figure.value.value, context.start, context.figure.value.qualifier
    assert value is not None  # a known number has a value
    yearly = yearly_target(method)
    if yearly and context.period.frequency != "annual":
        yearly = None
    targets = [target for target in method.targets if target.date]
    last = yearly or (targets[-1] if targets else None)
    upward = _is_upward(method.direction, last, start)
    decisive = not context.incomplete or (only_grows and upward)
    reached = last is not None and upward is not None and _reached(value, exact(last.value), upward, qualifier)
    if reached and decisive:
        return Progress("achieved", start=start)
    if context.incomplete:
        return not_assessed("incomplete", start)
    if last is None:
        return not_assessed("no-target", start)
    if yearly:
        return _yearly(value, exact(yearly.value), method.direction, qualifier)
    if method.direction == "maintain":
        return _maintain(value, exact(last.value), bool(upward), qualifier, start)
    return _pace(value, context.on, _path(method), method.direction, start)


def required_value_of(method: NumericMethod, context: ProgressContext) -> RequiredValue | None:
    """The value that would have been on track; None if no pace leads to a target yet."""
    yearly = yearly_target(method)
    if yearly:
        if context.period.frequency != "annual":
            return None
        goal = exact(yearly.value)
        return RequiredValue(
            goal * ON_TRACK if method.direction == "increase" else goal, upward=method.direction != "decrease"
        )
    last = method.targets[-1]
    if method.direction == "maintain":
        return RequiredValue(exact(last.value), upward=bool(_is_upward("maintain", last, context.start)))
    return _on_the_pace(method, context)


def yearly_target(method: NumericMethod) -> Target | None:
    """The target that is to be reached in each year anew; None if there is none."""
    return next((target for target in method.targets if target.each), None)


def _path(method: NumericMethod) -> list[Point]:
    return [(target.date, exact(target.value)) for target in method.targets if target.date]


def _on_the_pace(method: NumericMethod, context: ProgressContext) -> RequiredValue | None:
    start = context.start
    if start is None or method.direction not in ("increase", "decrease"):
        return None
    path = _targets_ahead(_path(method), method.direction, start)
    if not path or context.on <= start.on:
        return None
    pace = _expected_by(context.on, (start.on, start.number), path)
    if pace == start.number:
        return None
    value = start.number + ON_TRACK * (pace - start.number)
    return RequiredValue(value, upward=method.direction == "increase", pace=pace)


def _is_upward(direction: str, last: Target | None, start: StartingPoint | None) -> bool | None:
    """Tell if the target is reached from below; None if no direction is wanted."""
    if direction == "maintain":
        return not (start is not None and last is not None and exact(last.value) < start.number)
    return {"increase": True, "decrease": False}.get(direction)


def _reached(value: Exact, target: Exact, upward: bool, qualifier: str | None) -> bool:
    if upward:
        return value >= target and qualifier not in NEVER_REACHES_UP
    return value <= target and qualifier not in NEVER_REACHES_DOWN


def _maintain(
    value: Exact, target: Exact, upward: bool, qualifier: str | None, start: StartingPoint | None
) -> Progress:
    """Assess a value that is to stay at the target and isn't surely there: the qualifier decides what is certain."""
    open_ = NEVER_REACHES_DOWN if upward else NEVER_REACHES_UP
    past = value >= target if upward else value <= target
    return not_assessed("not-exact", start) if past or qualifier in open_ else Progress("reversing", start=start)


def _yearly(value: Exact, target: Exact, direction: str, qualifier: str | None) -> Progress:
    """Assess a value that has not surely reached the target of each year."""
    if direction == "decrease":
        open_ = value <= target or qualifier in NEVER_REACHES_UP
        return not_assessed("not-exact") if open_ else Progress("off-track")
    ratio = share(value, target)
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


def _pace(value: Exact, on: date, path: list[Point], direction: str, start: StartingPoint | None) -> Progress:
    """Assess a value on the way from the baseline through the targets, in straight lines from each to the next."""
    if start is None:
        return not_assessed("no-baseline")
    if start.number == path[-1][1]:
        return not_assessed("baseline-equals-target", start)
    if direction not in ("increase", "decrease"):
        return not_assessed("no-direction", start)
    ahead = _targets_ahead(path, direction, start)
    if not ahead:
        return Progress("reversing", start=start)  # the baseline was past the target already; the value no longer is
    if on <= start.on:
        return not_assessed("too-early", start)
    expected = _expected_by(on, (start.on, start.number), ahead)
    if expected == start.number:
        return not_assessed("too-early", start)
    ratio = share(value - start.number, expected - start.number)
    return Progress(_state(ratio), ratio=ratio, pace=expected, start=start)


def _targets_ahead(path: list[Point], direction: str, start: StartingPoint) -> list[Point]:
    """The targets that the pace leads through: those that the baseline has not passed already."""
    sign = 1 if direction == "increase" else -1
    return [(day, value) for day, value in path if (value - start.number) * sign >= 0 and day > start.on]


def _expected_by(on: date, start: Point, path: list[Point]) -> Exact:
    """The value that would be exactly on the pace on a day: between two points, on the straight line."""
    earlier_day, earlier_value = start
    for day, value in path:
        if on <= day:
            part = share((on - earlier_day).days, (day - earlier_day).days)
            return earlier_value + (value - earlier_value) * part
        earlier_day, earlier_value = day, value
    return earlier_value
