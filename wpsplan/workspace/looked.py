"""What `check` finds in a workspace, remembered from the last time where not a byte has changed since.

Reading 220,000 records takes seconds, seeing that they are the same a few tenths of one. Where something has changed,
what was kept of the respondents whose files and plan are the same is remembered, too (`survey.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wpsplan.finding import Finding
from wpsplan.workspace.memory import contents, digest_of, finding_of, forget, plain, program, recall, remember

FOLDERS = ("plan", "measurements")
CHECKS = "plan/checks.yaml"
KIND = "workspaces"
MOST_KEPT = 30
"""Workspaces, or states of them; of more the oldest are forgotten."""


@dataclass(frozen=True)
class Looked:
    """The findings of a workspace, and the files that were looked at."""

    root: Path
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    titles: Mapping[str, str]
    """The agreed text of the indicators that findings are about."""
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    """Submissions that are not on the disk, or not as they are there."""


def look(
    root: Path, today: date | None = None, overlay: Mapping[str, bytes] | None = None, *, remembering: bool = False
) -> Looked:
    """What `check` finds in a workspace; `today` and `overlay` as in `load()`."""
    name = _name(root, today) if remembering and not overlay else None
    remembered = None if name is None else recall(KIND, name, lambda data: _of(root, data))
    if remembered is not None:
        return remembered
    from wpsplan.workspace.survey import survey

    surveyed = survey(root, today, overlay, remembering=remembering)
    framework, findings, files = surveyed.framework, surveyed.findings, surveyed.files
    known = framework.indicators if framework else {}
    ids = {finding.indicator for finding in findings if finding.indicator}
    titles = {id: known[id].indicator.text for id in sorted(ids) if id in known}
    looked = Looked(root, tuple(findings), tuple(files), titles, overlay or {})
    now: dict[str, str] = {}
    same = name is not None and name == _name(root, today, now)
    if name and same and surveyed.read == {path: now.get(path) for path in files}:  # what was read is what is named
        data = {"findings": [plain(one) for one in looked.findings], "files": looked.files, "titles": looked.titles}
        remember(KIND, name, data)
        forget(KIND, MOST_KEPT)
    return looked


def _of(root: Path, data: dict[str, Any]) -> Looked:
    findings = tuple(finding_of(one) for one in data["findings"])
    return Looked(root, findings, tuple(map(str, data["files"])), dict(data["titles"]))


def _name(root: Path, today: date | None, ids: dict[str, str] | None = None) -> str | None:
    """The digest of all that the findings depend on; None where something is no plain file or folder."""
    try:
        return digest_of(_parts(root, today, ids))
    except (OSError, ValueError):
        return None


def _parts(root: Path, today: date | None, ids: dict[str, str] | None) -> Iterator[bytes]:
    yield from program()
    for folder in FOLDERS:
        yield from contents(f"{root}/", folder, ids)
    if (root / CHECKS).exists():
        yield str(today).encode()
