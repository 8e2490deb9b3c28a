"""Zero is a value: it stands as 0 in every format, is counted, and is never listed as missing."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tools import Wpsplan

OUTCOME = """\
id: '3'
text: Exercise outcome 3
area: exercise
actions:
  - id: '3.1'
    text: Exercise action 3.1
    entities: [exercise-staff]
    indicators:
      - id: 3.1.1
        text: Number of exercise accidents
        method:
          kind: count
          unit: accidents
          direction: maintain
          baseline: {date: 2015-12-31, value: 0}
          targets: [{date: 2018-06-30, value: 0}]
      - id: 3.1.2
        text: Number of exercise rooms
        method:
          kind: count
          unit: rooms
          direction: increase
          baseline: {date: 2016-06-30, value: 0}
          targets: [{date: 2018-06-30, value: 10}]
      - {id: 3.1.3, text: Women among exercise drivers, method: {kind: percentage, disaggregation: [sex]}}
      - {id: 3.1.4, text: Number of exercise drivers, method: {kind: count, unit: drivers, disaggregation: [sex]}}
      - {id: 3.1.5, text: Share of exercise trees, method: {kind: percentage}}
"""
REPORTED = """\
period: '2017'
entity: exercise-staff
submitted: 2018-02-20
status: final
measurements:
  3.1.1: {value: 0}
  3.1.2: {value: 0}
  3.1.3:
    numerator: 0
    denominator: 120
    cells: [{sex: women, numerator: 0, denominator: 70}, {sex: men, numerator: 0}]
  3.1.4: {value: 5, cells: [{sex: women, value: 0}, {sex: men, value: 5}]}
  3.1.5: {value: 0}
"""
FIGURES = {"3.1.1": "0", "3.1.2": "0", "3.1.3": "0 of 120, 0.0 %", "3.1.4": "5", "3.1.5": "0 %"}
CELLS = {"3.1.3": ["Women: 0 of 70, 0.0 %", "Men: 0"], "3.1.4": ["Women: 0", "Men: 5"]}
PATHS = {
    "3.1.1": "target: 0 by 30 June 2018 · baseline: 0 on 31 December 2015",
    "3.1.2": "target: 10 by 30 June 2018 · baseline: 0 on 30 June 2016",
}


@pytest.fixture
def zeros(exercise: Path) -> Path:
    (exercise / "plan/outcomes/03.yaml").write_text(OUTCOME)
    (exercise / "measurements/2017/exercise-staff.yaml").write_text(REPORTED)
    return exercise


def shown(run: Wpsplan, root: Path, id: str) -> dict[str, Any]:
    return dict(json.loads(run("-C", root, "show", id, "--period", "2017", "--format", "json").stdout))


def test_in_json(run: Wpsplan, zeros: Path) -> None:
    found = {id: shown(run, zeros, id) for id in FIGURES}
    for id, text in FIGURES.items():
        one = found[id]
        value = one["value"]
        assert (value["text"], one["availability"], one["missing"]) == (text, "reported", [])
        assert value["value"] == (5 if id == "3.1.4" else 0)
        assert one["respondents"] == {"reporting": 1, "used": 1, "expected": 1}
        cells = [f"{cell['words']}: {cell['text']}" for cell in one["inputs"][0]["cells"]]
        assert cells == CELLS.get(id, [])
    assert [found["3.1.3"]["value"][key] for key in ("numerator", "denominator")] == [0, 120]
    assert [found[id]["method"]["baseline"]["value"] for id in PATHS] == [0, 0]
    assert found["3.1.1"]["method"]["targets"][0]["value"] == 0
    # 0 holds the target of 0; from 0 to 10 nothing has moved: (0 - 0) / (7.5 - 0) = 0, which is off track
    assert [found[id]["progress"] for id in PATHS] == ["achieved", "off-track"]


def test_in_the_report_s_json(run: Wpsplan, zeros: Path) -> None:
    data = json.loads(run("-C", zeros, "report", "2017", "--format", "json").stdout)
    indicators = {
        one["id"]: one
        for area in data["areas"]
        for outcome in area["outcomes"]
        for action in outcome["actions"]
        for one in action["indicators"]
    }
    assert {id: indicators[id]["value"]["text"] for id in FIGURES} == FIGURES
    assert not [id for owed in data["owed"] for id in owed["missing"] if id in FIGURES]


@pytest.mark.parametrize("id", FIGURES)
def test_in_text(run: Wpsplan, zeros: Path, id: str) -> None:
    text = " ".join(run("-C", zeros, "show", id, "--period", "2017").stdout.split())
    assert f"2017 {FIGURES[id]} 1 of 1" in text
    assert f"Exercise staff {FIGURES[id]} measurements/2017/exercise-staff.yaml" in text
    assert "; ".join(CELLS.get(id, [])) in text
    assert PATHS.get(id, "") in text


def test_in_markdown(run: Wpsplan, zeros: Path) -> None:
    page = run("-C", zeros, "report", "2017", "--format", "md", "-o", "-").stdout
    for id, figure in FIGURES.items():
        chapter = re.split(r"^#+ ", page.partition(f"##### {id}. ")[2], maxsplit=1, flags=re.MULTILINE)[0]
        assert f"- Figure: {figure}\n" in chapter
        assert "- Reported: 1 of 1\n" in chapter
        assert f"| Exercise staff | {figure} | {' '.join(f'{cell}.' for cell in CELLS.get(id, []))}" in chapter
        assert PATHS.get(id, "") in chapter
    missing = page.partition("## What is missing")[2].partition("\n## ")[0]
    assert "2.3.1" not in missing and "3.1." not in missing and "Exercise nation B" in missing


def test_in_html(run: Wpsplan, zeros: Path) -> None:
    page = run("-C", zeros, "report", "2017", "--format", "html", "-o", "-").stdout
    for id, figure in FIGURES.items():
        chapter = page.partition(f'<h5 id="i-{id}">')[2].partition("</article>")[0]
        assert f'<p class="big">{figure}</p>' in chapter
        assert f'<td class="figure">{figure}</td>' in chapter
        assert "".join(f"<li>{cell}</li>" for cell in CELLS.get(id, [])) in chapter
        assert PATHS.get(id, "") in chapter
    missing = page.partition('id="missing"')[2].partition("</section>")[0]
    assert "3.1." not in missing and "Exercise nation B" in missing


def test_none_is_missing(run: Wpsplan, zeros: Path) -> None:
    coverage = run("-C", zeros, "coverage", "2017", "--format", "csv").stdout
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(coverage)) if row["indicator"] in FIGURES}
    assert {id: row["availability"] for id, row in rows.items()} == dict.fromkeys(FIGURES, "reported")
    gaps = json.loads(run("-C", zeros, "gaps", "2017", "--format", "json").stdout)["gaps"]
    assert not [gap for gap in gaps if gap["id"] in FIGURES and gap["entity"]]
    # a baseline and a target of 0 are there, too
    lacking = {(gap["kind"], gap["id"]) for gap in gaps if gap["id"] in PATHS}
    assert lacking == set()


def test_in_the_csv_of_the_report(run: Wpsplan, zeros: Path) -> None:
    text = run("-C", zeros, "report", "2017", "--format", "csv").stdout
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    parts = ("value", "numerator", "denominator")
    assert tuple(rows["3.1.3"][key] for key in parts) == ("0", "0", "120")
    assert tuple(rows["3.1.1"][key] for key in parts) == ("0", "", "")
    assert (rows["3.1.1"]["progress"], rows["3.1.1"]["availability"]) == ("achieved", "reported")
    assert {id: rows[id]["text_of_value"] for id in FIGURES} == FIGURES
    assert (rows["1.2.2"]["so_far"], rows["1.2.2"]["used"], rows["1.2.2"]["expected"]) == ("true", "1", "3")


def test_a_rate_of_zero_stands_in_csv_as_zero(run: Wpsplan, zeros: Path) -> None:
    text = run("-C", zeros, "coverage", "2018", "--by", "outcome", "--format", "csv").stdout
    for row in csv.DictReader(io.StringIO(text)):
        assert (row["reported"], row["reporting_numerator"], row["reporting_public"]) == ("0", "0", "0")
        assert row["reporting_rate"] == "0.0"
        assert (row["timeliness_denominator"], row["timeliness_rate"]) == ("0", "")  # no rate is no zero


def test_the_baseline_period_s_zero_is_a_baseline(run: Wpsplan, zeros: Path) -> None:
    head = "period: '2015'\nentity: exercise-staff\nstatus: final\nmeasurements:\n"
    (zeros / "measurements/2015/exercise-staff.yaml").write_text(f"{head}  3.1.4: {{value: 0}}\n")
    gaps = json.loads(run("-C", zeros, "gaps", "2017", "--format", "json").stdout)["gaps"]
    assert ("indicator-without-baseline", "3.1.4") not in {(gap["kind"], gap["id"]) for gap in gaps}
    assert shown(run, zeros, "3.1.4")["change_text"] == "+5"
