"""Where an indicator stands in a period, on both axes, without the detail: for one period, or side by side."""

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
    """An indicator in a period: who answered, the figure, how far along."""

    indicator: str
    period: ReportingPeriod
    items: tuple[DueItem, ...]
    availability: str
    figure: Aggregate
    incomplete: bool
    """Whether the figure is one \"so far\"."""
    progress: Progress
    judged: Judged | None
    """The office's own view, beside the computed state and never in its place."""


class Distribution(NamedTuple):
    """How many indicators stand where, on each of the two axes; no single colour is made of them."""

    indicators: int
    availability: Mapping[str, int]
    progress: Mapping[str, int]
    reasons: Mapping[str, int]
    """Why those that are not assessed are not, the most frequent reason first."""
    judgements: Mapping[str, int]
    """How many the office judges to be in each state; counted apart."""


class PeriodSummary(NamedTuple):
    """A whole period in numbers."""

    period: ReportingPeriod
    due: int
    counts: Mapping[str, int]
    rates: Rates
    figures: int
    """Indicators with a figure of their own."""
    spread: Distribution


def indicator_status(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> IndicatorStatus:
    """Where an indicator stands in a period."""
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
    """This period and the earlier ones of its frequency, latest first."""
    return tuple(indicator_status(data, measurable, one) for one in (period, *earlier_periods(data, period)))


def distribution_of(statuses: Sequence[IndicatorStatus]) -> Distribution:
    """How many stand where."""
    reasons: dict[str, int] = {}
    for one in statuses:
        if one.progress.reason:
            reasons[one.progress.reason] = reasons.get(one.progress.reason, 0) + 1
    return Distribution(
        len(statuses),
        {word: sum(one.availability == word for one in statuses) for word in INDICATOR_AVAILABILITIES},
        {state: sum(one.progress.state == state for one in statuses) for state in STATES},
        dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        {
            state: sum(one.judged is not None and one.judged.judgement.state == state for one in statuses)
            for state in STATES
        },
    )


def summary_of(data: Dataset, period: ReportingPeriod, statuses: Sequence[IndicatorStatus]) -> PeriodSummary:
    """A period in numbers, from where each indicator stands in it."""
    items = [item for one in statuses for item in one.items]
    return PeriodSummary(
        period,
        len(items),
        counts_of(items),
        rates_of(data, items),
        sum(one.figure.value.known for one in statuses),
        distribution_of(statuses),
    )
