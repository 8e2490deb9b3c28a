"""A revision as a workspace: its files are laid out in a folder of their own, and read like any others."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wpsplan.finding import UserError
from wpsplan.history.git import Repository
from wpsplan.workspace.layout import is_root


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A temporary workspace of these files; it is gone afterwards."""
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
    ids = repository.files(commit, folders or ("plan", "measurements"))
    contents = repository.contents(ids.values())
    return {path: contents[id] for path, id in ids.items()}


@contextmanager
def workspace_at(root: Path, revision: str) -> Iterator[Path]:
    """The workspace as it was in a revision, in a temporary folder."""
    with laid_out(files_at(root, revision)) as folder:
        if not is_root(folder):
            raise UserError(f"there was no plan/plan.yaml in {revision}", "name a later revision")
        yield folder
