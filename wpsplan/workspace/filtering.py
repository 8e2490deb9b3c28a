"""The result of `check`: the findings at the paths that a user names."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from wpsplan.finding import Finding, Severity
from wpsplan.workspace.discovery import WorkspaceFiles
from wpsplan.workspace.loading import Workspace


class UnknownPath(NamedTuple):
    """A path that a user named and that holds no file of the workspace, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True)
class CheckResult:
    """Findings, with the number of files that were looked at and the lines that the findings stand on."""

    findings: tuple[Finding, ...]
    files: int
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """(path, line) → the text of the line in the file."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Id → agreed text of the indicators that findings are about."""
    unknown: tuple[UnknownPath, ...] = ()
    paths: tuple[str, ...] = ()
    """The files that were looked at."""
    known: int = 0
    """The number of findings that a baseline has already; they are not among these."""

    def count(self, severity: Severity) -> int:
        """Count the findings of this severity, without accepted ones."""
        return sum(finding.severity == severity and finding.accepted is None for finding in self.findings)

    def reaches(self, severity: Severity) -> bool:
        """Tell if any finding is as grave as this, or graver. Accepted ones don't count."""
        return any(self.count(grave) for grave in Severity if grave >= severity)


def select(workspace: Workspace, named: Sequence[str] = (), cwd: Path | None = None) -> CheckResult:
    """Select the findings of a workspace; where paths are named, those at these files and in these folders."""
    known = {*workspace.files, *(finding.place.path for finding in workspace.findings)}
    chosen, unknown = known, []
    if named:
        chosen = set()
        for path in named:
            inside = files_at(path, workspace.source.root, cwd or Path.cwd(), known)
            chosen |= inside
            if not inside:
                unknown.append(UnknownPath(path, _reason(path, workspace.source.root, cwd or Path.cwd())))
    findings = tuple(finding for finding in workspace.findings if finding.place.path in chosen)
    return CheckResult(
        findings,
        len(chosen),
        _lines(workspace, findings),
        _titles(workspace, findings),
        tuple(unknown),
        tuple(sorted(chosen)),
    )


def _titles(workspace: Workspace, findings: Iterable[Finding]) -> dict[str, str]:
    """Give the agreed text of the indicators that findings are about, by id."""
    indicators = workspace.framework.indicators if workspace.framework else {}
    ids = {finding.indicator for finding in findings if finding.indicator}
    return {id: indicators[id].indicator.text for id in sorted(ids) if id in indicators}


def files_at(named: str, root: Path, cwd: Path, known: Iterable[str]) -> set[str]:
    """Find the files of the workspace that a path means: seen from the current folder, else from the root."""
    for start in (cwd, root) if named else ():
        inside = _inside(start / named, root)
        if inside is not None:
            files = {path for path in known if inside == "." or f"{_fold_case(path)}/".startswith(f"{inside}/")}
            if files:
                return files
    return set()


def _inside(path: Path, root: Path) -> str | None:
    """A path relative to the root, with /; "." for the root and what holds it; None where it lies outside."""
    given, top = Path(os.path.normpath(path.absolute())), Path(os.path.normpath(root.absolute()))
    true_parent, true, true_top = (Path(os.path.realpath(folder)) for folder in (given.parent, given, top))
    for candidate, above in ((given, top), (true_parent / given.name, true_top), (true, true_top)):
        if candidate.is_relative_to(above):
            return _fold_case(candidate.relative_to(above).as_posix())
        if above.is_relative_to(candidate):
            return "."
    return None


def _fold_case(path: str) -> str:
    """A path as this system compares it: without regard to case on Windows."""
    return os.path.normcase(path).replace(os.sep, "/")


def _reason(named: str, root: Path, cwd: Path) -> str:
    exists = named and (os.path.lexists(cwd / named) or os.path.lexists(root / named))
    if not exists:
        return "there is no such file or folder"
    if _inside(cwd / named, root) is None:
        return f"it lies outside the workspace {root}"
    return "no file of the workspace is there: those are in plan/ and measurements/"


def _lines(workspace: Workspace, findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    workspace_files = WorkspaceFiles(workspace.source, workspace.overlay)
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        if finding.place.path in workspace.files:
            wanted.setdefault(finding.place.path, set()).add(finding.line)
    lines = {}
    for path, numbers in wanted.items():
        raw = workspace_files.read(path)
        if isinstance(raw, bytes):
            text = [line.rstrip("\r") for line in raw.decode("utf-8-sig", "replace").split("\n")]
            lines.update({(path, number): text[number - 1] for number in numbers if number <= len(text)})
    return lines
