"""Whether a figure has moved since the latest earlier one, among those who stand at both ends."""

from typing import NamedTuple

from wpsplan.figures.data import Data
from wpsplan.figures.progress import baseline_of, comparable, incomplete
from wpsplan.figures.value import Value
from wpsplan.figures.values import Aggregate, aggregate
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import Exact, rounded, signed_text
from wpsplan.model.plan import ReportingPeriod

MOVING = ("count", "percentage", "scale")


class Trend(NamedTuple):
    """improving, steady, worsening, changed, not-comparable, or None: nothing earlier. `change` is now less then."""

    word: str | None = None
    change: Exact | None = None
    change_text: str = ""
    since: str | None = None
    """The period (or day of the baseline) compared with."""
    before: Value | None = None
    after: Value | None = None
    respondents: int = 0
    """How many stand at both ends."""


def earlier_periods(data: Data, period: ReportingPeriod) -> list[ReportingPeriod]:
    """Those of the same frequency before this one, latest first."""
    same = [other for other in data.framework.periods.values() if other.frequency == period.frequency]
    return [other for other in reversed(same) if other.end < period.start]


def trend_of(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Trend:
    """The trend of an indicator's figure."""
    method = measurable.indicator.method
    if method is None or method.kind not in MOVING or not figure.value.known:
        return Trend()
    for other in earlier_periods(data, period):
        before = aggregate(data, measurable, other)
        if not before.value.known:
            continue
        both = frozenset(figure.used) & frozenset(before.used)
        if not both or not (comparable(data, method, other) and comparable(data, method, period)):
            return Trend("not-comparable", since=other.id)
        now = aggregate(data, measurable, period, both)
        then = aggregate(data, measurable, other, both)
        return _compare(measurable, then.value, now.value, other.id, len(both))
    return _since_baseline(data, measurable, period, figure)


def _since_baseline(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Trend:
    method = measurable.indicator.method
    given = getattr(method, "baseline", None)
    if given is None or incomplete(data, method, figure):
        return Trend()
    start = baseline_of(data, measurable)
    if start is None or not comparable(data, method, period):
        return Trend("not-comparable", since=str(given.date))
    if start.on >= (figure.on or data.framework.judged_on(period)):
        return Trend()
    kind = figure.value.kind
    places = max(0, -given.value.as_tuple().exponent) if hasattr(given.value, "as_tuple") else 0
    before = Value(kind, level=start.value) if kind == "scale" else Value(kind, start.value, places=places)
    return _compare(measurable, before, figure.value, str(start.on), len(figure.used))


def _compare(measurable: Measurable, before: Value, after: Value, since: str, respondents: int) -> Trend:
    method = measurable.indicator.method
    if after.kind == "scale":
        levels = list(getattr(method, "levels", ()))
        step = levels.index(after.level) - levels.index(before.level)
        word = "improving" if step > 0 else "worsening" if step < 0 else "steady"
        return Trend(word, None, "", since, before, after, respondents)
    if before.value is None or after.value is None:
        return Trend("not-comparable", since=since)
    change, places = moved(before, after)
    unit = " percentage points" if after.kind == "percentage" else ""
    return Trend(
        word_for(change, getattr(method, "direction", "none")),
        after.value - before.value,
        signed_text(change, places, unit),
        since,
        before,
        after,
        respondents,
    )


def moved(before: Value, after: Value) -> tuple[Exact, int]:
    """The change at the coarser of the two printed precisions, and that precision."""
    places = min(before.places, after.places)
    return rounded(after.value or 0, places) - rounded(before.value or 0, places), places


def word_for(change: Exact, direction: str) -> str:
    """What a change is in the light of the wanted direction."""
    if change == 0:
        return "steady"
    if direction not in ("increase", "decrease"):
        return "changed"
    return "improving" if (change > 0) == (direction == "increase") else "worsening"
