"""Headlines: the figures that a reader would quote first, with their sources."""

from collections.abc import Iterator, Sequence

from wpsplan.kinds import kind_of, value_text
from wpsplan.model.source import Source
from wpsplan.render.json.indicator import source
from wpsplan.render.json.plain import Plain
from wpsplan.results.indicator_result import IndicatorResult, Published


def headlines(answer: IndicatorResult) -> Iterator[Plain]:
    """Give the headlines of an indicator: one for each figure, published for a group or its own."""
    for published in answer.published:
        if published.said.value.known:
            yield _entry(
                answer,
                value_text(published.said.value),
                _published_change(published),
                published.said.sources,
                group=published.said.name,
            )
    if answer.value.known:
        text = value_text(answer.value)
        if answer.incomplete:
            text += f" (so far, from {answer.respondents.used} of {answer.respondents.expected})"
        change = f"{answer.trend.change_text} since {answer.trend.since}" if answer.trend.change_text else ""
        yield _entry(answer, text, change, answer.sources)


def _published_change(published: Published) -> str:
    return f"{published.trend.change_text} since {published.trend.since}" if published.trend.change_text else ""


def _entry(
    answer: IndicatorResult, figure: str, change: str, cited: Sequence[Source], *, group: str | None = None
) -> Plain:
    sources = {(reference.title, str(reference.url)): reference for reference in cited}
    return {
        "indicator": answer.id,
        "kind": answer.value.kind,
        "text": answer.measurable.indicator.text,
        "what": _what(answer),
        "of": group,
        "figure": figure,
        "change": change,
        "complete": group is not None or not answer.incomplete,
        "sources": [source(reference) for reference in sources.values()],
    }


def _what(answer: IndicatorResult) -> str:
    """Describe the figure in the method's words; else give the agreed text."""
    method = answer.measurable.indicator.method
    headline = kind_of(method).headline(method) if method else ""
    return headline or answer.measurable.indicator.text
