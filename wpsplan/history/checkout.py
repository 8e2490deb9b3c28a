"""A revision as a workspace: its files are laid out in a folder of their own, and read like any others."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wpsplan.finding import UserError
from wpsplan.history.git import Repository
from wpsplan.workspace.discovery import FOLDERS, blob_id, is_root


@contextmanager
def checkout(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Make a temporary workspace of these files; remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="wpsplan-") as folder:
        root = Path(folder)
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield root


def files_at(root: Path, revision: str, *folders: str) -> dict[str, bytes]:
    """The files of a workspace as they were in a revision: path → content."""
    repository = Repository.of(root)
    commit = repository.commit(revision)
    ids = repository.files(commit, folders or FOLDERS)
    contents = repository.contents(ids.values())
    return {path: contents[id] for path, id in ids.items()}


def on_disk(root: Path) -> Iterator[tuple[str, bytes]]:
    """The working tree's files of a workspace, as they are: path and content."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts):
                yield path.relative_to(root).as_posix(), path.read_bytes()


def changed_since(root: Path, revision: str) -> list[str]:
    """List the files of a workspace that differ from a revision, or are new or gone, in the working tree."""
    repository = Repository.of(root)
    before = repository.files(repository.commit(revision), FOLDERS)
    now = {path: blob_id(content) for path, content in on_disk(root)}
    return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))


@contextmanager
def workspace_at(root: Path, revision: str) -> Iterator[Path]:
    """The workspace as it was in a revision, in a temporary folder."""
    with checkout(files_at(root, revision)) as folder:
        if not is_root(folder):
            raise UserError(f"there was no plan/plan.yaml in {revision}", "name a later revision")
        yield folder
