"""`wpsplan verify`: was a report made from these files?"""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from wpsplan import __version__
from wpsplan.cli.console import TextOrJson, spinner, workspace_root, write_stdout
from wpsplan.disk import Disk, read_named
from wpsplan.finding import UserError

Plain = dict[str, Any]

EXAMPLES = """\
  wpsplan verify build/2017/report.html     0: yes; 1: no, and which inputs differ
  wpsplan verify report.md --format json    the same for a program"""


def verify(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A report that wpsplan made: md, html or json.")],
    format: TextOrJson = "text",
) -> None:
    """Say whether a report was made from these files.

    Compares each input that the report lists with the files as they are, and, where all agree, makes the report again
    and compares it, so that a page changed by hand is found out. What could not be compared is never a yes.
    """
    from wpsplan.render.text.verify import verify_text

    root = workspace_root(context)
    text = _text(report)
    with spinner("comparing"):
        verdict = _verdict(root, text, report)
    if format == "json":
        from wpsplan.render.json.plain import json_text

        write_stdout(json_text(verdict))
    else:
        write_stdout(verify_text(verdict))
    raise typer.Exit(0 if verdict["verified"] else 1)


def _text(report: Path) -> str:
    try:
        if report.exists() and not report.is_file():
            raise UserError(f"{report} is no file", "name a report that `wpsplan report` wrote")
        return read_named(report).decode("utf-8")
    except OSError as error:
        raise UserError(f"{report} can't be read ({(error.strerror or 'no reason given').lower()})") from None
    except UnicodeDecodeError:
        raise _no_report(report) from None


def _no_report(report: Path) -> UserError:
    hint = "name a report that `wpsplan report` wrote, as md, html or json"
    if report.suffix.lower() == ".pdf":
        hint = "of a pdf, the html or md of the same report is what can be compared"
    return UserError(f"{report} is no report of wpsplan", hint)


def _verdict(root: Path, text: str, report: Path) -> Plain:
    from wpsplan.cli.report_builder import build_report
    from wpsplan.render.pages.manifest import manifest_of, verdict, with_plain_line_ends

    plain = with_plain_line_ends(text)
    claimed = manifest_of(plain)
    if claimed is None:
        raise _no_report(report)
    try:
        made = build_report(root, claimed.period, claimed.template, claimed.entity, since=claimed.since)
    except UserError as error:  # the period, the entity, the template or the plan itself is no longer there
        return verdict(str(report), claimed, _as_they_are(root, claimed.inputs), trouble=error.message)
    kind = "json" if plain.startswith("{") else "html" if plain.startswith("<!DOCTYPE") else "md"
    again = partial(made.drawn, kind)
    return verdict(str(report), claimed, made.manifest.inputs, text=text, again=again, program=__version__)


def _as_they_are(root: Path, paths: Iterable[str]) -> dict[str, str]:
    from wpsplan.workspace.discovery import blob_id

    disk, ids = Disk(root), {}
    for path in paths:
        with suppress(OSError):  # it is gone, or the report names what is no file of a workspace
            ids[path] = blob_id(disk.read(path))
    return ids
