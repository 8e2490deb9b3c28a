"""`wpsplan show`: the plan, or one of its items: text, method, figures, and how they were computed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from wpsplan.cli.console import TextOrJson, report_left_out, spinner, workspace_root, write_stdout
from wpsplan.cli.periods import chosen, periods_up_to, plan_alone

if TYPE_CHECKING:
    from wpsplan.framework.framework import Framework
    from wpsplan.model.plan import ReportingPeriod
    from wpsplan.workspace import Workspace

EXAMPLES = """\
  wpsplan show                              the whole plan
  wpsplan show 19.2.1                       an indicator: text, method, figures over time
  wpsplan show 19.2.1 --period 2017         one figure, and how it was computed
  wpsplan show IRL                          an entity: what it is asked for, what it reported
  wpsplan show --format json                everything, for programs"""


def show(
    context: typer.Context,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An outcome, action, indicator or entity.", show_default=False)
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Figures of this period, step by step.")
    ] = None,
    format: TextOrJson = "text",
) -> None:
    """Show the plan, or an item with its figures.

    With --period: where a figure comes from, and how it was computed, step by step.
    """
    from wpsplan.finding import UserError

    root = workspace_root(context)
    if id is None and period is not None:
        raise UserError("--period goes with the id of an item", "for a whole period: wpsplan report PERIOD")
    with spinner("reading the workspace"):
        if id is None:
            workspace, reporting_period = plan_alone(root), None
            data, draw = _plan(workspace)
        else:
            workspace, reporting_period = chosen(root, period, periods_up_to)
            data, draw = _item(workspace, id, reporting_period if period else None)
    if format == "json":
        from wpsplan.render.json.plain import json_text

        write_stdout(json_text(data))
    else:
        write_stdout(draw(data))
    report_left_out(workspace, reporting_period if period else None)


def _plan(workspace: "Workspace") -> tuple[dict[str, Any], Any]:
    from wpsplan.render.json.plan import whole_plan
    from wpsplan.render.text.show import plan_text

    assert workspace.framework is not None  # plan_alone() says so, where it can't be read
    return whole_plan(workspace.framework), plan_text


def _item(workspace: "Workspace", id: str, period: "ReportingPeriod | None") -> tuple[dict[str, Any], Any]:
    """The data about an item, and the function that draws them as text."""
    from wpsplan.render.json import show as show_data
    from wpsplan.render.text import show as show_text
    from wpsplan.results.dataset import Dataset

    framework = workspace.framework
    assert framework is not None  # chosen() says so, where it can't be read
    kind = _known(framework, id)
    answer = show_data.ABOUT[kind](Dataset.of(workspace), workspace.lines, id, period)
    return answer, show_text.WRITERS[kind]


def _known(framework: "Framework", id: str) -> str:
    """Find the kind of item that an id belongs to; refuse an id that the plan doesn't have."""
    from wpsplan.finding import UserError
    from wpsplan.rules.registry import did_you_mean

    kinds = {
        "outcome": [outcome.id for outcome in framework.outcomes],
        "action": framework.actions,
        "indicator": framework.indicators,
        "entity": framework.entities,
    }
    for kind, ids in kinds.items():
        if id in ids:
            return kind
    known = [known_id for ids in kinds.values() for known_id in ids]
    message = f'no outcome, action, indicator or entity "{id}" in this plan'
    raise UserError(message, did_you_mean(id, known, "wpsplan show lists them"))
