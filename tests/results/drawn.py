"""What the property tests draw: methods and measurements of every kind, sound ones and others, in YAML."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

NATIONS = ("EXA", "EXB", "EXC", "EXD", "EXE")
PERIODS = ("2015", "2016", "2017", "2018", "2017-H1", "2017-H2")
MOST = 10**40 - 1  # the reader takes numbers of up to 40 digits

Number = int | Decimal
counts = st.one_of(st.integers(0, 5), st.integers(0, 10_000), st.integers(0, MOST))
shares = st.decimals(0, 100, places=4).map(lambda number: number.normalize())
days = st.dates(date(2014, 1, 1), date(2019, 12, 31))
directions = st.sampled_from(["increase", "decrease", "maintain", "none"])
qualifiers = st.sampled_from(["about", "more-than", "at-least", "less-than", "at-most"])


def values(kind: str) -> st.SearchStrategy[Number]:
    """What an indicator of this kind may have as its value."""
    return st.one_of(shares) if kind == "percentage" else st.one_of(counts)


def written(number: Number) -> str:
    """A number as a file has it: 0.5, never 5E-1."""
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def flow(pairs: Mapping[str, str | None]) -> str:
    """A mapping in YAML's flow style, without what is None."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items() if value is not None)}}}"


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


def of(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


@st.composite
def numbers(draw: st.DrawFn, kind: str) -> str:
    return written(draw(values(kind)))


@st.composite
def baselines(draw: st.DrawFn, kind: str) -> str:
    return flow({"date": str(draw(days)), "value": draw(numbers(kind))})


@st.composite
def targets(draw: st.DrawFn, kind: str) -> str:
    """Up to three, in the order of time or not, with the direction or against it; or one for each year."""
    if draw(st.integers(0, 4)) == 0:
        return f"[{{each: annual, value: {draw(numbers(kind))}}}]"
    on = draw(st.lists(days, max_size=3, unique=True).map(sorted))
    return f"[{', '.join(flow({'date': str(day), 'value': draw(numbers(kind))}) for day in on)}]"


@st.composite
def methods(draw: st.DrawFn) -> str:
    """A method of any kind."""
    kind = draw(of("count", "percentage", "milestone", "scale", "narrative"))
    frequency = draw(of("annual", "annual", "half-yearly", "biennial", "once"))
    pairs: dict[str, str | None] = {
        "kind": kind,
        "respondents": draw(of("[one]", "[EXA]", "[EXA, EXB, EXC]", "[many]", "[]")),
        "frequency": frequency,
        "due": str(draw(days)) if frequency in ("biennial", "once") or kind == "milestone" else None,
        "comparable_from": draw(maybe(of("{period: '2017', reason: Exercise.}"))),
        "narrative": draw(maybe(of("required"))),
    }
    if kind == "scale":
        pairs["levels"] = "[low, middle, high]"
        pairs["baseline"] = draw(maybe(of("{date: 2015-12-31, value: low}", "{date: 2017-06-30, value: high}")))
        pairs["targets"] = draw(maybe(of("[{date: 2018-12-31, value: middle}]", "[]")))
    elif kind in ("count", "percentage"):
        pairs["direction"] = draw(directions)
        pairs["over_time"] = draw(of("stock", "flow"))
        pairs["disaggregation"] = draw(maybe(of("[sex]")))
        pairs["baseline"] = draw(maybe(baselines(kind)))
        pairs["targets"] = draw(maybe(targets(kind)))
    return flow(pairs)


@st.composite
def measurements(draw: st.DrawFn) -> str:
    """A measurement: of a kind that may not be the indicator's, with parts that may contradict each other."""
    kind = draw(of("count", "percentage", "bare", "numerator", "milestone", "scale", "narrative", "reason", "cells"))
    pairs: dict[str, str | None] = {}
    if kind == "count":
        pairs["value"] = draw(numbers("count"))
    elif kind in ("percentage", "numerator"):
        numerator = draw(counts)
        pairs["numerator"] = str(numerator)
        if kind == "percentage":
            pairs["denominator"] = str(draw(st.just(0) | st.integers(numerator, MOST)))
    elif kind == "bare":
        pairs["value"] = draw(numbers("percentage"))
    elif kind == "milestone":
        pairs["achieved"] = draw(of("true", "false"))
    elif kind == "scale":
        pairs["level"] = draw(of("low", "middle", "high", "nowhere"))
    elif kind == "narrative":
        pairs["narrative"] = "Exercise text."
    elif kind == "reason":
        return "{not_reported: {reason: not-applicable}}"
    if kind in ("cells", "count"):
        pairs["cells"] = draw(maybe(of("[{sex: women, value: 0}]", "[{sex: women, numerator: 3, denominator: 7}]")))
    pairs["qualifier"] = draw(maybe(qualifiers))
    pairs["as_of"] = draw(maybe(days.map(str) | of("2016", "2017", "2017-05")))
    pairs["proxy"] = draw(maybe(of("{text: Exercise stand-in, kind: count}", "{text: Exercise, kind: percentage}")))
    return flow(pairs)


@st.composite
def reports(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Period → entity → measurement."""
    entities = st.dictionaries(of("one", "many", *NATIONS), measurements(), max_size=4)
    return draw(st.dictionaries(of(*PERIODS), entities, max_size=4))
