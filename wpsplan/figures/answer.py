"""One indicator in one period, whole: what was reported, by whom, how it moves, how far along it is, and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wpsplan.figures.items import Data, Item, counts_of, indicator_availability, items_of
from wpsplan.figures.number import signed_text
from wpsplan.figures.progress import Progress, assess, comparable, incomplete
from wpsplan.figures.said import Said, all_said
from wpsplan.figures.steps import steps_of
from wpsplan.figures.trend import Trend, earlier_periods, moved, trend_of, word_for
from wpsplan.figures.value import Value, said_value
from wpsplan.figures.values import Aggregate, aggregate
from wpsplan.model.framework import Measurable
from wpsplan.model.plan import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Respondents:
    """How many stand behind a figure: `reporting` (reported or partly), `used` (behind the value), of `expected`."""

    reporting: int
    used: int
    expected: int


@dataclass(frozen=True, slots=True)
class Published:
    """A figure published for a group as a whole: beside the aggregate, never in it; with a trend of its own."""

    said: Said
    trend: Trend


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figure of one period in an indicator's series, and how many stand behind it."""

    period: str
    value: Value
    used: int
    expected: int
    incomplete: bool
    comparable: bool
    range: tuple[Value, Value] | None
    published: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """Everything that a page or a program can be told of an indicator in a period."""

    measurable: Measurable
    period: str
    availability: str
    counts: Mapping[str, int]
    items: tuple[Item, ...]
    aggregate: Aggregate
    incomplete: bool
    respondents: Respondents
    published: tuple[Published, ...]
    proxies: tuple[Said, ...]
    said: tuple[Said, ...]
    """What was said of the indicator itself, by whomever; `counted` says whether it is in the figure."""
    progress: Progress
    trend: Trend
    series: tuple[SeriesPoint, ...]
    """This period and the earlier ones of its frequency that have anything to show, latest first."""
    steps: tuple[str, ...]

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.measurable.indicator.id

    @property
    def value(self) -> Value:
        """The figure."""
        return self.aggregate.value

    @property
    def has_anything(self) -> bool:
        """Whether anybody said anything about the indicator in this period."""
        return bool(self.said or self.published or self.proxies)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those who are asked and have not answered."""
        return tuple(dict.fromkeys(item.respondent for item in self.items if item.availability == "missing"))


def answer(data: Data, measurable: Measurable, period: ReportingPeriod) -> IndicatorAnswer:
    """Answers everything about an indicator in a period."""
    items = items_of(data, measurable, period)
    figure = aggregate(data, measurable, period)
    counts = counts_of(items)
    said = all_said(data, measurable, period, figure)
    lacks = measurable.indicator.method is not None and figure.value.known
    lacks = lacks and incomplete(data, measurable.indicator.method, figure)
    progress = assess(data, measurable, period, figure)
    trend = trend_of(data, measurable, period, figure)
    answered = {item.respondent for item in items if item.availability in ("reported", "partial")}
    return IndicatorAnswer(
        measurable=measurable,
        period=period.id,
        availability=indicator_availability(data, measurable, period, items),
        counts=counts,
        items=tuple(items),
        aggregate=figure,
        incomplete=lacks,
        respondents=Respondents(len(answered), len(figure.used), len(figure.expected)),
        published=tuple(_published(data, measurable, period, said)),
        proxies=tuple(one for one in said if one.proxy),
        said=tuple(one for one in said if not one.proxy and not one.group),
        progress=progress,
        trend=trend,
        series=tuple(_series(data, measurable, period)),
        steps=tuple(steps_of(data, measurable, figure, progress, trend)),
    )


def _published(data: Data, measurable: Measurable, period: ReportingPeriod, said: Sequence[Said]) -> list[Published]:
    own = [one for one in said if one.group and not one.proxy]
    return [Published(one, _published_trend(data, measurable, period, one)) for one in own]


def _published_trend(data: Data, measurable: Measurable, period: ReportingPeriod, now: Said) -> Trend:
    method: Any = measurable.indicator.method
    if method is None or now.value.value is None:
        return Trend()
    for other in earlier_periods(data, period):
        found = data.final(other.id, now.entity, measurable.indicator.id)
        if found is None or found[1].proxy or found[1].not_reported:
            continue
        before = said_value(found[1], method.kind)
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


def _series(data: Data, measurable: Measurable, period: ReportingPeriod) -> list[SeriesPoint]:
    method = measurable.indicator.method
    points = []
    for one in (period, *earlier_periods(data, period)):
        figure = aggregate(data, measurable, one)
        published = tuple(said for said in all_said(data, measurable, one, figure) if said.group and not said.proxy)
        if not (figure.parts or published):
            continue
        points.append(
            SeriesPoint(
                one.id,
                figure.value,
                len(figure.used),
                len(figure.expected),
                figure.value.known and incomplete(data, method, figure),
                method is None or comparable(data, method, one),
                figure.range,
                published,
            )
        )
    return points
