"""Questions about answers that two respondents have in common. Each rule takes the figures of one period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.model.submission import Measurement
from wpsplan.rules.own_figures import OwnFigures, figure_text, numbers_of
from wpsplan.rules.registry import NOTE, RuleGroup, Violation
from wpsplan.rules.series import same_narrative

group = RuleGroup()
_HEAD = "period: '2017'\nentity: EXB\nstatus: final\nmeasurements:\n"


def periods_of(figures: Iterable[OwnFigures], framework: Framework) -> Iterator[list[OwnFigures]]:
    """Give the figures of each period, in the order of the entities' ids; a group is nobody's copy."""
    ordered = sorted(
        (own for own in figures if not framework.is_group(own.submission.entity)),
        key=lambda own: (own.submission.period, own.submission.entity),
    )
    for _, of_one_period in groupby(ordered, key=lambda own: own.submission.period):
        yield [_measurable(own, framework) for own in of_one_period]


def _measurable(own: OwnFigures, framework: Framework) -> OwnFigures:
    """Leave out the indicators that have no method."""
    indicators = framework.indicators
    measurements = {
        id: measurement for id, measurement in own.measurements.items() if indicators[id].indicator.method is not None
    }
    return OwnFigures(own.submission, measurements)


class _Repetition(NamedTuple):
    own: OwnFigures
    indicator: str
    measurement: Measurement
    first: str
    """The entity that said it first."""


def _repetitions(figures: Sequence[OwnFigures], statement_of: Callable[[Measurement], Any]) -> Iterator[_Repetition]:
    """Give the measurements that repeat what another respondent has stated before on the same indicator.

    `statement_of` takes the statement from a measurement; None where it may repeat.
    """
    first: dict[tuple[str, Any], str] = {}
    for own in figures:
        for id, measurement in own.measurements.items():
            statement = statement_of(measurement)
            if statement is not None:
                entity = first.setdefault((id, statement), own.submission.entity)
                if entity != own.submission.entity:
                    yield _Repetition(own, id, measurement, entity)


def _telling_numbers(measurement: Measurement) -> tuple[str, ...] | None:
    """Give the numbers as they are written; None for those in which two nations may meet by chance.

    Those are small counts and bare percentages; no figure at all is nobody's copy either.
    """
    value, numerator, denominator = numbers_of(measurement)
    number = value if numerator is None else numerator
    by_chance = number is not None and (number < 100 or (value is not None and "." in str(value)))
    if by_chance or (number is None and denominator is None):
        return None
    return str(value), str(numerator), str(denominator)


@group.rule(
    "same-as-other", NOTE, "The same numbers as another respondent's",
    why="Two nations seldom have the same figures to the digit; often a file was copied and not filled in anew.",
    mend="check the figure; if it is right, say so: accepted: [{code: same-as-other, reason: …}]",
    file="measurements/2017/EXB.yaml",
    bad=_HEAD + "  1.2.1: {numerator: 150, denominator: 1000}",
    good=_HEAD + "  1.2.1: {numerator: 80, denominator: 500}",
)  # fmt: skip
def same_as_other(figures: Sequence[OwnFigures]) -> Iterator[Violation]:
    for own, id, measurement, other in _repetitions(figures, _telling_numbers):
        place = Place(own.submission.path, ("measurements", id))
        yield Violation(place, f"{id}: the same numbers as {other} ({figure_text(measurement)})")


@group.also_check(same_narrative)
def narrative_of_other(figures: Sequence[OwnFigures]) -> Iterator[Violation]:
    for own, id, _, other in _repetitions(figures, lambda measurement: measurement.narrative):
        place = Place(own.submission.path).key("measurements", id, "narrative")
        yield Violation(place, f"{id}: the same narrative as {other}")
