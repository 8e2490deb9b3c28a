"""What an indicator's figure is in a period: over the periods inside it first, then over its respondents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from wpsplan.figures.data import Data, Input
from wpsplan.figures.items import answers_to, frequency_of, inner_periods, is_due
from wpsplan.figures.value import Value
from wpsplan.framework.framework import Measurable
from wpsplan.model.number import Exact, exact, places_of, share
from wpsplan.model.plan import ReportingPeriod


class Part(NamedTuple):
    """One respondent's figure for a period, its sub-periods put together."""

    entity: str
    inputs: tuple[Input, ...]
    value: Exact | None = None
    """A count, or a bare percentage."""
    numerator: Exact | None = None
    denominator: Exact | None = None
    achieved: bool | None = None
    level: str | None = None
    places: int = 0
    """Decimal places that a bare value was given with."""
    qualifiers: frozenset[str] = frozenset()
    on: date | None = None
    of: tuple[int, int] = (1, 1)
    """Of a flow: sub-periods with a value, and all of them."""


class Aggregate(NamedTuple):
    """An indicator's figure in a period, and what stands behind it."""

    value: Value
    parts: tuple[Part, ...] = ()
    """Of those respondents who have a figure of the indicator itself."""
    used: tuple[str, ...] = ()
    """The respondents behind `value`."""
    expected: tuple[str, ...] = ()
    bare: tuple[Value, ...] = ()
    """Percentages that can't be pooled: their range is shown."""
    reason: str | None = None
    """not-aggregable, where there are figures but no value can be made of them"""
    flow_lacks: bool = False
    on: date | None = None
    """The day of the figure, where one respondent stands behind it; None: the period's last day."""

    @property
    def range(self) -> tuple[Value, Value] | None:
        """The lowest and the highest of the percentages that can't be pooled."""
        known = sorted((value for value in self.bare if value.value is not None), key=lambda value: value.value or 0)
        shares = [value._replace(numerator=None) for value in known]
        return (shares[0], shares[-1]) if shares and self.value.value is None else None


def inputs_of(
    data: Data, measurable: Measurable, period: ReportingPeriod, only: frozenset[str] | None = None
) -> list[Input]:
    """Every final measurement of an indicator in a period and those inside it; `only`: of these entities."""
    return [
        one
        for inner in inner_periods(data.framework, period)
        for entity, one in data.inputs.get((inner.id, measurable.indicator.id), {}).items()
        if only is None or entity in only
    ]


def sub_periods(data: Data, measurable: Measurable, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods in which figures of an indicator are reported, within this one."""
    wanted = frequency_of(measurable.indicator.method)
    return [inner for inner in inner_periods(data.framework, period) if inner.frequency == wanted]


def aggregate(
    data: Data, measurable: Measurable, period: ReportingPeriod, only: frozenset[str] | None = None
) -> Aggregate:
    """An indicator's figure in a period; `only`: of these respondents."""
    method = measurable.indicator.method
    if method is None:
        return Aggregate(Value("narrative"))
    inner = sub_periods(data, measurable, period)
    figures: dict[str, list[Part]] = {}
    for one in inner:
        said = _said_in(data, measurable, one)
        for respondent in data.framework.respondents(measurable, one):
            if only is None or respondent in only:
                found = said.get(respondent)
                single = _single(found, method) if found and found.pooled else None
                figures.setdefault(respondent, []).extend([single] if single else ())
    expected = tuple(sorted(figures))
    over = _flow if getattr(method, "over_time", "stock") == "flow" and len(inner) > 1 else _stock
    parts = [over(figures[respondent], len(inner)) for respondent in expected if figures[respondent]]
    return KINDS[method.kind](parts, expected, method)


def _said_in(data: Data, measurable: Measurable, period: ReportingPeriod) -> Mapping[str, Input]:
    """By respondent, what was said: where an answer is due, a figure of an earlier year may be one."""
    if is_due(data.framework, measurable, period):
        return answers_to(data, measurable, period)
    return data.inputs.get((period.id, measurable.indicator.id), {})


def _single(one: Input, method: Any) -> Part | None:
    """What has been said in one period, as a part of the figure; None, where it is no figure of this kind."""
    said = one.measurement
    given = {
        "count": said.value,
        "percentage": said.numerator if said.value is None else said.value,
        "milestone": said.achieved,
        "scale": said.level,
        "narrative": said.narrative,
    }
    if given[method.kind] is None:
        return None
    return Part(
        one.entity,
        (one,),
        None if said.value is None else exact(said.value),
        None if said.numerator is None else exact(said.numerator),
        None if said.denominator is None else exact(said.denominator),
        said.achieved,
        said.level,
        0 if said.value is None else places_of(said.value),
        frozenset((said.qualifier,)) if said.qualifier else frozenset(),
        one.on,
    )


def _stock(singles: Sequence[Part], of: int) -> Part:
    """The latest."""
    return singles[-1]


def _flow(singles: Sequence[Part], of: int) -> Part:
    """The sum."""

    def total(key: str) -> Exact | None:
        values = [getattr(single, key) for single in singles]
        return None if None in values else sum(values)

    numerator, denominator = total("numerator"), total("denominator")
    pooled = numerator is not None and denominator is not None
    return singles[-1]._replace(
        inputs=tuple(one for single in singles for one in single.inputs),
        value=None if pooled else total("value"),
        numerator=numerator,
        denominator=denominator,
        places=max(single.places for single in singles),
        qualifiers=frozenset().union(*(single.qualifiers for single in singles)),
        of=(len(singles), of),
    )


# --- by kind: parts → a figure -------------------------------------------------------------------------------------


def _common(
    parts: Sequence[Part], expected: tuple[str, ...], used: Sequence[Part], value: Value, **more: Any
) -> Aggregate:
    lacks = any(part.of[0] < part.of[1] for part in used)
    on = used[0].on if len(used) == 1 else None
    return Aggregate(
        value, tuple(parts), tuple([part.entity for part in used]), expected, flow_lacks=lacks, on=on, **more
    )


def _qualifier(parts: Iterable[Part]) -> str | None:
    """The mark of a sum: its parts', or about where they differ."""
    marks = frozenset().union(*[part.qualifiers for part in parts])
    return next(iter(marks)) if len(marks) == 1 else "about" if marks else None


def count(parts: Sequence[Part], expected: tuple[str, ...], method: Any) -> Aggregate:
    """Counts add up."""
    used = [part for part in parts if part.value is not None]
    if not used:
        return _common(parts, expected, (), Value("count"))
    total = sum(part.value for part in used if part.value is not None)
    return _common(parts, expected, used, Value("count", total, qualifier=_qualifier(used)))


def percentage(parts: Sequence[Part], expected: tuple[str, ...], method: Any) -> Aggregate:
    """Numerators by denominators, each summed first; a bare percentage only stands where one respondent is expected."""
    pooled = [part for part in parts if part.numerator is not None and part.denominator]
    bare = [part for part in parts if part.value is not None]
    bare_values = tuple(bare_value(part) for part in bare)
    if pooled:
        numerator = sum(part.numerator for part in pooled if part.numerator is not None)
        denominator = sum(part.denominator for part in pooled if part.denominator is not None)
        pool = share(100 * numerator, denominator)
        value = Value("percentage", pool, numerator, denominator, qualifier=_qualifier(pooled), places=1)
        return _common(parts, expected, pooled, value, bare=bare_values)
    if len(expected) == 1 and bare:
        return _common(parts, expected, bare, bare_values[0])
    return _common(
        parts, expected, (), Value("percentage"), bare=bare_values, reason="not-aggregable" if parts else None
    )


def bare_value(part: Part) -> Value:
    """A percentage as its source gives it."""
    return Value("percentage", part.value, part.numerator, qualifier=_qualifier([part]), places=part.places)


def milestone(parts: Sequence[Part], expected: tuple[str, ...], method: Any) -> Aggregate:
    """Achieved when all achieved it; shown as k of n."""
    if not parts:
        return _common(parts, expected, (), Value("milestone"))
    done = sum(part.achieved is True for part in parts)
    value = Value("milestone", None, done, len(expected), achieved=done == len(expected))
    return _common(parts, expected, parts, value)


def scale(parts: Sequence[Part], expected: tuple[str, ...], method: Any) -> Aggregate:
    """One respondent's level; of several expected, how many stand on each level."""
    if len(expected) == 1 or not parts:
        return _common(parts, expected, parts, Value("scale", level=parts[0].level if parts else None))
    spread = tuple((level, sum(part.level == level for part in parts)) for level in method.levels)
    return _common(parts, expected, (), Value("scale", distribution=spread), reason="not-aggregable")


def narrative(parts: Sequence[Part], expected: tuple[str, ...], method: Any) -> Aggregate:
    """Narratives are listed."""
    return _common(parts, expected, parts, Value("narrative"))


KINDS: dict[str, Callable[[Sequence[Part], tuple[str, ...], Any], Aggregate]] = {
    "count": count,
    "percentage": percentage,
    "milestone": milestone,
    "scale": scale,
    "narrative": narrative,
}
