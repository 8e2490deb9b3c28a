"""What can be wrong with a workspace. One file a family, one function a rule; a family sees the model, never files."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from wpsplan.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from wpsplan.framework.framework import Framework
    from wpsplan.model.commentary import Commentary
    from wpsplan.model.submission import Submission


def plan_findings(framework: "Framework") -> Iterator[Finding]:
    """What the plan's families say of a framework."""
    from wpsplan.rules import methods, plan_quality, plan_structure

    for family in (plan_structure.family, methods.family, plan_quality.family):
        yield from family.run(framework)


def submission_findings(submission: "Submission", framework: "Framework") -> Iterator[Finding]:
    """What the measurements' families say of one submission."""
    from wpsplan.rules import breakdowns, cells, submissions, values
    from wpsplan.rules.answers import answers

    asked = submission.final and submission.period in framework.periods
    yield from submissions.family.run(submission, framework)
    for answer in answers(submission, framework):
        found = values.family.run(answer, kind=answer.kind_name)
        if answer.cells:
            found += cells.family.run(answer, kind=answer.kind_name)
            if asked and answer.method is not None and not any(one.severity is Severity.ERROR for one in found):
                found += breakdowns.family.run(answer, kind=answer.kind_name)
        yield from found


def commentary_findings(commentary: "Commentary", framework: "Framework") -> Iterator[Finding]:
    """What the family of the office's words says of one commentary."""
    from wpsplan.rules import commentary as family

    yield from family.family.run(commentary, framework)


def across_findings(submissions: "Iterable[Submission]", framework: "Framework") -> Iterator[Finding]:
    """Run the rules that compare submissions: a respondent's years, respondents with each other, published totals."""
    from wpsplan.rules import across, copies, totals
    from wpsplan.rules.own_figures import own_figures

    figures = list(own_figures(submissions, framework))
    for series in across.all_series(figures, framework):
        yield from across.family.run(series)
    for of_one_period in copies.periods_of(figures, framework):
        yield from copies.family.run(of_one_period)
    yield from totals.family.run(figures, framework)


def is_question(finding: Finding) -> bool:
    """Whether a finding asks something that a submission can settle with `accepted`, or has settled."""
    from wpsplan.rules import across, breakdowns, copies, totals

    families = (across.family, breakdowns.family, copies.family, totals.family)
    asking = {rule.code for family in families for rule in family.rules}
    return finding.accepted is not None or finding.code in asking


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the families."""
    from wpsplan.rules import (
        accepting,
        across,
        breakdowns,
        cells,
        commentary,
        copies,
        methods,
        oddities,
        plan_quality,
        plan_structure,
        reading,
        shape,
        submissions,
        totals,
        turned,
        values,
        workbook,
    )  # fmt: skip

    families = (
        reading, shape, oddities, plan_structure, methods, plan_quality, submissions, values, cells, across, copies,
        breakdowns, totals, accepting, commentary, turned,
        workbook,
    )  # fmt: skip
    return {rule.code: rule for module in families for rule in module.family.rules}
