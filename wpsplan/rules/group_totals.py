"""Published totals of groups beside their members' figures. The rule takes the figures of all."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.model.submission import Measurement
from wpsplan.rules.own_figures import OwnFigures, figure_text, ratio_of
from wpsplan.rules.registry import WARNING, RuleGroup, Violation

group = RuleGroup()


@group.rule(
    "published-differs", WARNING, "A published total that its members' figures don't add up to",
    why="Every member has reported, so their sum and the published figure should be the same.",
    mend="check the members' figures and the total; if all are right: "
    "accepted: [{code: published-differs, reason: …}]",
    file="measurements/2016/exercise-nations.yaml",
    bad="period: '2016'\nentity: exercise-nations\nstatus: final\nmeasurements:\n  1.2.1: {value: 13.5}",
    good="period: '2016'\nentity: exercise-nations\nstatus: final\nmeasurements:\n  1.2.1: {value: 11.0}",
)  # fmt: skip
def published_differs(figures: Sequence[OwnFigures], framework: Framework) -> Iterator[Violation]:
    measurements = {(own.submission.period, own.submission.entity): own.measurements for own in figures}
    for own in figures:
        group = own.submission
        if not framework.is_group(group.entity):
            continue
        members = framework.expand([group.entity], framework.judged_on(framework.periods[group.period]))
        for id, total in own.measurements.items():
            reported = [measurements.get((group.period, member), {}).get(id) for member in members]
            difference = _difference(total, reported)
            if difference:
                place = Place(group.path).down("measurements", id)
                yield Violation(place, f"{id}: {difference}, from all {len(members)} members of {group.entity}")


def _difference(total: Measurement, reported: Sequence[Measurement | None]) -> str:
    """Say how the published figure differs from the sum of the members'; empty where one of these is not known."""
    known = [measurement for measurement in reported if measurement is not None]
    if not known or len(known) < len(reported):
        return ""
    if all(measurement.denominator for measurement in known):
        numerator = sum((Fraction(measurement.numerator or 0) for measurement in known), Fraction(0))
        denominator = sum((Fraction(measurement.denominator or 0) for measurement in known), Fraction(0))
        share = Fraction(100 * numerator, denominator)
        published = ratio_of(total)
        if published is None or abs(share - Fraction(*published)) * 2 <= Fraction(1, 10 ** _places(total)):
            return ""
        return f"published {figure_text(total)}, but the sum is {numerator} of {denominator}"
    values = [measurement.value for measurement in known]
    if None in values or total.value is None or any(measurement.numerator is not None for measurement in known):
        return ""
    added = sum(Fraction(value) for value in values if value is not None)
    return f"published {total.value}, but the sum is {added}" if added != total.value else ""


def _places(total: Measurement) -> int:
    """Count the decimal places of a published figure; 1 where it is given as numerator and denominator."""
    exponent = None if total.value is None else Decimal(total.value).as_tuple().exponent
    return 1 if exponent is None else max(0, -int(exponent))
