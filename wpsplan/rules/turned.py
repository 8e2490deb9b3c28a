"""plan/checks.yaml: what it says of the rules, and what that makes of findings. Each check is given file and codes."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from wpsplan.finding import Finding, Place, Severity
from wpsplan.model.checks import ChecksFile, Turned
from wpsplan.rules.family import ERROR, NOTE, Complaint, Family, did_you_mean

PATH = "plan/checks.yaml"
family = Family("checks", file=PATH)


@family.rule(
    "unknown-rule", ERROR, "A rule that check doesn't have",
    why="Nothing would be turned off or changed, and nobody would notice.",
    mend="write the code of a rule: wpsplan rule lists them",
    bad="rules:\n  - {code: value-jumps, severity: off, reason: Exercise figures jump.}",
    good="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump.}",
)  # fmt: skip
def unknown_rule(checks: ChecksFile, codes: Collection[str], today: date | None) -> Iterator[Complaint]:
    for index, one in enumerate(checks.rules):
        if one.code not in codes:
            at = Place(PATH).down("rules", index, "code")
            yield Complaint(at, f'no rule "{one.code}"', did_you_mean(one.code, codes))


@family.rule(
    "rule-expired", NOTE, "An entry whose time is over",
    why="What it turned off counts again.",
    mend="take the entry out, or give it a later day with a new reason",
    bad="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump., until: 2001-12-31}",
    good="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump.}",
)  # fmt: skip
def rule_expired(checks: ChecksFile, codes: Collection[str], today: date | None) -> Iterator[Complaint]:
    for index, one in enumerate(checks.rules):
        if today is not None and not one.holds(today):
            at = Place(PATH).down("rules", index, "until")
            yield Complaint(at, f"{one.code} counts again: this ended on {one.until}")


def turned(findings: Iterable[Finding], rules: Iterable[Turned], today: date | None) -> Iterator[Finding]:
    """The findings as this workspace takes them. What is an error stays one."""
    wanted = [one for one in rules if one.holds(today)]
    for finding in findings:
        match = [one for one in wanted if one.code == finding.code and one.covers(finding.place.path)]
        if not match or finding.severity is Severity.ERROR:
            yield finding
        elif match[-1].severity != "off":
            yield finding._replace(severity=Severity[match[-1].severity.upper()])
