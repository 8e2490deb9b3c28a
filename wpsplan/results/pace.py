"""Which value would have been on track, where there is a target: said whether or not a figure was reported."""

from wpsplan.framework.framework import Measurable
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import Wanted
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.dataset import Data
from wpsplan.results.progress import situation_of


def wanted(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Wanted | None:
    """What would have been on track in a period; None without a target, or where no pace leads to it yet."""
    method = measurable.indicator.method
    if method is None or not kind_of(method).targets(method):
        return None
    return kind_of(method).wanted(method, situation_of(data, measurable, period, figure))
