"""The change of a figure since the latest earlier one, over the respondents who have a figure at both ends."""

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import Trend
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.aggregation import aggregate
from wpsplan.results.dataset import Dataset
from wpsplan.results.progress import baseline_of, comparable, incomplete


def earlier_periods(data: Dataset, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods of the same frequency before this one, latest first."""
    same = [other for other in data.framework.periods.values() if other.frequency == period.frequency]
    return [other for other in reversed(same) if other.end < period.start]


def trend_of(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate) -> Trend:
    """The trend of an indicator's figure."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).has_course or not figure.value.known:
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
        return kind_of(method).compare(method, then.value, now.value, other.id, len(both))
    return _since_baseline(data, measurable, period, figure)


def _since_baseline(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate) -> Trend:
    method = measurable.indicator.method
    if method is None:
        return Trend()
    kind = kind_of(method)
    baseline, before = kind.baseline(method), kind.baseline_value(method)
    if baseline is None or before is None or incomplete(data, method, figure):
        return Trend()
    start = baseline_of(data, measurable)
    if start is None or not comparable(data, method, period):
        return Trend("not-comparable", since=str(baseline.date))
    if start.on >= (figure.on or data.framework.judged_on(period)):
        return Trend()
    return kind.compare(method, before, figure.value, str(start.on), len(figure.used))
