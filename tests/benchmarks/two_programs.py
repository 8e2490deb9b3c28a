"""Two revisions of the program, run side by side on the same workspaces, and what they do differently."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

Files = Mapping[Path, bytes]
Command = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """Commands that run one after the other in the same copy of a workspace."""

    name: str
    workspace: Path
    commands: Sequence[Command]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: `written` holds the files that it made, changed or (None) took away."""

    code: int
    out: bytes
    err: bytes
    written: dict[str, bytes | None]


@dataclass(frozen=True)
class Program:
    """The program of a revision (`code`: the folder that wpsplan/ lies in), and the folder that it works in."""

    code: Path
    folder: Path
    compiled: Path

    def run(self, case: Case, number: int, keep: bool) -> list[Outcome]:
        """Runs a case's commands in a copy of its workspace."""
        folder = self.folder / str(number)
        workspace = folder / "workspace"
        shutil.copytree(case.workspace, workspace, symlinks=True)
        files = self._contents(workspace)
        outcomes = []
        for command in case.commands:
            done = self.call(command, workspace, home=folder)
            before, files = files, self._contents(workspace)
            written: dict[str, bytes | None] = {
                path: files.get(path) for path in {*before, *files} if before.get(path) != files.get(path)
            }
            outcomes.append(Outcome(done.returncode, self._bare(done.stdout), self._bare(done.stderr), written))
        if not keep:
            shutil.rmtree(folder)
        return outcomes

    def call(self, command: Command, cwd: Path, home: Path) -> subprocess.CompletedProcess[bytes]:
        """Runs a command of the program in a folder; `home` takes what is kept of it elsewhere."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": str(self.code),
            "PYTHONPYCACHEPREFIX": str(self.compiled),
            "GIT_CEILING_DIRECTORIES": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }
        line = [sys.executable, "-m", "wpsplan", *command]
        return subprocess.run(
            line, cwd=cwd, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False
        )

    def _contents(self, folder: Path) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] != ".git":
                contents |= _parts(name.as_posix(), path.read_bytes())
        return {name: self._bare(data) for name, data in contents.items()}

    def _bare(self, data: bytes) -> bytes:
        """Without the names of the two folders that differ by themselves."""
        return data.replace(os.fsencode(self.folder), b"FOLDER").replace(os.fsencode(self.code), b"CODE")


def _parts(name: str, data: bytes) -> dict[str, bytes]:
    """A file; a workbook as the files inside it, without the time at which it was saved."""
    if not name.endswith(".xlsx") or not zipfile.is_zipfile(io.BytesIO(data)):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {f"{name}!{part}": book.read(part) for part in book.namelist()}
    saved = rb"(<dcterms:modified[^>]*>)[^<]*"
    return {part: re.sub(saved, rb"\1", xml) if part.endswith("core.xml") else xml for part, xml in parts.items()}


def differences(old: Outcome, new: Outcome) -> Iterator[str]:
    """What differs between two outcomes, each with its first differing line."""
    if old.code != new.code:
        yield f"exit code: {old.code} → {new.code}"
    yield from _difference("stdout", old.out, new.out)
    yield from _difference("stderr", old.err, new.err)
    for path in sorted({*old.written, *new.written}):
        if path not in new.written or path not in old.written:
            yield f"{path}: written by the {'old' if path in old.written else 'new'} program only"
            continue
        before, after = old.written[path], new.written[path]
        if before is None or after is None:
            if before is not after:
                yield f"{path}: taken away by the {'old' if before is None else 'new'} program only"
        else:
            yield from _difference(path, before, after)


def _difference(name: str, old: bytes, new: bytes) -> Iterator[str]:
    if old == new:
        return
    olds, news = old.split(b"\n"), new.split(b"\n")
    number = _first_difference(olds, news)
    before, after = (lines[number] if number < len(lines) else b"(the end)" for lines in (olds, news))
    column = _first_difference(before, after)
    start = max(column - 40, 0)
    shown = [line[start : start + 160].decode("utf-8", "backslashreplace") for line in (before, after)]
    yield f"{name}:{number + 1}:{column + 1}\n      - {shown[0]}\n      + {shown[1]}"


def _first_difference(old: Sequence[Any], new: Sequence[Any]) -> int:
    """The first place where two sequences differ; the end of the shorter one where it begins the other."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return sum(1 for _ in same)
