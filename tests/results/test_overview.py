"""What stands at the front of a report, on the exercise workspace: worked out by hand from its files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools import STARTER, Wpsplan


@pytest.fixture
def report(run: Wpsplan) -> dict[str, Any]:
    return asked(run, "2017")


def asked(run: Wpsplan, *args: str) -> dict[str, Any]:
    done = run("-C", STARTER, "report", *args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def indicator(data: dict[str, Any], id: str) -> dict[str, Any]:
    return next(
        one
        for area in data["areas"]
        for outcome in area["outcomes"]
        for action in outcome["actions"]
        for one in action["indicators"]
        if one["id"] == id
    )


def test_what_has_changed_since_2016(report: dict[str, Any]) -> None:
    # 1.1.1: 16 of a pace of 10 + 20 × 366/912 = 18.03 is 6/8.03 = 0.75 of the way; 27 of 26.03 is 17/16.03 = 1.06.
    # 1.2.1: from 160/1500 = 10.67 % to 20 %: 275/2500 = 11 % is 0.33/3.74 = 0.09; 230/1500 = 15.33 % is 4.67/7.48.
    # 2.1.1: due on 30 September 2017. 2.3.1: no half-year of 2016; 2 + 3 of 4 wanted.
    assert report["since"]["flips"] == [
        {"indicator": "1.1.1", "before": "behind", "after": "on-track"},
        {"indicator": "1.2.1", "before": "off-track", "after": "behind"},
        {"indicator": "2.1.1", "before": "pending", "after": "overdue"},
        {"indicator": "2.3.1", "before": "not-assessed", "after": "achieved"},
    ]
    assert (report["since"]["period"], report["since"]["new"], report["since"]["gone"]) == ("2016", ["2.3.1"], [])
    # 1.1.1 +11, 1.2.1 +3.0 (185/1500 → 230/1500), 1.2.2 +15 (EXA alone stands in both)
    wanted = {"improving": 3, "steady": 0, "worsening": 0, "changed": 0, "not_comparable": 0}
    assert report["since"]["trends"] == wanted


def test_nothing_lies_before_the_first_period(run: Wpsplan) -> None:
    data = asked(run, "2015")
    assert data["since"] is None and [one["period"]["id"] for one in data["periods"]] == ["2015"]


def test_periods_side_by_side_are_each_period_s_own_report(run: Wpsplan, report: dict[str, Any]) -> None:
    keys = ("due", "expected", "counts", "rates", "figures", "spread")
    for one in report["periods"]:
        alone = asked(run, one["period"]["id"])
        assert {key: one[key] for key in keys} == {key: alone[key] for key in keys}


def test_the_pace_and_what_it_begins_from(report: dict[str, Any]) -> None:
    courses, women = indicator(report, "1.1.1"), indicator(report, "1.2.1")
    assert (courses["baseline"]["value"], courses["baseline"]["date"], courses["baseline"]["origin"]) == (
        10, "2015-12-31", "method")  # fmt: skip
    assert courses["pace"]["value"] == pytest.approx(10 + 20 * 731 / 912)
    assert courses["pace"]["ratio"] == pytest.approx(17 / (20 * 731 / 912))
    assert (women["baseline"]["origin"], women["baseline"]["value"]) == ("2015", pytest.approx(100 * 160 / 1500))


def test_what_would_have_been_on_track(run: Wpsplan, report: dict[str, Any]) -> None:
    # 0.95 of the way: 10 + 0.95 × 16.03 = 25.23, so 26 courses; 10.67 + 0.95 × 7.48 = 17.77 %; 0.95 × 4 = 3.8 meetings
    texts = {id: indicator(report, id)["wanted"] for id in ("1.1.1", "1.2.1", "1.2.2", "2.1.2", "2.3.1")}
    assert texts["1.1.1"]["text"] == "26 or more (exactly on the pace: 26.0)"
    assert texts["1.2.1"]["text"] == "17.8 % or more (exactly on the pace: 18.1 %)"
    assert texts["1.2.2"] is None  # no target
    assert (texts["2.1.2"]["level"], texts["2.1.2"]["text"]) == ("largely", "largely or better")
    assert texts["2.3.1"]["text"] == "4 or more"
    shown = run("-C", STARTER, "show", "1.1.1", "--period", "2017").stdout
    assert "On track would be 26 or more (exactly on the pace: 26.0)." in shown


def test_it_is_said_where_nothing_was_reported_too(run: Wpsplan) -> None:
    # to the plan's last day, 30 June 2018: the targets themselves, 0.95 of the way: 10 + 0.95 × 20; 10.67 + 0.95 × 9.33
    data = asked(run, "2018")
    assert indicator(data, "1.1.1")["value"]["value"] is None
    assert indicator(data, "1.1.1")["wanted"]["text"] == "29 or more (exactly on the pace: 30.0)"
    assert indicator(data, "1.2.1")["wanted"]["text"] == "19.6 % or more (exactly on the pace: 20.0 %)"


def test_breakdowns(report: dict[str, Any]) -> None:
    (rank,) = indicator(report, "1.2.1")["breakdowns"]
    assert (rank["dimension"], rank["respondents"]) == ("rank", 1)  # EXA: 30 of 250, 120 of 750
    assert [(one["category"], one["text"]) for one in rank["shares"]] == [
        ("officers", "30 of 250, 12.0 %"),
        ("other-ranks", "120 of 750, 16.0 %"),
    ]
    (sex,) = indicator(report, "1.2.2")["breakdowns"]
    assert sex["whole"] and [one["value"] for one in sex["shares"]] == [20, 24, 1]


def test_breakdowns_add_up_over_respondents(run: Wpsplan) -> None:
    (sex,) = indicator(asked(run, "2016"), "1.2.2")["breakdowns"]
    # EXA 12 women, 18 men, 0 not known; EXB 9 and 11; EXC's is a stand-in
    assert [one["value"] for one in sex["shares"]] == [21, 29, 0] and sex["respondents"] == 2


def test_milestones(report: dict[str, Any]) -> None:
    (policy,) = report["timeline"]
    assert (policy["indicator"], policy["due"], policy["state"], policy["achieved_on"]) == (
        "2.1.1", "2017-09-30", "overdue", None)  # fmt: skip
    assert policy["value_text"] == "2 of 3 achieved"  # EXA, and EXC a year before


def test_a_milestone_is_achieved_when_the_last_has_achieved_it(run: Wpsplan, exercise: Path) -> None:
    path = exercise / "measurements/2017/EXB.yaml"
    path.write_text(path.read_text().replace("{achieved: false}", "{achieved: true, date: 2017-11}"))
    done = run("-C", exercise, "report", "2017", "--format", "json")
    (policy,) = json.loads(done.stdout)["timeline"]
    assert (policy["state"], policy["achieved_on"], policy["achieved_words"]) == (
        "achieved", "2017-11-30", "November 2017")  # fmt: skip


def test_what_needs_attention_comes_worst_first(report: dict[str, Any]) -> None:
    # Missing: EXB's 2.2.1; EXC's 1.2.1 and 2.1.2 (a draft), 1.2.2 and 2.2.1
    assert [(one["kind"], one["count"]) for one in report["attention"]] == [
        ("missing", 5),
        ("overdue", 1),
        ("drafts", 1),
        ("no-target", 1),  # 1.2.2
    ]


def test_headlines_are_complete_figures_first(report: dict[str, Any]) -> None:
    assert [(one["indicator"], one["of"], one["figure"], one["complete"]) for one in report["headlines"]] == [
        ("1.1.1", None, "27", True),
        ("1.2.1", "Exercise nations", "13.5 %", True),
        ("1.2.1", None, "230 of 1,500, 15.3 %", True),  # 2 of 3, and 0.6 is the least that is wanted
        ("2.1.1", None, "2 of 3 achieved", True),
        ("2.3.1", None, "5", True),
        ("1.2.2", None, "45 (so far, from 1 of 3)", False),
    ]


def test_one_entity(run: Wpsplan) -> None:
    found = asked(run, "2017", "--entity", "EXA")["entity"]
    assert (found["due"], found["members"], found["gaps"]) == (5, [], [])
    assert found["rates"]["reporting"]["text"] == "5 of 5 (100 %)"
    assert found["everyone"]["reporting"]["text"] == "12 of 18 (66.7 %)"
    assert [one["indicator"] for one in found["said"]] == ["1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.2.1"]
    assert [one["id"] for one in found["implements"]] == ["1.2", "2.1", "2.2"]


def test_an_entity_s_gaps_are_those_of_the_letter(run: Wpsplan) -> None:
    gaps = asked(run, "2017", "--entity", "EXB")["entity"]["gaps"]
    letter = json.loads(run("-C", STARTER, "gaps", "2017", "--entity", "EXB", "--format", "json").stdout)["gaps"]
    assert gaps == letter and [one["kind"] for one in gaps] == ["missing-item", "late-file", "reason-given"]


def test_a_group_answers_through_its_members(run: Wpsplan) -> None:
    found = asked(run, "2017", "--entity", "exercise-nations")["entity"]
    assert [one["id"] for one in found["members"]] == ["EXA", "EXB", "EXC"]
    assert found["due"] == 15
    owed = [one["entity"] for one in found["gaps"] if one["kind"] == "missing-item"]
    assert owed == ["EXC"] * 4 + ["EXB"]  # who owes most comes first
    letter = json.loads(run("-C", STARTER, "gaps", "2017", "--entity", "exercise-nations", "--format", "json").stdout)
    assert letter["gaps"] == found["gaps"]
    published = [one["text"] for one in found["said"] if one["entity"] == "exercise-nations"]
    assert published == ["13.5 %"]
