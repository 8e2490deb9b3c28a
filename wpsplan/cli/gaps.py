"""`wpsplan gaps`: what is missing, and who can close it."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from wpsplan.cli.console import OptionalPeriod, report_left_out, spinner, workspace_root, write_stdout
from wpsplan.cli.periods import chosen, known_entity, periods_up_to
from wpsplan.cli.report_builder import tell_finding
from wpsplan.finding import Finding

EXAMPLES = """\
  wpsplan gaps 2017                         everything that is missing, worst first
  wpsplan gaps 2017 --entity BEL            what Belgium can close
  wpsplan gaps 2017 --entity BEL --format md   the same as a letter"""


def gaps(
    context: typer.Context,
    period: OptionalPeriod = None,
    entity: Annotated[
        str | None, typer.Option(metavar="ID", help="What this respondent, or this group, can close.")
    ] = None,
    format: Annotated[
        Literal["text", "json", "csv", "md"], typer.Option("--format", help="md: a page to send.")
    ] = "text",
) -> None:
    """List what is missing, worst first.

    By the one who can close the gap; and the gaps of the plan itself.
    """
    from wpsplan.render.json.gaps import gaps_data
    from wpsplan.results.dataset import Dataset
    from wpsplan.results.gaps import gaps_of

    root = workspace_root(context)
    with spinner("looking for gaps"):
        workspace, reporting_period = chosen(root, period, periods_up_to)
        framework = workspace.framework
        assert framework is not None  # chosen() says so, where the plan can't be read
        known_entity(framework, entity)
        missing = gaps_of(Dataset.of(workspace), reporting_period, entity)
        data = gaps_data(reporting_period.id, missing, framework, workspace.lines)
    letter = _letter(workspace, reporting_period, entity) if format == "md" else {}
    write_stdout(_drawn(data, format, root, letter))
    raise typer.Exit(report_left_out(workspace, reporting_period))


def _letter(workspace: Any, period: Any, entity: str | None) -> dict[str, Any]:
    """The data that the letter needs beside the gaps: the plan, the period and the addressee."""
    from wpsplan.render.json.period import period as period_data

    framework = workspace.framework
    return {
        "plan": {"title": framework.plan.title, "edition": framework.plan.edition},
        "of": period_data(period),
        "to": {"id": entity, "name": framework.name(entity)} if entity else None,
    }


def _drawn(data: dict[str, Any], format: str, root: Path, letter: dict[str, Any]) -> str:
    if format == "json":
        from wpsplan.render.json.plain import json_text

        return json_text(data)
    if format == "csv":
        from wpsplan.render.csv import csv_text
        from wpsplan.render.json.gaps import COLUMNS

        return csv_text(COLUMNS, data["gaps"])
    if format == "md":
        from wpsplan.render.pages.page import render_template

        page = render_template("gaps/letter.md.jinja", "md", {**data, **letter}, root)
        if isinstance(page, Finding):
            tell_finding(page)
            raise typer.Exit(1)
        return page.decode("utf-8")
    from wpsplan.render.text.gaps import gaps_text

    return gaps_text(data)
