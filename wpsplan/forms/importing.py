"""Forms that came back → what the measurement files are to say, and what is wrong or to be asked. Writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wpsplan.figures.items import Data, all_items
from wpsplan.finding import Finding, Place, Severity
from wpsplan.forms import cells, cover
from wpsplan.forms.answers import Answer, answers_of, understood
from wpsplan.forms.asking import STATUSES
from wpsplan.forms.cells import Raw
from wpsplan.forms.columns import FORMAT
from wpsplan.forms.content import definition, item_key
from wpsplan.forms.filing import Filed, Header, file_answers
from wpsplan.forms.opening import Refused, notes_on, opened
from wpsplan.forms.reading import Returned, read_form
from wpsplan.model.framework import Framework
from wpsplan.rules.workbook import differs, missing, no_status, other, outdated, read_as, structure, unclear
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
    files: list[Filed] = field(default_factory=list)
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
    found = [_one(files, path) for path in paths]
    _refuse_twice(found)
    _check(files.root, found)
    return found


def _one(files: Files, path: Path) -> Imported:
    one = Imported(str(path), findings=list(notes_on(path)))
    try:
        form = read_form(str(path), opened(path))
        form.findings[:0] = one.findings
        one.findings = form.findings
        _identify(one, form, files.framework)
        _file(one, form, files)
    except Refused as refusal:
        one.findings.append(refusal.finding(one.path))
    return one


def _identify(one: Imported, form: Returned, framework: Framework) -> None:
    """Holds the record against the plan. Raises `Refused` where the form belongs to something else."""
    record, plan = form.record, framework.plan
    if record["format"] != str(FORMAT):
        version = record["version"] or "of an unknown version"
        raise Refused(f"the form was made by wpsplan {version}, which lays forms out in another way", rule=other)
    if (record["plan"], record["edition"]) != (plan.id, plan.edition or ""):
        theirs, ours = (" ".join(part for part in pair if part) for pair in
                        ((record["plan"], record["edition"]), (plan.id, plan.edition or "")))  # fmt: skip
        raise Refused(f"the form is of the plan {theirs}; this one is {ours}", rule=other)
    if record["period"] not in framework.periods:
        raise Refused(f'the plan has no reporting period "{record["period"]}"',
                      f"the periods: {', '.join(framework.periods)}", other)  # fmt: skip
    entity = record["entity"]
    if entity not in framework.entities or framework.is_group(entity):
        raise Refused(f'the form is of "{entity}", who is no respondent of this plan', rule=other)
    one.entity, one.period, one.name = entity, record["period"], framework.name(entity)
    said = form.cover.get(cover.ENTITY)
    if said is not None and not str(said.value or "").endswith(f"({entity})"):
        message = f"the cover says {said.value or 'nothing'}, but the form was made for {one.name} ({entity})"
        form.complain(other, said, message, f"let {one.name} and the other each fill in their own form")
    named = Path(one.path).stem.removeprefix("form-")
    if named != entity and named in framework.entities:
        message = f"the file is named after {framework.name(named)}, the form in it is that of {one.name} ({entity})"
        form.findings.append(other.finding(Place(one.path), message, "if the form is the right one, rename the file"))


def _file(one: Imported, form: Returned, files: Files) -> None:
    framework = files.framework
    answers = answers_of(form, framework.indicators)
    one.answered = len(answers)
    changed = _changed_since(form, framework)
    _tell_missing(form, framework, one)
    header = _header(form)
    periods = dict.fromkeys((one.period, *(answer.period for answer in answers)))
    for period in periods:
        if period not in framework.periods:
            continue
        own = [answer for answer in answers if answer.period == period]
        try:
            filed = file_answers(
                files.root,
                period,
                one.entity,
                own,
                header,
                main=period == one.period,
                replace=files.replace,
                head=files.head,
            )
        except Refused as refusal:
            place = header.cells.get("status") if refusal.rule is no_status else None
            form.findings.append(refusal.finding(one.path) if place is None else
                                 refusal.rule.finding(_place(form, place), refusal.message))  # fmt: skip
            continue
        one.files.append(filed)
        _tell(form, filed, own, changed)


def _changed_since(form: Returned, framework: Framework) -> dict[str, str]:
    """Item → what became of its question since the form was made."""
    changed = {}
    for key, digest in form.record.definitions.items():
        id, _, period = key.partition("|")
        measurable = framework.indicators.get(id)
        if measurable is None or measurable.indicator.method is None or period not in framework.periods:
            changed[key] = f"{id} is not asked any more"
        elif definition(framework, measurable) != digest:
            changed[key] = f"the question of {id}, or how it is measured, has changed since the form was made"
    answered = {row.key.split("|")[0]: row for row in form.rows.values() if row.filled}
    for key, message in changed.items():
        id = key.split("|")[0]
        if id in answered and message.endswith("any more"):
            form.complain(outdated, next(iter(answered[id].filled.values())), message, "take the answer out")
    left = [key.split("|")[0] for key in changed if key.split("|")[0] not in answered]
    if left:
        message = f"{', '.join(dict.fromkeys(left))}: changed since the form was made, and not answered in it"
        form.findings.append(read_as.finding(Place(form.path), message))
    return changed


def _tell_missing(form: Returned, framework: Framework, one: Imported) -> None:
    """Questions that the form had and the workbook hasn't, and those that came after it was made."""
    gone = [key.split("|")[0] for key in form.record.definitions if key not in form.rows]
    if gone and len(gone) == len(form.record.definitions):
        raise Refused("none of the form's questions are in this workbook any more", rule=structure)
    due = all_items(Data(framework, ()), framework.periods[one.period])
    asked = {item_key(item.indicator, item.period) for item in due if item.respondent == one.entity}
    later = [key.split("|")[0] for key in asked if key not in form.record.definitions]
    for ids, words in ((gone, "not in this workbook any more"), (later, "asked since; this form doesn't have it")):
        if ids:
            form.findings.append(missing.finding(Place(form.path), f"{', '.join(sorted(dict.fromkeys(ids)))}: {words}"))


def _header(form: Returned) -> Header:
    """What the cover says, where it can be read."""
    values: dict[str, Any] = {}
    status, submitted = form.cover.get(cover.STATUS), form.cover.get(cover.SUBMITTED)
    if status is not None and not status.blank:
        said = understood(form, status, lambda cell: cells.word(cell, {word: word for word in STATUSES}))
        if said is not None:
            values["status"] = said
    if submitted is not None and not submitted.blank:
        said = understood(form, submitted, lambda cell: cells.day(cell, form.excel_1904))
        if said is not None and isinstance(said, int | str):
            form.complain(
                unclear, submitted, f"{said} is no day", "write the day on which it was sent, such as 2018-02-14"
            )
        elif said is not None:
            values["submitted"] = said
    return Header(values, form.cover)


def _tell(form: Returned, filed: Filed, answers: Iterable[Answer], changed: dict[str, str]) -> None:
    """What the merging asks, and answers to questions that were other ones."""
    for id, each in filed.differences:
        what = f"{id} {each.key}" if id else each.key
        form.complain(differs, each.cell, f"{what}: {each.on_file} on file ({filed.path}), {each.in_form} in the form")
    for answer in filed.words_only:
        cell = next(iter(answer.at.values()))
        message = f"{answer.indicator} has a published figure on file, and the form only remarks on it"
        form.complain(unclear, cell, message, "add the figure, or choose a reason why there is none")
    for answer in answers:
        key = item_key(answer.indicator, answer.period)
        if key in changed and answer.indicator in filed.changed:
            form.complain(outdated, next(iter(answer.at.values())), changed[key])


def _place(form: Returned, cell: Raw) -> Place:
    return Place(form.path, (cell.sheet, cell.at))


def _refuse_twice(found: Sequence[Imported]) -> None:
    """Two forms of one respondent: which of them counts can't be told."""
    for one in found:
        twins = [each.path for each in found if each is not one and each.entity == one.entity and one.entity
                 and each.period == one.period]  # fmt: skip
        if twins:
            message = f"{one.name} has answered for {one.period} in {', '.join(twins)} as well"
            one.findings.append(other.finding(Place(one.path), message, "import the one that counts"))
    for one in found:
        if any(each is not one and (each.entity, each.period) == (one.entity, one.period) for each in found):
            one.files = []


def _check(root: Path, found: Sequence[Imported]) -> None:
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
                    one.findings.append(replace(finding, place=Place(one.path, (cell.sheet, cell.at))))


def _cell_of(filed: Filed, place: Place) -> Raw | None:
    """The cell that a place of the file comes from; None where the form has nothing to do with it."""
    route = place.route
    if route[:1] == ("measurements",) and (len(route) < 2 or route[1] not in filed.changed):
        return None
    for length in range(len(route), 0, -1):
        if route[:length] in filed.cells:
            return filed.cells[route[:length]]
    return None
