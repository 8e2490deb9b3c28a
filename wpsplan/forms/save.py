"""The answers of one form for one period → the submission's file as it is to be, its comments kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wpsplan.disk import Disk
from wpsplan.forms.answers import FormAnswer
from wpsplan.forms.cells import Raw
from wpsplan.forms.merging import Difference, merge, same, shown, steps
from wpsplan.forms.safe_open import RefusedWorkbook
from wpsplan.model.submission import PUBLIC
from wpsplan.rules.form_rules import no_status
from wpsplan.workspace.file_layouts import FileLayout
from wpsplan.workspace.formatting import format_file
from wpsplan.workspace.validation import document_findings
from wpsplan.yaml import Route, read
from wpsplan.yaml.comments import Comments
from wpsplan.yaml.editor import NotInPlaceError, edit
from wpsplan.yaml.writer import format_yaml, same_meaning


@dataclass(frozen=True)
class CoverValues:
    """What the form's cover says: whether it is final, the day on which it was sent; each with its cell."""

    values: Mapping[str, Any]
    cells: Mapping[str, Raw]


@dataclass
class SavedSubmission:
    """A submission's file before and after. `after` is None where nothing changes."""

    path: str
    before: bytes | None
    after: bytes | None = None
    differences: list[tuple[str, Difference]] = field(default_factory=list)
    """(indicator, what differs)"""
    words_only: list[FormAnswer] = field(default_factory=list)
    """Answers in words alone, where a published figure is on file."""
    changed: list[str] = field(default_factory=list)
    """The indicators whose entries change."""
    cells: dict[Route, Raw] = field(default_factory=dict)
    """Each place of the file that the form has a cell for."""


def file_answers(  # noqa: PLR0913 (a file is made of as many things)
    root: Path, period: str, entity: str, answers: Sequence[FormAnswer], header: CoverValues, *,
    main: bool, replace: bool, head: str = "",
) -> SavedSubmission:  # fmt: skip
    """Merges the answers into the file of a period. Raises `Refused`.

    `main`: the form's own period, whose head the cover is about; `head`: the first line of a new file.
    """
    path = f"measurements/{period}/{entity}.yaml"
    before = _bytes(root, path)
    filed = SavedSubmission(path, before)
    data = {"period": period, "entity": entity} if before is None else _data(path, before)
    if before is None and not answers:
        return filed
    entries = data.get("measurements")
    entries = data["measurements"] = dict(entries) if isinstance(entries, dict) else {}
    official = [answer.indicator for answer in answers if _merge(filed, data, entries, answer, replace)]
    if filed.changed or main:
        _set_header(filed, data, header, replace=replace, answered=bool(filed.changed))
    elif (data.get("status"), header.values.get("status")) == ("draft", "final") and data.get("basis") != PUBLIC:
        data["status"] = "final"
    if official and data.get("basis") == PUBLIC:
        del data["basis"]
        for id, entry in entries.items():
            if id not in official and isinstance(entry, dict) and entry and "basis" not in entry:
                entries[id] = {**entry, "basis": PUBLIC}
    filed.after = _written(path, before, data, head) if filed.changed or _header_changed(before, data) else None
    return filed


def _bytes(root: Path, path: str) -> bytes | None:
    try:
        return Disk(root).read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RefusedWorkbook(
            f"{root / path} can't be read ({(error.strerror or 'no reason given').lower()})"
        ) from None


def _data(path: str, raw: bytes) -> dict[Any, Any]:
    document = read(raw)
    for finding in document_findings(document, path):
        raise RefusedWorkbook(f"the file on record, {path}:{finding.line}, can't be read: {finding.message}",
                      "mend it first; wpsplan check says how")  # fmt: skip
    if not isinstance(document.data, dict):
        raise RefusedWorkbook(f"the file on record, {path}, is no submission", "mend it first; wpsplan check says how")
    return dict(document.data)


def _merge(
    filed: SavedSubmission, data: dict[Any, Any], entries: dict[Any, Any], answer: FormAnswer, replace: bool
) -> bool:
    """Merges one answer; whether it takes the place of a published figure, or is new."""
    id = answer.indicator
    if not answer.whole:  # what the rest of it says is no answer yet
        return False
    old = entries.get(id)
    old = old if isinstance(old, dict) and any(value is not None for value in old.values()) else None
    public = old is not None and (old.get("basis") or data.get("basis")) == PUBLIC
    if public and not answer.official:
        filed.words_only.append(answer)
        return False
    merged = merge(old, answer, public, replace)
    filed.differences += [(id, each) for each in merged.differences]
    if merged.changed:
        entries[id] = merged.entry
        filed.changed.append(id)
        filed.cells.update({("measurements", id, *route): cell for route, cell in steps(answer, merged.entry)})
        filed.cells["measurements", id] = next(iter(answer.at.values()))
    return merged.changed


def _set_header(
    filed: SavedSubmission, data: dict[Any, Any], header: CoverValues, *, replace: bool, answered: bool
) -> None:
    """The cover's words take their place; final instead of draft is no question, all else that differs is one."""
    own = data.get("basis") != PUBLIC
    if not (answered or (own and filed.before is not None)):
        return
    for key, value in header.values.items():
        had = data.get(key)
        cell = header.cells[key]
        filed.cells[key,] = cell
        if same(had, value):
            continue
        new_owner = not own and key == "submitted"
        if had is None or new_owner or (had, value) == ("draft", "final") or replace:
            data[key] = value
        else:
            filed.differences.append(("", Difference(cell, key, shown(had), shown(value))))
    if "status" not in data:
        raise RefusedWorkbook("the form doesn't say whether it is final or a draft", rule=no_status)


def _header_changed(before: bytes | None, data: dict[Any, Any]) -> bool:
    old = read(before).data if before else None
    return isinstance(old, dict) and any(
        not same(old.get(key), data.get(key)) for key in ("status", "submitted") if old.get(key) or data.get(key)
    )


def _written(path: str, before: bytes | None, data: dict[Any, Any], head: str) -> bytes:
    """Return the file's bytes: a new file in the layout of `fmt`; one on record changed in place, in its own layout."""
    shape = FileLayout("submission")
    if before is not None:
        try:
            after = edit(before, data, shape)
        except NotInPlaceError as error:
            raise RefusedWorkbook(f"the file on record, {path}, can't be changed in place: {error}",
                          f"wpsplan fmt {path} lays it out anew; then import again") from None  # fmt: skip
        if format_file(path, before).text == before.decode("utf-8"):  # a file in the layout of `fmt` stays in it
            after = (format_file(path, after).text or after.decode("utf-8")).encode("utf-8")
        return after
    raw = format_yaml(data, shape, Comments(head=[head] if head else [])).encode("utf-8")
    again = read(raw)
    if again.problems or not same_meaning(again.data, data):
        raise RefusedWorkbook(
            f"what is to be written to {path} would not be read back the same", "write the file by hand"
        )
    return raw
