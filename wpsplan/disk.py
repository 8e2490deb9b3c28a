"""The one door to the disk: a workspace's files are read and written here, and never outside of its folders.

A workspace may be a stranger's, with links in it that lead elsewhere. A path is followed only as far as it stays within
the folder that it begins with: what is in build/ can't be a file of plan/, and what is in templates/ no file of .git/.
A path that the user names is the user's, and is followed wherever it leads.
"""

import errno
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from wpsplan.finding import UserError

FOLDERS = ("plan", "measurements", "templates", "build", ".wpsplan")
"""The folders of a workspace."""
LONGEST_NAME, LONGEST_PATH = 255, 4_000
"""Bytes, as most systems allow them."""
_DRIVE = re.compile(r"[A-Za-z]:")
_BESIDE = re.compile(r"\..+\.([0-9a-f]{8})\.tmp")
"""The name of a file that is to replace another; the number of the process that writes it is in it."""


class RefusedPathError(OSError):
    """A path that is not followed, or that leads to no plain file; `strerror` says why."""

    def __init__(self, reason: str, path: str) -> None:
        super().__init__(errno.EINVAL, reason, path)


class FolderEntry(NamedTuple):
    """A file or a folder in a folder; a link is none, whatever it leads to."""

    name: str
    is_folder: bool


def check_path(path: str) -> None:
    """Raise `RefusedPathError` where a path (with /) can't be one within a workspace, on this system or another."""
    try:
        raw = os.fsencode(path)
    except UnicodeEncodeError:
        raise RefusedPathError("a name that no file can have", path) from None
    if len(raw) > LONGEST_PATH or max(map(len, raw.split(b"/"))) > LONGEST_NAME:
        raise RefusedPathError("a path that is too long", path)
    if any(part in ("", ".", "..") or _DRIVE.match(part) for part in path.split("/")) or "\\" in path or "\0" in path:
        raise RefusedPathError("a path that leads elsewhere on some systems", path)


class Disk:
    """The files of a workspace, by their paths relative to its root, with /."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = Path(os.path.realpath(root))

    def locate(self, path: str) -> Path:
        """Follow the links of a path. Raise `RefusedPathError` where it leads out of the folder that it begins with."""
        check_path(path)
        top = path.split("/", 1)[0]
        if top not in FOLDERS:
            raise RefusedPathError("it is in no folder of a workspace", path)
        place = Path(os.path.realpath(self._real_root / path))
        if not place.is_relative_to(self._real_root / top):
            inside = place.is_relative_to(self._real_root)
            raise RefusedPathError(f"a link that leads out of {f'{top}/' if inside else 'the workspace'}", path)
        return place

    def exists(self, path: str) -> bool:
        """Tell if anything is at a path, be it a broken link."""
        try:
            check_path(path)
        except RefusedPathError:
            return False
        return os.path.lexists(self.root / path)

    def entries(self, folder: str) -> list[FolderEntry]:
        """List a folder by name, without what begins with a dot; empty where it is not there. Raise OSError."""
        try:
            with os.scandir(self.locate(folder)) as entries:
                return sorted(
                    FolderEntry(entry.name, entry.is_dir(follow_symlinks=False))
                    for entry in entries
                    if not entry.name.startswith(".")
                )
        except FileNotFoundError:
            return []

    def size(self, path: str) -> int:
        """The length of a plain file, in bytes. Raise OSError."""
        return self._plain_file(path)[1]

    def read(self, path: str) -> bytes:
        """Read a plain file. Raise OSError."""
        return self._plain_file(path)[0].read_bytes()

    def _plain_file(self, path: str) -> tuple[Path, int]:
        """The place of a plain file, and its length. Raise OSError: no pipe is waited for, no device is opened."""
        place = self.locate(path)
        try:
            status = place.stat()
        except OSError:
            if (self.root / path).is_symlink():
                raise RefusedPathError("a link that leads nowhere", path) from None
            raise
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "something that is no file"
            raise RefusedPathError(f"{kind} stands where a file belongs", path)
        return place, status.st_size

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, path → content, or none of them where one can't be written: raise `UserError`."""
        placed: dict[Path, tuple[Path, bytes]] = {}
        for path, data in files.items():
            name = self.root / path
            try:
                placed[self.locate(path)] = name, data
            except OSError as error:
                raise _cant_write(name, error) from None
        _replace(placed)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name in its folder; a link is renamed itself. Raise OSError."""
        folders_and_names = (path.rsplit("/", 1) for path in (old, new))
        source, target = (self.locate(folder) / name for folder, name in folders_and_names)
        source.rename(target)


def read_named(path: Path) -> bytes:
    """Read a file that the user names. Raise OSError."""
    return path.read_bytes()


def write_named(path: Path, data: bytes) -> None:
    """Write a file that the user names, with the folders that it needs; a device or a pipe is written to."""
    target = Path(os.path.realpath(path))
    if not target.exists() or target.is_file() or target.is_dir():
        _replace({target: (path, data)})
        return
    try:
        target.write_bytes(data)
    except OSError as error:
        raise _cant_write(path, error) from None


def _replace(files: Mapping[Path, tuple[Path, bytes]]) -> None:
    """Put contents in the places of files, each in one step, so that a reader sees the old one or the new one.

    All or none: nothing is replaced until all contents are on the disk, each beside its place. `files`: place → the
    name that the user knows it by, content.
    """
    besides: dict[Path, Path] = {}  # the file to be replaced → the new one beside it
    before: dict[Path, bytes | None] = {}
    place = Path()
    try:
        for place, (_, content) in files.items():
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            place.parent.mkdir(parents=True, exist_ok=True)
            besides[place] = _beside(place)
            _write_beside(besides[place], place, content)
        if len(files) > 1:
            before = {place: place.read_bytes() if place.is_file() else None for place in files}
        for place, beside in besides.items():
            beside.replace(place)
    except BaseException as error:
        _put_back(before, besides)
        if isinstance(error, OSError):
            raise _cant_write(files[place][0], error) from None
        raise
    finally:
        for beside in besides.values():
            beside.unlink(missing_ok=True)


def _put_back(before: Mapping[Path, bytes | None], besides: Mapping[Path, Path]) -> None:
    """Give the files that were replaced already their content of before."""
    for place, content in before.items():
        if besides[place].exists():  # not replaced yet
            continue
        with suppress(OSError):
            if content is None:
                place.unlink()
            else:
                place.write_bytes(content)


def _write_beside(beside: Path, place: Path, content: bytes) -> None:
    """Write the new content of a file beside it, with the rights that it has."""
    with beside.open("xb") as file:
        file.write(content)
    if place.is_file():
        beside.chmod(stat.S_IMODE(place.stat().st_mode))


def _beside(place: Path) -> Path:
    """The name of the file beside a place that is to replace what is there; it bears the number of this process.

    Those in the same folder whose process was killed before it could take them away are removed.
    """
    with suppress(OSError):
        for entry in os.scandir(place.parent):
            match = _BESIDE.fullmatch(entry.name)
            if match and not _is_running(int(match[1], 16)):
                with suppress(OSError):
                    Path(entry.path).unlink()
    beside = place.with_name(f".{place.name}.{os.getpid():08x}.tmp")
    beside.unlink(missing_ok=True)  # of a process that had our number
    return beside


def _is_running(process: int) -> bool:
    """Tell if another process of this number is running; on Windows an open file can't be removed in any case."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _cant_write(path: Path, error: OSError) -> UserError:
    return UserError(f"{path} can't be written ({(error.strerror or type(error).__name__).lower()})")
