"""Headlines: the figures that a reader would quote first, with their sources."""

from collections.abc import Iterator, Sequence

from wpsplan.kinds import kind_of, value_text
from wpsplan.model.source import Source
from wpsplan.render.json.indicator import source
from wpsplan.render.json.plain import Plain
from wpsplan.results.indicator_result import IndicatorResult, Published


def headlines(result: IndicatorResult) -> Iterator[Plain]:
    """Give the headlines of an indicator: one for each figure, published for a group or its own."""
    for published in result.published:
        if published.figure.value.known:
            yield _entry(
                result,
                value_text(published.figure.value),
                _published_change(published),
                published.figure.sources,
                group=published.figure.name,
            )
    if result.value.known:
        text = value_text(result.value)
        if result.incomplete:
            text += f" (so far, from {result.respondents.used} of {result.respondents.expected})"
        change = f"{result.trend.change_text} since {result.trend.since}" if result.trend.change_text else ""
        yield _entry(result, text, change, result.sources)


def _published_change(published: Published) -> str:
    return f"{published.trend.change_text} since {published.trend.since}" if published.trend.change_text else ""


def _entry(
    result: IndicatorResult, figure: str, change: str, cited: Sequence[Source], *, group: str | None = None
) -> Plain:
    sources = {(reference.title, str(reference.url)): reference for reference in cited}
    return {
        "indicator": result.id,
        "kind": result.value.kind,
        "text": result.measurable.indicator.text,
        "what": _what(result),
        "of": group,
        "figure": figure,
        "change": change,
        "complete": group is not None or not result.incomplete,
        "sources": [source(reference) for reference in sources.values()],
    }


def _what(result: IndicatorResult) -> str:
    """Describe the figure in the method's words; else give the agreed text."""
    method = result.measurable.indicator.method
    headline = kind_of(method).headline(method) if method else ""
    return headline or result.measurable.indicator.text
