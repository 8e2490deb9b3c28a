"""Acceptances in submissions: a finding that is accepted keeps its reason; one that matches nothing is a finding."""

from collections.abc import Iterable

from wpsplan.finding import Finding, Place, Severity
from wpsplan.model.submission import Submission
from wpsplan.rules.registry import SUBMISSION, WARNING, RuleGroup

group = RuleGroup()

unused = group.declare(
    "unused-acceptance", WARNING, "An acceptance that matches no question",
    why="Its question is gone, or its code has a slip: whoever reads it believes that something was settled.",
    mend="take it out, or correct its code",
    bad=SUBMISSION + "  1.2.1: {numerator: 150, denominator: 1000, accepted: [{code: value-jumps, reason: exercise}]}",
    good=SUBMISSION + "  1.2.1: {numerator: 150, denominator: 1000}",
)  # fmt: skip


def apply_suppressions(findings: Iterable[Finding], submissions: Iterable[Submission]) -> list[Finding]:
    """Mark the findings that a submission has accepted, and add a finding for each acceptance that matches none.

    Errors can't be accepted.
    """
    accepted = [
        (submission.path, id, index, acceptance)
        for submission in submissions
        for id, measurement in submission.measurements.items()
        for index, acceptance in enumerate(measurement.accepted)
    ]
    reasons = {(path, id, acceptance.code): acceptance.reason for path, id, _, acceptance in accepted}
    used = set()
    marked = []
    for finding in findings:
        route = finding.place.route
        key = (finding.place.path, str(route[1]) if len(route) > 1 else "", finding.code)
        if key in reasons:
            used.add(key)
            if finding.severity is not Severity.ERROR:
                marked.append(finding._replace(accepted=reasons[key]))
                continue
        marked.append(finding)
    for path, id, index, acceptance in accepted:
        if (path, id, acceptance.code) not in used:
            place = Place(path).down("measurements", id, "accepted", index, "code")
            marked.append(unused.finding(place, f'"{acceptance.code}" is no question that is asked of {id}'))
    return marked
