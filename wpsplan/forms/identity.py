"""Identify a returned form: its plan, entity and period, and the questions that have changed since it was made."""

from collections.abc import Mapping
from pathlib import Path

from wpsplan.finding import Place
from wpsplan.forms import cover
from wpsplan.forms.columns import FORMAT
from wpsplan.forms.content import definition, item_key
from wpsplan.forms.reading import ReturnedForm
from wpsplan.forms.safe_open import RefusedWorkbook
from wpsplan.framework.framework import Framework
from wpsplan.results.availability import all_items, inner_periods
from wpsplan.results.dataset import Dataset
from wpsplan.rules.form_rules import missing, other, outdated, read_as, structure


def identify(form: ReturnedForm, framework: Framework) -> tuple[str, str]:
    """Return the entity and the period of a form. Raises `RefusedWorkbook` where it is not one of this plan."""
    record, plan = form.record, framework.plan
    if record["format"] != str(FORMAT):
        version = record["version"] or "of an unknown version"
        raise RefusedWorkbook(
            f"the form was made by wpsplan {version}, which lays forms out in another way", rule=other
        )
    if (record["plan"], record["edition"]) != (plan.id, plan.edition or ""):
        theirs, ours = (" ".join(part for part in pair if part) for pair in
                        ((record["plan"], record["edition"]), (plan.id, plan.edition or "")))  # fmt: skip
        raise RefusedWorkbook(f"the form is of the plan {theirs}; this one is {ours}", rule=other)
    if record["period"] not in framework.periods:
        raise RefusedWorkbook(f'the plan has no reporting period "{record["period"]}"',
                      f"the periods: {', '.join(framework.periods)}", other)  # fmt: skip
    entity = record["entity"]
    if entity not in framework.entities or framework.is_group(entity):
        raise RefusedWorkbook(f'the form is of "{entity}", who is no respondent of this plan', rule=other)
    name = framework.name(entity)
    entity_cell = form.cover.get(cover.ENTITY)
    if entity_cell is not None and not str(entity_cell.value or "").endswith(f"({entity})"):
        message = f"the cover says {entity_cell.value or 'nothing'}, but the form was made for {name} ({entity})"
        form.complain(other, entity_cell, message, f"let {name} and the other each fill in their own form")
    named_entity = Path(form.path).stem.removeprefix("form-")
    if named_entity != entity and named_entity in framework.entities:
        message = f"the file is named after {framework.name(named_entity)}, the form in it is that of {name} ({entity})"
        form.findings.append(other.finding(Place(form.path), message, "if the form is the right one, rename the file"))
    return entity, record["period"]


def drop_foreign_rows(form: ReturnedForm, framework: Framework, period: str) -> None:
    """Drop rows that the form was not made with, or of a period outside the form's; filled ones become findings."""
    inner_ids = {inner.id for inner in inner_periods(framework, framework.periods[period])}
    for key, row in list(form.rows.items()):
        item = "|".join(key.split("|")[:2])
        if item in form.record.definitions and item.partition("|")[2] in inner_ids:
            continue
        del form.rows[key]
        if row.filled:
            message = "this row is none of the form's: it belongs to no question"
            form.complain(structure, next(iter(row.filled.values())), message)


def find_changed_questions(form: ReturnedForm, framework: Framework) -> Mapping[str, str]:
    """Return the answered items whose questions have changed since the form was made: item → a message.

    An answer to a question that is gone becomes an error; changed ones without an answer share one finding.
    """
    answered = {"|".join(row.key.split("|")[:2]): row for row in form.rows.values() if row.filled}
    changed, unanswered = {}, []
    for key, digest in form.record.definitions.items():
        id = key.partition("|")[0]
        measurable = framework.indicators.get(id)
        gone = measurable is None or measurable.indicator.method is None
        if measurable is not None and not gone and definition(framework, measurable) == digest:
            continue
        if key not in answered:
            unanswered.append(id)
        elif gone:
            cell = next(iter(answered[key].filled.values()))
            form.complain(outdated, cell, f"{id} is not asked any more", "take the answer out")
        else:
            changed[key] = f"the question of {id}, or how it is measured, has changed since the form was made"
    if unanswered:
        message = f"{', '.join(dict.fromkeys(unanswered))}: changed since the form was made, and not answered in it"
        form.findings.append(read_as.finding(Place(form.path), message))
    return changed


def report_missing_items(form: ReturnedForm, framework: Framework, entity: str, period: str) -> None:
    """Report questions that are missing from the workbook, and those asked only since it was made.

    Raises `RefusedWorkbook` where all of the form's questions are missing.
    """
    gone = [key.partition("|")[0] for key in form.record.definitions if key not in form.rows]
    if gone and len(gone) == len(form.record.definitions):
        raise RefusedWorkbook("none of the form's questions are in this workbook any more", rule=structure)
    due = all_items(Dataset(framework, ()), framework.periods[period])
    asked = {item_key(item.indicator, item.period) for item in due if item.respondent == entity}
    later = [key.partition("|")[0] for key in asked if key not in form.record.definitions]
    for ids, words in ((gone, "not in this workbook any more"), (later, "asked since; this form doesn't have it")):
        if ids:
            form.findings.append(missing.finding(Place(form.path), f"{', '.join(sorted(dict.fromkeys(ids)))}: {words}"))
