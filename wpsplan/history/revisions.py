"""The files of a workspace as they were in a revision, read from git's objects into memory."""

from pathlib import Path

from wpsplan.disk import Disk, RefusedPathError
from wpsplan.finding import UserError
from wpsplan.history.git import Repository
from wpsplan.workspace import Snapshot
from wpsplan.workspace.discovery import FOLDERS, PLAN_FILE, blob_id


def snapshot_at(root: Path, revision: str) -> Snapshot:
    """The files of a workspace as they were in a revision; links and submodules are not followed."""
    repository = Repository.of(root)
    tree = repository.files(repository.commit(revision), FOLDERS)
    contents = repository.contents(entry.id for entry in tree.values() if entry.is_file)
    files = {path: contents[entry.id] for path, entry in tree.items() if entry.is_file}
    refused = {path: RefusedPathError(entry.kind, path) for path, entry in tree.items() if not entry.is_file}
    return Snapshot(files, refused, root)


def working_tree(root: Path) -> Snapshot:
    """The files of a workspace as they are."""
    return Snapshot.of(Disk(root), FOLDERS)


def workspace_at(root: Path, revision: str) -> Snapshot:
    """Like `snapshot_at`, for a revision that holds a workspace."""
    snapshot = snapshot_at(root, revision)
    if not snapshot.exists(PLAN_FILE):
        raise UserError(f"there was no plan/plan.yaml in {revision}", "name a later revision")
    return snapshot


def changed_since(root: Path, revision: str) -> list[str]:
    """List the files of a workspace that differ from a revision, or are new or gone, in the working tree."""
    repository = Repository.of(root)
    tree = repository.files(repository.commit(revision), FOLDERS)
    before = {path: entry.id for path, entry in tree.items() if entry.is_file}
    now = {path: blob_id(content) for path, content in working_tree(root).files.items()}
    return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
