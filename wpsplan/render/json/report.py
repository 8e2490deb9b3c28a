"""The whole report as plain data, for page templates and for `report --format json`."""

from collections.abc import Iterator
from itertools import islice

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.model.commentary import Commentary
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.submission import Submission
from wpsplan.render.findings.json import finding_data
from wpsplan.render.json.gaps import gap_data
from wpsplan.render.json.headlines import headlines
from wpsplan.render.json.indicator import action_statement, indicator, item, measurement
from wpsplan.render.json.period import overview, rates, spread
from wpsplan.render.json.plain import Plain, counts, plain
from wpsplan.render.json.plan import action_text, outcome_text
from wpsplan.render.pages.manifest import Manifest
from wpsplan.results.availability import counts_of
from wpsplan.results.entity_view import EntityView
from wpsplan.results.report import ActionChapter, AreaChapter, OutcomeChapter, Owed, Report
from wpsplan.workspace.positions import Lines


def report(report: Report, lines: Lines, manifest: Manifest) -> Plain:
    """The whole report: the variables of its templates, and the keys of `report --format json`."""
    framework = report.framework
    plan = framework.plan
    action_parts = _actions(report, lines)
    actions = iter([action for action, _ in action_parts])
    quoted = [entry for _, entries in action_parts for entry in entries]
    return {
        "program": manifest.program,
        "made_from": manifest.data(),
        "plan": {
            "id": plan.id,
            "title": plan.title,
            "edition": plan.edition,
            "introduction": plan.introduction,
            "aim": plan.aim,
            "period": plain(plan.period),
            "strategic_outcomes": plain(plan.strategic_outcomes),
            "footnotes": plain(plan.footnotes),
            "supersedes": plain(plan.supersedes),
        },
        **overview(report),
        "commentary": _highlight(report, "overall", lines),
        "headlines": sorted(quoted, key=lambda entry: not entry["complete"]),  # those "so far" come last
        "files": [_file(submission, framework) for submission in report.files],
        "left_out": [finding_data(error) for error in report.left_out],
        "plan_gaps": [finding_data(gap) for gap in report.plan_gaps],
        "questions": [finding_data(question) for question in report.questions],
        "areas": [_area(chapter, report, lines, actions) for chapter in report.areas],
        "owed": [_owed(owed) for owed in report.owed],
        "since_revision": None,
        "entity": _entity(report.entity, framework, lines) if report.entity else None,
    }


def _file(submission: Submission, framework: Framework) -> Plain:
    return {
        "path": submission.path,
        "entity": submission.entity,
        "name": framework.name(submission.entity),
        "period": submission.period,
        "status": submission.header.status,
        "basis": submission.header.basis,
        "submitted": str(submission.header.submitted) if submission.header.submitted else None,
        "submitted_words": day_in_words(submission.header.submitted) if submission.header.submitted else None,
    }


def _actions(report: Report, lines: Lines) -> list[tuple[Plain, list[Plain]]]:
    """Make each action's part and headlines, in the order of the report."""
    return [
        (_action(action, report, lines), [entry for result in action.indicators for entry in headlines(result)])
        for area in report.areas
        for outcome in area.outcomes
        for action in outcome.actions
    ]


def _area(chapter: AreaChapter, report: Report, lines: Lines, actions: Iterator[Plain]) -> Plain:
    """An area with its outcomes; takes its actions from `actions`, where they come next."""
    area = chapter.area
    return {
        "id": area.id,
        "title": area.title,
        "group": area.group,
        "note": area.note,
        "spread": spread(chapter.spread),
        "outcomes": [_outcome(outcome, report, lines, actions) for outcome in chapter.outcomes],
    }


def _outcome(chapter: OutcomeChapter, report: Report, lines: Lines, actions: Iterator[Plain]) -> Plain:
    return {
        **outcome_text(chapter.outcome),
        "highlight": _highlight(report, chapter.outcome.id, lines),
        "spread": spread(chapter.spread),
        "actions": list(islice(actions, len(chapter.actions))),
    }


def _action(chapter: ActionChapter, report: Report, lines: Lines) -> Plain:
    return {
        **action_text(chapter.action, report.framework),
        "highlight": _highlight(report, chapter.action.id, lines),
        "said": [action_statement(statement, lines) for statement in chapter.reports],
        "indicators": [
            {
                **indicator(result, report.framework, lines, report.questions),
                "highlight": _highlight(report, result.id, lines),
            }
            for result in chapter.indicators
        ],
    }


def _highlight(report: Report, id: str, lines: Lines) -> Plain | None:
    """The office's words on an item of the plan, or on the period (`overall`): Markdown, with its place; None: none."""
    commentary = report.commentary
    if commentary is None:
        return None
    text = commentary.overall if id == "overall" else commentary.highlights.get(id)
    place = _words(commentary, id)
    return {"text": text, "path": place.path, "line": lines.of(place)} if text else None


def _words(commentary: Commentary, id: str) -> Place:
    place = Place(commentary.path)
    return place.key("overall") if id == "overall" else place.key("highlights", id)


def _owed(owed: Owed) -> Plain:
    return {
        "respondent": owed.respondent,
        "name": owed.name,
        "period": owed.period,
        "due": owed.due,
        "missing": [item.indicator for item in owed.missing],
        "file": owed.file,
        "draft": owed.draft,
    }


def _entity(view: EntityView, framework: Framework, lines: Lines) -> Plain:
    return {
        "id": view.id,
        "name": view.name,
        "members": [{"id": id, "name": framework.name(id)} for id in view.members],
        "due": len(view.items),
        "counts": counts(counts_of(view.items)),
        "rates": rates(view.rates),
        "everyone": rates(view.everyone),
        "items": [
            {
                **item(due_item, lines),
                "name": framework.name(due_item.respondent),
                "text": framework.indicators[due_item.indicator].indicator.text,
            }
            for due_item in view.items
        ],
        "said": [
            {
                "indicator": id,
                "indicator_text": framework.indicators[id].indicator.text,
                **measurement(statement, lines),
            }
            for id, statement in view.figures
        ],
        "gaps": [gap_data(gap, framework, lines) for gap in view.gaps],
        "implements": [{"id": id, "text": framework.actions[id][0].text} for id in view.implements],
        "spread": spread(view.spread),
    }
