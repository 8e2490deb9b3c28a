"""The README's tables name every rule and every command. `python -m tests.test_readme_rules` rewrites the first."""

import re

from tests.tools import REPO
from wpsplan.cli import COMMANDS
from wpsplan.rules import all_rules

README = REPO / "README.md"
RULES = re.compile(r"(<!-- rules: [^\n]* -->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)


def table() -> str:
    """Every rule in a row."""
    rows = [f"| `{rule.code}` | {rule.severity.word} | {rule.title} |\n" for rule in all_rules().values()]
    return "| code | | |\n| --- | --- | --- |\n" + "".join(rows)


def test_the_table_of_rules_is_up_to_date() -> None:
    found = RULES.search(README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == table(), "bring it up to date with: python -m tests.test_readme_rules"


def test_every_command_is_in_the_table() -> None:
    named = re.findall(r"^\| `wpsplan (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(RULES.sub(lambda old: old[1] + table() + old[3], text), encoding="utf-8", newline="\n")
