"""What `check` finds in a workspace, remembered from the last time where not a byte has changed since.

Reading 220,000 records takes a minute, seeing that they are the same a tenth of a second. What is remembered is JSON in
the user's own folder for such things, never in the workspace: whoever sends us files can't send us their findings. Its
name is the digest of all that the findings depend on: each file's path and content, the program, and, where a rule is
turned off until a day, today. Whatever is odd about the files or about what is remembered, they are read anew.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import wpsplan
from wpsplan.finding import Finding, Place, Severity

FOLDERS = ("plan", "measurements")
CHECKS = "plan/checks.yaml"
MOST_KEPT = 30
"""Workspaces, or states of them; of more the oldest are forgotten."""
MOST_BYTES = 20_000_000
"""Of a file: a longer one is not read, and so not remembered either."""


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
    remembered = None if name is None else _recall(root, name)
    if remembered is not None:
        return remembered
    from wpsplan.workspace.survey import survey

    framework, findings, files = survey(root, today, overlay)
    known = framework.indicators if framework else {}
    ids = {finding.indicator for finding in findings if finding.indicator}
    titles = {id: known[id].indicator.text for id in sorted(ids) if id in known}
    looked = Looked(root, tuple(findings), tuple(files), titles, overlay or {})
    if name is not None and name == _name(root, today):  # nothing has changed while it was read
        _remember(looked, name)
    return looked


# --- what the findings depend on ------------------------------------------------------------------------------------


def _name(root: Path, today: date | None) -> str | None:
    """The digest of all that the findings depend on; None where something is no plain file or folder."""
    from hashlib import blake2b

    digest = blake2b(digest_size=20)
    try:
        for part in _program():
            digest.update(part)
        for folder in FOLDERS:
            for part in _contents(f"{root}/", folder):
                digest.update(part)
        if (root / CHECKS).exists():
            digest.update(str(today).encode())
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def _program() -> Iterator[bytes]:
    """The program: its version, and its own files, which somebody may be working at."""
    yield wpsplan.__version__.encode()
    waiting = [Path(wpsplan.__file__).parent]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    seen = entry.stat()
                    yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}".encode()
                elif entry.name in ("model", "rules", "workspace", "document"):
                    waiting.append(Path(entry.path))


def _contents(root: str, folder: str) -> Iterator[bytes]:
    """Paths and contents, in an order of their own. Raises ValueError for what is neither a file nor a folder."""
    mode = os.lstat(root + folder).st_mode
    if not stat.S_ISDIR(mode):
        raise ValueError(folder)
    with os.scandir(root + folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            yield path.encode("utf-8", "surrogateescape") + b"\0"
            if entry.is_dir(follow_symlinks=False):
                yield from _contents(root, path)
            elif entry.is_file(follow_symlinks=False):
                with Path(entry.path).open("rb") as file:
                    raw = file.read(MOST_BYTES + 1)
                if len(raw) > MOST_BYTES:
                    raise ValueError(path)
                yield f"{len(raw)}\0".encode() + raw
            else:
                raise ValueError(path)


# --- what is remembered ---------------------------------------------------------------------------------------------


def _folder() -> Path:
    """Where the user's programs keep what they can make again."""
    home = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home and Path(home).is_absolute() else Path.home() / ".cache") / "wpsplan"


def _own(folder: Path) -> bool:
    """Whether nobody else can write there."""
    if os.name == "nt":
        return True
    seen = os.lstat(folder)
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and not seen.st_mode & 0o022


def _recall(root: Path, name: str) -> Looked | None:
    try:
        folder = _folder()
        if not _own(folder):
            return None
        data = json.loads((folder / f"{name}.json").read_bytes())
        if data["name"] != name:
            return None
        findings = tuple(_finding(one) for one in data["findings"])
        return Looked(root, findings, tuple(map(str, data["files"])), dict(data["titles"]))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def _finding(one: list[Any]) -> Finding:
    code, severity, message, path, route, side, mark, *rest = one
    place = Place(path, tuple(route), side, tuple(mark) if mark else None)
    return Finding(code, Severity(severity), message, place, *rest)


def _plain(finding: Finding) -> list[Any]:
    place = finding.place
    return [
        finding.code, int(finding.severity), finding.message, place.path, list(place.route), place.side, place.mark,
        finding.help, finding.indicator, finding.entity, finding.period, finding.accepted,
    ]  # fmt: skip


def _remember(looked: Looked, name: str) -> None:
    """Writes it whole or not at all; where it can't be written, it is read anew the next time."""
    data = {"name": name, "findings": [_plain(one) for one in looked.findings], "files": looked.files,
            "titles": looked.titles}  # fmt: skip
    try:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder):
            return
        beside = folder / f".{name}.{os.urandom(4).hex()}.tmp"
        try:
            beside.write_text(json.dumps(data, separators=(",", ":")), encoding="ascii")
            beside.replace(folder / f"{name}.json")
        finally:
            beside.unlink(missing_ok=True)
        kept = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        for file in kept[:-MOST_KEPT]:
            file.unlink(missing_ok=True)
    except (OSError, RuntimeError, TypeError):
        return
