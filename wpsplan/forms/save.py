"""Merge the answers of a form for a period into the submission's file, and keep its comments. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wpsplan.disk import Disk
from wpsplan.forms.answers import FormAnswer
from wpsplan.forms.cells import Raw
from wpsplan.forms.merging import Difference, format_value, merge, route_cells, same_value
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
    """The values of a form's cover (status, day of sending) by key, and their cells."""

    values: Mapping[str, Any]
    cells: Mapping[str, Raw]


@dataclass
class SavedSubmission:
    """A submission's file before and after the import. `after` is None where nothing changes."""

    path: str
    before: bytes | None
    after: bytes | None = None
    differences: list[tuple[str, Difference]] = field(default_factory=list)
    """Pairs of the indicator ("" for the file's header) and the difference."""
    words_only: list[FormAnswer] = field(default_factory=list)
    """Answers with words only, where a published figure is on file."""
    changed: list[str] = field(default_factory=list)
    """The indicators whose entries change."""
    cells: dict[Route, Raw] = field(default_factory=dict)
    """Each route in the file that the form has a cell for → that cell."""


def update_submission(  # noqa: PLR0913 (a file is made from all of these)
    root: Path, period: str, entity: str, answers: Sequence[FormAnswer], header: CoverValues, *,
    main: bool, replace: bool, head: str = "",
) -> SavedSubmission:  # fmt: skip
    """Merge the answers into the file of a period. Raises `RefusedWorkbook`.

    `main`: this is the form's own period, whose header the cover fills. `replace`: an answer wins over a different one
    on file. `head`: the first line of a new file.
    """
    path = f"measurements/{period}/{entity}.yaml"
    before = _read_bytes(root, path)
    saved = SavedSubmission(path, before)
    data = {"period": period, "entity": entity} if before is None else _read_data(path, before)
    if before is None and not answers:
        return saved
    entries = data.get("measurements")
    entries = data["measurements"] = dict(entries) if isinstance(entries, dict) else {}
    official = [answer.indicator for answer in answers if _merge(saved, data, entries, answer, replace)]
    if saved.changed or main:
        _set_header(saved, data, header, replace=replace, answered=bool(saved.changed))
    elif (data.get("status"), header.values.get("status")) == ("draft", "final") and data.get("basis") != PUBLIC:
        data["status"] = "final"
    if official and data.get("basis") == PUBLIC:
        del data["basis"]
        for id, entry in entries.items():
            if id not in official and isinstance(entry, dict) and entry and "basis" not in entry:
                entries[id] = {**entry, "basis": PUBLIC}
    saved.after = (
        _format_submission(path, before, data, head) if saved.changed or _header_changed(before, data) else None
    )
    return saved


def _read_bytes(root: Path, path: str) -> bytes | None:
    try:
        return Disk(root).read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RefusedWorkbook(
            f"{root / path} can't be read ({(error.strerror or 'no reason given').lower()})"
        ) from None


def _read_data(path: str, raw: bytes) -> dict[Any, Any]:
    document = read(raw)
    for finding in document_findings(document, path):
        raise RefusedWorkbook(f"the file on record, {path}:{finding.line}, can't be read: {finding.message}",
                      "mend it first; wpsplan check says how")  # fmt: skip
    if not isinstance(document.data, dict):
        raise RefusedWorkbook(f"the file on record, {path}, is no submission", "mend it first; wpsplan check says how")
    return dict(document.data)


def _merge(
    saved: SavedSubmission, data: dict[Any, Any], entries: dict[Any, Any], answer: FormAnswer, replace: bool
) -> bool:
    """Merge an answer into the entries; True where its entry changes."""
    id = answer.indicator
    if not answer.whole:  # with an unreadable cell, the rest is no complete answer
        return False
    old = entries.get(id)
    old = old if isinstance(old, dict) and any(value is not None for value in old.values()) else None
    public = old is not None and (old.get("basis") or data.get("basis")) == PUBLIC
    if public and not answer.official:
        saved.words_only.append(answer)
        return False
    merged = merge(old, answer, public, replace)
    saved.differences += [(id, difference) for difference in merged.differences]
    if merged.changed:
        entries[id] = merged.entry
        saved.changed.append(id)
        saved.cells.update({("measurements", id, *route): cell for route, cell in route_cells(answer, merged.entry)})
        saved.cells["measurements", id] = next(iter(answer.raw_cells.values()))
    return merged.changed


def _set_header(
    saved: SavedSubmission, data: dict[Any, Any], header: CoverValues, *, replace: bool, answered: bool
) -> None:
    """Set the header from the cover. A change from draft to final is taken over; any other difference is a question."""
    is_own_answer = data.get("basis") != PUBLIC
    if not (answered or (is_own_answer and saved.before is not None)):
        return
    for key, value in header.values.items():
        old_value = data.get(key)
        cell = header.cells[key]
        saved.cells[key,] = cell
        if same_value(old_value, value):
            continue
        new_owner = not is_own_answer and key == "submitted"
        if old_value is None or new_owner or (old_value, value) == ("draft", "final") or replace:
            data[key] = value
        else:
            saved.differences.append(("", Difference(cell, key, format_value(old_value), format_value(value))))
    if "status" not in data:
        raise RefusedWorkbook("the form doesn't say whether it is final or a draft", rule=no_status)


def _header_changed(before: bytes | None, data: dict[Any, Any]) -> bool:
    old = read(before).data if before else None
    return isinstance(old, dict) and any(
        not same_value(old.get(key), data.get(key)) for key in ("status", "submitted") if old.get(key) or data.get(key)
    )


def _format_submission(path: str, before: bytes | None, data: dict[Any, Any], head: str) -> bytes:
    """Return the file's bytes: a new file in the layout of `fmt`; one on record changed in place, in its own layout.

    Raises `RefusedWorkbook` where the file can't be changed in place, or the new one would not be read back the same.
    """
    layout = FileLayout("submission")
    if before is not None:
        try:
            after = edit(before, data, layout)
        except NotInPlaceError as error:
            raise RefusedWorkbook(f"the file on record, {path}, can't be changed in place: {error}",
                          f"wpsplan fmt {path} lays it out anew; then import again") from None  # fmt: skip
        if format_file(path, before).text == before.decode("utf-8"):  # a file in the layout of `fmt` stays in it
            after = (format_file(path, after).text or after.decode("utf-8")).encode("utf-8")
        return after
    raw = format_yaml(data, layout, Comments(head=[head] if head else [])).encode("utf-8")
    reread = read(raw)
    if reread.problems or not same_meaning(reread.data, data):
        raise RefusedWorkbook(
            f"what is to be written to {path} would not be read back the same", "write the file by hand"
        )
    return raw
