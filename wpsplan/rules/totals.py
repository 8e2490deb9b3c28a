"""Published totals beside the figures of those whom they are about. The check is given all final submissions."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.model.submission import Measurement, Submission
from wpsplan.rules.across import shown_figure, size
from wpsplan.rules.family import WARNING, Complaint, Family

family = Family("published totals")


@family.rule(
    "published-differs", WARNING, "A published total that its members' figures don't add up to",
    why="Every member has reported, so their sum and the published figure should be the same.",
    mend="check the members' figures and the total; if all are right: "
    "accepted: [{code: published-differs, reason: …}]",
    file="measurements/2016/exercise-nations.yaml",
    bad="period: '2016'\nentity: exercise-nations\nstatus: final\nmeasurements:\n  1.2.1: {value: 13.5}",
    good="period: '2016'\nentity: exercise-nations\nstatus: final\nmeasurements:\n  1.2.1: {value: 11.0}",
)  # fmt: skip
def published_differs(finals: Sequence[Submission], framework: Framework) -> Iterator[Complaint]:
    by_key = {(submission.period, submission.entity): submission for submission in finals}
    for submission in finals:
        if not framework.is_group(submission.entity):
            continue
        members = framework.expand([submission.entity], framework.judged_on(framework.periods[submission.period]))
        for id, total in submission.measurements.items():
            files = [by_key.get((submission.period, member)) for member in members]
            said = [file.measurements.get(id) if file else None for file in files]
            difference = _difference(total, said)
            if difference and id in framework.indicators:
                at = Place(submission.path).down("measurements", id)
                yield Complaint(at, f"{id}: {difference}, from all {len(members)} members of {submission.entity}")


def _difference(total: Measurement, said: Sequence[Measurement | None]) -> str:
    """In words, where every member's figure is known and the published one is another."""
    known = [one for one in said if one is not None and one.proxy is None and one.not_reported is None]
    if total.proxy or not known or len(known) < len(said):
        return ""
    if all(one.denominator for one in known):
        numerator = sum((Fraction(one.numerator or 0) for one in known), Fraction(0))
        denominator = sum((Fraction(one.denominator or 0) for one in known), Fraction(0))
        share = Fraction(100 * numerator, denominator)
        published = size(total)
        if published is None or abs(share - published) * 2 <= Fraction(1, 10 ** _places(total)):
            return ""
        return f"published {shown_figure(total)}, but the sum is {numerator} of {denominator}"
    values = [one.value for one in known]
    if None in values or total.value is None or any(one.numerator is not None for one in known):
        return ""
    added = sum(Fraction(value) for value in values if value is not None)
    return f"published {total.value}, but the sum is {added}" if added != total.value else ""


def _places(total: Measurement) -> int:
    """The decimal places that the published figure is given with; one, where it is a share of its own numbers."""
    exponent = None if total.value is None else Decimal(total.value).as_tuple().exponent
    return 1 if exponent is None else max(0, -int(exponent))
