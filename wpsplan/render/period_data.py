"""A period in numbers as plain data: its days, rates, spread on both axes, what changed, what needs attention."""

from typing import Any

from wpsplan.figures.coverage import Coverage, Group, Rate, Rates
from wpsplan.figures.report import Report
from wpsplan.figures.since import Since
from wpsplan.figures.standing import Spread, Summary
from wpsplan.figures.steps import REASONS
from wpsplan.figures.timeline import Milestone
from wpsplan.framework.framework import Framework
from wpsplan.kinds import kind_of, value_text
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod
from wpsplan.render.data import Plain, counts, key
from wpsplan.render.terminal import counted


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
    """How many indicators stand where, on both axes, and why those that are not assessed are not."""
    return {
        "indicators": one.indicators,
        "availability": counts(one.availability),
        "progress": counts(one.progress),
        "judgements": counts(one.judgements),
        "reasons": [{"reason": word, "text": REASONS[word], "count": count} for word, count in one.reasons.items()],
    }


def summary(one: Summary) -> Plain:
    """A period in numbers."""
    return {
        "period": period(one.period),
        "due": one.due,
        "expected": one.due - one.counts["not-applicable"],
        "counts": counts(one.counts),
        "rates": rates(one.rates),
        "figures": one.figures,
        "spread": spread(one.spread),
    }


def since(one: Since) -> Plain:
    """What has changed since the period before."""
    return {
        "period": one.before.period.id,
        "baseline": one.before.period.baseline,
        "trends": {key(word): count for word, count in one.trends.items()},
        "flips": [{"indicator": flip.indicator, "before": flip.before, "after": flip.after} for flip in one.flips],
        "new": list(one.new),
        "gone": list(one.gone),
    }


def group(one: Group) -> Plain:
    """A group of items: its counts and rates."""
    return {
        "id": one.id,
        "name": one.name,
        "due": one.due,
        "expected": one.due - one.counts["not-applicable"],
        **counts(one.counts),
        "rates": rates(one.rates),
    }


def matrix(one: Coverage, framework: Framework) -> Plain:
    """Who stands where at which outcome: `respondents` in the order of the columns, and `matrix`, a row an outcome."""
    return {
        "respondents": [{"id": id, "name": framework.name(id)} for id in one.respondents],
        "matrix": [
            {
                "id": row.id,
                "text": row.text,
                "reported": row.reported,
                "expected": row.expected,
                "states": dict(zip(one.respondents, row.states, strict=True)),
            }
            for row in one.matrix
        ],
    }


def milestone(one: Milestone) -> Plain:
    """A milestone on the timeline."""
    return {
        "indicator": one.indicator,
        "text": one.text,
        "due": str(one.due),
        "due_words": day_in_words(one.due),
        "state": one.state,
        "value_text": value_text(one.value),
        "achieved_on": str(one.achieved_on.last) if one.achieved_on else None,
        "achieved_words": one.achieved_on.words if one.achieved_on else None,
    }


def attention(one: Report) -> list[Plain]:
    """What needs somebody, the most urgent first: each with its count, in words, and where on the page it stands."""
    progress = one.here.spread.progress
    missing = one.here.counts["missing"]
    owing = len({each.respondent for each in one.owed})
    drafts = sum(not each.final for each in one.files)
    open_questions = sum(each.accepted is None for each in one.questions)
    methods = [each.indicator.method for each in one.framework.indicators.values()]
    with_course = [method for method in methods if method is not None and kind_of(method).has_course]
    aimless = sum(not kind_of(method).targets(method) for method in with_course)
    actions = sum(each.code == "action-without-indicator" for each in one.plan_gaps)
    found: list[tuple[str, int, str, str]] = [
        (
            "left-out",
            len(one.left_out),
            f"{counted(len(one.left_out), 'error')} in the files, left out here",
            "left-out",
        ),
        ("missing", missing, f"{counted(missing, 'item')} owed by {counted(owing, 'respondent')}", "missing"),
        *(
            (state, progress[state], f"{counted(progress[state], 'indicator')} {state.replace('-', ' ')}", "progress")
            for state in ("reversing", "off-track", "overdue")
        ),
        ("questions", open_questions, f"{counted(open_questions, 'open question')}", "questions"),
        ("drafts", drafts, f"{counted(drafts, 'draft')}, in no figure yet", "files"),
        ("no-target", aimless, f"{counted(aimless, 'indicator')} for which the plan sets no target", "progress"),
        ("plan", actions, f"{counted(actions, 'action')} without an indicator", "plan-gaps"),
    ]
    return [
        {"kind": kind, "count": count, "text": text, "anchor": anchor} for kind, count, text, anchor in found if count
    ]


def overview(one: Report) -> dict[str, Any]:
    """What stands at the front of a report."""
    here = summary(one.here)
    return {
        **here,
        "periods": [summary(each) for each in one.periods],
        "since": since(one.since) if one.since else None,
        "attention": attention(one),
        "groups": [group(each) for each in one.coverage.groups],
        **matrix(one.coverage, one.framework),
        "timeline": [milestone(each) for each in one.timeline],
    }
