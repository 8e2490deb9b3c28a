"""What `check` finds in a revision, and which files are others by now."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from wpsplan.finding import Finding
from wpsplan.history.git import Repository
from wpsplan.history.revisions import on_disk, workspace_at
from wpsplan.workspace import look
from wpsplan.workspace.content import content_id
from wpsplan.workspace.looked import FOLDERS
from wpsplan.workspace.memory import digest_of, finding_of, forget, plain, program, recall, remember

KIND = "revisions"
MOST_KEPT = 30
"""Revisions; of more the oldest are forgotten."""


def changed_since(root: Path, revision: str) -> list[str]:
    """The files of a workspace that are others than in a revision, or new, or gone, in the working tree."""
    repository = Repository.of(root)
    before = repository.files(repository.commit(revision), FOLDERS)
    now = {path: content_id(content) for path, content in on_disk(root)}
    return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))


def found_at(root: Path, revision: str, today: date, *, remembering: bool) -> Sequence[Finding]:
    """The findings in a revision; `remembering`: it need not be laid out again, as git tells a file by its content."""
    repository = Repository.of(root)
    commit = repository.commit(revision)  # once: a branch may move while we look
    name = _name(repository.files(commit, FOLDERS), today) if remembering else None
    found = None if name is None else recall(KIND, name, lambda data: [finding_of(one) for one in data["findings"]])
    if found is not None:
        return found
    with workspace_at(root, commit) as files:
        findings = look(files, today, remembering=remembering).findings
    if name is not None:
        remember(KIND, name, {"findings": [plain(one) for one in findings]})
        forget(KIND, MOST_KEPT)
    return findings


def _name(ids: Mapping[str, str], today: date) -> str:
    """The digest of all that the findings depend on."""
    files = (f"{path}\0{id}".encode("utf-8", "surrogateescape") for path, id in sorted(ids.items()))
    return digest_of([*program(), str(today).encode(), *files])
