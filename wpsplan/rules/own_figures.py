"""The figures that rules across files compare: those of final submissions, without stand-ins and reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wpsplan.framework.framework import Framework
from wpsplan.model.submission import Measurement, Submission

Numbers = tuple[int | Decimal | None, int | Decimal | None, int | Decimal | None]
"""Value, numerator and denominator."""
Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """A final submission of a period of the plan, with its measurements that are no proxies and no reasons."""

    submission: Submission
    measurements: Mapping[str, Measurement]
    """The measurements by indicator."""


def own_figures(submissions: Iterable[Submission], framework: Framework) -> Iterator[OwnFigures]:
    """Give the figures of each submission that is final and of a known period."""
    for submission in submissions:
        if submission.final and submission.period in framework.periods:
            measurements = {
                id: measurement
                for id, measurement in submission.measurements.items()
                if measurement.proxy is None and measurement.not_reported is None and id in framework.indicators
            }
            yield OwnFigures(submission, measurements)


def numbers_of(measurement: Measurement) -> Numbers:
    """Give the numbers of a measurement, None for those that it lacks."""
    return measurement.value, measurement.numerator, measurement.denominator


def ratio_of(measurement: Measurement) -> tuple[Exact, Exact] | None:
    """Give a count, or a share in percent, as dividend and divisor; None where the measurement holds neither."""
    if measurement.value is not None:
        return _exact(measurement.value), 1
    if measurement.numerator is not None and measurement.denominator:
        return 100 * _exact(measurement.numerator), _exact(measurement.denominator)
    return None


def figure_text(measurement: Measurement) -> str:
    """Write a figure as it stands in the file: `12`, `5 of 20`."""
    if measurement.value is not None:
        return str(measurement.value)
    if measurement.denominator is not None:
        return f"{measurement.numerator} of {measurement.denominator}"
    return str(measurement.numerator)


def _exact(number: int | Decimal) -> Exact:
    return number if isinstance(number, int) else Fraction(number)
