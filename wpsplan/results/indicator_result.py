"""One indicator in one period, whole: what was reported, by whom, how it moves, how far along it is, and from where."""

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
from wpsplan.results.pace import required_value
from wpsplan.results.progress import baseline_of, comparable
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
    """How many stand behind a figure: `reporting` (reported or partly), `used` (behind the value), of `expected`."""

    reporting: int
    used: int
    expected: int


class Published(NamedTuple):
    """A figure published for a group as a whole: beside the aggregate, never in it; with a trend of its own."""

    said: ReportedFigure
    trend: Trend


class SeriesPoint(NamedTuple):
    """The figure of one period in an indicator's series, and how many stand behind it."""

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
    """Everything that can be told of an indicator in a period; most of it is worked out where it is asked for."""

    data: Dataset = field(repr=False)
    """Where it is from."""
    measurable: IndicatorContext
    statuses: tuple[IndicatorStatus, ...]
    """Where it stands in this period, and stood in the earlier ones of its frequency, latest first."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many items there are of each availability."""
        return counts_of(self.items)

    @cached_property
    def respondents(self) -> Respondents:
        """How many stand behind it."""
        answered = {item.respondent for item in self.items if item.availability in ("reported", "partial")}
        return Respondents(len(answered), len(self.aggregate.used), len(self.aggregate.expected))

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Figures for groups as a whole."""
        here = self.statuses[0].period
        said = published_for(self.data, self.measurable, here, self.aggregate)
        return tuple(Published(one, _published_trend(self.data, self.measurable, here, one)) for one in said)

    @cached_property
    def trend(self) -> Trend:
        """Whether it has moved."""
        return trend_of(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def required_value(self) -> RequiredValue | None:
        """What would have been on track, where there is a target."""
        return required_value(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def baseline(self) -> StartingPoint | None:
        """What its pace begins from: the method's baseline, else the figure of a baseline period."""
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
        """How the figure, its trend and its progress were worked out, in words."""
        return tuple(
            explain_steps(self.data, self.measurable, self.aggregate, self.progress, self.trend, self.required_value)
        )

    @cached_property
    def observations(self) -> list[Observation]:
        """Every measurement that says something of it, in whatever way."""
        return related_observations(self.data, self.measurable, self.statuses[0].period, self.aggregate)

    @cached_property
    def _all_said(self) -> list[ReportedFigure]:
        """What they say: worked out where it is asked for, which takes the most of the time."""
        return reported_figures(self.data, self.measurable, self.aggregate, self.observations)

    @property
    def said(self) -> list[ReportedFigure]:
        """What was said of the indicator itself, by whomever; `counted` says whether it is in the figure."""
        return [one for one in self._all_said if not one.proxy and not one.group]

    @property
    def proxies(self) -> list[ReportedFigure]:
        """What was said of something else that stands in for it."""
        return [one for one in self._all_said if one.proxy]

    @property
    def sources(self) -> list[Source]:
        """The sources of what is in the figure, by the names of those who said it."""
        name = self.data.framework.name
        counted = sorted(counted_observations(self.aggregate), key=lambda one: (name(one.entity).lower(), one.period))
        return [source for one in counted for source in one.measurement.sources]

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
        """What is due of it."""
        return self.statuses[0].items

    @property
    def availability(self) -> str:
        """Whether it was reported: that of its items where they agree."""
        return self.statuses[0].availability

    @property
    def aggregate(self) -> Aggregate:
        """The figure, with what stands behind it."""
        return self.statuses[0].figure

    @property
    def value(self) -> Value:
        """The figure."""
        return self.aggregate.value

    @property
    def incomplete(self) -> bool:
        """Whether the figure is one \"so far\"."""
        return self.statuses[0].incomplete

    @property
    def progress(self) -> Progress:
        """How far along it is."""
        return self.statuses[0].progress

    @property
    def judged(self) -> Judged | None:
        """The office's own view of it."""
        return self.statuses[0].judged

    @property
    def has_anything(self) -> bool:
        """Whether anybody said anything about the indicator in this period."""
        return bool(self.observations)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those who are asked and have not answered."""
        return tuple(dict.fromkeys(item.respondent for item in self.items if item.availability == "missing"))


def indicator_result(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> IndicatorResult:
    """Answers everything about an indicator in a period."""
    return IndicatorResult(data, measurable, indicator_statuses(data, measurable, period))


def _published_trend(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, now: ReportedFigure
) -> Trend:
    method = measurable.indicator.method
    if method is None or now.value.value is None:
        return Trend()
    kind = kind_of(method)
    for other in earlier_periods(data, period):
        found = data.final(other.id, now.entity, measurable.indicator.id)
        if found is None or not found.is_poolable:
            continue
        before = kind.value_of(found.measurement, method)
        if before.value is None:
            continue
        if not (comparable(data, method, other) and comparable(data, method, period)):
            return Trend("not-comparable", since=other.id)
        return kind.compare(method, before, now.value, other.id, 1)
    return Trend()


def _series(indicator_result: IndicatorResult) -> list[SeriesPoint]:
    data, measurable = indicator_result.data, indicator_result.measurable
    method = measurable.indicator.method
    points = []
    for one in indicator_result.statuses:
        figure = one.figure
        if one is indicator_result.statuses[0]:
            published = tuple(each.said for each in indicator_result.published)
        else:
            published = tuple(published_for(data, measurable, one.period, figure))
        if not (figure.parts or published):
            continue
        points.append(
            SeriesPoint(
                one.period.id,
                figure.on or data.framework.judged_on(one.period),
                figure.value,
                len(figure.used),
                len(figure.expected),
                one.incomplete,
                method is None or comparable(data, method, one.period),
                figure.range,
                published,
            )
        )
    return points
