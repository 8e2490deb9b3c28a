"""Who reported what: every item, count and rate of a made workspace, as worked out by hand (coverage_by_hand.py)."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.results.coverage_by_hand import GROUPS, ITEMS, MATRIX, NOT_DUE, WHOLE, Group
from tests.tools import REPO, Wpsplan

MADE = REPO / "tests" / "workspaces" / "coverage"
RATES = ("submission", "reporting", "completeness", "timeliness")
COUNTS = ("reported", "partial", "unavailable", "missing", "not_applicable")


def covered(run: Wpsplan, *args: str) -> dict[str, Any]:
    done = run("-C", MADE, "coverage", *args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def rows(run: Wpsplan, *args: str) -> list[dict[str, str]]:
    done = run("-C", MADE, "coverage", *args, "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def counted(data: Mapping[str, Any]) -> Group:
    """What the JSON says of a whole or a group, in the form of the figures worked out by hand."""
    reported, partial, unavailable, missing, inapplicable = (data[key] for key in COUNTS)
    assert data["expected"] == data["due"] - inapplicable == reported + partial + unavailable + missing
    rates = {}
    for name in RATES:
        rate = data["rates"][name]
        rates[name] = (rate["numerator"], rate["denominator"], rate["public"])
        whole = rate["denominator"]
        assert rate["rate"] == (rate["numerator"] / whole if whole else None)
    return Group(data["due"], (reported, partial, unavailable, missing, inapplicable), **rates)


@pytest.mark.parametrize("period", ITEMS)
def test_every_item(run: Wpsplan, period: str) -> None:
    data = covered(run, period)
    found = []
    for item in data["items"]:
        why = item["reason"] or ", ".join(item["lacks"])
        file = item["path"] and item["path"].removeprefix("measurements/").removesuffix(".yaml")
        key = (item["indicator"], item["respondent"], item["period"], item["availability"])
        found.append((*key, why, item["basis"] == "public-sources", item["draft"], file))
    assert found == ITEMS[period]


@pytest.mark.parametrize("period", ITEMS)
def test_each_item_s_line_is_its_own(run: Wpsplan, period: str) -> None:
    for item in covered(run, period)["items"]:
        if item["path"] is None:
            assert item["line"] is None
        else:
            line = (MADE / item["path"]).read_text(encoding="utf-8").splitlines()[item["line"] - 1]
            assert line.startswith(f"  {item['indicator']}:")


@pytest.mark.parametrize("period", WHOLE)
def test_counts_and_rates(run: Wpsplan, period: str) -> None:
    data = covered(run, period)
    assert counted(data) == WHOLE[period]
    assert data["not_due"] == NOT_DUE[period]


@pytest.mark.parametrize("by", GROUPS)
def test_groups(run: Wpsplan, by: str) -> None:
    data = covered(run, "2017", "--by", by)
    assert {group["id"]: counted(group) for group in data["groups"]} == GROUPS[by]
    assert counted(data) == WHOLE["2017"]


def test_the_matrix(run: Wpsplan) -> None:
    data = covered(run, "2017")
    assert [one["id"] for one in data["respondents"]] == ["EXA", "EXB", "EXC"]
    assert {row["id"]: (row["states"], row["reported"], row["expected"]) for row in data["matrix"]} == MATRIX


@pytest.mark.parametrize("respondent", GROUPS["respondent"])
def test_one_respondent(run: Wpsplan, respondent: str) -> None:
    data = covered(run, "2017", "--respondent", respondent)
    assert counted(data) == GROUPS["respondent"][respondent]
    own = [item[:4] for item in ITEMS["2017"] if item[1] == respondent]
    keys = ("indicator", "respondent", "period", "availability")
    assert [tuple(item[key] for key in keys) for item in data["items"]] == own


def test_without_a_period_the_latest_year_with_a_final_file(run: Wpsplan) -> None:
    assert covered(run)["period"] == "2018"


@pytest.mark.parametrize("period", ITEMS)
def test_csv_says_what_json_says(run: Wpsplan, period: str) -> None:
    def written(value: object) -> str:
        if isinstance(value, list):
            return "; ".join(value)
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    items = covered(run, period)["items"]
    assert rows(run, period) == [{key: written(item[key]) for key in row} for item, row in
                                 zip(items, rows(run, period), strict=True)]  # fmt: skip


@pytest.mark.parametrize("by", GROUPS)
def test_so_do_the_groups(run: Wpsplan, by: str) -> None:
    for row in rows(run, "2017", "--by", by):
        group = GROUPS[by][row["id"]]
        assert tuple(int(row[key]) for key in COUNTS) == group.counts
        assert (int(row["due"]), int(row["expected"])) == (group.due, group.due - group.counts[-1])
        for name in RATES:
            rate = tuple(int(row[f"{name}_{part}"]) for part in ("numerator", "denominator", "public"))
            assert rate == getattr(group, name)
            assert row[f"{name}_rate"] == (str(rate[0] / rate[1]) if rate[1] else "")


# By hand, as they are printed: 4/7 = 57.142…, 8/11 = 72.727…, 5/11 = 45.454…, 3/7 = 42.857…
# 4/9 = 44.4…, 5/12 = 41.66…, 4/12 = 33.3…
TEXT = {
    "2017": """\
  12 items due, 1 not applicable, 11 expected; 2 indicators not due
  5 reported, 3 partly, 1 with a reason why not, 2 missing

  Submission    4 of 7 (57.1 %)
  Reporting     8 of 11 (72.7 %), 2 from public sources
  Completeness  5 of 11 (45.5 %), 1 from public sources
  Timeliness    3 of 7 (42.9 %)

Outcome                Due  Expected  Reported  Partly  Reason  Missing  Reporting
1  Exercise outcome 1    6         6         2       2       0        2  4 of 6 (66.7 %)
2  Exercise outcome 2    3         3         2       0       1        0  2 of 3 (66.7 %)
3  Exercise outcome 3    3         2         1       1       0        0  2 of 2 (100 %)

Outcome               EXA EXB EXC reported
1  Exercise outcome 1   ◐   ◐   ·   4 of 6
2  Exercise outcome 2   ●   ○   ●   2 of 3
3  Exercise outcome 3   ●   ◐   ×   2 of 2
""",
    "2018": """\
  13 items due, 1 not applicable, 12 expected; 2 indicators not due
  4 reported, 1 partly, 1 with a reason why not, 6 missing

  Submission    4 of 9 (44.4 %)
  Reporting     5 of 12 (41.7 %), 2 from public sources
  Completeness  4 of 12 (33.3 %), 2 from public sources
  Timeliness    0 of 0: no rate
""",
    "2015": "A baseline period: nothing is expected in it.",
}


@pytest.mark.parametrize("period", TEXT)
def test_text_says_it_too(run: Wpsplan, period: str) -> None:
    assert TEXT[period] in run("-C", MADE, "coverage", period).stdout


def test_text_of_one_respondent(run: Wpsplan) -> None:
    text = run("-C", MADE, "coverage", "2017", "--respondent", "EXB").stdout
    lines = [line for line in text.splitlines() if line.startswith(tuple("●◐○·×")) and "not due" not in line]
    assert [line.split()[:4] for line in lines] == [
        ["◐", "2017", "1.1.1", "partial"],
        ["◐", "2017-H2", "1.1.2", "partial"],
        ["○", "2017", "2.1.1", "unavailable"],
        ["◐", "2017", "3.1.1", "partial"],
    ]
    for words in ("lacks the breakdown by sex", "lacks a source", "not-collected", "measurements/2017/EXB.yaml:6"):
        assert words in text


# The gaps of 2017 are what the items leave open: 2 missing, 3 partly, 1 with a reason.
GAPS_2017 = [
    ("draft", None, "EXA", "2017-H1"),
    ("missing-item", "1.1.2", "EXA", "2017-H1"),
    ("missing-file", None, "EXC", "2017-H2"),
    ("missing-item", "1.1.2", "EXC", "2017-H2"),
    ("late-file", None, "EXB", "2017"),  # 2018-06-01, a day after 2018-05-31
    ("partial-item", "1.1.1", "EXB", "2017"),
    ("partial-item", "3.1.1", "EXB", "2017"),
    ("partial-item", "1.1.2", "EXB", "2017-H2"),
    ("reason-given", "2.1.1", "EXB", "2017"),
]


def test_gaps(run: Wpsplan) -> None:
    gaps = json.loads(run("-C", MADE, "gaps", "2017", "--format", "json").stdout)["gaps"]
    own = [(gap["kind"], gap["id"], gap["entity"], gap["period"]) for gap in gaps if gap["entity"]]
    assert own == GAPS_2017
    assert next(gap["message"] for gap in gaps if gap["kind"] == "late-file") == (
        "submitted on 1 June 2018, 1 day after it was due"
    )


def test_who_owes_in_two_periods_is_one_respondent(run: Wpsplan) -> None:
    # 2018: EXA owes 1.1.1, 2.1.1 and 1.1.2 of 2018-H2; EXB 1.1.2; EXC 3.1.2 and 1.1.2
    md, html, text = (
        run("-C", MADE, *args).stdout
        for args in (
            ("report", "2018", "--format", "md", "-o", "-"),
            ("report", "2018", "--format", "html", "-o", "-"),
            ("gaps", "2018"),
        )
    )
    assert "| Still owed | 6 items by 3 respondents |" in md
    assert '<a href="#missing">6 items owed by 3 respondents</a>' in html
    assert "Gaps of 2018: 6 items owed by 3 respondents" in text


def test_the_workspace_is_sound(run: Wpsplan) -> None:
    found = json.loads(run("-C", MADE, "check", "--format", "json").stdout)
    assert [(one["code"], one["path"]) for one in found["findings"] if one["severity"] != "note"] == [
        ("no-respondent", "measurements/2016/EXB.yaml"),  # 1.1.1, before EXB is an ally
        ("action-without-indicator", "plan/outcomes/03.yaml"),
    ]


def test_a_figure_from_one_who_is_not_asked_enters_no_sum(run: Wpsplan) -> None:
    data = json.loads(run("-C", MADE, "show", "1.1.1", "--period", "2016", "--format", "json").stdout)
    assert [(one["entity"], one["counted"]) for one in data["inputs"]] == [("EXA", False), ("EXB", False)]
    assert (data["value"]["value"], data["respondents"]) == (None, {"reporting": 1, "used": 0, "expected": 1})


def test_files_in_another_order_on_the_disk_change_nothing(run: Wpsplan, tmp_path: Path) -> None:
    files = sorted(path for path in MADE.rglob("*.yaml"))
    for path in reversed(files):
        target = tmp_path / path.relative_to(MADE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for command in ("coverage", "gaps"):
        there, here = (run("-C", root, command, "2017", "--format", "json").stdout for root in (MADE, tmp_path))
        assert there == here
