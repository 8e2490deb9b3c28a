"""`wpsplan form`: an Excel form to fill in."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wpsplan.cli.console import needs_extra, on_terminal, spinner, workspace_root, write_stdout
from wpsplan.cli.periods import chosen, known_entity, periods_up_to
from wpsplan.disk import Disk, write_named
from wpsplan.finding import UserError

if TYPE_CHECKING:
    from wpsplan.results.dataset import DueItem

OFFICE = "the office that sent it to you"
EXAMPLES = """\
  wpsplan form 2017 --entity BEL            build/2017/form-BEL.xlsx
  wpsplan form 2017 --entity BEL -o bel.xlsx --to wps@example.org   elsewhere; and whom to send it back to
  wpsplan form 2017 --all -o forms          one for everybody who is asked something"""


def form(
    context: typer.Context,
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A year covers the periods inside it.")],
    entity: Annotated[str | None, typer.Option(metavar="ID", help="Who is to answer.", show_default=False)] = None,
    all: Annotated[bool, typer.Option("--all", help="A form for each respondent.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The workbook; with --all the folder.", show_default=False),
    ] = None,
    to: Annotated[str, typer.Option(metavar="TEXT", help="Whom the cover says to send it to.")] = OFFICE,
) -> None:
    """Make an Excel form that a respondent can fill in without help.

    A sheet an area, a row an item: the agreed text, what to enter, what is known already, and the cells to fill.
    `wpsplan import` brings the answers back. No file is written over.
    """
    needs_extra("excel", "xlsxwriter", "forms are made")
    from wpsplan.forms.content import form_of
    from wpsplan.forms.workbook import workbook_of
    from wpsplan.results.availability import all_items
    from wpsplan.results.dataset import Dataset

    if (entity is None) == (not all):
        raise UserError("say whose form it is to be", "--entity ID, or --all")
    root = workspace_root(context)
    with spinner("reading the workspace"):
        workspace, reporting_period = chosen(root, period, periods_up_to)
        data = Dataset.of(workspace)
        known_entity(data.framework, entity)
        if entity is not None and data.framework.is_group(entity):
            raise UserError(f"{entity} is a group: it reports through its members", "name one of them, or --all")
        items: dict[str, list[DueItem]] = {} if entity is None else {entity: []}
        for item in all_items(data, reporting_period):
            if all or item.respondent == entity:
                items.setdefault(item.respondent, []).append(item)
    folder = Path("build") / period if entity is not None or output is None else output
    if entity is not None and output is not None:
        targets = {entity: output}
    else:
        targets = {id: folder / f"form-{id}.xlsx" for id in items}
    _refuse_targets(targets.values(), built=output is None)
    write = _write_built if output is None else write_named
    for id in _told(list(items)):
        write(targets[id], workbook_of(form_of(data, reporting_period, id, items[id]), to))
        write_stdout(f"{targets[id]}\n")


def _write_built(path: Path, data: bytes) -> None:
    """Write a workbook below build/ of the current folder."""
    Disk(Path()).write({path.as_posix(): data})


def _refuse_targets(targets: Iterable[Path], *, built: bool) -> None:
    """Refuse to write over a file; and, of those below build/, through a link that leads elsewhere."""
    for target in targets if built else ():
        Disk(Path()).locate(target.as_posix())
    existing = [str(target) for target in targets if target.exists()]
    if existing:
        shown = ", ".join(existing[:3]) + (f" and {len(existing) - 3} more" if len(existing) > 3 else "")
        verb = "is" if len(existing) == 1 else "are"
        raise UserError(f"{shown} {verb} there already", "nothing was written: move it away, or name another with -o")


def _told(ids: list[str]) -> Iterator[str]:
    """Give the ids one after the other, with a progress bar where there are several and a person is looking."""
    if len(ids) < 2 or not on_terminal(sys.stderr):
        yield from ids
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(ids, "making forms", console=Console(stderr=True), transient=True)
