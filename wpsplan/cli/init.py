"""`wpsplan init`: a small workspace of exercise data to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from wpsplan.cli.console import write_stdout

EXAMPLES = """\
  wpsplan init exercise              into a new folder
  wpsplan init                       into the current folder"""


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to; made if it doesn't exist.")] = Path(),
) -> None:
    """Make a small workspace of exercise data to begin with.

    Nothing is ever written over: a folder that holds a plan/ or measurements/ already is left as it is.
    """
    from wpsplan.render.text.terminal import visible
    from wpsplan.workspace.scaffold import create_workspace

    made = create_workspace(folder)
    inside = folder.resolve() == Path.cwd()
    name = "this folder" if inside else visible(str(folder))
    enter = "" if inside else f"  cd {visible(str(folder))}\n"
    write_stdout(
        f"Made in {name}, all of it exercise data:\n"
        + "".join(f"  {path}\n" for path in made)
        + f"\nTo try next:\n{enter}"
        "  wpsplan check                        what is wrong or doubtful in the files\n"
        "  wpsplan report 2017                  the report on a period\n"
        "  wpsplan show 1.2.1 --period 2017     an indicator, and how its value comes about\n"
    )
