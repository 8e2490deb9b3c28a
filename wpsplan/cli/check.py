"""`wpsplan check`: what is wrong or doubtful in the files."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from wpsplan.cli.console import (
    on_terminal,
    paint_for,
    print_error,
    print_info,
    spinner,
    workspace_root,
    write_stdout,
)
from wpsplan.disk import Disk, write_named

if TYPE_CHECKING:
    from wpsplan.render.findings import Setting
    from wpsplan.workspace import CheckResult

UNKNOWN_PATH = 3
EXAMPLES = """\
  wpsplan check                             all files
  wpsplan check measurements/2017/BEL.yaml  one file, or a folder
  wpsplan check --changed main              what this branch's changes cause, wherever it shows
  wpsplan check --fix                       mend what can be mended without asking; --diff shows it only
  wpsplan check - --as measurements/2017/BEL.yaml   a submission from standard input
  wpsplan check --baseline known.json       only what is new since --write-baseline
  wpsplan check --fail-on warning           exit with 1 for warnings too
  wpsplan check --format github             annotations in GitHub Actions
  wpsplan check --format sarif > out.sarif  for code scanning"""


def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; left out: all.", show_default=False),
    ] = None,
    format: Annotated[
        Literal["text", "json", "github", "sarif", "junit", "md"],
        typer.Option("--format", help="github: annotations; sarif, junit: for CI; md: a comment; json: for programs."),
    ] = "text",
    changed: Annotated[
        str | None,
        typer.Option(metavar="BASE", help="Only what the changes since this git revision cause.", show_default=False),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="PATH", help="With - as PATH: what standard input is to be.", show_default=False),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the mends that can't change a meaning, and say which.")
    ] = False,
    show_fixes: Annotated[bool, typer.Option("--diff", help="With --fix: show the mends, and write nothing.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out the findings that this file knows.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all findings there, as known.")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "note"], typer.Option(help="The mildest finding that makes the exit code 1.")
    ] = "error",
) -> None:
    """Say what is wrong or doubtful in the files, and how to mend it.

    Exits with 0 where nothing is as grave as --fail-on, 1 where something is, 3 where a PATH holds no file of the
    workspace.
    """
    from wpsplan.finding import Severity, UserError
    from wpsplan.render.findings import Setting, render_findings
    from wpsplan.workspace import load, select

    root = workspace_root(context)
    named = list(paths or ())
    overlay = _from_stdin(named, as_)
    if show_fixes and not fix:
        raise UserError("--diff shows what --fix would do", "add --fix")
    if fix:
        _fix(root, select(load(root), named), write=not show_fixes)
    today = date.today()
    with spinner("reading the workspace"):
        workspace = load(root, today=today, overlay=overlay)
        answer = select(workspace, [as_ or "" if path == "-" else path for path in named])
        if changed is not None:
            answer = _caused(answer, root, changed, today)
    if write_baseline is not None:
        from wpsplan.render.text.terminal import as_bytes
        from wpsplan.workspace.baseline import baseline_text

        write_named(write_baseline, as_bytes(baseline_text(answer.findings)))
    if baseline is not None:
        from wpsplan.workspace.baseline import subtract

        answer = subtract(answer, baseline)
    least = Severity[fail_on.upper()]
    setting = Setting(lambda: _prefix(root), least, paint_for(sys.stdout), on_terminal(sys.stdout))
    write_stdout(render_findings(answer, format, setting))
    if format == "github":
        _summarise(answer, setting)
    for unknown in answer.unknown:
        print_error(f"{unknown.path}: {unknown.reason}")
    if answer.unknown:
        raise typer.Exit(UNKNOWN_PATH)
    raise typer.Exit(int(answer.reaches(least)))


def _fix(root: Path, answer: "CheckResult", write: bool) -> None:
    """Mend what can be mended without asking, and say on stderr what was done; `write` False: only say it."""
    from wpsplan.workspace.fixes import find_fixes

    disk = Disk(root)
    for file in find_fixes(disk, answer.findings):
        for mend in file.mends:
            print_info(f"{'mended' if write else 'would mend'}: {mend.path}:{mend.line}: {mend.done} ({mend.code})")
        if write and file.raw is not None:
            disk.write({file.path: file.raw})
        elif write and file.renamed is not None:
            disk.rename(file.path, file.renamed)


def _from_stdin(named: list[str], path: str | None) -> dict[str, bytes]:
    """Read the submission on standard input: the path that it is to have → its bytes; empty without a path."""
    from wpsplan.finding import UserError
    from wpsplan.yaml import MAX_BYTES

    if ("-" in named) != (path is not None):
        raise UserError(
            "- reads a submission from standard input: say what it is", "add --as measurements/2017/BEL.yaml"
        )
    if path is None:
        return {}
    parts = path.split("/")
    if len(parts) != 3 or parts[0] != "measurements" or not parts[2].endswith(".yaml") or ".." in parts:
        raise UserError(f"{path} is no path of a submission", "such as measurements/2017/BEL.yaml")
    try:
        return {path: sys.stdin.buffer.read(MAX_BYTES + 1)}  # one byte more: it is refused as too long
    except OSError as error:
        raise UserError(f"standard input can't be read ({(error.strerror or 'no reason given').lower()})") from None


def _caused(answer: "CheckResult", root: Path, base: str, today: date) -> "CheckResult":
    """Keep only the findings that the files that differ from a revision cause, in them or elsewhere."""
    from wpsplan.history.revisions import changed_since, workspace_at
    from wpsplan.workspace.baseline import introduced_by

    files = changed_since(root, base)
    if not files:
        return introduced_by(answer, answer.findings, files)
    from wpsplan.workspace import load

    return introduced_by(answer, load(workspace_at(root, base), today=today).findings, files)


def _prefix(root: Path) -> str:
    """The workspace's path in its repository; empty where it is in none."""
    from wpsplan.finding import UserError
    from wpsplan.history.git import Repository

    try:
        return Repository.of(root).prefix
    except UserError:
        return ""


def _summarise(answer: "CheckResult", setting: "Setting") -> None:
    """Add the findings to the summary of the step, where the platform has one (GITHUB_STEP_SUMMARY)."""
    from wpsplan.render.findings import render_findings

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            with Path(path).open("a", encoding="utf-8", newline="\n") as file:
                file.write(render_findings(answer, "md", setting))
        except OSError as error:
            print_error(f"the step's summary can't be written ({(error.strerror or 'no reason given').lower()})")
