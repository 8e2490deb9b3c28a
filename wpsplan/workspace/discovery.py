"""Find the files of a workspace, and the files in its folders that are never read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from unicodedata import normalize

from wpsplan.disk import Disk, FolderEntry, RefusedPathError
from wpsplan.finding import Finding, Place, UserError
from wpsplan.rules import all_rules
from wpsplan.workspace.snapshot import Snapshot
from wpsplan.yaml import MAX_BYTES

PLAN_FILE = "plan/plan.yaml"


def is_root(folder: Path) -> bool:
    """Tell if a plan/plan.yaml is in this folder, be it a broken one; raise an error where plan/ can't be opened."""
    try:
        os.lstat(folder / PLAN_FILE)
    except PermissionError as error:
        reason = (error.strerror or "no reason given").lower()
        raise UserError(f"{folder / 'plan'} can't be opened ({reason})", "ask for the right to read it") from None
    except (OSError, ValueError):
        return False
    return True


def find_root(start: Path) -> Path:
    """Find the workspace that `start` lies in: the nearest folder upwards that holds plan/plan.yaml."""
    for folder in (start, *start.parents):
        if is_root(folder):
            return folder
    raise UserError(
        f"no workspace here: neither {start} nor a folder above it holds plan/plan.yaml",
        "go to a workspace, name one with -C DIR (before the command), or make one with: wpsplan init DIR",
    )


PLAN = ("plan/plan.yaml", "plan/entities.yaml", "plan/dimensions.yaml")
OPTIONAL = ("plan/checks.yaml",)
COMMENTARY = "commentary.yaml"
FOLDERS = ("plan", "measurements")
"""The folders of a workspace whose files are read."""


@dataclass
class WorkspaceFiles:
    """The files of a workspace, as paths relative to its root, with /."""

    source: Disk | Snapshot
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    """Path → content that stands in place of the file's own."""
    plan: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    """checks.yaml, and the commentaries of the periods"""
    submissions: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """The findings about files that are missing, are never read or can't be opened."""

    def read(self, path: str) -> bytes | Finding:
        """Read a file's bytes; give a finding where it can't be read."""
        if path in self.overlay:
            return self.overlay[path]
        try:
            if self.source.size(path) > MAX_BYTES:
                return _finding("yaml-too-long", path, f"longer than {MAX_BYTES // 1_000_000} MB: it is not read")
            return self.source.read(path)
        except OSError as error:
            return _unreadable(path, error)


def _finding(code: str, path: str, message: str, help: str = "") -> Finding:
    return all_rules()[code].finding(Place(path, mark=(1, 1)), message, help)


def _unreadable(path: str, error: OSError, kind: str = "file") -> Finding:
    reason = error.strerror or type(error).__name__
    message = reason if isinstance(error, RefusedPathError) else f"this {kind} can't be opened ({reason.lower()})"
    return _finding("unreadable-file", path, message)


def discover(source: Disk | Snapshot, overlay: Mapping[str, bytes] | None = None) -> WorkspaceFiles:
    """Look through plan/ and measurements/; read no file. `overlay`: submissions that are not on the disk."""
    workspace_files = WorkspaceFiles(source, overlay or {})
    for path in PLAN:
        if source.exists(path):
            workspace_files.plan.append(path)
        else:
            workspace_files.findings.append(_finding("missing-file", path, f"{path} is not there"))
    _scan_plan(workspace_files)
    _scan_measurements(workspace_files)
    for paths in (workspace_files.plan, workspace_files.outcomes, workspace_files.extras, workspace_files.submissions):
        paths[:] = [path for path in paths if path in workspace_files.overlay or _is_file(workspace_files, path)]
    workspace_files.submissions += [path for path in workspace_files.overlay if path not in workspace_files.submissions]
    return workspace_files


def _entries(workspace_files: WorkspaceFiles, folder: str) -> list[FolderEntry]:
    try:
        entries = workspace_files.source.entries(folder)
    except OSError as error:
        workspace_files.findings.append(_unreadable(folder, error, "folder"))
        return []
    names: dict[str, str] = {}
    for entry in entries:
        first = names.setdefault(normalize("NFC", entry.name).casefold(), entry.name)
        if first != entry.name:
            message = f"some systems take {first} and {entry.name} for one file"
            workspace_files.findings.append(_finding("same-name", f"{folder}/{entry.name}", message))
    return entries


def _stray(workspace_files: WorkspaceFiles, path: str, help: str) -> None:
    workspace_files.findings.append(_finding("stray-file", path, "nobody reads this file", help))


def _stray_folder(workspace_files: WorkspaceFiles, folder: str, help: str) -> None:
    empty = True
    for entry in _entries(workspace_files, folder):
        empty = False
        path = f"{folder}/{entry.name}"
        if entry.is_folder:
            _stray_folder(workspace_files, path, help)
        else:
            _stray(workspace_files, path, help)
    if empty:
        _stray(workspace_files, folder, help)


def _scan_plan(workspace_files: WorkspaceFiles) -> None:
    for entry in _entries(workspace_files, "plan"):
        path = f"plan/{entry.name}"
        if path in OPTIONAL:
            workspace_files.extras.append(path)
        elif path == "plan/outcomes" and entry.is_folder:
            continue
        elif entry.is_folder and path not in PLAN:
            _stray_folder(
                workspace_files, path, "outcomes belong into plan/outcomes/, nothing else into folders of plan/"
            )
        elif path not in PLAN:
            _stray(workspace_files, path, f"the files of plan/: {', '.join((*PLAN, *OPTIONAL))}, plan/outcomes/NN.yaml")
    for entry in _entries(workspace_files, "plan/outcomes"):
        path = f"plan/outcomes/{entry.name}"
        if entry.name.endswith(".yaml"):
            workspace_files.outcomes.append(path)
        elif entry.is_folder:
            _stray_folder(workspace_files, path, "put outcome files into plan/outcomes/ itself")
        else:
            _stray(workspace_files, path, f"name it {_with_suffix(entry.name)} if it is an outcome, or move it away")


def _scan_measurements(workspace_files: WorkspaceFiles) -> None:
    for entry in _entries(workspace_files, "measurements"):
        path = f"measurements/{entry.name}"
        if entry.is_folder:
            _scan_period(workspace_files, path)
        else:
            _stray(workspace_files, path, "put it into the folder of its period: measurements/PERIOD/ENTITY.yaml")


def _scan_period(workspace_files: WorkspaceFiles, folder: str) -> None:
    for entry in _entries(workspace_files, folder):
        path = f"{folder}/{entry.name}"
        if entry.is_folder and not entry.name.endswith(".yaml"):
            _stray_folder(workspace_files, path, f"a folder too deep: put submissions into {folder}/ itself")
        elif entry.name == COMMENTARY:
            workspace_files.extras.append(path)
        elif entry.name.endswith(".yaml"):
            workspace_files.submissions.append(path)
        else:
            _stray(workspace_files, path, f"name it {_with_suffix(entry.name)} if it is a submission, or move it away")


def _with_suffix(name: str) -> str:
    return f"{name.split('.', 1)[0]}.yaml"


def _is_file(workspace_files: WorkspaceFiles, path: str) -> bool:
    """Tell if a plain file of this workspace stands at `path`; else add a finding."""
    try:
        workspace_files.source.size(path)
    except OSError as error:
        workspace_files.findings.append(_unreadable(path, error))
        return False
    return True


def blob_id(raw: bytes) -> str:
    """40 hexadecimal digits, as `git hash-object` prints them for the content with CRLF read as LF."""
    text = raw.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()
