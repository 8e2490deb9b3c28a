"""`wpsplan gaps`: what is missing, by the one who can close it; and the gaps of a plan itself."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.tools import REPO, Wpsplan


def answer(run: Wpsplan, *args: str | Path, root: Path = REPO) -> list[dict[str, Any]]:
    done = run("-C", root, "gaps", *args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return list(json.loads(done.stdout)["gaps"])


# --- the real plan ----------------------------------------------------------------------------------------------------


def test_gaps_of_the_plan_itself(run: Wpsplan) -> None:
    found = {(gap["kind"], gap["id"]) for gap in answer(run, "2017") if gap["entity"] is None}
    for expected in (
        ("action-without-indicator", "13.1"), ("action-without-indicator", "17.1"), ("dangling-reference", "2.2"),
        ("indicator-without-method", "12.1.2"), ("wording", "3.1.1"), ("wording", "15.1.1"),
        ("indicator-without-target", "19.2.1"),
    ):  # fmt: skip
        assert expected in found
    assert ("indicator-without-target", "3.2.2") not in found  # two meetings a year: the plan says so


@pytest.mark.parametrize("period", ["2016", "2017"])
def test_who_owes_most_comes_first_and_the_plan_last(run: Wpsplan, period: str) -> None:
    gaps = answer(run, period)
    owners = list(dict.fromkeys(gap["entity"] for gap in gaps))
    owed = {id: sum(gap["entity"] == id and gap["kind"] == "missing-item" for gap in gaps) for id in owners}
    assert owners[-1] is None and len(owners) == len({gap["entity"] for gap in gaps})
    assert [owed[id] for id in owners[:-1]] == sorted((owed[id] for id in owners[:-1]), reverse=True)
    assert all(gap["mend"] and gap["message"] and gap["path"] for gap in gaps)


def test_places_are_where_the_gap_shows(run: Wpsplan) -> None:
    for gap in answer(run, "2017"):
        if gap["line"] is None:
            assert gap["kind"] in ("missing-file", "missing-item")
            continue
        line = (REPO / gap["path"]).read_text(encoding="utf-8").splitlines()[gap["line"] - 1]
        if gap["kind"] == "partial-item":
            assert line.strip() == f"{gap['id']}:"
        elif gap["kind"] in ("indicator-without-target", "indicator-without-baseline"):
            assert line.strip().startswith("method:") or line.strip().startswith("kind:")


def items_of(markdown: str) -> list[str]:
    """The text of each list item, as a reader sees it."""
    found: list[str] = []
    depth = 0
    for token in MarkdownIt("commonmark").parse(markdown):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "list_item_open":
            found.append("")
        elif token.type == "inline" and depth:
            found[-1] += "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())
    return found


def test_the_letter_to_belgium(run: Wpsplan) -> None:
    done = run("-C", REPO, "gaps", "2017", "--entity", "BEL", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    letter = done.stdout
    tokens = MarkdownIt("commonmark").parse(letter)
    heads = [tokens[index + 1].content for index, token in enumerate(tokens) if token.type == "heading_open"]
    assert heads[0] == "Belgium: what is still open for 2017"
    assert heads[1:] == ["Not reported (5)", "Reported in part (1)", "How to close these gaps"]
    plan = json.loads(run("-C", REPO, "show", "--format", "json").stdout)
    texts = {
        one["id"]: one["text"]
        for outcome in plan["outcomes"]
        for action in outcome["actions"]
        for one in action["indicators"]
    }
    coverage = run("-C", REPO, "coverage", "2017", "--respondent", "BEL", "--format", "json").stdout
    owed = [one for one in json.loads(coverage)["items"] if one["availability"] in ("missing", "partial")]
    items = items_of(letter)
    assert len(items) == len(owed) == 6
    for one in owed:
        text = f"{one['indicator']} {' '.join(texts[one['indicator']].split())}"
        assert (f"{text.rstrip('.')}: lacks {', '.join(one['lacks'])}" if one["lacks"] else text) in items
    assert "`measurements/2017/BEL.yaml`" in letter


@pytest.mark.parametrize(
    ("entity", "files"),
    [
        ("EXA", "`measurements/2017-H1/EXA.yaml`"),
        ("EXB", "`measurements/2017/EXB.yaml`, `measurements/2017-H2/EXB.yaml`"),
    ],
)
def test_a_letter_names_the_file_of_each_period(run: Wpsplan, entity: str, files: str) -> None:
    made = REPO / "tests" / "workspaces" / "coverage"
    letter = run("-C", made, "gaps", "2017", "--entity", entity, "--format", "md").stdout
    assert f"Write the answers into {files}. Where" in letter


def test_a_letter_reads_as_typed(run: Wpsplan, exercise: Path) -> None:
    text = "# Number of *all* [posts](http://x.example) in `HQ` & <b>staff</b> | 1. so far\\"
    outcome = exercise / "plan/outcomes/02.yaml"
    outcome.write_text(outcome.read_text().replace("text: What exercise nations have learnt from each other",
                                                   f"text: '{text}'"))  # fmt: skip
    letter = run("-C", exercise, "gaps", "2017", "--entity", "EXC", "--format", "md").stdout
    assert f"2.2.1 {text}" in items_of(letter)


def test_a_letter_when_nothing_is_open(run: Wpsplan) -> None:
    letter = run("-C", REPO, "gaps", "2015", "--entity", "BEL", "--format", "md").stdout
    assert "Nothing is open." in letter and "How to close" not in letter and items_of(letter) == []


# --- a made plan ------------------------------------------------------------------------------------------------------

OUTCOME = """\
id: '3'
text: Exercise outcome 3
area: exercise
actions:
  - {id: '3.1', text: Exercise action without an indicator, entities: [exercise-staff], indicators: []}
  - id: '3.2'
    text: Exercise action that sends its reader on (Ref. 9.9)
    entities: [exercise-staff]
    indicators:
      - {id: 3.2.1, text: Exercise wording without a method}
      - {id: 3.2.2, text: Number of things nobody is asked for, method: {kind: count, unit: things, respondents: []}}
      - {id: 3.2.3, text: Number and scope of exercise visits, method: {kind: count, unit: visits}}
      - {id: 3.2.4, text: Extent to which the exercise is known, method: {kind: narrative}}
      - {id: 3.2.5, text: Exercise posts, method: {kind: count}}
      - {id: 3.2.6, text: Exercise shares, method: {kind: percentage}}
      - id: 3.2.7
        text: Exercise rooms
        method:
          {kind: count, unit: rooms, over_time: flow, direction: increase, targets: [{each: annual, value: 3}]}
      - id: 3.2.8
        text: Exercise tables
        method:
          kind: count
          unit: tables
          direction: increase
          baseline: {date: 2016-01-01, value: 0}
          targets: [{date: 2018-06-30, value: 3}]
      - {id: 3.2.9, text: Exercise chairs, method: {kind: count}, retired: {date: 2016-01-01, reason: No chairs.}}
"""
NO_BASELINE = {"3.2.2", "3.2.3", "3.2.5", "3.2.6"}  # not the narrative, nor a value for each year, nor the retired one
PLAN_GAPS = {
    ("action-without-indicator", "3.1"),
    ("dangling-reference", "3.2"),
    ("indicator-without-method", "3.2.1"),
    ("indicator-without-respondent", "3.2.2"),
    ("wording", "3.2.3"),
    ("wording", "3.2.4"),
    ("indicator-without-unit", "3.2.5"),
    *(("indicator-without-baseline", id) for id in NO_BASELINE),
    *(("indicator-without-target", id) for id in NO_BASELINE),
}


@pytest.fixture
def gappy(exercise: Path) -> Path:
    (exercise / "plan/outcomes/03.yaml").write_text(OUTCOME, encoding="utf-8")
    return exercise


def test_every_gap_of_a_plan_with_its_mend(run: Wpsplan, gappy: Path) -> None:
    gaps = [gap for gap in answer(run, "2017", root=gappy) if gap["entity"] is None and gap["id"].startswith("3.")]
    assert {(gap["kind"], gap["id"]) for gap in gaps} == PLAN_GAPS
    assert len(gaps) == len(PLAN_GAPS)
    assert all(gap["mend"] and gap["owner"] == "the plan" for gap in gaps)
    lines = OUTCOME.splitlines()
    for gap in gaps:
        assert gap["path"] == "plan/outcomes/03.yaml"
        above = [line for line in lines[: gap["line"]] if f"id: {gap['id']}" in line or f"id: '{gap['id']}'" in line]
        assert above, f"line {gap['line']} is not inside {gap['id']}"


@pytest.mark.parametrize("format", ["text", "md", "csv"])
def test_they_stand_in_every_format(run: Wpsplan, gappy: Path, format: str) -> None:
    text = run("-C", gappy, "gaps", "2017", "--format", format).stdout
    for _, id in PLAN_GAPS:
        assert id in text
    for gap in answer(run, "2017", root=gappy):
        if format != "md":
            assert gap["mend"] in " ".join(text.split())
    if format == "md":
        assert len(items_of(text)) == len(answer(run, "2017", root=gappy))


def test_gaps_of_respondents_and_of_the_plan_don_t_mix(run: Wpsplan, gappy: Path) -> None:
    gaps = answer(run, "2017", "--entity", "EXC", root=gappy)
    assert {gap["entity"] for gap in gaps} == {"EXC"}
    # EXC sent a draft with two of its five items; its milestone was reported, from public sources, in 2016
    assert [(gap["kind"], gap["id"]) for gap in gaps] == [
        ("draft", None),
        ("missing-item", "1.2.1"),
        ("missing-item", "1.2.2"),
        ("missing-item", "2.1.2"),
        ("missing-item", "2.2.1"),
    ]
    assert [gap["mend"] for gap in gaps if gap["id"] in ("1.2.1", "2.1.2")] == ["finish the draft"] * 2


# --- csv --------------------------------------------------------------------------------------------------------------

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")')


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_is_safe_for_spreadsheets(run: Wpsplan, exercise: Path, text: str) -> None:
    quoted = text.replace('"', '\\"')
    entities = exercise / "plan/entities.yaml"
    entities.write_text(entities.read_text().replace("name: Exercise nation C", f'name: "{quoted}"'))
    outcome = exercise / "plan/outcomes/02.yaml"
    outcome.write_text(outcome.read_text().replace("What exercise nations have learnt from each other", f'"{quoted}"'))
    for args in (("coverage", "2017"), ("coverage", "2017", "--by", "respondent"), ("gaps", "2017")):
        raw = run.bytes("-C", exercise, *args, "--format", "csv").stdout
        cells = [cell for row in csv.reader(io.StringIO(raw.decode(), newline="")) for cell in row]
        assert f"'{text}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("args", [("coverage", "2017"), ("coverage", "2017", "--by", "outcome"), ("gaps", "2017")])
def test_csv_is_rfc_4180(run: Wpsplan, args: tuple[str, ...]) -> None:
    raw = run.bytes("-C", REPO, *args, "--format", "csv").stdout
    assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == raw.count(b"\r\n")  # one row a line
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    assert out.getvalue().encode() == raw


# --- unknown names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("2031",), "the periods: 2015, 2016, 2017, 2018"),
        (("2017", "--entity", "Bel"), "BEL"),
        (("2017", "--entity", "Belgium"), "write its id: BEL"),
        (("2017", "--format", "pdf"), "md"),
    ],
)
def test_unknown_names_are_answered(run: Wpsplan, args: tuple[str, ...], words: str) -> None:
    done = run("-C", REPO, "gaps", *args)
    assert done.returncode == 2 and words in done.stderr and done.stdout == ""
