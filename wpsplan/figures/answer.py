"""One indicator in one period, whole: what was reported, by whom, how it moves, how far along it is, and from where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from wpsplan.figures.breakdown import Breakdown, breakdowns
from wpsplan.figures.data import Data, Input, Judged
from wpsplan.figures.item import Item
from wpsplan.figures.items import counts_of
from wpsplan.figures.number import signed_text
from wpsplan.figures.on_track import Wanted, wanted
from wpsplan.figures.progress import Progress, Start, baseline_of, comparable
from wpsplan.figures.said import Said, counted_in, inputs_behind, published_for, said_in
from wpsplan.figures.standing import Standing, standings
from wpsplan.figures.steps import steps_of
from wpsplan.figures.trend import Trend, earlier_periods, moved, trend_of, word_for
from wpsplan.figures.value import Value, said_value
from wpsplan.figures.values import Aggregate
from wpsplan.model.framework import Measurable
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.source import Source


class Respondents(NamedTuple):
    """How many stand behind a figure: `reporting` (reported or partly), `used` (behind the value), of `expected`."""

    reporting: int
    used: int
    expected: int


class Published(NamedTuple):
    """A figure published for a group as a whole: beside the aggregate, never in it; with a trend of its own."""

    said: Said
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
    published: tuple[Said, ...]


@dataclass(frozen=True)
class IndicatorAnswer:
    """Everything that a page or a program can be told of an indicator in a period."""

    data: Data = field(repr=False)
    """Where it is from."""
    measurable: Measurable
    standings: tuple[Standing, ...]
    """Where it stands in this period, and stood in the earlier ones of its frequency, latest first."""
    counts: Mapping[str, int]
    respondents: Respondents
    published: tuple[Published, ...]
    trend: Trend
    wanted: Wanted | None
    """What would have been on track, where there is a target."""
    baseline: Start | None
    """What its pace begins from: the method's baseline, else the figure of a baseline period."""
    breakdowns: tuple[Breakdown, ...]
    series: tuple[SeriesPoint, ...]
    """This period and the earlier ones of its frequency that have anything to show, latest first."""
    steps: tuple[str, ...]

    @cached_property
    def inputs(self) -> list[Input]:
        """Every measurement that says something of it, in whatever way."""
        return inputs_behind(self.data, self.measurable, self.standings[0].period, self.aggregate, lambda entity: True)

    @cached_property
    def _all_said(self) -> list[Said]:
        """What they say: worked out where it is asked for, which takes the most of the time."""
        return said_in(self.data, self.measurable, self.aggregate, self.inputs)

    @property
    def said(self) -> list[Said]:
        """What was said of the indicator itself, by whomever; `counted` says whether it is in the figure."""
        return [one for one in self._all_said if not one.proxy and not one.group]

    @property
    def proxies(self) -> list[Said]:
        """What was said of something else that stands in for it."""
        return [one for one in self._all_said if one.proxy]

    @property
    def sources(self) -> list[Source]:
        """The sources of what is in the figure, by the names of those who said it."""
        name = self.data.framework.name
        counted = sorted(counted_in(self.aggregate), key=lambda one: (name(one.entity).lower(), one.period))
        return [source for one in counted for source in one.measurement.sources]

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.measurable.indicator.id

    @property
    def period(self) -> str:
        """The period's id."""
        return self.standings[0].period.id

    @property
    def items(self) -> tuple[Item, ...]:
        """What is due of it."""
        return self.standings[0].items

    @property
    def availability(self) -> str:
        """Whether it was reported: that of its items where they agree."""
        return self.standings[0].availability

    @property
    def aggregate(self) -> Aggregate:
        """The figure, with what stands behind it."""
        return self.standings[0].figure

    @property
    def value(self) -> Value:
        """The figure."""
        return self.aggregate.value

    @property
    def incomplete(self) -> bool:
        """Whether the figure is one \"so far\"."""
        return self.standings[0].incomplete

    @property
    def progress(self) -> Progress:
        """How far along it is."""
        return self.standings[0].progress

    @property
    def judged(self) -> Judged | None:
        """The office's own view of it."""
        return self.standings[0].judged

    @property
    def has_anything(self) -> bool:
        """Whether anybody said anything about the indicator in this period."""
        return bool(self.inputs)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those who are asked and have not answered."""
        return tuple(dict.fromkeys(item.respondent for item in self.items if item.availability == "missing"))


def answer(data: Data, measurable: Measurable, period: ReportingPeriod) -> IndicatorAnswer:
    """Answers everything about an indicator in a period."""
    everywhere = standings(data, measurable, period)
    here, figure = everywhere[0], everywhere[0].figure
    trend = trend_of(data, measurable, period, figure)
    goal = wanted(data, measurable, period, figure)
    answered = {item.respondent for item in here.items if item.availability in ("reported", "partial")}
    return IndicatorAnswer(
        data=data,
        measurable=measurable,
        standings=everywhere,
        counts=counts_of(here.items),
        respondents=Respondents(len(answered), len(figure.used), len(figure.expected)),
        published=tuple(_published(data, measurable, period, figure)),
        trend=trend,
        wanted=goal,
        baseline=baseline_of(data, measurable),
        breakdowns=breakdowns(data, measurable, figure),
        series=tuple(_series(data, measurable, everywhere)),
        steps=tuple(steps_of(data, measurable, figure, here.progress, trend, goal)),
    )


def _published(data: Data, measurable: Measurable, period: ReportingPeriod, figure: Aggregate) -> Iterator[Published]:
    for one in published_for(data, measurable, period, figure):
        yield Published(one, _published_trend(data, measurable, period, one))


def _published_trend(data: Data, measurable: Measurable, period: ReportingPeriod, now: Said) -> Trend:
    method: Any = measurable.indicator.method
    if method is None or now.value.value is None:
        return Trend()
    for other in earlier_periods(data, period):
        found = data.final(other.id, now.entity, measurable.indicator.id)
        if found is None or not found.pooled:
            continue
        before = said_value(found.measurement, method.kind)
        if before.value is None:
            continue
        if not (comparable(data, method, other) and comparable(data, method, period)):
            return Trend("not-comparable", since=other.id)
        change, places = moved(before, now.value)
        unit = " percentage points" if method.kind == "percentage" else ""
        word = word_for(change, getattr(method, "direction", "none"))
        text = signed_text(change, places, unit)
        return Trend(word, now.value.value - before.value, text, other.id, before, now.value, 1)
    return Trend()


def _series(data: Data, measurable: Measurable, everywhere: Sequence[Standing]) -> list[SeriesPoint]:
    method = measurable.indicator.method
    points = []
    for one in everywhere:
        figure = one.figure
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
