"""Find the period that a command is about, and load the files that it needs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wpsplan.finding import UserError
    from wpsplan.framework.framework import Framework
    from wpsplan.model.plan import ReportingPeriod
    from wpsplan.workspace import Snapshot, Workspace

Needed = Callable[["Framework", "ReportingPeriod"], list[str]]


def periods_up_to(framework: "Framework", period: "ReportingPeriod") -> list[str]:
    """List the periods whose files a figure of this period may need: those that end with it or earlier."""
    return [other.id for other in framework.periods.values() if other.end <= period.end]


def chosen(files: "Path | Snapshot", period: str | None, needed: Needed) -> tuple["Workspace", "ReportingPeriod"]:
    """Load the workspace with the files that are needed (period None: all); give it, and the period that is meant."""
    from wpsplan.finding import UserError
    from wpsplan.workspace import load

    def wanted(framework: "Framework") -> list[str]:
        return needed(framework, framework.periods[period]) if period in framework.periods else []

    workspace = load(files, wanted if period is not None else None)
    framework = workspace.framework
    if framework is None:
        raise _unreadable(workspace)
    if not framework.periods:
        raise UserError("the plan has no reporting period", "add one to plan/plan.yaml under reporting_periods")
    if period is None:
        return workspace, _latest(workspace, framework)
    if period not in framework.periods:
        raise UserError(f"{period} is no reporting period of this plan", f"the periods: {', '.join(framework.periods)}")
    return workspace, framework.periods[period]


def known_entity(framework: "Framework", id: str | None) -> None:
    """Refuse an entity that the plan doesn't have; where its name is given, the hint says its id."""
    from wpsplan.finding import UserError
    from wpsplan.rules.registry import did_you_mean

    if id is not None and id not in framework.entities:
        named = framework.entity_by_name(id)
        hint = f"write its id: {named}" if named else did_you_mean(id, framework.entities)
        raise UserError(f'no entity "{id}" in this plan', hint)


def plan_alone(root: Path) -> "Workspace":
    """Load the workspace with its plan, and without any measurement file."""
    from wpsplan.workspace import load

    workspace = load(root, lambda framework: [])
    if workspace.framework is None:
        raise _unreadable(workspace)
    return workspace


def _unreadable(workspace: "Workspace") -> "UserError":
    from wpsplan.finding import UserError

    for finding in workspace.findings:
        if finding.place.path == "plan/plan.yaml":
            return UserError(f"plan/plan.yaml:{finding.line}: {finding.message}", finding.help, code=1)
    return UserError("plan/plan.yaml can't be read", "wpsplan check says what is wrong", code=1)


def _latest(workspace: "Workspace", framework: "Framework") -> "ReportingPeriod":
    """The latest annual period that has a final file, else the latest annual one, else the latest."""
    annual = [period for period in framework.periods.values() if period.frequency == "annual"]
    with_file = {submission.period for submission in workspace.submissions if submission.final}
    for period in reversed(annual):
        if period.id in with_file:
            return period
    return (annual or list(framework.periods.values()))[-1]
