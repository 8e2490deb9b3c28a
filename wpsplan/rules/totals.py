"""Published totals beside the figures of those whom they are about.

The check is given the gists of the groups' submissions, and of their members' by period and entity.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.rules.family import WARNING, Complaint, Family
from wpsplan.rules.gist import Gist, Said

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
def published_differs(
    groups: Iterable[Gist], by_key: Mapping[tuple[str, str], Gist], framework: Framework
) -> Iterator[Complaint]:
    for group in groups:
        members = members_of(group, framework)
        files = [by_key.get((group.period, member)) for member in members]
        for id, total in group.said.items():
            difference = _difference(total, [file.said.get(id) if file else None for file in files])
            if difference:
                at = Place(group.path).down("measurements", id)
                yield Complaint(at, f"{id}: {difference}, from all {len(members)} members of {group.entity}")


def members_of(group: Gist, framework: Framework) -> Sequence[str]:
    """Who the group is on the day on which its period is judged."""
    return framework.expand([group.entity], framework.judged_on(framework.periods[group.period]))


def _difference(total: Said, said: Sequence[Said | None]) -> str:
    """In words, where every member's figure is known and the published one is another."""
    known = [one for one in said if one is not None]
    if not known or len(known) < len(said):
        return ""
    if all(one.denominator for one in known):
        numerator = sum((Fraction(one.numerator or 0) for one in known), Fraction(0))
        denominator = sum((Fraction(one.denominator or 0) for one in known), Fraction(0))
        share = Fraction(100 * numerator, denominator)
        published = total.size
        if published is None or abs(share - published) * 2 <= Fraction(1, 10 ** _places(total)):
            return ""
        return f"published {total}, but the sum is {numerator} of {denominator}"
    values = [one.value for one in known]
    if None in values or total.value is None or any(one.numerator is not None for one in known):
        return ""
    added = sum(Fraction(value) for value in values if value is not None)
    return f"published {total.value}, but the sum is {added}" if added != total.value else ""


def _places(total: Said) -> int:
    """The decimal places that the published figure is given with; one, where it is a share of its own numbers."""
    exponent = None if total.value is None else Decimal(total.value).as_tuple().exponent
    return 1 if exponent is None else max(0, -int(exponent))
