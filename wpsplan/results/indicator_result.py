"""The whole result of an indicator in a period: its figure, answers and sources, its trend, progress and series."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import kind_of
from wpsplan.kinds.figure import Aggregate, Observation, Value
from wpsplan.kinds.progress import Progress, RequiredValue, StartingPoint, Trend
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.source import Source
from wpsplan.results.availability import counts_of
from wpsplan.results.breakdown import Breakdown, breakdowns
from wpsplan.results.dataset import Dataset, DueItem, Judged
from wpsplan.results.explain import explain_steps
from wpsplan.results.progress import baseline_of, comparable, required_value
from wpsplan.results.reported import (
    ReportedFigure,
    counted_observations,
    published_for,
    related_observations,
    reported_figures,
)
from wpsplan.results.status import IndicatorStatus, indicator_statuses
from wpsplan.results.trend import earlier_periods, trend_of


class Respondents(NamedTuple):
    """Numbers of respondents: `reporting` (wholly or partly), `used` (behind the value), `expected` (all asked)."""

    reporting: int
    used: int
    expected: int


class Published(NamedTuple):
    """A figure published for a group as a whole: beside the aggregate, never in it; with a trend of its own."""

    figure: ReportedFigure
    trend: Trend


class SeriesPoint(NamedTuple):
    """The figure of one period in an indicator's series, with the numbers of respondents behind it and expected."""

    period: str
    on: date
    """The day that the figure stands for."""
    value: Value
    used: int
    expected: int
    incomplete: bool
    comparable: bool
    range: tuple[Value, Value] | None
    published: tuple[ReportedFigure, ...]


@dataclass(frozen=True)
class IndicatorResult:
    """Everything that is known of an indicator in a period; most of it is worked out when it is first asked for."""

    data: Dataset = field(repr=False)
    """The dataset that it is worked out from."""
    measurable: IndicatorContext
    statuses: tuple[IndicatorStatus, ...]
    """Its status in this period and in the earlier ones of the same frequency, latest first."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of items of each availability."""
        return counts_of(self.items)

    @cached_property
    def respondents(self) -> Respondents:
        """The numbers of respondents who reported, are behind the figure, and are expected."""
        answered = {item.respondent for item in self.items if item.availability in ("reported", "partial")}
        return Respondents(len(answered), len(self.aggregate.used), len(self.aggregate.expected))

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Figures for groups as a whole."""
        period = self.statuses[0].period
        figures = published_for(self.data, self.measurable, period, self.aggregate)
        return tuple(
            Published(figure, _published_trend(self.data, self.measurable, period, figure)) for figure in figures
        )

    @cached_property
    def trend(self) -> Trend:
        """The change of its figure since the latest earlier one."""
        return trend_of(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def required_value(self) -> RequiredValue | None:
        """The value that would have been on track; None without a target, or if no pace leads to it yet."""
        return required_value(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def baseline(self) -> StartingPoint | None:
        """The start of its pace: the method's baseline, else the figure of a baseline period."""
        return baseline_of(self.data, self.measurable)

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """The figure by the categories of each dimension."""
        return breakdowns(self.data, self.measurable, self.aggregate)

    @cached_property
    def series(self) -> tuple[SeriesPoint, ...]:
        """This period and the earlier ones of its frequency that have anything to show, latest first."""
        return tuple(_series(self))

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The computation of the figure, its trend and its progress, in words."""
        return tuple(
            explain_steps(self.data, self.measurable, self.aggregate, self.progress, self.trend, self.required_value)
        )

    @cached_property
    def observations(self) -> list[Observation]:
        """Every observation of it: of respondents and groups, its own figures, stand-ins and reasons."""
        return related_observations(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def _reported_figures(self) -> list[ReportedFigure]:
        """The reported figures of these observations; a report spends most of its time on them."""
        return reported_figures(self.data, self.measurable, self.aggregate, self.observations)

    @property
    def reported(self) -> list[ReportedFigure]:
        """The reported figures of the indicator itself, but for groups; `counted`: True for those in its figure."""
        return [figure for figure in self._reported_figures if not figure.proxy and not figure.group]

    @property
    def proxies(self) -> list[ReportedFigure]:
        """The reported figures of something else that stands in for the indicator."""
        return [figure for figure in self._reported_figures if figure.proxy]

    @property
    def sources(self) -> list[Source]:
        """The sources of the observations in the figure, in the order of their entities' names."""
        name = self.data.framework.name
        counted = sorted(
            counted_observations(self.aggregate),
            key=lambda observation: (name(observation.entity).lower(), observation.period),
        )
        return [source for observation in counted for source in observation.measurement.sources]

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.measurable.indicator.id

    @property
    def period(self) -> str:
        """The period's id."""
        return self.statuses[0].period.id

    @property
    def items(self) -> tuple[DueItem, ...]:
        """The items that are due of it."""
        return self.statuses[0].items

    @property
    def availability(self) -> str:
        """Its availability: that of its items if they agree, else mixed; or the reason why it has none."""
        return self.statuses[0].availability

    @property
    def aggregate(self) -> Aggregate:
        """The figure, with the contributions behind it."""
        return self.statuses[0].figure

    @property
    def value(self) -> Value:
        """The figure."""
        return self.aggregate.value

    @property
    def incomplete(self) -> bool:
        """True if the figure is one \"so far\": too few respondents are behind it."""
        return self.statuses[0].incomplete

    @property
    def progress(self) -> Progress:
        """Its progress towards the target."""
        return self.statuses[0].progress

    @property
    def judged(self) -> Judged | None:
        """The office's own view of it; None if it gives none."""
        return self.statuses[0].judged

    @property
    def has_anything(self) -> bool:
        """True if there is any observation of the indicator in this period."""
        return bool(self.observations)

    @property
    def missing(self) -> tuple[str, ...]:
        """The respondents who are asked and have not answered."""
        return tuple(dict.fromkeys(item.respondent for item in self.items if item.availability == "missing"))


def indicator_result(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> IndicatorResult:
    """The result of an indicator in a period."""
    return IndicatorResult(data, measurable, indicator_statuses(data, measurable, period))


def _published_trend(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, figure: ReportedFigure
) -> Trend:
    method = measurable.indicator.method
    if method is None or figure.value.value is None:
        return Trend()
    kind = kind_of(method)
    for other in earlier_periods(data, period):
        earlier = data.final(other.id, figure.entity, measurable.indicator.id)
        if earlier is None or not earlier.is_poolable:
            continue
        before = kind.value_of(earlier.measurement, method)
        if before.value is None:
            continue
        if not (comparable(data, method, other) and comparable(data, method, period)):
            return Trend("not-comparable", since=other.id)
        return kind.compare(method, before, figure.value, other.id, 1)
    return Trend()


def _series(result: IndicatorResult) -> list[SeriesPoint]:
    data, measurable = result.data, result.measurable
    method = measurable.indicator.method
    points = []
    for status in result.statuses:
        figure = status.figure
        if status is result.statuses[0]:
            published = tuple(published.figure for published in result.published)
        else:
            published = tuple(published_for(data, measurable, status.period, figure))
        if not (figure.parts or published):
            continue
        points.append(
            SeriesPoint(
                status.period.id,
                figure.on or data.framework.judged_on(status.period),
                figure.value,
                len(figure.used),
                len(figure.expected),
                status.incomplete,
                method is None or comparable(data, method, status.period),
                figure.range,
                published,
            )
        )
    return points
