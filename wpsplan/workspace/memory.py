"""What is remembered from one run to the next: JSON in the user's own folder for such things, never in the workspace.

Whoever sends us files can't send us what is remembered of them. A name is the digest of all that the remembered depends
on. Whatever is odd about the files, or about what is remembered, is answered by None: it is worked out anew.
"""

import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import wpsplan
from wpsplan.finding import Finding, Place, Severity
from wpsplan.workspace.content import content_id

R = TypeVar("R")

MOST_BYTES = 20_000_000
"""Of a file: a longer one is not read, and so not remembered either."""


def digest_of(parts: Iterable[bytes]) -> str:
    """The name under which something is remembered; the parts are taken one after another, and let go."""
    from hashlib import blake2b

    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(b"%d\0" % len(part))
        digest.update(part)
    return digest.hexdigest()


def program() -> Iterator[bytes]:
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


def contents(root: str, folder: str, ids: dict[str, str] | None = None) -> Iterator[bytes]:
    """Paths and contents, in an order of their own. Raises ValueError for what is neither a file nor a folder.

    `ids`: is given each file's path and its content's id.
    """
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
                yield from contents(root, path, ids)
            elif entry.is_file(follow_symlinks=False):
                with Path(entry.path).open("rb") as file:
                    raw = file.read(MOST_BYTES + 1)
                if len(raw) > MOST_BYTES:
                    raise ValueError(path)
                if ids is not None:
                    ids[path] = content_id(raw)
                yield f"{len(raw)}\0".encode() + raw
            else:
                raise ValueError(path)


# --- what is remembered ---------------------------------------------------------------------------------------------


def recall(kind: str, name: str, made: Callable[[dict[str, Any]], R]) -> R | None:
    """What was remembered under a name, as `made` makes it of its data; None where there is nothing to be used."""
    try:
        folder = _folder() / kind
        if not (_own(folder.parent) and _own(folder)):
            return None
        data = json.loads((folder / f"{name}.json").read_bytes())
        return made(data["data"]) if data["name"] == name else None
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ArithmeticError):
        return None


def remember(kind: str, name: str, data: dict[str, Any]) -> None:
    """Writes it whole or not at all; where it can't be written, it is worked out anew the next time."""
    try:
        folder = _folder() / kind
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder.parent):
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        if not _own(folder):
            return
        beside = folder / f".{name}.{os.urandom(4).hex()}.tmp"
        try:
            beside.write_text(json.dumps({"name": name, "data": data}, separators=(",", ":")), encoding="ascii")
            beside.replace(folder / f"{name}.json")
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, RuntimeError, TypeError):
        return


def forget(kind: str, most: int) -> None:
    """Takes the oldest away, where more than so many are remembered."""
    try:
        folder = _folder() / kind
        kept = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns) if _own(folder) else []
        for file in kept[:-most]:
            file.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


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


def plain(finding: Finding) -> list[Any]:
    """A finding as plain data."""
    place = finding.place
    return [
        finding.code, int(finding.severity), finding.message, place.path, list(place.route), place.side, place.mark,
        finding.help, finding.indicator, finding.entity, finding.period, finding.accepted,
    ]  # fmt: skip


def finding_of(one: list[Any]) -> Finding:
    """And back."""
    code, severity, message, path, route, side, mark, *rest = one
    place = Place(path, tuple(route), side, tuple(mark) if mark else None)
    return Finding(code, Severity(severity), message, place, *rest)
