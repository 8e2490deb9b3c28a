"""`wpsplan coverage`: who reported what."""

import shutil
import sys
from typing import Annotated, Any, Literal

import typer

from wpsplan.cli.console import (
    AtRevision,
    OptionalPeriod,
    on_terminal,
    report_left_out,
    spinner,
    workspace_root,
    write_stdout,
)
from wpsplan.cli.periods import chosen, known_entity, periods_up_to
from wpsplan.cli.report_builder import workspace_as_at

EXAMPLES = """\
  wpsplan coverage 2017                     rates, and outcomes by respondents
  wpsplan coverage 2017 --by respondent     rates of each respondent
  wpsplan coverage 2017 --respondent BEL    Belgium's items, one by one
  wpsplan coverage 2017 --at v1.0           as it was in a tag or commit
  wpsplan coverage 2017 --format csv        all items, for a spreadsheet"""


def coverage(
    context: typer.Context,
    period: OptionalPeriod = None,
    by: Annotated[
        Literal["outcome", "area", "entity", "respondent"] | None,
        typer.Option(
            help="What items are grouped by; entity: the one implementing the action.", show_default="outcome"
        ),
    ] = None,
    respondent: Annotated[str | None, typer.Option(metavar="ID", help="The items of this respondent alone.")] = None,
    revision: AtRevision = None,
    format: Annotated[
        Literal["text", "json", "csv"], typer.Option("--format", help="csv: the items; with --by the groups.")
    ] = "text",
) -> None:
    """Say who reported what.

    Rates with their counts, by outcome, area, entity or respondent, and outcomes by respondents.

    Availability only: whether something is progressing is another question (wpsplan report, wpsplan show).
    """
    from wpsplan.render.json.coverage import coverage_data
    from wpsplan.results.coverage import coverage as covered
    from wpsplan.results.dataset import Dataset

    with spinner("counting"):
        files = workspace_as_at(workspace_root(context), revision)
        workspace, reporting_period = chosen(files, period, periods_up_to)
        framework = workspace.framework
        assert framework is not None  # chosen() says so, where the plan can't be read
        known_entity(framework, respondent)
        answer = covered(Dataset.of(workspace), reporting_period, by or "outcome", respondent)
        data = coverage_data(answer, framework, workspace.lines)
    write_stdout(_drawn(data, format, grouped=by is not None, alone=respondent is not None))
    raise typer.Exit(report_left_out(workspace, reporting_period))


def _drawn(data: dict[str, Any], format: str, *, grouped: bool, alone: bool) -> str:
    if format == "json":
        from wpsplan.render.json.plain import json_text

        return json_text(data)
    if format == "csv":
        from wpsplan.render.csv import csv_text
        from wpsplan.render.json.coverage import GROUP_COLUMNS, ITEM_COLUMNS, group_row

        if grouped:
            return csv_text(GROUP_COLUMNS, (group_row(group) for group in data["groups"]))
        return csv_text(ITEM_COLUMNS, data["items"])
    from wpsplan.render.text.coverage import coverage_text, respondent_text

    if alone:
        return respondent_text(data)
    columns = shutil.get_terminal_size().columns if on_terminal(sys.stdout) else None
    return coverage_text(data, columns)
