"""`wpsplan log`: the history of an item of the plan, from git."""

import sys
from typing import Annotated

import typer

from wpsplan.cli.console import TextOrJson, paint_for, spinner, workspace_root, write_stdout
from wpsplan.finding import UserError

EXAMPLES = """\
  wpsplan log 6.2.2                         every commit that changed this indicator's meaning
  wpsplan log 6 --format json               the same of an outcome, for a program"""


def log(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="An outcome, an action or an indicator.")],
    format: TextOrJson = "text",
) -> None:
    """List every commit that changed an item of the plan.

    In its meaning and not its formatting: agreed text, method, where it stands; with author, date and what changed.
    """
    from wpsplan.cli.periods import plan_alone
    from wpsplan.history.log import history_of
    from wpsplan.render.text.log import log_data, log_text
    from wpsplan.rules.registry import did_you_mean

    root = workspace_root(context)
    with spinner("asking git"):
        data = log_data(id, history_of(root, id))
    if not data["commits"]:
        framework = plan_alone(root).framework
        assert framework is not None  # plan_alone() says so, where it can't be read
        known = [*(outcome.id for outcome in framework.outcomes), *framework.actions, *framework.indicators]
        if id not in known:
            raise UserError(f'no commit knows an outcome, action or indicator "{id}"', did_you_mean(id, known))
    if format == "json":
        from wpsplan.render.json.plain import json_text

        write_stdout(json_text(data))
    else:
        write_stdout(log_text(data, paint_for(sys.stdout)))
