"""Figures on their way from the measurements to an indicator's value: all exact, nothing rounded."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from wpsplan.finding import Place
from wpsplan.model.number import Exact
from wpsplan.model.submission import Measurement, Submission


class Value(NamedTuple):
    """A figure of any kind. Counts as they are, percentages in percent; `KINDS[value.kind].text` writes it."""

    kind: str
    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    achieved: bool | None = None
    level: str | None = None
    qualifier: str | None = None
    places: int = 0
    """Decimal places that it is printed with: as given; a computed percentage has one."""
    distribution: tuple[tuple[str, int], ...] = ()
    """Of several levels: how many respondents stand on each."""

    @property
    def known(self) -> bool:
        """True if there is a figure at all."""
        return self.value is not None or self.achieved is not None or self.level is not None


class Observation(NamedTuple):
    """One measurement of a final submission, with its place in the file and its day."""

    entity: str
    period: str
    measurement: Measurement
    submission: Submission
    place: Place
    on: date
    """The day that the figure stands for: the last day of its `as_of`, else of the period."""

    @property
    def is_poolable(self) -> bool:
        """True for a figure of the indicator itself, which may enter an aggregate."""
        return self.measurement.proxy is None and self.measurement.not_reported is None


class Contribution(NamedTuple):
    """One respondent's figure for a period, its sub-periods put together."""

    entity: str
    observations: tuple[Observation, ...]
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
    sub_periods: tuple[int, int] = (1, 1)
    """Of a flow: the number of sub-periods with a value, and of all sub-periods."""


class Aggregate(NamedTuple):
    """An indicator's figure in a period, and what stands behind it."""

    value: Value
    parts: tuple[Contribution, ...] = ()
    """Of those respondents who have a figure of the indicator itself."""
    used: tuple[str, ...] = ()
    """The respondents behind `value`."""
    expected: tuple[str, ...] = ()
    bare: tuple[Value, ...] = ()
    """Percentages that can't be pooled: their range is shown."""
    reason: str | None = None
    """not-aggregable, where there are figures but no value can be made of them"""
    flow_lacks: bool = False
    """True if a sub-period of a flow is missing."""
    on: date | None = None
    """The day of the figure, where one respondent stands behind it; None: the period's last day."""

    @property
    def range(self) -> tuple[Value, Value] | None:
        """The lowest and the highest of the percentages that can't be pooled."""
        known = sorted((value for value in self.bare if value.value is not None), key=lambda value: value.value or 0)
        shares = [value._replace(numerator=None) for value in known]
        return (shares[0], shares[-1]) if shares and self.value.value is None else None


def aggregate_of(
    value: Value, parts: Sequence[Contribution], expected: tuple[str, ...], used: Sequence[Contribution]
) -> Aggregate:
    """Put a value together with the contributions behind it."""
    return Aggregate(
        value,
        tuple(parts),
        tuple([part.entity for part in used]),
        expected,
        flow_lacks=any(part.sub_periods[0] < part.sub_periods[1] for part in used),
        on=used[0].on if len(used) == 1 else None,
    )


def sum_over_time(singles: Sequence[Contribution], periods: int) -> Contribution:
    """Add up a respondent's figures of the sub-periods, of which there are `periods` in all."""

    def total(numbers: Iterable[Exact | None]) -> Exact | None:
        known = list(numbers)
        return None if None in known else sum(number for number in known if number is not None)

    numerator = total(single.numerator for single in singles)
    denominator = total(single.denominator for single in singles)
    pooled = numerator is not None and denominator is not None
    return singles[-1]._replace(
        observations=tuple(observation for single in singles for observation in single.observations),
        value=None if pooled else total(single.value for single in singles),
        numerator=numerator,
        denominator=denominator,
        places=max(single.places for single in singles),
        qualifiers=frozenset().union(*(single.qualifiers for single in singles)),
        sub_periods=(len(singles), periods),
    )


def qualifier_of(parts: Iterable[Contribution]) -> str | None:
    """The qualifier of a sum: that of its parts, or `about` where they differ."""
    qualifiers = frozenset().union(*[part.qualifiers for part in parts])
    return next(iter(qualifiers)) if len(qualifiers) == 1 else "about" if qualifiers else None
