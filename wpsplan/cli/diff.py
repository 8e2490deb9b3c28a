"""`wpsplan diff`: what changed in the plan between two git revisions, and what that and new data do to the figures."""

import sys
from typing import Annotated, Literal

import typer

from wpsplan.cli.console import paint_for, print_error, spinner, workspace_root, write_stdout

EXAMPLES = """\
  wpsplan diff main                         from main to the working tree
  wpsplan diff v2016 v2018                  between two tags
  wpsplan diff main... HEAD                 from where this branch left main
  wpsplan diff main --format md             a comment for a pull request
  wpsplan diff main --fail-on breaking      for CI"""


def diff(
    context: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help="A commit, branch or tag; A...B: where the two parted.")],
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help="Left out: the working tree.", show_default=False)
    ] = None,
    format: Annotated[
        Literal["text", "md", "json"], typer.Option("--format", help="md: to post on a pull request.")
    ] = "text",
    fail_on: Annotated[
        Literal["breaking", "review"] | None,
        typer.Option("--fail-on", help="Exit with 1 where a change is as grave as this.", show_default=False),
    ] = None,
) -> None:
    """Say what changed in the plan, and what it does.

    Items are matched by id: agreed text, methods, who is asked; and the figures and states that differ, each with its
    cause.
    """
    from wpsplan.history.compare import compare
    from wpsplan.history.plan_diff import LEVELS
    from wpsplan.render.json.diff import diff_data

    with spinner("comparing"):
        data = diff_data(compare(workspace_root(context), base, head))
    if format == "json":
        from wpsplan.render.json.plain import json_text

        write_stdout(json_text(data))
    elif format == "md":
        from wpsplan.render.text.diff_md import diff_md

        write_stdout(diff_md(data))
    else:
        from wpsplan.render.text.diff import diff_text

        write_stdout(diff_text(data, paint_for(sys.stdout)))
    for error in data["errors"]:
        print_error(f"left out of {error['side']}: {error['path']}:{error['line']}: {error['message']}")
    if fail_on:
        grave = data["level"] is not None and LEVELS.index(data["level"]) >= LEVELS.index(fail_on)
        raise typer.Exit(int(grave or bool(data["errors"])))
