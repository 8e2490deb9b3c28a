"""`wpsplan fmt`: the files of a workspace in one layout."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wpsplan.cli.console import print_error, workspace_root, write_stdout
from wpsplan.disk import Disk

if TYPE_CHECKING:
    from wpsplan.workspace import WorkspaceFiles

EXAMPLES = """\
  wpsplan fmt                               all files of the workspace
  wpsplan fmt measurements/2017             those of a period
  wpsplan fmt --check                       which files are not in canonical form; writes nothing"""


def fmt(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH…]", help="Files or folders; left out: all of the workspace.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files that would change, and write nothing.")
    ] = False,
) -> None:
    """Lay the files out in one way.

    Keys in order, ids quoted where YAML takes them for numbers, long text folded at 100 columns, short entries on one
    line. Comments and blank lines stay; the meaning is the same before and after.

    Exits with 1 where a file can't be read, which then stays as it is; with --check where a file would change.
    """
    from wpsplan.workspace.discovery import discover
    from wpsplan.workspace.formatting import FormattedFile, format_file

    disk = Disk(workspace_root(context))
    files = discover(disk)
    unreadable = {finding.place.path: finding for finding in files.findings if finding.code == "unreadable-file"}
    known, unknown = _chosen(files, [*unreadable], paths or [])
    changed = unread = 0
    for path in known:
        raw = unreadable.get(path) or files.read(path)
        result = format_file(path, raw) if isinstance(raw, bytes) else FormattedFile(path, None, False, (raw,))
        for finding in result.findings[:1]:
            unread += 1
            place = path if path in unreadable else f"{path}:{finding.line}"
            print_error(f"left as it is: {place}: {finding.message}", finding.help)
        if result.odd:
            unread += 1
            print_error(f"left as it is: {path}: laid out anew it would not mean the same")
        if result.changed and result.text is not None:
            changed += 1
            write_stdout(f"{path}\n")
            if not check:
                disk.write({path: result.text.encode("utf-8")})
    for path in unknown:
        print_error(f"{path} holds no file of this workspace")
    raise typer.Exit(int(bool(unread or (check and changed))) or 3 * bool(unknown))


def _chosen(files: "WorkspaceFiles", unreadable: list[str], paths: list[str]) -> tuple[list[str], list[str]]:
    """The files that are asked for, unreadable ones too, and those of `paths` that hold none."""
    from wpsplan.workspace.filtering import files_at

    known = [*unreadable, *files.plan, *files.outcomes, *files.extras, *files.submissions]
    if not paths:
        return known, []
    chosen = {path: files_at(path, files.source.root, Path.cwd(), known) for path in paths}
    wanted = set().union(*chosen.values())
    unknown = [path for path, chosen_files in chosen.items() if not chosen_files]
    return [path for path in known if path in wanted], unknown
