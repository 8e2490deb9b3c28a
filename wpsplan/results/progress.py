"""The progress of an indicator towards its target: the second axis, which knows nothing of other answers.

An indicator that can't be judged is not-assessed, with the first reason that holds; the kind judges all others.
"""

from datetime import date

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import Method, kind_of
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import Progress, ProgressContext, RequiredValue, StartingPoint, not_assessed
from wpsplan.model.number import exact
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.aggregation import aggregate
from wpsplan.results.availability import due_periods
from wpsplan.results.dataset import Dataset


def comparable(data: Dataset, method: Method, period: ReportingPeriod) -> bool:
    """Tell if a period belongs to the present series, whose figures can be compared."""
    series = method.comparable_from
    if series is None or series.period not in data.framework.periods:
        return True
    return period.start >= data.framework.periods[series.period].start


def incomplete(data: Dataset, method: Method, figure: Aggregate) -> bool:
    """Tell if too few respondents are behind a figure to judge it."""
    minimum = exact(data.framework.plan.minimum_response)
    return figure.flow_lacks or not kind_of(method).is_enough(len(figure.used), len(figure.expected), minimum)


def baseline_of(data: Dataset, measurable: IndicatorContext) -> StartingPoint | None:
    """The method's baseline, else the latest complete figure of a baseline period; None if there is neither."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).has_course:
        return None
    kind, series, periods = kind_of(method), method.comparable_from, data.framework.periods
    first = periods[series.period].start if series and series.period in periods else date.min
    baseline, value = kind.baseline(method), kind.baseline_value(method)
    if baseline is not None and value is not None:
        return StartingPoint(value.value, value.level, baseline.date, "method") if baseline.date >= first else None
    for period in reversed([period for period in periods.values() if period.baseline]):
        figure = aggregate(data, measurable, period)
        if not figure.value.known or incomplete(data, method, figure):
            continue
        on = figure.on or data.framework.judged_on(period)
        return StartingPoint(figure.value.value, figure.value.level, on, period.id) if on >= first else None
    return None


def progress_context(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate
) -> ProgressContext:
    """Gather everything by which an indicator with a method is judged in a period."""
    method = measurable.indicator.method
    assert method is not None
    return ProgressContext(
        figure,
        period,
        data.framework.judged_on(period),
        data.framework.plan.period.end,
        baseline_of(data, measurable),
        incomplete(data, method, figure),
    )


def assess(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate) -> Progress:
    """Assess the progress of an indicator in a period, from its figure there."""
    method = measurable.indicator.method
    if method is None:
        return not_assessed("no-method")
    kind = kind_of(method)
    if kind.without_progress:
        return not_assessed(kind.without_progress)
    if not figure.value.known and figure.reason is None:
        due = due_periods(data.framework, measurable, period)
        return not_assessed("no-data" if due else "not-due")
    if figure.reason is not None:
        return not_assessed(figure.reason)
    if kind.has_course and not comparable(data, method, period):
        return not_assessed("not-comparable")
    return kind.progress(method, progress_context(data, measurable, period, figure))


def required_value(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate
) -> RequiredValue | None:
    """The value that would have been on track in a period; None without a target, or if no pace leads to it yet."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).targets(method):
        return None
    return kind_of(method).required_value(method, progress_context(data, measurable, period, figure))
