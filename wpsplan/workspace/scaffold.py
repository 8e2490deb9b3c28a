"""The small workspace of exercise data that comes with the program, laid out in a folder of the user's."""

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from wpsplan.finding import UserError


def create_workspace(folder: Path) -> list[str]:
    """Write the starter's files, whole or not at all and never over anything; give their paths, with /."""
    starter = files("wpsplan") / "starter"
    tops = sorted(entry.name for entry in starter.iterdir() if entry.is_dir())
    _refuse_what_exists(folder, tops)
    aside = folder / f".wpsplan-init-{os.urandom(4).hex()}"
    try:
        aside.mkdir(parents=True)
        paths = sorted(_copy(starter, aside))
        for top in tops:
            (aside / top).rename(folder / top)
    except OSError as error:
        raise UserError(f"{folder} can't be written to ({(error.strerror or str(error)).lower()})") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return paths


def _refuse_what_exists(folder: Path, tops: list[str]) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise UserError(f"{folder} is no folder", "name a folder that is empty or doesn't exist yet")
    for top in tops:
        if os.path.lexists(folder / top):
            raise UserError(f"{folder / top} exists already: nothing is written over",
                            "name a folder that is empty or doesn't exist yet: wpsplan init DIR")  # fmt: skip


def _copy(source: Traversable, target: Path) -> Iterator[str]:
    """Copy the files below `source`, and give their paths."""
    for entry in source.iterdir():
        if entry.is_dir():
            (target / entry.name).mkdir()
            yield from (f"{entry.name}/{path}" for path in _copy(entry, target / entry.name))
        elif entry.name.endswith(".yaml"):
            (target / entry.name).write_bytes(entry.read_bytes())
            yield entry.name
