"""The reference names every rule and command. `python -m tests.test_reference_rules` writes its table of rules."""

import re

from tests.tools import REPO
from wpsplan.cli import COMMANDS
from wpsplan.rules import all_rules

REFERENCE = REPO / "REFERENCE.md"
RULES = re.compile(r"(<!-- rules: [^\n]* -->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)


def table() -> str:
    """Every rule in a row."""
    rows = [f"| `{rule.code}` | {rule.severity.word} | {rule.title} |\n" for rule in all_rules().values()]
    return "| code | | |\n| --- | --- | --- |\n" + "".join(rows)


def test_the_table_of_rules_is_up_to_date() -> None:
    found = RULES.search(REFERENCE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == table(), "bring it up to date with: python -m tests.test_reference_rules"


def test_every_command_is_in_the_table() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    named = re.findall(r"^\| `wpsplan (\w+)", text, re.MULTILINE)
    described = re.findall(r"^### (\w+)$", text[text.index("\n## Commands\n") :], re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)
    assert set(COMMANDS) <= set(described)


if __name__ == "__main__":
    text = REFERENCE.read_text(encoding="utf-8")
    REFERENCE.write_text(RULES.sub(lambda old: old[1] + table() + old[3], text), encoding="utf-8", newline="\n")
