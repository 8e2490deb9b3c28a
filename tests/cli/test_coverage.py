"""`wpsplan coverage` on the real plan: it agrees with gaps and with the report, to the digit, in every format."""

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.terminal import ON_POSIX, on_a_terminal
from tests.tools import REPO, Wpsplan, printed
from wpsplan.render.text.coverage import coverage_text

# Due in 2017: 29 Allies with 8 yearly items, 26 partners with 9, and 90 of the Staff and the Authorities.
DUE = {"2016": 28 * 8 + 27 * 9 + 90, "2017": 29 * 8 + 26 * 9 + 90, "2018": 29 * 8 + 26 * 9 + 90 + 17}
COUNTS = ("reported", "partial", "unavailable", "missing", "not_applicable")
RATES = ("submission", "reporting", "completeness", "timeliness")
MARKS = set("●◐○·×–")


def answer(*args: str) -> dict[str, Any]:
    return dict(json.loads(printed(*args, "--format", "json")))


@pytest.mark.parametrize("period", DUE)
def test_coverage_gaps_and_report_agree(period: str) -> None:
    coverage, report = answer("coverage", period), answer("report", period)
    gaps = [gap["kind"] for gap in answer("gaps", period)["gaps"]]
    assert coverage["due"] == DUE[period] == len(coverage["items"]) == report["due"]
    assert coverage["expected"] + coverage["not_applicable"] == coverage["due"]
    counts = {key: coverage[key] for key in report["counts"]}
    assert counts == report["counts"] and sum(counts.values()) == coverage["due"]
    assert coverage["rates"] == report["rates"]
    for kind, count in (("missing-item", "missing"), ("partial-item", "partial"), ("reason-given", "unavailable")):
        assert gaps.count(kind) == coverage[count]
    assert sum(len(owed["missing"]) for owed in report["owed"]) == coverage["missing"]
    for rate in coverage["rates"].values():
        assert rate["rate"] is None or 0 <= rate["rate"] <= 1
        assert 0 <= rate["public"] <= rate["numerator"] <= rate["denominator"]


@pytest.mark.parametrize("period", DUE)
def test_each_indicator_in_the_report_has_its_items(period: str) -> None:
    items = answer("coverage", period)["items"]
    for area in answer("report", period)["areas"]:
        for action in (action for outcome in area["outcomes"] for action in outcome["actions"]):
            for one in action["indicators"]:
                own = [item["availability"].replace("-", "_") for item in items if item["indicator"] == one["id"]]
                assert {key: own.count(key) for key in COUNTS} == one["counts"]


@pytest.mark.parametrize(
    "period", ["2017", *(pytest.param(period, marks=pytest.mark.slow) for period in ("2016", "2018"))]
)
def test_rates_stand_in_the_report_and_on_the_terminal_alike(period: str) -> None:
    rates = answer("coverage", period)["rates"]
    pages = [
        printed("report", period, "--template", "report", "--format", format, "-o", "-") for format in ("md", "html")
    ]
    text = printed("coverage", period)
    for name, rate in rates.items():
        if rate["denominator"]:
            assert rate["text"] in text
            assert all(rate["text"] in page for page in pages)
        else:
            assert f"{name.capitalize():<14}0 of 0: no rate" in text


@pytest.mark.parametrize("period", ["2016", "2017"])
@pytest.mark.parametrize("by", ["outcome", "area", "entity", "respondent"])
def test_groups_add_up(by: str, period: str) -> None:
    data = answer("coverage", period, "--by", by)
    for group in data["groups"]:
        assert group["expected"] + group["not_applicable"] == group["due"] == sum(group[key] for key in COUNTS)
        for rate in group["rates"].values():
            assert 0 <= rate["public"] <= rate["numerator"] <= rate["denominator"]
    # an item counts for each of the entities that implement its action
    shares = sum(group["due"] for group in data["groups"])
    assert shares > data["due"] if by == "entity" else shares == data["due"]
    if by != "entity":
        for key in ("expected", *COUNTS):
            assert sum(group[key] for group in data["groups"]) == data[key]
        for name in ("reporting", "completeness", "timeliness"):  # files are the same ones for several outcomes
            for part in ("numerator", "denominator", "public"):
                assert sum(group["rates"][name][part] for group in data["groups"]) == data["rates"][name][part]


@pytest.mark.parametrize("period", ["2016", "2017"])
def test_each_respondent_s_own_view_is_its_group(period: str) -> None:
    groups = {group["id"]: group for group in answer("coverage", period, "--by", "respondent")["groups"]}
    for id in ("BEL", "IRL", "nato-international-staff"):
        alone = answer("coverage", period, "--respondent", id)
        assert {key: alone[key] for key in ("due", "expected", *COUNTS, "rates")} == {
            key: groups[id][key] for key in ("due", "expected", *COUNTS, "rates")
        }


def test_csv_is_the_json_in_rows() -> None:
    for args in (("coverage", "2017"), ("coverage", "2017", "--respondent", "IRL")):
        rows = list(csv.DictReader(io.StringIO(printed(*args, "--format", "csv"), newline="")))
        keys = ("indicator", "respondent", "period", "availability")
        items = [tuple(item[key] for key in keys) for item in answer(*args)["items"]]
        assert [tuple(row[key] for key in keys) for row in rows] == items
    groups = list(csv.DictReader(io.StringIO(printed("coverage", "2017", "--by", "area", "--format", "csv"))))
    for row, group in zip(groups, answer("coverage", "2017", "--by", "area")["groups"], strict=True):
        assert [int(row[key]) for key in COUNTS] == [group[key] for key in COUNTS]
        assert [int(row[f"{name}_numerator"]) for name in RATES] == [
            group["rates"][name]["numerator"] for name in RATES
        ]


def test_one_respondent_s_items() -> None:
    data = answer("coverage", "2017", "--respondent", "IRL")
    assert data["due"] == 9 and {item["respondent"] for item in data["items"]} == {"IRL"}
    availability = {item["indicator"]: item["availability"] for item in data["items"]}
    # 570 women without the strength of the force; women overseas stand in for women in NATO-led operations
    assert (availability["19.2.1"], availability["17.2.1"], availability["19.3.1"]) == (
        "partial",
        "partial",
        "reported",
    )


def test_a_baseline_period_expects_nothing() -> None:
    data = answer("coverage", "2015")
    assert (data["due"], data["rates"]["reporting"]["rate"]) == (0, None)
    assert "nothing is expected" in printed("coverage", "2015")


def test_who_owes_nothing_is_told_so() -> None:
    assert "Nothing is due from this respondent" in printed("coverage", "2015", "--respondent", "BEL")


# --- the matrix -------------------------------------------------------------------------------------------------------


def states(text: str) -> dict[str, str]:
    """Outcome or respondent → its marks, of the last table of a text."""
    lines = text.rsplit("\n\n", 2)[1].splitlines()[1:]
    found = {}
    for line in lines:
        words = [word for word in line.split() if word in MARKS]
        found[line[: line.index(words[0])].strip()] = "".join(words)
    return found


def test_the_matrix_is_whole_in_a_pipe() -> None:
    text = printed("coverage", "2017")
    head = next(line for line in text.splitlines() if " BEL " in line)
    assert len(head.split()) == 1 + 57 + 1  # the title, 55 nations and two authorities, the count
    data = answer("coverage", "2017")
    marks = states(text)
    assert [len(row) for row in marks.values()] == [57] * 18
    for row in data["matrix"]:
        label = f"{row['id']}  {row['text']}"
        expected = [row["states"][one["id"]] for one in data["respondents"]]
        assert marks[label] == "".join(
            {"reported": "●", "partial": "◐", "missing": "·", None: "–"}[state] for state in expected
        )
    assert "…" not in text


@pytest.mark.parametrize("columns", [40, 80, 120, 200, 400])
def test_the_matrix_keeps_every_mark_at_every_width(columns: int) -> None:
    data = answer("coverage", "2017")
    wide = states(coverage_text(data, None))
    text = coverage_text(data, columns)
    narrow = states(text)
    if columns > 300:
        assert list(narrow.values()) == list(wide.values())
        return
    # a row a respondent: 57 rows of 18 marks, the same marks turned
    assert list(narrow) == [one["name"] for one in data["respondents"]]
    assert list(map("".join, zip(*narrow.values(), strict=True))) == list(wide.values())
    if columns >= 80:
        assert max(map(len, text.rsplit("\n\n", 3)[1].splitlines())) <= max(columns, 90)


if ON_POSIX:

    def test_on_a_terminal_the_matrix_turns_where_it_does_not_fit() -> None:
        whole = answer("coverage", "2017")
        narrow, wide = (on_a_terminal(columns, "-C", REPO, "coverage", "2017") for columns in (100, 400))
        assert narrow == coverage_text(whole, 100)
        assert wide == coverage_text(whole, 400)
        assert max(map(len, narrow.splitlines())) <= 100
        assert narrow.index("\nRespondent ") < narrow.index("\nBelgium ")
        assert "Respondent" not in wide


# --- unknown names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("2031",), "the periods: 2015, 2016, 2017, 2018"),
        (("2017", "--respondent", "Bel"), "BEL"),
        (("2017", "--respondent", "Belgium"), "write its id: BEL"),
        (("2017", "--respondent", "XXX"), "XXX"),
        (("2017", "--by", "nation"), "respondent"),
    ],
)
def test_unknown_names_are_answered(run: Wpsplan, args: tuple[str, ...], words: str) -> None:
    done = run("-C", REPO, "coverage", *args)
    assert done.returncode == 2 and words in done.stderr and done.stdout == ""
