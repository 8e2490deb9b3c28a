"""How a figure was computed, in sentences with the numbers put in."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from wpsplan.figures.data import Data
from wpsplan.figures.on_track import Wanted
from wpsplan.figures.progress import Progress, incomplete
from wpsplan.figures.trend import Trend
from wpsplan.figures.value import Value, value_text
from wpsplan.figures.values import Aggregate
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import exact, few_places, number_text, percent_text, progress_text, rounded
from wpsplan.model.partial_date import day_in_words

REASONS = {
    "no-method": "no method of measuring it is agreed",
    "narrative": "it is told in words, not measured",
    "not-due": "it is not due in this period",
    "no-data": "no figure of the indicator itself was reported",
    "not-aggregable": "the figures reported can't be put together",
    "not-comparable": "the period lies before the present series",
    "incomplete": "too few stand behind the figure",
    "no-target": "the plan sets no target",
    "no-baseline": "there is no baseline",
    "baseline-equals-target": "the baseline equals the target",
    "no-direction": "no direction is wanted",
    "too-early": "it is too early to expect a change",
    "not-exact": "the figure is not exact enough",
}
"""Why something is not assessed, in words."""


def steps_of(  # noqa: PLR0913, PLR0917 (a step for each of them)
    data: Data, measurable: Measurable, figure: Aggregate, progress: Progress, trend: Trend, wanted: Wanted | None
) -> Iterator[str]:
    """The steps from the inputs to the figure, its trend and its progress."""
    method: Any = measurable.indicator.method
    if method is None:
        yield "No method of measuring this indicator is written down, so there is nothing to compute."
        return
    used, expected = len(figure.used), len(figure.expected)
    yield f"{expected} asked, {len(figure.parts)} with a figure of the indicator itself, {used} behind the value."
    if figure.value.known:
        yield f"Value: {_value_step(figure, method)}"
    elif figure.reason == "not-aggregable":
        yield f"No value: {_not_pooled(figure)}."
    if figure.value.known and incomplete(data, method, figure):
        yield f"So far: {used} of {expected}{_minimum(data, method, expected)}."
    if trend.before and trend.after and trend.change is not None:
        yield (
            f"Change since {trend.since}: {value_text(trend.after)} less {value_text(trend.before)} is "
            f"{trend.change_text}, over the {_counted(trend.respondents)} with a figure at both ends."
        )
    elif trend.word == "not-comparable":
        yield f"Change since {trend.since}: not comparable."
    yield f"Progress: {_progress_step(progress, figure.value)}"
    if wanted:
        yield f"On track would be {wanted_text(wanted, method.kind)}."


def wanted_text(wanted: Wanted, kind: str) -> str:
    """17.8 % or more; largely or better. Of a count: whole numbers."""
    if wanted.level is not None or wanted.value is None:
        return f"{wanted.level} or better"
    write = percent_text if kind == "percentage" else number_text
    places = 0 if kind == "count" else few_places(wanted.value)
    shown = rounded(wanted.value, places)
    if (shown < wanted.value) if wanted.upward else (shown > wanted.value):  # it would only just miss it
        shown += Fraction(1 if wanted.upward else -1, 10**places)
    text = f"{write(shown, places)} or {'more' if wanted.upward else 'less'}"
    return f"{text} (exactly on the pace: {write(wanted.pace, 1)})" if wanted.pace is not None else text


def _counted(respondents: int) -> str:
    return f"{respondents} respondents" if respondents != 1 else "one respondent"


def _not_pooled(figure: Aggregate) -> str:
    limits = figure.range
    number = len(figure.parts)
    why = f"{number} figure{'s' if number > 1 else ''} without numerator and denominator can't be pooled"
    if figure.value.kind == "scale":
        return f"the levels of {number} respondents are no single level"
    if not limits or number == 1:
        return why
    return f"{why}; the percentages lie between {value_text(limits[0])} and {value_text(limits[1])}"


def _value_step(figure: Aggregate, method: Any) -> str:
    value = figure.value
    if value.kind == "percentage" and value.denominator is not None:
        return (
            f"100 × {number_text(value.numerator or 0)} / {number_text(value.denominator)} = "
            f"{percent_text(value.value or 0, value.places)}"
        )
    parts = [number_text(part.value) for part in figure.parts if part.value is not None]
    if value.kind == "count" and 1 < len(parts) <= 60:
        return f"{' + '.join(parts)} = {value_text(value)}"
    return value_text(value)


def _minimum(data: Data, method: Any, expected: int) -> str:
    if method.kind != "percentage":
        return "; a count is judged when all have reported"
    share = exact(data.framework.plan.minimum_response) * expected
    needed = -(-share.numerator // share.denominator)
    return f"; {needed} are needed (minimum_response)"


def _progress_step(progress: Progress, value: Value) -> str:
    if progress.state == "not-assessed":
        return f"not assessed: {REASONS[progress.reason or 'no-data']}."
    if progress.pace is None or progress.ratio is None:
        return f"{progress.state.replace('-', ' ')}."
    write = percent_text if value.kind == "percentage" else number_text
    start = progress.start
    since = f" from {write(start.value, few_places(start.value))} on {day_in_words(start.on)}" if start else ""
    return (
        f"{progress.state.replace('-', ' ')}: {write(progress.pace, 1)} would be exactly on the pace{since}; "
        f"the figure is {progress_text(progress.ratio)} of the way there."
    )
