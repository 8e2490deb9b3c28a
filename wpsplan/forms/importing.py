"""Import returned forms: compute the new measurement files, the errors and the questions. Nothing is written here."""

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
    """The result of importing one workbook."""

    path: str
    entity: str = ""
    name: str = ""
    period: str = ""
    answered: int = 0
    """The number of items that it answers."""
    files: list[SavedSubmission] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """True where the workbook has an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def asked(self) -> bool:
        """True where an answer differs from the one on file."""
        return any(finding.code == differs.code for finding in self.findings)

    @property
    def changes(self) -> dict[str, bytes]:
        """The files to write: path → bytes. None where there is an error or a question."""
        if self.refused or self.asked:
            return {}
        return {saved.path: saved.after for saved in self.files if saved.after is not None}

    @property
    def changed(self) -> int:
        """The number of items whose entries change."""
        return sum(len(saved.changed) for saved in self.files)


@dataclass(frozen=True)
class Files:
    """The workspace that forms are imported into, and the settings of the import."""

    root: Path
    framework: Framework
    replace: bool
    """True where an answer replaces a different one on file."""
    head: str = ""
    """The first line of a new file."""


def import_forms(files: Files, paths: Sequence[Path]) -> list[Imported]:
    """Import workbooks one by one; an error in one doesn't stop the others. Returns one result per path, in order."""
    workbooks = [_import_workbook(files, path) for path in paths]
    _refuse_duplicates(workbooks)
    _check_files(files.root, workbooks)
    return workbooks


def _import_workbook(files: Files, path: Path) -> Imported:
    workbook = Imported(str(path), findings=list(warn_if_open(path)))
    try:
        form = read_form(str(path), open_safely(path))
        form.findings[:0] = workbook.findings
        workbook.findings = form.findings
        workbook.entity, workbook.period = identify(form, files.framework)
        workbook.name = files.framework.name(workbook.entity)
        _merge_answers(workbook, form, files)
    except RefusedWorkbook as refusal:
        workbook.findings.append(refusal.finding(workbook.path))
    return workbook


def _merge_answers(workbook: Imported, form: ReturnedForm, files: Files) -> None:
    framework = files.framework
    drop_foreign_rows(form, framework, workbook.period)
    answers = answers_of(form, framework.indicators)
    workbook.answered = len(answers)
    changed = find_changed_questions(form, framework)
    report_missing_items(form, framework, workbook.entity, workbook.period)
    header = _read_cover(form)
    periods = dict.fromkeys((workbook.period, *(answer.period for answer in answers)))
    for period in periods:
        period_answers = [answer for answer in answers if answer.period == period]
        try:
            saved = update_submission(
                files.root,
                period,
                workbook.entity,
                period_answers,
                header,
                main=period == workbook.period,
                replace=files.replace,
                head=files.head,
            )
        except RefusedWorkbook as refusal:
            status_cell = header.cells.get("status") if refusal.rule is no_status else None
            form.findings.append(refusal.finding(workbook.path) if status_cell is None else
                                 refusal.rule.finding(_cell_place(form, status_cell), refusal.message))  # fmt: skip
            continue
        workbook.files.append(saved)
        _report_differences(form, saved, period_answers, changed)


def _read_cover(form: ReturnedForm) -> CoverValues:
    """Read the cover's status and day of sending, as far as they are legible."""
    values: dict[str, Any] = {}
    status, submitted = form.cover.get(cover.STATUS), form.cover.get(cover.SUBMITTED)
    if status is not None and not status.blank:
        value = interpret(form, status, lambda cell: cells.word(cell, {word: word for word in STATUSES}))
        if value is not None:
            values["status"] = value
    if submitted is not None and not submitted.blank:
        value = interpret(form, submitted, lambda cell: cells.day(cell, form.excel_1904))
        if value is not None and isinstance(value, int | str):
            form.complain(
                unclear, submitted, f"{value} is no day", "write the day on which it was sent, such as 2018-02-14"
            )
        elif value is not None:
            values["submitted"] = value
    return CoverValues(values, form.cover)


def _report_differences(
    form: ReturnedForm, saved: SavedSubmission, answers: Iterable[FormAnswer], changed: Mapping[str, str]
) -> None:
    """Add findings: differences from the file, remarks without a figure, answers to questions that have changed."""
    for id, difference in saved.differences:
        what = f"{id} {difference.key}" if id else difference.key
        form.complain(
            differs,
            difference.cell,
            f"{what}: {difference.on_file} on file ({saved.path}), {difference.in_form} in the form",
        )
    for answer in saved.words_only:
        cell = next(iter(answer.raw_cells.values()))
        message = f"{answer.indicator} has a published figure on file, and the form only remarks on it"
        form.complain(unclear, cell, message, "add the figure, or choose a reason why there is none")
    for answer in answers:
        key = item_key(answer.indicator, answer.period)
        if key in changed and answer.indicator in saved.changed:
            form.complain(outdated, next(iter(answer.raw_cells.values())), changed[key])


def _cell_place(form: ReturnedForm, cell: Raw) -> Place:
    return Place(form.path, (cell.sheet, cell.coordinate))


def _refuse_duplicates(workbooks: Sequence[Imported]) -> None:
    """Refuse forms that answer for the same entity and period, or change the same file: any of them may count."""
    claims: dict[object, list[Imported]] = {}
    for workbook in workbooks:
        if workbook.entity:
            for claim in {(workbook.entity, workbook.period), *(saved.path for saved in workbook.files)}:
                claims.setdefault(claim, []).append(workbook)
    rivals = {
        workbook.path: [rival.path for rival in group]
        for group in claims.values()
        if len(group) > 1
        for workbook in group
    }
    for workbook in workbooks:
        others = [path for path in rivals.get(workbook.path, ()) if path != workbook.path]
        if workbook.path in rivals:
            same_answers = ", ".join(others) or "the same file"
            message = f"{workbook.name} has answered for {workbook.period} in {same_answers} as well"
            workbook.findings.append(other.finding(Place(workbook.path), message, "import the one that counts"))
            workbook.files = []


def _check_files(root: Path, workbooks: Sequence[Imported]) -> None:
    """Apply the rules of `check` to the files as they would be written; add each finding at its cell.

    Refused and questioned forms are checked apart, so that their errors don't count against the others.
    """
    writable = [workbook for workbook in workbooks if workbook.changes]
    for group in (writable, [workbook for workbook in workbooks if workbook not in writable]):
        sources = {
            saved.path: (workbook, saved) for workbook in group for saved in workbook.files if saved.after is not None
        }
        overlay = {path: saved.after for path, (_, saved) in sources.items() if saved.after is not None}
        for finding in load(root, overlay=overlay).findings if overlay else ():
            if finding.place.path in sources and finding.accepted is None:
                workbook, saved = sources[finding.place.path]
                cell = _cell_of(saved, finding.place)
                if cell is not None:
                    place = Place(workbook.path, (cell.sheet, cell.coordinate))
                    workbook.findings.append(finding._replace(place=place))


def _cell_of(saved: SavedSubmission, place: Place) -> Raw | None:
    """Return the form's cell that a place in the file comes from; None where the form didn't change that place."""
    route = place.route
    if route[:1] == ("measurements",) and (len(route) < 2 or route[1] not in saved.changed):
        return None
    for length in range(len(route), 0, -1):
        if route[:length] in saved.cells:
            return saved.cells[route[:length]]
    return None
