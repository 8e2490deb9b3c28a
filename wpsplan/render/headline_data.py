"""The figures that a reader would quote first, with their sources."""

from collections.abc import Iterator, Sequence

from wpsplan.figures.answer import IndicatorAnswer, Published
from wpsplan.kinds import kind_of, value_text
from wpsplan.model.source import Source
from wpsplan.render.data import Plain
from wpsplan.render.figure_data import source


def headlines(one: IndicatorAnswer) -> Iterator[Plain]:
    """Of an indicator: one entry a figure, its own or published for a group."""
    for each in one.published:
        if each.said.value.known:
            text = value_text(each.said.value)
            yield _entry(one, text, _published_change(each), each.said.sources, of=each.said.name)
    if one.value.known:
        text = value_text(one.value)
        if one.incomplete:
            text += f" (so far, from {one.respondents.used} of {one.respondents.expected})"
        change = f"{one.trend.change_text} since {one.trend.since}" if one.trend.change_text else ""
        yield _entry(one, text, change, one.sources)


def _published_change(one: Published) -> str:
    return f"{one.trend.change_text} since {one.trend.since}" if one.trend.change_text else ""


def _entry(one: IndicatorAnswer, figure: str, change: str, cited: Sequence[Source], *, of: str | None = None) -> Plain:
    sources = {(each.title, str(each.url)): each for each in cited}
    return {
        "indicator": one.id,
        "kind": one.value.kind,
        "text": one.measurable.indicator.text,
        "what": _what(one),
        "of": of,
        "figure": figure,
        "change": change,
        "complete": of is not None or not one.incomplete,
        "sources": [source(each) for each in sources.values()],
    }


def _what(one: IndicatorAnswer) -> str:
    """What the figure counts, in the method's words; of a count and a milestone the agreed text says it."""
    method = one.measurable.indicator.method
    headline = kind_of(method).headline(method) if method else ""
    return headline or one.measurable.indicator.text
