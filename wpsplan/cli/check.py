"""`wpsplan check`: what is wrong or doubtful in the files."""

import sys
from typing import Annotated, Literal

import typer

from wpsplan.cli.common import TextOrJson, complain, emit, on_terminal, paint_for, working, workspace_root

UNKNOWN_PATH = 3
EXAMPLES = """\
  wpsplan check                             all files
  wpsplan check measurements/2017/BEL.yaml  one file, or a folder
  wpsplan check --fail-on warning           exit with 1 for warnings too
  wpsplan check --format json               for programs"""


def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; left out: all.", show_default=False),
    ] = None,
    format: TextOrJson = "text",
    fail_on: Annotated[
        Literal["error", "warning", "note"], typer.Option(help="The mildest finding that makes the exit code 1.")
    ] = "error",
) -> None:
    """Say what is wrong or doubtful in the files, and how to mend it.

    Exits with 0 where nothing is as grave as --fail-on, 1 where something is, 3 where a PATH holds no file of the
    workspace.
    """
    from wpsplan.finding import Severity
    from wpsplan.workspace import check as checked
    from wpsplan.workspace import load

    root = workspace_root(context)
    with working("reading the workspace"):
        answer = checked(load(root), paths or ())
    if format == "json":
        from wpsplan.render.findings_json import findings_json

        emit(findings_json(answer))
    else:
        from wpsplan.render.findings_text import findings_text

        emit(findings_text(answer, paint_for(sys.stdout), excerpts=on_terminal(sys.stdout)))
    for unknown in answer.unknown:
        complain(f"{unknown.path}: {unknown.reason}")
    if answer.unknown:
        raise typer.Exit(UNKNOWN_PATH)
    raise typer.Exit(int(answer.reaches(Severity[fail_on.upper()])))
