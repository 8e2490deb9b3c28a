"""The status of an indicator in a period, on both axes, without the detail; and whole periods in numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import STATES, Progress
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.aggregation import aggregate
from wpsplan.results.availability import INDICATOR_AVAILABILITIES, counts_of, indicator_availability, items_of
from wpsplan.results.coverage import Rates, rates_of
from wpsplan.results.dataset import Dataset, DueItem, Judged
from wpsplan.results.progress import assess, incomplete
from wpsplan.results.trend import earlier_periods


class IndicatorStatus(NamedTuple):
    """The status of an indicator in a period: items due, availability, figure and progress."""

    indicator: str
    period: ReportingPeriod
    items: tuple[DueItem, ...]
    availability: str
    figure: Aggregate
    incomplete: bool
    """True if the figure is one \"so far\": too few respondents are behind it."""
    progress: Progress
    judged: Judged | None
    """The office's own view, beside the computed state and never in its place."""


class Distribution(NamedTuple):
    """Numbers of indicators by state, on each of the two axes; they are never merged into a single rating."""

    indicators: int
    availability: Mapping[str, int]
    progress: Mapping[str, int]
    reasons: Mapping[str, int]
    """Reason why indicators are not assessed → their number, the most frequent reason first."""
    judgements: Mapping[str, int]
    """State → the number of indicators that the office judges to be in it; counted apart."""


class PeriodSummary(NamedTuple):
    """A whole period in numbers."""

    period: ReportingPeriod
    due: int
    counts: Mapping[str, int]
    rates: Rates
    figures: int
    """The number of indicators with a figure of their own."""
    spread: Distribution


def indicator_status(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> IndicatorStatus:
    """The status of an indicator in a period."""
    method = measurable.indicator.method
    items = items_of(data, measurable, period)
    figure = aggregate(data, measurable, period)
    return IndicatorStatus(
        measurable.indicator.id,
        period,
        tuple(items),
        indicator_availability(data, measurable, period, items),
        figure,
        method is not None and figure.value.known and incomplete(data, method, figure),
        assess(data, measurable, period, figure),
        data.judged(period.id, measurable.indicator.id),
    )


def indicator_statuses(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod
) -> tuple[IndicatorStatus, ...]:
    """The status of an indicator in this period and the earlier ones of its frequency, latest first."""
    periods = (period, *earlier_periods(data, period))
    return tuple(indicator_status(data, measurable, other) for other in periods)


def distribution_of(statuses: Sequence[IndicatorStatus]) -> Distribution:
    """Count indicators by availability, state, reason and judgement."""
    judged: list[str] = [status.judged.judgement.state for status in statuses if status.judged is not None]
    reasons: dict[str, int] = {}
    for status in statuses:
        if status.progress.reason:
            reasons[status.progress.reason] = reasons.get(status.progress.reason, 0) + 1
    return Distribution(
        len(statuses),
        {word: sum(status.availability == word for status in statuses) for word in INDICATOR_AVAILABILITIES},
        {state: sum(status.progress.state == state for status in statuses) for state in STATES},
        dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        {state: judged.count(state) for state in STATES},
    )


def summary_of(data: Dataset, period: ReportingPeriod, statuses: Sequence[IndicatorStatus]) -> PeriodSummary:
    """A period in numbers, from the status of each indicator in it."""
    items = [item for status in statuses for item in status.items]
    return PeriodSummary(
        period,
        len(items),
        counts_of(items),
        rates_of(data, items),
        sum(status.figure.value.known for status in statuses),
        distribution_of(statuses),
    )
