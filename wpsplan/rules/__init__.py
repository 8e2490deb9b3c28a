"""What can be wrong with a workspace. One file a family, one function a rule; a family sees the model, never files."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from wpsplan.finding import Finding, Rule

if TYPE_CHECKING:
    from wpsplan.model.commentary import Commentary
    from wpsplan.model.framework import Framework
    from wpsplan.model.submission import Submission


def plan_findings(framework: "Framework") -> Iterator[Finding]:
    """What the plan's families say of a framework."""
    from wpsplan.rules import methods, plan_quality, plan_structure

    for family in (plan_structure.family, methods.family, plan_quality.family):
        yield from family.run(framework)


def submission_findings(submission: "Submission", framework: "Framework") -> Iterator[Finding]:
    """What the measurements' families say of one submission."""
    from wpsplan.rules import cells, submissions, values
    from wpsplan.rules.answers import answers

    yield from submissions.family.run(submission, framework)
    for answer in answers(submission, framework):
        yield from values.family.run(answer, kind=answer.kind)
        if answer.cells:
            yield from cells.family.run(answer, kind=answer.kind)


def commentary_findings(commentary: "Commentary", framework: "Framework") -> Iterator[Finding]:
    """What the family of the office's words says of one commentary."""
    from wpsplan.rules import commentary as family

    yield from family.family.run(commentary, framework)


def across_findings(submissions: "Sequence[Submission]", framework: "Framework") -> Iterator[Finding]:
    """What the families that look across files, years and respondents ask of all submissions together."""
    from wpsplan.rules import across, totals

    finals = [submission for submission in submissions if submission.final and submission.period in framework.periods]
    for series in across.all_series(finals, framework):
        yield from across.family.run(series)
    yield from totals.family.run(finals, framework)


def is_question(finding: Finding) -> bool:
    """Whether a finding asks something that a submission can settle with `accepted`, or has settled."""
    from wpsplan.rules import across, totals

    asking = {rule.code for family in (across.family, totals.family) for rule in family.rules}
    return finding.accepted is not None or finding.code in asking


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the families."""
    from wpsplan.rules import (
        accepting,
        across,
        cells,
        commentary,
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
        reading, shape, oddities, plan_structure, methods, plan_quality, submissions, values, cells, across, totals,
        accepting, commentary, turned,
        workbook,
    )  # fmt: skip
    return {rule.code: rule for module in families for rule in module.family.rules}
