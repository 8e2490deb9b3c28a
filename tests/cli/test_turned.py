"""`plan/checks.yaml`: rules turned off or changed, for some files, for some time; what is an error stays one."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tools import SUBMISSION, Wpsplan, submission

JUMP = submission("  1.2.2: {value: 300, cells: [{sex: women, value: 300}]}")  # 30 a year before
TOMORROW = date.today() + timedelta(days=1)
YESTERDAY = date.today() - timedelta(days=1)


def codes(run: Wpsplan, root: Path, rules: str) -> dict[str, str]:
    (root / SUBMISSION).write_text(JUMP, encoding="utf-8")
    (root / "plan/checks.yaml").write_text(f"rules:\n{rules}", encoding="utf-8")
    done = run("-C", root, "check", "--format", "json")
    return {one["code"]: one["severity"] for one in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize(
    ("rules", "severity"),
    [
        ("", "warning"),
        ("  - {code: value-jump, severity: off, reason: Exercise.}\n", None),
        ("  - {code: value-jump, severity: note, reason: Exercise.}\n", "note"),
        ("  - {code: value-jump, severity: error, reason: Exercise.}\n", "error"),
        ("  - {code: value-jump, severity: off, paths: ['measurements/2016/*'], reason: Exercise.}\n", "warning"),
        ("  - {code: value-jump, severity: off, paths: ['measurements/2017/*'], reason: Exercise.}\n", None),
        ("  - {code: value-jump, severity: off, reason: Exercise.}\n"
         "  - {code: value-jump, severity: note, paths: ['*/EXA.yaml'], reason: Exercise.}\n", "note"),
        (f"  - {{code: value-jump, severity: off, reason: Exercise., until: {TOMORROW}}}\n", None),
        (f"  - {{code: value-jump, severity: off, reason: Exercise., until: {YESTERDAY}}}\n", "warning"),
    ],
)  # fmt: skip
def test_the_last_match_wins(run: Wpsplan, exercise: Path, rules: str, severity: str | None) -> None:
    assert codes(run, exercise, rules or "  []\n").get("value-jump") == severity


def test_an_entry_that_is_over_is_named(run: Wpsplan, exercise: Path) -> None:
    rules = f"  - {{code: value-jump, severity: off, reason: Exercise., until: {YESTERDAY}}}\n"
    assert codes(run, exercise, rules)["rule-expired"] == "note"


def test_what_is_an_error_stays_one(run: Wpsplan, exercise: Path) -> None:
    (exercise / "plan/checks.yaml").write_text("rules: [{code: value-type, severity: off, reason: Exercise.}]")
    (exercise / SUBMISSION).write_text(submission("  1.2.2: {value: x}"), encoding="utf-8")
    done = run("-C", exercise, "check")
    assert done.returncode == 1 and "error[value-type]" in done.stdout


def test_a_slip_in_it_is_a_finding(run: Wpsplan, exercise: Path) -> None:
    found = codes(run, exercise, "  - {code: value-jumps, severity: off, reason: Exercise.}\n")
    assert found["unknown-rule"] == "error" and found["value-jump"] == "warning"


def test_a_report_is_the_same_on_every_day(run: Wpsplan, exercise: Path) -> None:
    codes(run, exercise, f"  - {{code: value-jump, severity: off, reason: Exercise., until: {TOMORROW}}}\n")
    done = run("-C", exercise, "report", "2017", "--format", "json")
    assert "value-jump" in {one["code"] for one in json.loads(done.stdout)["questions"]}
