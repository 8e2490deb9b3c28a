"""What can be wrong with a workspace. One file a family, one function a rule; a family sees the model, never files."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from wpsplan.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from wpsplan.model.commentary import Commentary
    from wpsplan.model.framework import Framework
    from wpsplan.model.submission import Submission
    from wpsplan.rules.copies import Trace
    from wpsplan.rules.gist import Gist


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
        found = values.family.run(answer, kind=answer.kind)
        if answer.cells:
            found += cells.family.run(answer, kind=answer.kind)
            if asked and answer.method is not None and not any(one.severity is Severity.ERROR for one in found):
                found += breakdowns.family.run(answer, kind=answer.kind)
        yield from found


def commentary_findings(commentary: "Commentary", framework: "Framework") -> Iterator[Finding]:
    """What the family of the office's words says of one commentary."""
    from wpsplan.rules import commentary as family

    yield from family.family.run(commentary, framework)


def series_findings(gists: "Iterable[Gist]", framework: "Framework") -> Iterator[Finding]:
    """What is asked of one respondent's submissions, across its years."""
    from wpsplan.rules import across

    for series in across.all_series(gists, framework):
        yield from across.family.run(series)


def copies_findings(traces: "Iterable[Trace]") -> Iterator[Finding]:
    """What is asked of all respondents, beside each other."""
    from wpsplan.rules import copies

    for of_one_period in copies.periods_of(traces):
        yield from copies.family.run(of_one_period)


def totals_findings(
    groups: "Iterable[Gist]", members: "Mapping[tuple[str, str], Gist]", framework: "Framework"
) -> Iterator[Finding]:
    """What is asked of published totals; `members`: the gists that they are held against, by period and entity."""
    from wpsplan.rules import totals

    yield from totals.family.run(groups, members, framework)


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
