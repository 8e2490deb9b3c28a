"""The whole report as plain data: what a page template is given, and what `report --format json` prints."""

from collections.abc import Iterable

from wpsplan import __version__
from wpsplan.figures.coverage import Rate, Rates
from wpsplan.figures.report import ActionChapter, AreaChapter, OutcomeChapter, Owed, Report, Spread
from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Submission
from wpsplan.render.data import Lines, Plain, counts, plain
from wpsplan.render.figure_data import indicator, places_of_answer, said_of_action
from wpsplan.render.findings_json import finding_data as finding
from wpsplan.render.plan_data import action_text, outcome_text


def period(one: ReportingPeriod) -> Plain:
    """A reporting period, with its days in words."""
    return {
        "id": one.id,
        "frequency": one.frequency,
        "start": str(one.start),
        "end": str(one.end),
        "baseline": one.baseline,
        "due": str(one.due) if one.due else None,
        "words": f"{day_in_words(one.start)} to {day_in_words(one.end)}",
    }


def rate(one: Rate) -> Plain:
    """A rate with its counts."""
    return {
        "numerator": one.numerator,
        "denominator": one.denominator,
        "rate": one.rate,
        "public": one.public,
        "text": one.text,
    }


def rates(all_rates: Rates) -> Plain:
    """The four rates."""
    names = ("submission", "reporting", "completeness", "timeliness")
    return {name: rate(getattr(all_rates, name)) for name in names}


def spread(one: Spread) -> Plain:
    """How many indicators stand where, on both axes."""
    return {"indicators": one.indicators, "availability": counts(one.availability), "progress": counts(one.progress)}


def report(one: Report, lines: Lines) -> Plain:
    """The whole of what a report's template gets, and what `report --format json` prints."""
    framework = one.framework
    plan = framework.plan
    return {
        "program": __version__,
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
        "period": period(one.period),
        "due": one.due,
        "counts": counts(one.counts),
        "rates": rates(one.rates),
        "figures": one.figures,
        "spread": spread(one.spread),
        "files": [_file(each, framework) for each in one.files],
        "left_out": [finding(each) for each in one.left_out],
        "plan_gaps": [finding(each) for each in one.plan_gaps],
        "questions": [finding(each) for each in one.questions],
        "areas": [_area(each, one, lines) for each in one.areas],
        "owed": [_owed(each) for each in one.owed],
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


def _area(one: AreaChapter, whole: Report, lines: Lines) -> Plain:
    area = one.area
    return {
        "id": area.id,
        "title": area.title,
        "group": area.group,
        "note": area.note,
        "spread": spread(one.spread),
        "outcomes": [_outcome(each, whole, lines) for each in one.outcomes],
    }


def _outcome(one: OutcomeChapter, whole: Report, lines: Lines) -> Plain:
    return {
        **outcome_text(one.outcome),
        "spread": spread(one.spread),
        "actions": [_action(each, whole, lines) for each in one.actions],
    }


def _action(one: ActionChapter, whole: Report, lines: Lines) -> Plain:
    return {
        **action_text(one.action, whole.framework),
        "said": [said_of_action(each, lines) for each in one.said],
        "indicators": [indicator(each, whole.framework, lines, whole.questions) for each in one.indicators],
    }


def _owed(one: Owed) -> Plain:
    return {
        "respondent": one.respondent,
        "name": one.name,
        "due": one.due,
        "missing": [each.indicator for each in one.missing],
        "file": one.file,
        "draft": one.draft,
    }


def places(one: Report) -> Iterable[Place]:
    """Every place whose line a report names."""
    for answer in one.indicators:
        yield from places_of_answer(answer)
    for area in one.areas:
        for outcome in area.outcomes:
            for action in outcome.actions:
                yield from (each.place for each in action.said)
