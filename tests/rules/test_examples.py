"""Each rule's page is held to its word: the bad example raises the rule in that file, the good one doesn't."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rules.places import PLACES
from tests.tools import SUBMISSION, found
from wpsplan.finding import Rule, Severity
from wpsplan.rules import all_rules, form_rules
from wpsplan.workspace import load
from wpsplan.yaml import MAX_BYTES

SHOWN = [rule for rule in all_rules().values() if rule.bad]
UNSHOWN = {"yaml-encoding", "yaml-too-long", "unreadable-file", "same-name", "missing-file", "template-error"}
UNSHOWN |= {rule.code for rule in form_rules.group.rules}  # raised in tests/forms


def _code(rule: Rule) -> str:
    return rule.code


def test_only_what_no_text_can_show_has_no_example() -> None:
    assert {code for code, rule in all_rules().items() if not rule.bad} == UNSHOWN


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_the_bad_example_raises_the_rule(exercise: Path, rule: Rule) -> None:
    raised = [finding for finding in found(exercise, rule.file, rule.bad) if finding.code == rule.code]
    assert raised
    assert {finding.severity for finding in raised} == {rule.severity}
    assert all(finding.message and finding.help for finding in raised)


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_it_stands_where_the_trouble_is(exercise: Path, rule: Rule) -> None:
    line, column, text = PLACES[rule.code]
    finding = next(one for one in found(exercise, rule.file, rule.bad) if one.code == rule.code)
    assert (finding.line, finding.column) == (line, column)
    assert rule.bad.split("\n")[line - 1][column - 1 :].startswith(text)


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_the_good_example_is_good(exercise: Path, rule: Rule) -> None:
    found(exercise, rule.file, rule.bad)
    if rule.good:
        left = found(exercise, rule.file, rule.good)
    else:
        (exercise / rule.file).unlink()
        left = found(exercise, rule.file)
    assert rule.code not in {finding.code for finding in left if finding.accepted is None}
    assert not [finding for finding in left if finding.severity == Severity.ERROR]


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_the_bad_example_s_neighbours_are_not_to_blame(exercise: Path, rule: Rule) -> None:
    assert rule.code not in {f.code for f in load(exercise).findings if f.place.path == rule.file}


def _latin_1(root: Path) -> str:
    (root / SUBMISSION).write_bytes("period: '2017'\n# submitted by Exercise nation É\n".encode("latin-1"))
    return SUBMISSION


def _too_long(root: Path) -> str:
    with (root / SUBMISSION).open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    return SUBMISSION


def _folder(root: Path) -> str:
    (root / SUBMISSION).unlink()
    (root / SUBMISSION).mkdir()
    return SUBMISSION


def _missing(root: Path) -> str:
    (root / "plan/dimensions.yaml").unlink()
    return "plan/dimensions.yaml"


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("yaml-encoding", _latin_1),
        ("yaml-too-long", _too_long),
        ("unreadable-file", _folder),
        ("missing-file", _missing),
    ],
)
def test_the_others_are_raised_too(exercise: Path, code: str, spoil: Callable[[Path], str]) -> None:
    path = spoil(exercise)
    (finding,) = found(exercise, path)
    assert (finding.code, finding.severity) == (code, Severity.ERROR)


def test_bytes_that_are_no_utf_8_are_named_with_their_place(exercise: Path) -> None:
    # line 2 is `# submitted by Exercise nation É`: 31 characters before the É, which is byte C9 in Latin-1
    (finding,) = found(exercise, _latin_1(exercise))
    assert (finding.line, finding.column) == (2, 32)
    assert "0xC9" in finding.message


if hasattr(os, "mkfifo"):

    def test_a_pipe_is_not_waited_for(exercise: Path) -> None:
        (exercise / SUBMISSION).unlink()
        os.mkfifo(exercise / SUBMISSION)
        (finding,) = found(exercise)
        assert finding.code == "unreadable-file"
