"""Forms that came back → what the measurement files are to say, and what is wrong or to be asked. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wpsplan.finding import Finding, Place, Severity
from wpsplan.forms import cells, cover
from wpsplan.forms.answers import FormAnswer, answers_of, interpret
from wpsplan.forms.cells import Raw
from wpsplan.forms.content import item_key
from wpsplan.forms.identity import drop_foreign_rows, find_changed_questions, identify, report_missing_items
from wpsplan.forms.prompts import STATUSES
from wpsplan.forms.reading import ReturnedForm, read_form
from wpsplan.forms.safe_open import RefusedWorkbook, open_safely, warn_if_open
from wpsplan.forms.save import CoverValues, SavedSubmission, update_submission
from wpsplan.framework.framework import Framework
from wpsplan.rules.form_rules import differs, no_status, other, outdated, unclear
from wpsplan.workspace import load


@dataclass
class Imported:
    """What became of one workbook."""

    path: str
    entity: str = ""
    name: str = ""
    period: str = ""
    answered: int = 0
    """How many items it answers."""
    files: list[SavedSubmission] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something in it is wrong."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def asked(self) -> bool:
        """Whether an answer differs from the one on file."""
        return any(finding.code == differs.code for finding in self.findings)

    @property
    def changes(self) -> dict[str, bytes]:
        """The files that are to be written; none where something is wrong or asked."""
        if self.refused or self.asked:
            return {}
        return {filed.path: filed.after for filed in self.files if filed.after is not None}

    @property
    def changed(self) -> int:
        """How many items say something new."""
        return sum(len(filed.changed) for filed in self.files)


@dataclass(frozen=True)
class Files:
    """What forms are imported into."""

    root: Path
    framework: Framework
    replace: bool
    """Whether what differs takes the place of what is on file."""
    head: str = ""
    """The first line of a new file."""


def import_forms(files: Files, paths: Sequence[Path]) -> list[Imported]:
    """Reads workbooks, one after the other; a bad one doesn't stop the others."""
    found = [_import_workbook(files, path) for path in paths]
    _refuse_duplicates(found)
    _check_files(files.root, found)
    return found


def _import_workbook(files: Files, path: Path) -> Imported:
    one = Imported(str(path), findings=list(warn_if_open(path)))
    try:
        form = read_form(str(path), open_safely(path))
        form.findings[:0] = one.findings
        one.findings = form.findings
        one.entity, one.period = identify(form, files.framework)
        one.name = files.framework.name(one.entity)
        _merge_answers(one, form, files)
    except RefusedWorkbook as refusal:
        one.findings.append(refusal.finding(one.path))
    return one


def _merge_answers(one: Imported, form: ReturnedForm, files: Files) -> None:
    framework = files.framework
    drop_foreign_rows(form, framework, one.period)
    answers = answers_of(form, framework.indicators)
    one.answered = len(answers)
    changed = find_changed_questions(form, framework)
    report_missing_items(form, framework, one.entity, one.period)
    header = _read_cover(form)
    periods = dict.fromkeys((one.period, *(answer.period for answer in answers)))
    for period in periods:
        own = [answer for answer in answers if answer.period == period]
        try:
            filed = update_submission(
                files.root,
                period,
                one.entity,
                own,
                header,
                main=period == one.period,
                replace=files.replace,
                head=files.head,
            )
        except RefusedWorkbook as refusal:
            place = header.cells.get("status") if refusal.rule is no_status else None
            form.findings.append(refusal.finding(one.path) if place is None else
                                 refusal.rule.finding(_cell_place(form, place), refusal.message))  # fmt: skip
            continue
        one.files.append(filed)
        _report_differences(form, filed, own, changed)


def _read_cover(form: ReturnedForm) -> CoverValues:
    """What the cover says, where it can be read."""
    values: dict[str, Any] = {}
    status, submitted = form.cover.get(cover.STATUS), form.cover.get(cover.SUBMITTED)
    if status is not None and not status.blank:
        said = interpret(form, status, lambda cell: cells.word(cell, {word: word for word in STATUSES}))
        if said is not None:
            values["status"] = said
    if submitted is not None and not submitted.blank:
        said = interpret(form, submitted, lambda cell: cells.day(cell, form.excel_1904))
        if said is not None and isinstance(said, int | str):
            form.complain(
                unclear, submitted, f"{said} is no day", "write the day on which it was sent, such as 2018-02-14"
            )
        elif said is not None:
            values["submitted"] = said
    return CoverValues(values, form.cover)


def _report_differences(
    form: ReturnedForm, filed: SavedSubmission, answers: Iterable[FormAnswer], changed: Mapping[str, str]
) -> None:
    """What the merging asks, and answers to questions that were other ones."""
    for id, each in filed.differences:
        what = f"{id} {each.key}" if id else each.key
        form.complain(differs, each.cell, f"{what}: {each.on_file} on file ({filed.path}), {each.in_form} in the form")
    for answer in filed.words_only:
        cell = next(iter(answer.raw_cells.values()))
        message = f"{answer.indicator} has a published figure on file, and the form only remarks on it"
        form.complain(unclear, cell, message, "add the figure, or choose a reason why there is none")
    for answer in answers:
        key = item_key(answer.indicator, answer.period)
        if key in changed and answer.indicator in filed.changed:
            form.complain(outdated, next(iter(answer.raw_cells.values())), changed[key])


def _cell_place(form: ReturnedForm, cell: Raw) -> Place:
    return Place(form.path, (cell.sheet, cell.coordinate))


def _refuse_duplicates(found: Sequence[Imported]) -> None:
    """Two forms that answer the same: which of them counts can't be told."""
    claims: dict[object, list[Imported]] = {}
    for one in found:
        for claim in {(one.entity, one.period), *(filed.path for filed in one.files)} if one.entity else ():
            claims.setdefault(claim, []).append(one)
    twins = {one.path: [each.path for each in some] for some in claims.values() if len(some) > 1 for one in some}
    for one in found:
        others = [path for path in twins.get(one.path, ()) if path != one.path]
        if one.path in twins:
            message = f"{one.name} has answered for {one.period} in {', '.join(others) or 'the same file'} as well"
            one.findings.append(other.finding(Place(one.path), message, "import the one that counts"))
            one.files = []


def _check_files(root: Path, found: Sequence[Imported]) -> None:
    """What the rules of `check` say of the files as they would be, each finding at its cell.

    Forms that are refused or asked about are looked at apart, so that what is wrong in them is not held against others.
    """
    sound = [one for one in found if one.changes]
    for some in (sound, [one for one in found if one not in sound]):
        filed = {each.path: (one, each) for one in some for each in one.files if each.after is not None}
        overlay = {path: each.after for path, (_, each) in filed.items() if each.after is not None}
        for finding in load(root, overlay=overlay).findings if overlay else ():
            if finding.place.path in filed and finding.accepted is None:
                one, each = filed[finding.place.path]
                cell = _cell_of(each, finding.place)
                if cell is not None:
                    one.findings.append(finding._replace(place=Place(one.path, (cell.sheet, cell.coordinate))))


def _cell_of(filed: SavedSubmission, place: Place) -> Raw | None:
    """The cell that a place of the file comes from; None where the form has nothing to do with it."""
    route = place.route
    if route[:1] == ("measurements",) and (len(route) < 2 or route[1] not in filed.changed):
        return None
    for length in range(len(route), 0, -1):
        if route[:length] in filed.cells:
            return filed.cells[route[:length]]
    return None
