"""Rules turned off or to another severity in plan/checks.yaml. Each check is given the file, all codes and the day."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from wpsplan.finding import Finding, Place, Severity
from wpsplan.model.rule_config import ChecksFile, RuleSetting
from wpsplan.rules.registry import ERROR, NOTE, RuleGroup, Violation, did_you_mean

PATH = "plan/checks.yaml"
group = RuleGroup(file=PATH)


@group.rule(
    "unknown-rule", ERROR, "A rule that check doesn't have",
    why="Nothing would be turned off or changed, and nobody would notice.",
    mend="write the code of a rule: wpsplan rule lists them",
    bad="rules:\n  - {code: value-jumps, severity: off, reason: Exercise figures jump.}",
    good="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump.}",
)  # fmt: skip
def unknown_rule(checks: ChecksFile, codes: Collection[str], today: date | None) -> Iterator[Violation]:
    for index, entry in enumerate(checks.rules):
        if entry.code not in codes:
            place = Place(PATH).down("rules", index, "code")
            yield Violation(place, f'no rule "{entry.code}"', did_you_mean(entry.code, codes))


@group.rule(
    "rule-expired", NOTE, "An entry whose time is over",
    why="What it turned off counts again.",
    mend="take the entry out, or give it a later day with a new reason",
    bad="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump., until: 2001-12-31}",
    good="rules:\n  - {code: value-jump, severity: off, reason: Exercise figures jump.}",
)  # fmt: skip
def rule_expired(checks: ChecksFile, codes: Collection[str], today: date | None) -> Iterator[Violation]:
    for index, entry in enumerate(checks.rules):
        if today is not None and not entry.holds(today):
            place = Place(PATH).down("rules", index, "until")
            yield Violation(place, f"{entry.code} counts again: this ended on {entry.until}")


def apply_configuration(
    findings: Iterable[Finding], rules: Iterable[RuleSetting], today: date | None
) -> Iterator[Finding]:
    """Give the findings as plan/checks.yaml has them: left out, or of another severity; an error stays an error."""
    entries = [entry for entry in rules if entry.holds(today)]
    for finding in findings:
        matches = [entry for entry in entries if entry.code == finding.code and entry.covers(finding.place.path)]
        if not matches or finding.severity is Severity.ERROR:
            yield finding
        elif matches[-1].severity != "off":
            yield finding._replace(severity=Severity[matches[-1].severity.upper()])
