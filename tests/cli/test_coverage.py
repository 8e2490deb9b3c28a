"""`wpsplan coverage` and `gaps` on the real plan: they agree with each other and with the report, to the digit."""

import csv
import io
import json
from typing import Any

import pytest

from tests.tools import REPO, Wpsplan

# Due in 2017: 29 Allies with 8 yearly items, 26 partners with 9, and 90 of the Staff and the Authorities.
DUE = {"2016": 28 * 8 + 27 * 9 + 90, "2017": 29 * 8 + 26 * 9 + 90, "2018": 29 * 8 + 26 * 9 + 90 + 17}


def answer(run: Wpsplan, *args: str) -> dict[str, Any]:
    done = run("-C", REPO, *args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("period", DUE)
def test_coverage_gaps_and_report_agree(run: Wpsplan, period: str) -> None:
    coverage, report = answer(run, "coverage", period), answer(run, "report", period)
    gaps = [gap["kind"] for gap in answer(run, "gaps", period)["gaps"]]
    assert coverage["due"] == DUE[period] == len(coverage["items"]) == report["due"]
    assert coverage["expected"] + coverage["not_applicable"] == coverage["due"]
    counts = {key: coverage[key] for key in report["counts"]}
    assert counts == report["counts"] and sum(counts.values()) == coverage["due"]
    assert coverage["rates"] == report["rates"]
    assert (gaps.count("missing-item"), gaps.count("partial-item")) == (coverage["missing"], coverage["partial"])
    assert sum(len(owed["missing"]) for owed in report["owed"]) == coverage["missing"]
    for rate in coverage["rates"].values():
        assert rate["rate"] is None or 0 <= rate["rate"] <= 1
        assert 0 <= rate["public"] <= rate["numerator"] <= rate["denominator"]


@pytest.mark.parametrize("by", ["outcome", "area", "respondent"])
def test_groups_add_up(run: Wpsplan, by: str) -> None:
    data = answer(run, "coverage", "2017", "--by", by)
    for key in ("due", "expected", "reported", "partial", "missing"):
        assert sum(group[key] for group in data["groups"]) == data[key]


def test_the_matrix_is_whole_in_a_pipe(run: Wpsplan) -> None:
    text = run("-C", REPO, "coverage", "2017").stdout
    head = next(line for line in text.splitlines() if " BEL " in line)
    assert len(head.split()) == 1 + 57 + 1  # the title, 55 nations and two authorities, the count
    for mark in "●◐·–":
        assert mark in text


def test_one_respondent_s_items(run: Wpsplan) -> None:
    data = answer(run, "coverage", "2017", "--respondent", "IRL")
    assert data["due"] == 9 and {item["respondent"] for item in data["items"]} == {"IRL"}
    availability = {item["indicator"]: item["availability"] for item in data["items"]}
    # 570 women without the strength of the force; women overseas stand in for women in NATO-led operations
    assert (availability["19.2.1"], availability["17.2.1"], availability["19.3.1"]) == (
        "partial",
        "partial",
        "reported",
    )


def test_csv_has_a_line_an_item(run: Wpsplan) -> None:
    rows = list(csv.DictReader(io.StringIO(run("-C", REPO, "coverage", "2017", "--format", "csv").stdout, newline="")))
    assert len(rows) == DUE["2017"]
    gaps = list(csv.DictReader(io.StringIO(run("-C", REPO, "gaps", "2017", "--format", "csv").stdout, newline="")))
    assert {row["kind"] for row in gaps} >= {"missing-file", "missing-item", "partial-item", "indicator-without-method"}


def test_a_baseline_period_expects_nothing(run: Wpsplan) -> None:
    data = answer(run, "coverage", "2015")
    assert (data["due"], data["rates"]["reporting"]["rate"]) == (0, None)


def test_the_letter_to_belgium(run: Wpsplan) -> None:
    letter = run("-C", REPO, "gaps", "2017", "--entity", "BEL", "--format", "md")
    assert letter.returncode == 0 and letter.stdout.startswith("# Belgium: what is still open for 2017")
    open_items = [gap for gap in answer(run, "gaps", "2017", "--entity", "BEL")["gaps"] if gap["id"]]
    assert open_items and {gap["entity"] for gap in open_items} == {"BEL"}
    for gap in open_items:
        assert f"**{gap['id']}**" in letter.stdout


def test_gaps_of_the_plan_itself(run: Wpsplan) -> None:
    found = {(gap["kind"], gap["id"]) for gap in answer(run, "gaps", "2017")["gaps"] if gap["entity"] is None}
    for expected in (
        ("action-without-indicator", "13.1"), ("action-without-indicator", "17.1"), ("dangling-reference", "2.2"),
        ("indicator-without-method", "12.1.2"), ("wording", "3.1.1"), ("wording", "15.1.1"),
        ("indicator-without-target", "19.2.1"),
    ):  # fmt: skip
        assert expected in found
    assert ("indicator-without-target", "3.2.2") not in found  # two meetings a year: the plan says so


@pytest.mark.parametrize("command", ["coverage", "gaps"])
def test_unknown_names_are_answered(run: Wpsplan, command: str) -> None:
    option = "--respondent" if command == "coverage" else "--entity"
    for args, words in ((("2031",), "2018"), (("2017", option, "Bel"), "BEL"), (("2017", option, "Belgium"), "BEL")):
        done = run("-C", REPO, command, *args)
        assert done.returncode == 2 and words in done.stderr and done.stdout == ""
