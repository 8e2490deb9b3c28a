"""A question that a submission has settled: it stays, with its reason, and counts no more; in every format."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools import SUBMISSION, Wpsplan, submission

REASON = "Exercise nation A now trains its reserve, *all* of it."
JUMP = "    value: 900\n    cells: [{sex: women, value: 450}]"  # 30 in 2016
MESSAGE = "1.2.2: 900 in 2017, after 30 in 2016: more than three times as much"


def accepted(code: str, entry: str = JUMP, id: str = "1.2.2") -> str:
    return submission(f"  {id}:\n{entry}\n    accepted: [{{code: {code}, reason: '{REASON}'}}]")


def checked(run: Wpsplan, root: Path, text: str, *args: str) -> tuple[list[dict[str, Any]], dict[str, int], int]:
    """The findings about the submission, the summary, and the exit code."""
    (root / SUBMISSION).write_text(text, encoding="utf-8")
    done = run("-C", root, "check", SUBMISSION, "--format", "json", *args)
    data = json.loads(done.stdout)
    return data["findings"], data["summary"], done.returncode


def test_an_open_question_counts(run: Wpsplan, exercise: Path) -> None:
    findings, summary, code = checked(run, exercise, submission(f"  1.2.2:\n{JUMP}"), "--fail-on", "warning")
    assert [(one["code"], one["severity"], one["accepted"]) for one in findings] == [("value-jump", "warning", None)]
    assert (summary["errors"], summary["warnings"], code) == (0, 1, 1)


def test_a_settled_one_shows_its_reason_and_does_not(run: Wpsplan, exercise: Path) -> None:
    findings, summary, code = checked(run, exercise, accepted("value-jump"), "--fail-on", "note")
    assert [(one["code"], one["message"], one["accepted"]) for one in findings] == [("value-jump", MESSAGE, REASON)]
    assert (summary["errors"], summary["warnings"], summary["notes"], code) == (0, 0, 0, 0)
    text = run("-C", exercise, "check", SUBMISSION).stdout
    assert REASON in text and "0 warnings" not in text


@pytest.mark.parametrize("code", ["value-jump", "value-jumps", "same-as-before", "milestone-undone"])
def test_an_acceptance_that_matches_nothing_is_a_finding(run: Wpsplan, exercise: Path, code: str) -> None:
    text = accepted(code, "    value: 31\n    cells: [{sex: women, value: 12}]")
    findings, summary, exit_code = checked(run, exercise, text, "--fail-on", "warning")
    (one,) = findings
    assert (one["code"], one["severity"], one["accepted"]) == ("unused-acceptance", "warning", None)
    assert code in one["message"] and text.splitlines()[one["line"] - 1][one["column"] - 1 :].startswith(code)
    assert (summary["warnings"], exit_code) == (1, 1)


def test_it_settles_its_own_measurement_alone(run: Wpsplan, exercise: Path) -> None:
    text = accepted("value-jump") + "  1.2.1: {numerator: 900, denominator: 1000}\n"  # 12 % in 2016, 90 % now
    findings, summary, _ = checked(run, exercise, text)
    assert {(one["code"], one["indicator"]): one["accepted"] for one in findings} == {
        ("value-jump", "1.2.2"): REASON, ("value-jump", "1.2.1"): None,
    }  # fmt: skip
    assert summary["warnings"] == 1


def test_it_settles_one_code_alone(run: Wpsplan, exercise: Path) -> None:
    # 1.2.2 as in 2016, all three parts given and short of the total: two things are asked
    entry = "    value: 30\n    cells: [{sex: women, value: 12}, {sex: men, value: 17}, {sex: unknown, value: 0}]"
    findings, _, _ = checked(run, exercise, accepted("same-as-before", entry))
    assert {one["code"]: one["accepted"] for one in findings} == {"same-as-before": REASON, "cells-under-total": None}


def test_an_error_can_t_be_accepted(run: Wpsplan, exercise: Path) -> None:
    text = accepted("cells-over-total", "    value: 5\n    cells: [{sex: women, value: 6}]")
    findings, summary, code = checked(run, exercise, text)
    assert [(one["code"], one["severity"], one["accepted"]) for one in findings] == [
        ("cells-over-total", "error", None)
    ]
    assert (summary["errors"], code) == (1, 1)


@pytest.mark.parametrize("settled", [True, False])
def test_the_report_shows_it(run: Wpsplan, exercise: Path, settled: bool) -> None:
    text = accepted("value-jump") if settled else submission(f"  1.2.2:\n{JUMP}")
    (exercise / SUBMISSION).write_text(text, encoding="utf-8")
    data = json.loads(run("-C", exercise, "report", "2017", "--format", "json").stdout)
    (question,) = [one for one in data["questions"] if one["indicator"] == "1.2.2" and one["code"] == "value-jump"]
    assert (question["message"], question["accepted"]) == (MESSAGE, REASON if settled else None)
    pages = {format: run("-C", exercise, "report", "2017", "--format", format, "-o", "-").stdout
             for format in ("md", "html")}  # fmt: skip
    open_ones = sum(one["accepted"] is None for one in data["questions"])
    counted = f"{open_ones} open, {len(data['questions']) - open_ones} settled"
    assert f"| Questions | {counted} |" in pages["md"]
    assert f"<p>{counted}. They ask" in pages["html"]
    md = pages["md"].partition("##### 1.2.2. ")[2].partition("\n#####")[0]
    html = pages["html"].partition('<h5 id="i-1.2.2">')[2].partition("</article>")[0]
    written = {"md": REASON.replace("*", "\\*"), "html": REASON}
    for format, chapter in (("md", md), ("html", html)):
        assert ("Settled question" in chapter) is settled and ("Open question" in chapter) is not settled
        assert (written[format] in chapter) is settled
        assert "value-jump" in chapter and f"{SUBMISSION}:6" in chapter
        assert ("To settle it" in chapter) is not settled


def test_show_shows_it(run: Wpsplan, exercise: Path) -> None:
    (exercise / SUBMISSION).write_text(accepted("value-jump"), encoding="utf-8")
    args = ("-C", exercise, "show", "1.2.2", "--period", "2017")
    (question,) = json.loads(run(*args, "--format", "json").stdout)["questions"]
    assert (question["code"], question["accepted"]) == ("value-jump", REASON)
    text = " ".join(run(*args).stdout.split())
    assert f"Settled question (value-jump): {MESSAGE}; answer: {REASON} {SUBMISSION}:6" in text


def test_a_draft_asks_nothing(run: Wpsplan, exercise: Path) -> None:
    draft = submission(f"  1.2.2:\n{JUMP}").replace("status: final", "status: draft")
    findings, _, _ = checked(run, exercise, draft)
    assert [one["code"] for one in findings] == ["draft"]
    data = json.loads(run("-C", exercise, "show", "1.2.2", "--period", "2017", "--format", "json").stdout)
    assert data["questions"] == []


def test_a_published_total_is_settled_in_the_group_s_file(run: Wpsplan, exercise: Path) -> None:
    # 120 of 1,000, 65 of 500 and 90 of 1,000 are 275 of 2,500: 11 %
    path = "measurements/2016/exercise-nations.yaml"
    head = "period: '2016'\nentity: exercise-nations\nstatus: final\n"
    entry = f"  1.2.1:\n    value: 13.5\n    accepted: [{{code: published-differs, reason: '{REASON}'}}]"
    (exercise / path).write_text(submission(entry, head), encoding="utf-8")
    (one,) = json.loads(run("-C", exercise, "check", path, "--format", "json").stdout)["findings"]
    assert (one["code"], one["accepted"]) == ("published-differs", REASON)
    assert "275 of 2500" in one["message"]
