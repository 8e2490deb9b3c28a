"""`wpsplan rule`: what a finding means, why it matters, and how to mend it."""

import sys
from typing import Annotated

import typer

from wpsplan.cli.console import TextOrJson, paint_for, write_stdout

EXAMPLES = """\
  wpsplan rule                       all rules
  wpsplan rule value-type            what this one means, with an example
  wpsplan rule --format json         for programs"""


def _codes(incomplete: str) -> list[str]:
    from wpsplan.rules import all_rules

    return [code for code in all_rules() if code.startswith(incomplete)]


def rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="The word in brackets of a finding; left out: all rules, each in a line.",
            show_default=False,
            autocompletion=_codes,
        ),
    ] = None,
    format: TextOrJson = "text",
) -> None:
    """Explain a finding: what it means and how to mend it."""
    from wpsplan.finding import UserError
    from wpsplan.render.text import rules
    from wpsplan.rules import all_rules
    from wpsplan.rules.registry import did_you_mean

    known = all_rules()
    if code is not None and code not in known:
        raise UserError(f"there is no rule {code}", did_you_mean(code, known, "all rules: wpsplan rule"))
    paint = paint_for(sys.stdout)
    if code is None:
        chosen = list(known.values())
        write_stdout(rules.list_json(chosen) if format == "json" else rules.list_text(chosen, paint))
    else:
        write_stdout(rules.page_json(known[code]) if format == "json" else rules.page_text(known[code], paint))
