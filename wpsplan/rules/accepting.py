"""Questions that a submission has settled: the finding stays, with its reason; an answer to no question is one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wpsplan.finding import Finding, Place, Severity
from wpsplan.model.submission import Submission
from wpsplan.rules.family import SUBMISSION, WARNING, Family

family = Family("accepting")

unused = family.page(
    "unused-acceptance", WARNING, "An acceptance that matches no question",
    why="Its question is gone, or its code has a slip: whoever reads it believes that something was settled.",
    mend="take it out, or correct its code",
    bad=SUBMISSION + "  1.2.1: {numerator: 150, denominator: 1000, accepted: [{code: value-jumps, reason: exercise}]}",
    good=SUBMISSION + "  1.2.1: {numerator: 150, denominator: 1000}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer to a question: to which rule's, of which indicator, where it stands, and why."""

    path: str
    indicator: str
    index: int
    code: str
    reason: str


def accepted_in(submission: Submission) -> Iterator[Accepted]:
    """The answers of a submission."""
    for id, said in submission.measurements.items():
        for index, one in enumerate(said.accepted):
            yield Accepted(submission.path, id, index, one.code, one.reason)


def settled(findings: Iterable[Finding], accepted: Sequence[Accepted]) -> list[Finding]:
    """The findings with those marked that a submission has accepted, and acceptances that match none. Errors stand."""
    reasons = {(one.path, one.indicator, one.code): one.reason for one in accepted}
    used = set()
    found = []
    for finding in findings:
        route = finding.place.route
        key = (finding.place.path, str(route[1]) if len(route) > 1 else "", finding.code)
        if key in reasons:
            used.add(key)
            if finding.severity is not Severity.ERROR:
                found.append(finding._replace(accepted=reasons[key]))
                continue
        found.append(finding)
    for one in accepted:
        if (one.path, one.indicator, one.code) not in used:
            place = Place(one.path).down("measurements", one.indicator, "accepted", one.index, "code")
            found.append(unused.finding(place, f'"{one.code}" is no question that is asked of {one.indicator}'))
    return found
