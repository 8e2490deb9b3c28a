"""A period in numbers as plain data: its days, rates, spread on both axes, changes and tasks."""

from typing import Any

from wpsplan.framework.framework import Framework
from wpsplan.kinds import kind_of, value_text
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod
from wpsplan.render.json.plain import Plain, counts, key
from wpsplan.render.text.terminal import counted
from wpsplan.results.coverage import Coverage, Group, Rate, Rates
from wpsplan.results.explain import REASONS
from wpsplan.results.milestones import MilestoneStatus
from wpsplan.results.period_change import PeriodChange
from wpsplan.results.report import Report
from wpsplan.results.status import Distribution, PeriodSummary


def period(period: ReportingPeriod) -> Plain:
    """A reporting period, with its days in words."""
    return {
        "id": period.id,
        "frequency": period.frequency,
        "start": str(period.start),
        "end": str(period.end),
        "baseline": period.baseline,
        "due": str(period.due) if period.due else None,
        "words": f"{day_in_words(period.start)} to {day_in_words(period.end)}",
    }


def rate(rate: Rate) -> Plain:
    """A rate with its counts."""
    return {
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "rate": rate.rate,
        "public": rate.public,
        "text": rate.text,
    }


def rates(all_rates: Rates) -> Plain:
    """The four rates."""
    names = ("submission", "reporting", "completeness", "timeliness")
    return {name: rate(getattr(all_rates, name)) for name in names}


def spread(spread: Distribution) -> Plain:
    """Counts of indicators on both axes (availability, progress), and by reason why they are not assessed."""
    return {
        "indicators": spread.indicators,
        "availability": counts(spread.availability),
        "progress": counts(spread.progress),
        "judgements": counts(spread.judgements),
        "reasons": [{"reason": word, "text": REASONS[word], "count": count} for word, count in spread.reasons.items()],
    }


def summary(summary: PeriodSummary) -> Plain:
    """A period in numbers: its counts, rates and spread."""
    return {
        "period": period(summary.period),
        "due": summary.due,
        "expected": summary.due - summary.counts["not-applicable"],
        "counts": counts(summary.counts),
        "rates": rates(summary.rates),
        "figures": summary.figures,
        "spread": spread(summary.spread),
    }


def since(since: PeriodChange) -> Plain:
    """The changes since the period before."""
    return {
        "period": since.before.period.id,
        "baseline": since.before.period.baseline,
        "trends": {key(word): count for word, count in since.trends.items()},
        "flips": [{"indicator": flip.indicator, "before": flip.before, "after": flip.after} for flip in since.flips],
        "new": list(since.new),
        "gone": list(since.gone),
    }


def group(group: Group) -> Plain:
    """A group of items: its counts and rates."""
    return {
        "id": group.id,
        "name": group.name,
        "due": group.due,
        "expected": group.due - group.counts["not-applicable"],
        **counts(group.counts),
        "rates": rates(group.rates),
    }


def matrix(coverage: Coverage, framework: Framework) -> Plain:
    """Coverage by outcome and respondent: `respondents` are the columns, `matrix` has a row for each outcome."""
    return {
        "respondents": [{"id": id, "name": framework.name(id)} for id in coverage.respondents],
        "matrix": [
            {
                "id": row.id,
                "text": row.text,
                "reported": row.reported,
                "expected": row.expected,
                "states": dict(zip(coverage.respondents, row.states, strict=True)),
            }
            for row in coverage.matrix
        ],
    }


def milestone(milestone: MilestoneStatus) -> Plain:
    """A milestone on the timeline."""
    return {
        "indicator": milestone.indicator,
        "text": milestone.text,
        "due": str(milestone.due),
        "due_words": day_in_words(milestone.due),
        "state": milestone.state,
        "value_text": value_text(milestone.value),
        "achieved_on": str(milestone.achieved_on.last) if milestone.achieved_on else None,
        "achieved_words": milestone.achieved_on.words if milestone.achieved_on else None,
    }


def attention(report: Report) -> list[Plain]:
    """The tasks that wait for somebody, the most urgent first: each with its count, words, and anchor on the page."""
    progress = report.here.spread.progress
    missing = report.here.counts["missing"]
    owing = len({owed.respondent for owed in report.owed})
    drafts = sum(not submission.final for submission in report.files)
    open_questions = sum(question.accepted is None for question in report.questions)
    methods = [measurable.indicator.method for measurable in report.framework.indicators.values()]
    with_course = [method for method in methods if method is not None and kind_of(method).has_course]
    aimless = sum(not kind_of(method).targets(method) for method in with_course)
    actions = sum(gap.code == "action-without-indicator" for gap in report.plan_gaps)
    needs: list[tuple[str, int, str, str]] = [
        (
            "left-out",
            len(report.left_out),
            f"{counted(len(report.left_out), 'error')} in the files, left out here",
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
        {"kind": kind, "count": count, "text": text, "anchor": anchor} for kind, count, text, anchor in needs if count
    ]


def overview(report: Report) -> dict[str, Any]:
    """The front of a report: its period in numbers, changes, tasks, groups, matrix and timeline."""
    numbers = summary(report.here)
    return {
        **numbers,
        "periods": [summary(period_summary) for period_summary in report.periods],
        "since": since(report.since) if report.since else None,
        "attention": attention(report),
        "groups": [group(coverage_group) for coverage_group in report.coverage.groups],
        **matrix(report.coverage, report.framework),
        "timeline": [milestone(event) for event in report.timeline],
    }
