"""The text of a submission to fill in: every item that a respondent has to report, explained in comments."""

import textwrap
from collections.abc import Iterator, Sequence

from wpsplan.framework.framework import Framework, IndicatorContext
from wpsplan.kinds import UNMEASURED, Method, kind_of
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod
from wpsplan.render.json.plan import method_text
from wpsplan.render.text.terminal import visible
from wpsplan.results.dataset import Dataset, DueItem
from wpsplan.results.reported import previous_figure
from wpsplan.yaml.writer import WIDTH


def submission_text(data: Dataset, period: ReportingPeriod, entity: str, items: Sequence[DueItem]) -> str:
    """Write the file of one period. No entry is filled in, so that each counts as missing until somebody does."""
    framework = data.framework
    until = f", until {day_in_words(period.due)}" if period.due else ""
    lines = [
        *_comment(f"{framework.name(entity)}, {day_in_words(period.start)} to {day_in_words(period.end)}{until}."),
        *_comment("Fill in what you have. Where there is no figure, say why in place of the empty keys:"),
        "#   not_reported: {reason: not-available, note: …}   # or not-applicable, not-collected, withheld",
        *_comment("Then write status: final, and ask: wpsplan check"),
        f"period: '{period.id}'",
        f"entity: {entity}",
        "# submitted: 2018-02-14   (the day on which you send it)",
        "status: draft",
        "measurements:",
    ]
    for item in items:
        lines += ["", *_entry(data, framework.indicators[item.indicator], period, entity)]
    return "\n".join(lines) + "\n"


def _entry(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, entity: str) -> Iterator[str]:
    indicator, method = measurable.indicator, measurable.indicator.method
    yield from _comment(f"{indicator.id}  {indicator.text}", "  ")
    yield from _comment(method_text(measurable, data.framework), "  ")
    previous = previous_figure(data, measurable, period, entity)
    if previous:
        yield from _comment(f"{previous.period}: {previous.text} ({previous.path})", "  ")
    yield f"  {_key(indicator.id)}:"
    kind = kind_of(method) if method else UNMEASURED
    yield from (f"    {key}:" for key in kind.open_keys)
    if method:
        yield from (f"    # {line}" for line in _examples(data.framework, method))


def _examples(framework: Framework, method: Method) -> Iterator[str]:
    """Give examples of what a complete entry also has: lines of a comment."""
    kind = kind_of(method)
    for breakdown in kind.disaggregation(method):
        dimension = framework.dimensions.get(breakdown.dimension)
        if dimension:
            yield f"cells:   by {dimension.title.lower()}, {'wanted' if breakdown.required else 'welcome'}"
            for category in dimension.categories:
                yield f"  - {{{breakdown.dimension}: {category.id}, {kind.cell_how_to_write}}}"
    if method.narrative == "required":
        yield "narrative: …   wanted: what stands behind it, in words"
    if method.sources == "required":
        yield "sources: [{title: …, url: https://…}]   wanted"
    if choices := kind.choices(method):
        yield f"one of: {', '.join(choices)}"


def _comment(text: str, pad: str = "") -> list[str]:
    words = visible(" ".join(text.split()))
    return textwrap.wrap(words, WIDTH, initial_indent=f"{pad}# ", subsequent_indent=f"{pad}# ", break_on_hyphens=False,
                         break_long_words=False)  # fmt: skip


def _key(id: str) -> str:
    return f"'{id}'" if id.count(".") < 2 else id
