"""`wpsplan report`: the report of a period, as pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from wpsplan.cli.console import (
    AtRevision,
    OptionalPeriod,
    print_info,
    report_left_out,
    spinner,
    workspace_root,
    write_stdout,
)
from wpsplan.cli.report_builder import BuiltReport, build_report, tell_finding
from wpsplan.disk import Disk, write_named
from wpsplan.finding import Finding, UserError

DATA = ("json", "csv")
"""Formats for programs: to stdout, unless -o names a file."""
EXAMPLES = """\
  wpsplan report 2017                       build/2017/report.md and report.html
  wpsplan report                            of the latest annual period that has a final file
  wpsplan report 2017 --template progress   another page: build/2017/progress.md and progress.html
  wpsplan report 2017 --entity BEL          one entity's own page: build/2017/entity-BEL.html
  wpsplan report 2017 --at v1.0             of the files as they were in a tag or commit
  wpsplan report 2017 --since v1.0          with what differs from then
  wpsplan report --list                     the templates there are
  wpsplan report 2017 --format json         everything a page is made of
  wpsplan report 2017 --format md -o -      the Markdown, to stdout"""


def report(
    context: typer.Context,
    period: OptionalPeriod = None,
    template: Annotated[
        str | None, typer.Option(metavar="NAME", help="What kind of page; default: report.", show_default=False)
    ] = None,
    entity: Annotated[str | None, typer.Option(metavar="ID", help="With this entity's own part.")] = None,
    format: Annotated[
        Literal["md", "html", "pdf", "json", "csv"] | None,
        typer.Option("--format", help="One page only; or, to stdout, all of it as JSON, or a row an indicator as CSV."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file to write, with --format; - is stdout."),
    ] = None,
    revision: AtRevision = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="With the figures that differ from this git revision.", show_default=False),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the templates, and make no report.")] = False,
    eject: Annotated[
        str | None, typer.Option(metavar="NAME", help="Copy a built-in template into templates/, to start from.")
    ] = None,
) -> None:
    """Write the report of a period.

    Every outcome, action and indicator, with what is known of it and from where. Its pages are replaced together, or,
    where a template is in error or one can't be written, not at all.

    Exits with 1 where files with errors were left out: they are named on the page and on stderr.
    """
    root = workspace_root(context)
    if list_:
        _list(root, format)
        return
    if eject is not None:
        _eject(root, eject)
        return
    if output and not format:
        raise UserError("-o names one file: say which format it is to have", "add --format md, html, pdf, json or csv")
    name = _template(template, entity, root)
    with spinner("making the report"):
        made = build_report(root, period, name, entity, revision=revision, since=since)
        pages = {page_format: _drawn(made, page_format) for page_format in _formats(name, format, root)}
    broken = [page for page in pages.values() if isinstance(page, Finding)]
    for finding in broken:
        tell_finding(finding)
    drawn = {} if broken else {format: page for format, page in pages.items() if isinstance(page, bytes)}
    written = [_short(path, root) for path in _write(made, drawn, output)]
    if written:
        from wpsplan.render.text.report import summary

        (print_info if output == "-" else write_stdout)(summary(made.data, written))
    raise typer.Exit(report_left_out(made.workspace, made.period) or int(bool(broken)))


def _template(template: str | None, entity: str | None, root: Path) -> str:
    from wpsplan.render.pages.templates import DEFAULT, FOR_ENTITY
    from wpsplan.render.pages.templates import template as find

    name = find(template if template is not None else FOR_ENTITY if entity else DEFAULT, root).name
    if name == FOR_ENTITY and entity is None:
        raise UserError(f"the template {name} tells of one entity: say of which", "add --entity ID, such as BEL")
    return name


def _formats(name: str, format: str | None, root: Path) -> tuple[str, ...]:
    from wpsplan.render.pages.templates import template

    available = template(name, root).formats
    if format in ("md", "html") and format not in available:
        raise UserError(f"the template {name} has no page for {format}", f"it has: {', '.join(available)}")
    return (format,) if format else available


def _drawn(made: BuiltReport, format: str) -> bytes | Finding:
    """A page as the bytes to write; a finding where its template can't be drawn."""
    page = made.drawn("html" if format == "pdf" else format)
    if isinstance(page, Finding):
        return page
    if format == "pdf":
        from wpsplan.render.pages.pdf import pdf

        return pdf(page.decode())
    return page


def _write(made: BuiltReport, pages: Mapping[str, bytes], output: str | None) -> list[str]:
    """Write the pages of a report by their formats, those below build/ all or none; give the paths of the files."""
    built: dict[str, bytes] = {}
    for format, page in pages.items():
        if output == "-" or (output is None and format in DATA):
            write_stdout(page)
        elif output is not None:
            write_named(Path(output), page)
        else:
            built[_path(made, format)] = page
    Disk(made.root).write(built)
    named = [output] if output not in (None, "-") and pages else []
    return [*named, *(str(made.root / path) for path in built)]


def _path(made: BuiltReport, format: str) -> str:
    """The path of a page in the workspace, with /."""
    name, entity = made.manifest.template, made.manifest.entity
    stem = f"{name}-{entity}" if entity else name
    return f"build/{made.period.id}/{stem}.{format}"


def _list(root: Path, format: str | None) -> None:
    from wpsplan.render.pages.templates import templates

    rows: list[dict[str, Any]] = [
        {"name": template.name, "about": template.about, "formats": list(template.formats), "own": template.own}
        for template in templates(root)
    ]
    if format == "json":
        from wpsplan.render.json.plain import json_text

        write_stdout(json_text({"templates": rows}))
        return
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        write_stdout(f"{row['name']:{width}}  {row['about']}{'' if not row['own'] else ' (this workspace’s own)'}\n")


def _eject(root: Path, name: str) -> None:
    from wpsplan.render.pages.templates import eject

    files = eject(name, root)
    Disk(root).write(files)
    write_stdout("".join(f"{path}\n" for path in files))


def _short(path: str, root: Path) -> str:
    """A path as the user would type it here."""
    for base in (Path.cwd(), root):
        try:
            return Path(path).resolve().relative_to(base.resolve()).as_posix()
        except ValueError:
            continue
    return path
