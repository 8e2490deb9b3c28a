"""Findings in the formats of `check --format`: one module a format, named for it, with a function `render`."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from wpsplan.finding import Severity
from wpsplan.render.text.terminal import Paint
from wpsplan.workspace import CheckResult


class Setting(NamedTuple):
    """The setting that findings are printed in."""

    prefix: Callable[[], str]
    """The workspace's path in its repository, with / at its end: asked of git only where it is printed."""
    fail_on: Severity
    """The mildest finding that counts as a failure."""
    paint: Paint
    excerpts: bool
    """True where a person reads, to whom the line of the file is shown."""


def render_findings(result: CheckResult, format: str, setting: Setting) -> str:
    """Write the findings in a format, one of the choices of `check --format`."""
    return str(import_module(f"wpsplan.render.findings.{format}").render(result, setting))
