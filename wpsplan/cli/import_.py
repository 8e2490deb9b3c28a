"""`wpsplan import`: what respondents filled into their forms, back as measurement files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wpsplan.cli.console import (
    TextOrJson,
    needs_extra,
    paint_for,
    print_error,
    print_info,
    spinner,
    workspace_root,
    write_stdout,
)
from wpsplan.cli.schema import modeline
from wpsplan.disk import Disk, write_named
from wpsplan.finding import UserError

if TYPE_CHECKING:
    from wpsplan.forms.importing import Imported

EXAMPLES = """\
  wpsplan import form-BEL.xlsx              into measurements/, item by item
  wpsplan import inbox/*.xlsx               many at once: a bad one doesn't stop the others
  wpsplan import form-BEL.xlsx --dry-run    what would change; writes nothing
  wpsplan import form-BEL.xlsx --replace    the form's answers take the place of those on file
  wpsplan import inbox/*.xlsx --return back   those that are wrong, with a comment in each wrong cell"""


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE.xlsx…", help="Forms that came back.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the form's answer where it differs from the one on file.")
    ] = False,
    return_to: Annotated[
        Path | None,
        typer.Option(
            "--return", metavar="DIR", help="Put a commented copy of each wrong form there.", show_default=False
        ),
    ] = None,
    format: TextOrJson = "text",
) -> None:
    """Bring the answers of Excel forms back into measurements/.

    Blank cells leave what is on file as it is; an answer that differs from it is asked about. An official answer takes
    the place of a published figure. The rules of `check` are applied, and findings name the sheet and the cell.

    A form with errors or open questions is not written; the others are. Exits with 1 where there is one.
    """
    from wpsplan.cli.periods import plan_alone
    from wpsplan.forms.importing import Files, import_forms
    from wpsplan.render.text.import_result import import_json, import_text

    needs_extra("excel", "openpyxl", "forms are read")
    root = workspace_root(context)
    _refuse_missing(files, return_to)
    with spinner(f"reading {len(files)} workbook{'' if len(files) == 1 else 's'}"):
        framework = plan_alone(root).framework
        assert framework is not None  # plan_alone() says so, where it can't be read
        head = modeline(root, "measurements", depth=2).rstrip("\n")
        results = import_forms(Files(root, framework, replace, head), files)
    if not dry_run:
        Disk(root).write({path: raw for result in results for path, raw in result.changes.items()})
    given_back = _give_back(results, return_to) if return_to is not None else []
    if format == "json":
        write_stdout(import_json(results, dry_run=dry_run))
    else:
        write_stdout(import_text(results, dry_run=dry_run, paint=paint_for(sys.stdout)))
    for copy in given_back:
        print_info(f"to give back: {copy}")
    raise typer.Exit(int(any(result.refused or result.asked for result in results)))


def _refuse_missing(files: list[Path], return_to: Path | None) -> None:
    for path in files:
        if not path.exists() and not path.is_symlink():
            raise UserError(f"{path} is not there", "nothing was read")
        target = None if return_to is None else return_to / path.name
        if target is not None and target.exists():
            raise UserError(f"{target} is there already", "nothing was read: name an empty folder with --return")


def _give_back(results: "list[Imported]", folder: Path) -> list[Path]:
    """Write commented copies of the workbooks that have something wrong in them; give their paths."""
    from wpsplan.forms.annotate import annotate
    from wpsplan.forms.safe_open import RefusedWorkbook, open_safely

    written = []
    for result in results:
        wrong = [finding for finding in result.findings if finding.severity > 1]
        if wrong:
            try:
                raw = annotate(open_safely(Path(result.path)), wrong)
            except RefusedWorkbook as refusal:
                print_error(f"{result.path} can't be given back with comments: {refusal.message}", refusal.help)
                continue
            write_named(folder / Path(result.path).name, raw)
            written.append(folder / Path(result.path).name)
    return written
