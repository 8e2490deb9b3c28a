"""The plan on file against the source document, to the letter (white space folded)."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.tools import REPO, Wpsplan

SOURCE = Path(__file__).parent / "source" / "action-plan-2016-2018.txt"

# Texts that the table's rows cut in two: the first words of the second piece, as read off the source.
SECOND_PIECES = {
    "2": "the Women, Peace and Security agenda.",
    "3": "Staff.",
    "4": "conducted by NATO Allies and partners.",
    "5": "Allies and partners' defence and security institutions.",
    "6": "agenda, and increased skills",
    "7": "and Security agenda and of the efforts",
    "9": "on Women, Peace and Security.",
    "11": "building initiatives.",
    "16": "protection needs.",
    "4.2": "Voluntary National Contributions",
    "19.5": "strategic assessments.",
    "16.5.2": "1325.",
    "19.5.1": "including gender perspective.",
}


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = Wpsplan(tmp_path_factory.mktemp("here"))("-C", REPO, "show", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def items(plan: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for outcome in plan["outcomes"]:
        found.append(("outcome", outcome["id"], outcome))
        for action in outcome["actions"]:
            found.append(("action", action["id"], action))
            found += [("indicator", one["id"], one) for one in action["indicators"]]
    return found


def test_nothing_is_lost_and_nothing_added(plan: dict[str, Any]) -> None:
    kinds = [kind for kind, _, _ in items(plan)]
    assert (kinds.count("outcome"), kinds.count("action"), kinds.count("indicator")) == (19, 70, 91)
    assert len(plan["areas"]) == 7
    assert len(plan["strategic_outcomes"]) == 2
    assert [note["mark"] for note in plan["footnotes"]] == ["1", "*", "2", "3", "4"]
    lost = [area for area in plan["areas"] if area["title"] is None]
    assert len(lost) == 1 and lost[0]["note"]
    assert {outcome["area"] for outcome in plan["outcomes"] if outcome["id"] == "9"} == {lost[0]["id"]}


def test_every_text_stands_in_the_source(plan: dict[str, Any]) -> None:
    source = folded(SOURCE.read_text(encoding="utf-8"))
    for kind, id, item in items(plan):
        text = item["text"]
        assert text == folded(text), f"{kind} {id}"
        if id in SECOND_PIECES:
            at = text.index(SECOND_PIECES[id])
            pieces = [text[:at].strip(), text[at:]]
        else:
            pieces = [text]
        for piece in pieces:
            assert piece in source, f"{kind} {id}: {piece}"


def test_each_text_stands_behind_its_own_id(plan: dict[str, Any]) -> None:
    source = folded(SOURCE.read_text(encoding="utf-8"))
    for kind, id, item in items(plan):
        if kind != "outcome":
            begin = item["text"][:25]
            assert re.search(rf"{re.escape(id)}\. ?{re.escape(begin)}", source), f"{kind} {id}"


def test_ids_are_in_sequence(plan: dict[str, Any]) -> None:
    assert [outcome["id"] for outcome in plan["outcomes"]] == [str(number) for number in range(1, 20)]
    for outcome in plan["outcomes"]:
        for number, action in enumerate(outcome["actions"], 1):
            assert action["id"] == f"{outcome['id']}.{number}"
            for position, one in enumerate(action["indicators"], 1):
                assert one["id"] == f"{action['id']}.{position}"
    without = [
        action["id"] for outcome in plan["outcomes"] for action in outcome["actions"] if not action["indicators"]
    ]
    assert without == ["13.1", "13.2", "17.1"]


def test_no_text_of_a_row_runs_into_the_next_id(plan: dict[str, Any]) -> None:
    for kind, id, item in items(plan):
        assert not re.search(r"(?<![(Ref. ])\b\d{1,2}\.\d{1,2}\.(\d{1,2}\.)? ?[A-Z]", item["text"]), f"{kind} {id}"


def test_aim_and_strategic_outcomes_are_the_source_s(plan: dict[str, Any]) -> None:
    source = folded(SOURCE.read_text(encoding="utf-8").replace("**", ""))
    for paragraph in plan["aim"].split("\n\n"):
        assert folded(paragraph) in source
    for outcome in plan["strategic_outcomes"]:
        assert folded(outcome["text"]) in source


def members(plan: dict[str, Any], group: str, day: str) -> list[str]:
    entity = next(entity for entity in plan["entities"] if entity["id"] == group)
    return [
        member["id"] for member in entity["members"] if (member["from"] or "0000") <= day <= (member["until"] or "9999")
    ]


def test_allies_and_partners_by_day(plan: dict[str, Any]) -> None:
    source = folded(SOURCE.read_text(encoding="utf-8"))
    for day, allies, partners in (("2016-06-30", 28, 27), ("2017-06-04", 28, 27), ("2017-06-05", 29, 26)):
        assert len(members(plan, "allies", day)) == allies
        assert len(members(plan, "partners", day)) == partners
    names = {entity["id"]: entity["name"] for entity in plan["entities"]}
    for id in members(plan, "partners", "2016-06-30"):
        assert names[id] in source


def test_check_warns_of_what_is_true_of_the_plan(run: Wpsplan) -> None:
    done = run("-C", REPO, "check", "--format", "json")
    findings = [one for one in json.loads(done.stdout)["findings"] if one["severity"] != "note"]
    assert done.returncode == 0
    assert sorted((one["code"], one["message"].split(" has ")[0]) for one in findings) == [
        ("action-without-indicator", "action 13.1"),
        ("action-without-indicator", "action 13.2"),
        ("action-without-indicator", "action 17.1"),
        ("dangling-reference", '"17.3" is no action of this plan (last: 17.2)'),
    ]
    assert all(before["path"] <= after["path"] for before, after in pairwise(findings[1:]))
