"""The formats that findings are printed in: one file each, `findings_NAME.py`, with a function of that name.

A format is a name here and its file: the function is given the findings and the setting they are printed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from wpsplan.finding import Severity
from wpsplan.render.terminal import Paint
from wpsplan.workspace import Checked

Format = Literal["text", "json", "github", "sarif", "junit", "md"]


@dataclass(frozen=True)
class Setting:
    """Where findings are printed."""

    prefix: Callable[[], str]
    """The workspace's path in its repository, with / at its end: asked of git only where it is printed."""
    fail_on: Severity
    """The mildest finding that counts as a failure."""
    paint: Paint
    excerpts: bool
    """Whether a person looks, to whom the line of the file is shown."""


def drawn(answer: Checked, format: str, setting: Setting) -> str:
    """The findings in a format."""
    module = import_module(f"wpsplan.render.findings_{format}")
    return str(getattr(module, f"findings_{format}")(answer, setting))
