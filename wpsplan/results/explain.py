"""The computation of a figure, explained in sentences with the numbers put in."""

from collections.abc import Iterator
from typing import Any

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import Kind, kind_of, value_text
from wpsplan.kinds.figure import Aggregate
from wpsplan.kinds.progress import Progress, RequiredValue, Trend
from wpsplan.model.number import exact, few_places, progress_text
from wpsplan.model.partial_date import day_in_words
from wpsplan.results.dataset import Dataset
from wpsplan.results.progress import incomplete

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
"""The reasons why something is not assessed, in words."""


def explain_steps(  # noqa: PLR0913, PLR0917 (a step for each of them)
    data: Dataset,
    measurable: IndicatorContext,
    figure: Aggregate,
    progress: Progress,
    trend: Trend,
    required: RequiredValue | None,
) -> Iterator[str]:
    """The steps from the inputs to the figure, its trend and its progress."""
    method = measurable.indicator.method
    if method is None:
        yield "No method of measuring this indicator is written down, so there is nothing to compute."
        return
    kind = kind_of(method)
    used, expected = len(figure.used), len(figure.expected)
    yield f"{expected} asked, {len(figure.parts)} with a figure of the indicator itself, {used} behind the value."
    if figure.value.known:
        yield f"Value: {kind.value_step(figure)}"
    elif figure.reason == "not-aggregable":
        yield f"No value: {kind.not_pooled(figure)}."
    if figure.value.known and incomplete(data, method, figure):
        minimum = exact(data.framework.plan.minimum_response)
        yield f"So far: {used} of {expected}{kind.minimum_text(expected, minimum)}."
    if trend.before and trend.after and trend.change is not None:
        yield (
            f"Change since {trend.since}: {value_text(trend.after)} less {value_text(trend.before)} is "
            f"{trend.change_text}, over the {_counted(trend.respondents)} with a figure at both ends."
        )
    elif trend.word == "not-comparable":
        yield f"Change since {trend.since}: not comparable."
    yield f"Progress: {_progress_step(progress, kind)}"
    if required:
        yield f"On track would be {kind.required_value_text(required)}."


def _counted(respondents: int) -> str:
    return f"{respondents} respondents" if respondents != 1 else "one respondent"


def _progress_step(progress: Progress, kind: Kind[Any]) -> str:
    if progress.state == "not-assessed":
        return f"not assessed: {REASONS[progress.reason or 'no-data']}."
    if progress.pace is None or progress.ratio is None:
        return f"{progress.state.replace('-', ' ')}."
    start = progress.start
    since = f" from {kind.number(start.number, few_places(start.number))} on {day_in_words(start.on)}" if start else ""
    return (
        f"{progress.state.replace('-', ' ')}: {kind.number(progress.pace, 1)} would be exactly on the pace{since}; "
        f"the figure is {progress_text(progress.ratio)} of the way there."
    )
