"""`wpsplan report`: the report of a period, as pages."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from wpsplan.cli.common import OptionalPeriod, complain_left_out, emit, tell, working, workspace_root, write_whole
from wpsplan.cli.periods import chosen, periods_up_to

TEMPLATE = "report"
EXAMPLES = """\
  wpsplan report 2017                       build/2017/report.md and report.html
  wpsplan report                            of the latest annual period that has a final file
  wpsplan report 2017 --format json         everything a page is made of
  wpsplan report 2017 --format md -o -      the Markdown, to stdout"""


def report(
    context: typer.Context,
    period: OptionalPeriod = None,
    format: Annotated[
        Literal["md", "html", "json"] | None,
        typer.Option("--format", help="One page only, or the data as JSON (to stdout)."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file to write, with --format; - is stdout."),
    ] = None,
) -> None:
    """Write the report of a period.

    Every outcome, action and indicator, with what is known of it and from where.

    Exits with 1 where files with errors were left out: they are named on the page and on stderr.
    """
    from wpsplan.figures.items import Data
    from wpsplan.figures.report import make_report
    from wpsplan.finding import UserError
    from wpsplan.render.report_data import places
    from wpsplan.render.report_data import report as report_data
    from wpsplan.render.report_text import summary

    if output and not format:
        raise UserError("-o names one file: say which format it is to have", "add --format md, html or json")
    root = workspace_root(context)
    with working("making the report"):
        workspace, of = chosen(root, period, periods_up_to)
        assert workspace.framework is not None  # chosen() says so, where the plan can't be read
        made = make_report(Data(workspace.framework, workspace.submissions, workspace.findings), of)
        data = report_data(made, workspace.lines(set(places(made))))
    pages = _pages(root, of.id, data, format, output)
    for path, text in pages.items():
        if path == "-":
            emit(text)
        else:
            write_whole(Path(path), text.encode("utf-8"))
    written = [_short(path, root) for path in pages if path != "-"]
    if written:
        (tell if "-" in pages else emit)(summary(data, written))
    raise typer.Exit(complain_left_out(workspace, of))


def _pages(root: Path, period: str, data: dict[str, object], format: str | None, output: str | None) -> dict[str, str]:
    """What is written where: path (- for stdout) → text."""
    from wpsplan.render.json_text import json_text

    if format == "json":
        return {output or "-": json_text(data)}
    from wpsplan.render.page import page

    return {
        output or str(root / "build" / period / f"report.{one}"): page(TEMPLATE, one, data, root)
        for one in ((format,) if format else ("md", "html"))
    }


def _short(path: str, root: Path) -> str:
    """A path as the user would type it here."""
    for base in (Path.cwd(), root):
        try:
            return Path(path).resolve().relative_to(base.resolve()).as_posix()
        except ValueError:
            continue
    return path
