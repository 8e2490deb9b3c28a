"""The value that would have been on track, if there is a target: with or without a reported figure."""

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import RequiredValue
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.dataset import Dataset
from wpsplan.results.progress import progress_context


def required_value(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: Aggregate
) -> RequiredValue | None:
    """The value that would have been on track in a period; None without a target, or if no pace leads to it yet."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).targets(method):
        return None
    return kind_of(method).required_value(method, progress_context(data, measurable, period, figure))
