"""What the rules across files keep of a submission: numbers and digests, no texts and no models."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b
from typing import NamedTuple

from wpsplan.model.framework import Framework
from wpsplan.model.submission import Measurement, Submission

Figure = int | Decimal | None
Exact = int | Fraction


class Said(NamedTuple):
    """What a measurement says of the indicator itself."""

    value: Figure
    numerator: Figure
    denominator: Figure
    achieved: bool | None
    narrative: int | None
    """A digest of 64 bits of the text."""

    @property
    def has_figure(self) -> bool:
        """Whether there is a number in it."""
        return self[:3] != (None, None, None)

    @property
    def size(self) -> Fraction | None:
        """Its count, or its share in percent; None where it has neither."""
        return None if self.ratio is None else Fraction(*self.ratio)

    @property
    def ratio(self) -> tuple[Exact, Exact] | None:
        """The same before it is divided: the dividend and the divisor."""
        if self.value is not None:
            return _exact(self.value), 1
        if self.numerator is not None and self.denominator:
            return 100 * _exact(self.numerator), _exact(self.denominator)
        return None

    def __str__(self) -> str:
        return shown_figure(*self[:3])


def _exact(number: int | Decimal) -> Exact:
    return number if isinstance(number, int) else Fraction(number)


def shown_figure(value: object, numerator: object, denominator: object) -> str:
    """A figure as it is written."""
    if value is not None:
        return str(value)
    return f"{numerator} of {denominator}" if denominator is not None else str(numerator)


class Gist(NamedTuple):
    """A final submission of a period that the plan has."""

    path: str
    period: str
    entity: str
    said: Mapping[str, Said]
    """By indicator: its own figures, no stand-ins."""


def gist_of(submission: Submission, framework: Framework) -> Gist | None:
    """None for a draft, and for a period that the plan doesn't have: nothing is asked across these."""
    if not submission.final or submission.period not in framework.periods:
        return None
    said = {id: _said(one) for id, one in _own(submission) if id in framework.indicators}
    return Gist(submission.path, submission.period, submission.entity, said)


def _own(submission: Submission) -> Iterator[tuple[str, Measurement]]:
    for id, one in submission.measurements.items():
        if one.proxy is None and one.not_reported is None:
            yield id, one


def _said(one: Measurement) -> Said:
    narrative = digest(one.narrative) if one.narrative else None
    return Said(one.value, one.numerator, one.denominator, one.achieved, narrative)


def digest(text: str) -> int:
    """64 bits that stand for a text, the same in each run; never 0."""
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True) or 1
    )
