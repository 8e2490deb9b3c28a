"""The rules of `check`: one file a group of rules, one function a rule. A rule sees the model, never files."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from wpsplan.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from wpsplan.framework.framework import Framework
    from wpsplan.model.commentary import Commentary
    from wpsplan.model.submission import Submission


def plan_findings(framework: "Framework") -> Iterator[Finding]:
    """Run the rules about the plan on a framework."""
    from wpsplan.rules import methods, plan_quality, plan_structure

    for group in (plan_structure.group, methods.group, plan_quality.group):
        yield from group.run(framework)


def submission_findings(submission: "Submission", framework: "Framework") -> Iterator[Finding]:
    """Run the rules about measurements on one submission."""
    from wpsplan.rules import cell_totals, cells, submissions, values
    from wpsplan.rules.context import measurement_contexts

    asked = submission.final and submission.period in framework.periods
    yield from submissions.group.run(submission, framework)
    for context in measurement_contexts(submission, framework):
        findings = values.group.run(context, kind=context.kind_name)
        if context.cells:
            findings += cells.group.run(context, kind=context.kind_name)
            has_error = any(finding.severity is Severity.ERROR for finding in findings)
            if asked and context.method is not None and not has_error:
                findings += cell_totals.group.run(context, kind=context.kind_name)
        yield from findings


def commentary_findings(commentary: "Commentary", framework: "Framework") -> Iterator[Finding]:
    """Run the rules about the office's words on one commentary."""
    from wpsplan.rules import commentary as commentary_rules

    yield from commentary_rules.group.run(commentary, framework)


def across_findings(submissions: "Iterable[Submission]", framework: "Framework") -> Iterator[Finding]:
    """Run the rules that compare submissions: a respondent's years, respondents with each other, published totals."""
    from wpsplan.rules import duplicates, group_totals, series
    from wpsplan.rules.own_figures import own_figures

    figures = list(own_figures(submissions, framework))
    for indicator_series in series.all_series(figures, framework):
        yield from series.group.run(indicator_series)
    for period_figures in duplicates.periods_of(figures, framework):
        yield from duplicates.group.run(period_figures)
    yield from group_totals.group.run(figures, framework)


def is_question(finding: Finding) -> bool:
    """Tell if a report lists a finding among its questions: one that compares figures, or that was accepted."""
    from wpsplan.rules import cell_totals, duplicates, group_totals, series

    groups = (series.group, cell_totals.group, duplicates.group, group_totals.group)
    asking = {rule.code for group in groups for rule in group.rules}
    return finding.accepted is not None or finding.code in asking


@cache
def all_rules() -> dict[str, Rule]:
    """Give every rule by its code, in the order of the groups."""
    from wpsplan.rules import (
        cell_totals,
        cells,
        commentary,
        configuration,
        duplicates,
        form_rules,
        group_totals,
        methods,
        plan_quality,
        plan_structure,
        schema_rules,
        series,
        submissions,
        suppressions,
        text_rules,
        values,
        yaml_rules,
    )  # fmt: skip

    groups = (
        yaml_rules, schema_rules, text_rules, plan_structure, methods, plan_quality, submissions, values, cells, series,
        duplicates, cell_totals, group_totals, suppressions, commentary, configuration, form_rules,
    )  # fmt: skip
    return {rule.code: rule for module in groups for rule in module.group.rules}
