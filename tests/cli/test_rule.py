"""`wpsplan rule`: the list, a page, and what happens to a slip."""

import json

import pytest

from tests.tools import Wpsplan
from wpsplan.rules import all_rules


def test_the_list_has_every_rule_once_in_a_line(run: Wpsplan) -> None:
    done = run("rule")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert [(severity, code, title) for severity, code, title in lines] == [
        (rule.severity.word, rule.code, rule.title) for rule in all_rules().values()
    ]


def test_a_page_says_why_and_how_with_both_examples(run: Wpsplan) -> None:
    done = run("rule", "numerator-over-denominator")
    assert done.returncode == 0
    for part in (
        "error[numerator-over-denominator]",
        "Why   Figures have been exchanged or mistyped.",
        "Mend  Check both figures",
        "Wrong, in measurements/2017/EXA.yaml:",
        "      1.2.1: {numerator: 20, denominator: 5}",
        "      1.2.1: {numerator: 5, denominator: 20}",
    ):
        assert part in done.stdout


@pytest.mark.parametrize("code", list(all_rules()))
def test_every_rule_has_its_page(run: Wpsplan, code: str) -> None:
    rule = all_rules()[code]
    page = run("rule", code).stdout
    data = json.loads(run("rule", code, "--format", "json").stdout)
    assert f"{rule.severity.word}[{code}]" in page
    assert ("Wrong" in page, "Right" in page) == (bool(rule.bad), bool(rule.good))
    assert data == {
        "version": 1,
        "code": code,
        "severity": rule.severity.word,
        "title": rule.title,
        "why": rule.why,
        "mend": rule.mend,
        "file": rule.file,
        "bad": rule.bad or None,
        "good": rule.good or None,
    }


def test_the_list_as_json(run: Wpsplan) -> None:
    data = json.loads(run("rule", "--format", "json").stdout)
    assert set(data) == {"version", "rules"}
    assert [rule["code"] for rule in data["rules"]] == list(all_rules())


@pytest.mark.parametrize(
    ("slip", "meant"), [("value-typ", "value-type"), ("duplicate_key", "duplicate-key"), ("DRAFT", "draft")]
)
def test_a_slip_gets_a_suggestion(run: Wpsplan, slip: str, meant: str) -> None:
    done = run("rule", slip)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"wpsplan: there is no rule {slip}", f"  did you mean {meant}?"]


def test_what_is_near_nothing_is_sent_to_the_list(run: Wpsplan) -> None:
    done = run("rule", "zzz\x1b[1m")
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["wpsplan: there is no rule zzz\\x1b[1m", "  all rules: wpsplan rule"]


def test_codes_are_words_and_titles_are_no_sentences() -> None:
    for code, rule in all_rules().items():
        assert code == code.lower() and " " not in code and "_" not in code
        assert rule.title[0].isupper() and not rule.title.endswith(".")
        assert rule.why.endswith(".") and not rule.mend.endswith(".")
