"""Questions to git: in bulk, by the program `git` itself, and never for a figure."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wpsplan.disk import RefusedPathError, check_path
from wpsplan.finding import UserError

FOLDERS = ("plan", "measurements", "templates")
"""The folders of a workspace."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, with the files of a folder that it changed."""

    id: str
    author: str
    date: str
    """The author's day and time, as ISO 8601 has it."""
    subject: str
    files: Mapping[str, tuple[str, str]]
    """Path relative to the workspace → the ids of the content before and after; forty zeros: none."""


class TreeEntry(NamedTuple):
    """A file of a commit: git's mode, and the id of its content."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """True of a plain file, False of a link or a submodule."""
        return self.mode.startswith("100")

    @property
    def kind(self) -> str:
        """The kind of an entry that is no plain file, in words."""
        return "a link, which is not followed in a revision" if self.mode == "120000" else "a submodule of git"


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a workspace lies in."""

    root: Path
    """The workspace's root."""
    prefix: str
    """The workspace's path in the repository, with / at its end; empty: they are the same folder."""
    shallow: bool

    @classmethod
    def of(cls, root: Path) -> "Repository":
        """The repository around a workspace."""
        result = _git(root, "rev-parse", "--show-prefix", "--is-shallow-repository")
        if result.returncode:
            raise UserError(f"{root} is in no git repository", "run this in a clone, or make one: git init")
        prefix, shallow = result.stdout.decode("utf-8", "surrogateescape").split("\n")[:2]
        return cls(root, prefix, shallow == "true")

    def commit(self, revision: str) -> str:
        """The commit that a revision means, 40 digits; `A...B` means where the two parted."""
        if "..." in revision:
            first, second = revision.split("...", 1)
            return self._parted(self.commit(first or "HEAD"), self.commit(second or "HEAD"), revision)
        result = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if result.returncode or not revision:
            raise UserError(f'git knows no revision "{revision}"', self._known())
        return result.stdout.decode().strip()

    def _parted(self, first: str, second: str, revision: str) -> str:
        result = _git(self.root, "merge-base", first, second)
        if result.returncode:
            raise UserError(f"git knows no commit that both sides of {revision} come from", self._known())
        return result.stdout.decode().split()[0]

    def _known(self) -> str:
        if self.shallow:
            return "this clone holds a part of the history only: git fetch --unshallow, or fetch that revision"
        result = _git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
        names = result.stdout.decode("utf-8", "replace").split()
        return f"known: {', '.join(names[:8])}{' …' if len(names) > 8 else ''}" if names else "there is no commit yet"

    def files(self, commit: str, folders: Sequence[str] = FOLDERS) -> dict[str, TreeEntry]:
        """The files of the workspace in a commit, by their paths relative to it. Refuse a tree with an unsafe path."""
        wanted = [f"{self.prefix}{folder}" for folder in folders]
        result = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
        if result.returncode:
            reason = result.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise UserError(f"git can't read the files of {commit[:12]} ({reason})", "nothing of that revision is read")
        entries = {}
        for line in result.stdout.split(b"\0"):
            head, _, path = line.partition(b"\t")
            if head:
                name = path.decode("utf-8", "surrogateescape").removeprefix(self.prefix)
                _refuse_unsafe(name, commit)
                mode, _, id = head.decode().split()
                entries[name] = TreeEntry(mode, id)
        return entries

    def log(self, folder: str) -> list[Commit]:
        """Every commit up to HEAD that changed a file of this folder; latest first."""
        form = "--format=%x01%H%x02%an%x02%aI%x02%s"
        result = _git(self.root, "log", form, "--raw", "--no-abbrev", "--no-renames", "-z", "HEAD", "--", folder)
        commits = []
        for block in result.stdout.decode("utf-8", "surrogateescape").split("\x01")[1:]:
            head, _, rest = block.partition("\0")
            id, author, date, subject = head.split("\x02", 3)
            parts = rest.strip("\0\n").split("\0")
            files = {}
            for status, path in zip(parts[::2], parts[1::2], strict=False):
                _, _, old, new, _ = status.strip().split(" ", 4)
                files[path.removeprefix(self.prefix)] = (old, new)
            commits.append(Commit(id, author, date, subject, files))
        return commits

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Ids → their contents, all asked for at once."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        result = _git(self.root, "cat-file", "--batch", input="\n".join(wanted).encode() + b"\n")
        contents, rest = {}, memoryview(result.stdout)
        while rest:
            end = bytes(rest[:200]).index(b"\n")
            id, kind, *size = bytes(rest[:end]).decode().split()
            if kind == "missing":
                raise UserError(f"git lacks the content {id}", self._known())
            length = int(size[0])
            contents[id] = bytes(rest[end + 1 : end + 1 + length])
            rest = rest[end + 2 + length :]
        return contents


def _refuse_unsafe(path: str, commit: str) -> None:
    """Refuse a path that no file of a workspace can have; git itself would not check it out."""
    try:
        check_path(path)
    except RefusedPathError as error:
        raise UserError(f"{path} in {commit[:12]}: {error.strerror}", "nothing of that revision is read") from None


def _git(root: Path, *command: str, input: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *command], input=input, capture_output=True, check=False)
    except FileNotFoundError:
        raise UserError("git is not installed", "this command asks git; the others do without it") from None
