"""The whole report as plain data: what a page template is given, and what `report --format json` prints."""

from collections.abc import Iterator
from itertools import islice

from wpsplan.figures.entity_view import EntityView
from wpsplan.figures.items import counts_of
from wpsplan.figures.report import ActionChapter, AreaChapter, OutcomeChapter, Owed, Report
from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.model.commentary import Commentary
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.submission import Submission
from wpsplan.render.data import Plain, counts, plain
from wpsplan.render.figure_data import indicator, item, said, said_of_action
from wpsplan.render.findings_json import finding_data as finding
from wpsplan.render.gaps_data import gap_data
from wpsplan.render.headline_data import headlines
from wpsplan.render.manifest import Manifest
from wpsplan.render.period_data import overview, rates, spread
from wpsplan.render.plan_data import action_text, outcome_text
from wpsplan.workspace.lines import Lines


def report(one: Report, lines: Lines, manifest: Manifest) -> Plain:
    """The whole of what a report's template gets, and what `report --format json` prints."""
    framework = one.framework
    plan = framework.plan
    made = _actions(one, lines)
    actions = iter([action for action, _ in made])
    quoted = [entry for _, entries in made for entry in entries]
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
        **overview(one),
        "commentary": _highlight(one, "overall", lines),
        "headlines": sorted(quoted, key=lambda entry: not entry["complete"]),  # those "so far" come last
        "files": [_file(each, framework) for each in one.files],
        "left_out": [finding(each) for each in one.left_out],
        "plan_gaps": [finding(each) for each in one.plan_gaps],
        "questions": [finding(each) for each in one.questions],
        "areas": [_area(each, one, lines, actions) for each in one.areas],
        "owed": [_owed(each) for each in one.owed],
        "since_revision": None,
        "entity": _entity(one.entity, framework, lines) if one.entity else None,
    }


def _file(one: Submission, framework: Framework) -> Plain:
    return {
        "path": one.path,
        "entity": one.entity,
        "name": framework.name(one.entity),
        "period": one.period,
        "status": one.header.status,
        "basis": one.header.basis,
        "submitted": str(one.header.submitted) if one.header.submitted else None,
        "submitted_words": day_in_words(one.header.submitted) if one.header.submitted else None,
    }


def _actions(one: Report, lines: Lines) -> list[tuple[Plain, list[Plain]]]:
    """Make each action's part and headlines, in the order of the report."""
    return [
        (_action(action, one, lines), [entry for answer in action.indicators for entry in headlines(answer)])
        for area in one.areas
        for outcome in area.outcomes
        for action in outcome.actions
    ]


def _area(one: AreaChapter, whole: Report, lines: Lines, actions: Iterator[Plain]) -> Plain:
    """`actions`: this area's come next."""
    area = one.area
    return {
        "id": area.id,
        "title": area.title,
        "group": area.group,
        "note": area.note,
        "spread": spread(one.spread),
        "outcomes": [_outcome(each, whole, lines, actions) for each in one.outcomes],
    }


def _outcome(one: OutcomeChapter, whole: Report, lines: Lines, actions: Iterator[Plain]) -> Plain:
    return {
        **outcome_text(one.outcome),
        "highlight": _highlight(whole, one.outcome.id, lines),
        "spread": spread(one.spread),
        "actions": list(islice(actions, len(one.actions))),
    }


def _action(one: ActionChapter, whole: Report, lines: Lines) -> Plain:
    return {
        **action_text(one.action, whole.framework),
        "highlight": _highlight(whole, one.action.id, lines),
        "said": [said_of_action(each, lines) for each in one.said],
        "indicators": [
            {
                **indicator(each, whole.framework, lines, whole.questions),
                "highlight": _highlight(whole, each.id, lines),
            }
            for each in one.indicators
        ],
    }


def _highlight(whole: Report, id: str, lines: Lines) -> Plain | None:
    """The office's words on an item of the plan, or `overall`: Markdown, with its place."""
    commentary = whole.commentary
    if commentary is None:
        return None
    text = commentary.overall if id == "overall" else commentary.highlights.get(id)
    place = _words(commentary, id)
    return {"text": text, "path": place.path, "line": lines.of(place)} if text else None


def _words(commentary: Commentary, id: str) -> Place:
    place = Place(commentary.path)
    return place.key("overall") if id == "overall" else place.key("highlights", id)


def _owed(one: Owed) -> Plain:
    return {
        "respondent": one.respondent,
        "name": one.name,
        "period": one.period,
        "due": one.due,
        "missing": [each.indicator for each in one.missing],
        "file": one.file,
        "draft": one.draft,
    }


def _entity(one: EntityView, framework: Framework, lines: Lines) -> Plain:
    return {
        "id": one.id,
        "name": one.name,
        "members": [{"id": id, "name": framework.name(id)} for id in one.members],
        "due": len(one.items),
        "counts": counts(counts_of(one.items)),
        "rates": rates(one.rates),
        "everyone": rates(one.everyone),
        "items": [
            {
                **item(each, lines),
                "name": framework.name(each.respondent),
                "text": framework.indicators[each.indicator].indicator.text,
            }
            for each in one.items
        ],
        "said": [
            {"indicator": id, "indicator_text": framework.indicators[id].indicator.text, **said(each, lines)}
            for id, each in one.said
        ],
        "gaps": [gap_data(each, framework, lines) for each in one.gaps],
        "implements": [{"id": id, "text": framework.actions[id][0].text} for id in one.implements],
        "spread": spread(one.spread),
    }
