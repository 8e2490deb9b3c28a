"""The history of one item of the plan: every commit that changed its meaning, whichever file it stood in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wpsplan.finding import Place
from wpsplan.framework.outcome import Outcome
from wpsplan.history.flatten import FlatItem, Key, flatten_outcome
from wpsplan.history.git import Commit, Repository
from wpsplan.history.plan_diff import Change, item_changes
from wpsplan.workspace.validation import salvage
from wpsplan.yaml import read

NOTHING = "0" * 40
Records = Mapping[Key, FlatItem]


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit that changed the item, and how."""

    commit: Commit
    changes: tuple[Change, ...]


def history_of(root: Path, id: str) -> list[Entry]:
    """The commits that changed an outcome, an action or an indicator; latest first."""
    repository = Repository.of(root)
    commits = repository.log("plan/outcomes")
    blobs = {blob for commit in commits for pair in commit.files.values() for blob in pair if blob != NOTHING}
    contents = repository.contents(blobs)
    wanted = id.encode("utf-8", "surrogateescape")
    known = {blob: _records(raw, id) if wanted in raw else {} for blob, raw in contents.items()}
    return list(_entries(commits, known))[::-1]


def _entries(commits: list[Commit], known: Mapping[str, Records | None]) -> Iterator[Entry]:
    """Entries, oldest first. A commit in which the item's file can't be read has none: the next one tells the rest."""
    last: Records = {}
    for commit in reversed(commits):
        olds, news = ([known.get(blob, {}) for blob in side] for side in zip(*commit.files.values(), strict=True))
        if None in news:
            continue
        before = last if None in olds else _together(olds)
        after = _together(news)
        if before or after:
            last = after
        changes = item_changes(before, after)
        if changes:
            yield Entry(commit, tuple(changes))


def _together(sides: Iterable[Records | None]) -> Records:
    return {key: record for side in sides for key, record in (side or {}).items()}


def _records(raw: bytes, id: str) -> Records | None:
    """The records of the item in a file's content; None where it can't be read."""
    data = read(raw).data
    outcome, _ = salvage(Outcome, data, Place("")) if isinstance(data, dict) else (None, [])
    if outcome is None:
        return None
    return {(record.item, record.id): record for record in flatten_outcome(outcome) if record.id == id}
