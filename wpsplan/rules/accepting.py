"""Questions that a submission has settled: the finding stays, with its reason; an answer to no question is one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

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


def settled(findings: Sequence[Finding], submissions: Iterable[Submission]) -> list[Finding]:
    """The findings with those marked that a submission has accepted, and acceptances that match none. Errors stand."""
    reasons = {
        (submission.path, id, acceptance.code): acceptance.reason
        for submission in submissions
        for id, said in submission.measurements.items()
        for acceptance in said.accepted
    }
    used = set()
    found = []
    for finding in findings:
        route = finding.place.route
        key = (finding.place.path, str(route[1]) if len(route) > 1 else "", finding.code)
        if key in reasons:
            used.add(key)
            if finding.severity is not Severity.ERROR:
                found.append(replace(finding, accepted=reasons[key]))
                continue
        found.append(finding)
    for submission in submissions:
        for id, said in submission.measurements.items():
            for index, acceptance in enumerate(said.accepted):
                if (submission.path, id, acceptance.code) not in used:
                    place = Place(submission.path).down("measurements", id, "accepted", index, "code")
                    found.append(unused.finding(place, f'"{acceptance.code}" is no question that is asked of {id}'))
    return found
