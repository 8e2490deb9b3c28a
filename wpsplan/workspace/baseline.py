"""Findings that are known already: those of a baseline, and those that a change did not cause."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wpsplan.disk import read_named
from wpsplan.finding import Finding, UserError
from wpsplan.workspace.filtering import CheckResult

Fingerprint = tuple[str, str, str]
"""The identity of a finding: code, file, and the place in the file's structure, so that it may move by lines."""


def fingerprint(finding: Finding) -> Fingerprint:
    """A finding's identity: its place, or, of what is about a whole file, its message."""
    route = "/".join(map(str, finding.place.route))
    return finding.code, finding.place.path, route or finding.message


def subtract(result: CheckResult, baseline: Path) -> CheckResult:
    """Keep only the findings that are not in a baseline, with the number of those that are."""
    known = Counter(read_baseline(baseline))
    new = []
    for finding in result.findings:
        if known[fingerprint(finding)] > 0:
            known[fingerprint(finding)] -= 1
        else:
            new.append(finding)
    return replace(result, findings=tuple(new), known=len(result.findings) - len(new))


def baseline_text(findings: Iterable[Finding]) -> str:
    """A baseline: one line a finding, in order, so that two can be merged."""
    counts = Counter(map(fingerprint, findings))
    lines = [
        json.dumps({"code": code, "path": path, "place": place, "count": count}, ensure_ascii=False)
        for (code, path, place), count in sorted(counts.items())
    ]
    return '{"version": 1, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def read_baseline(path: Path) -> Iterator[Fingerprint]:
    """Read the findings of a baseline, each as often as it is known."""
    try:
        data = json.loads(read_named(path).decode("utf-8-sig"))
        for entry in data["findings"]:
            for _ in range(int(entry["count"])):
                yield str(entry["code"]), str(entry["path"]), str(entry["place"])
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise UserError(f"{path} can't be read ({reason})", "make it: wpsplan check --write-baseline FILE") from None
    except (ValueError, KeyError, TypeError):
        raise UserError(f"{path} is no baseline", "make one: wpsplan check --write-baseline FILE") from None


def introduced_by(result: CheckResult, before: Sequence[Finding], changed: Iterable[str]) -> CheckResult:
    """Keep only the findings in changed files, and those elsewhere that were not there before the change."""
    files = set(changed)
    known = Counter(map(fingerprint, before))
    caused = []
    for finding in result.findings:
        old = known[fingerprint(finding)] > 0
        known[fingerprint(finding)] -= old
        if finding.place.path in files or not old:
            caused.append(finding)
    return replace(result, findings=tuple(caused), files=len(files), paths=tuple(sorted(files)))
