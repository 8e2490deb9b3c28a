"""Files that are not there, empty, early or strange: every command gives a sensible answer and the exit code for it."""

import json
import shutil
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pytest

from tests.tools import Wpsplan, submission

EXB = "measurements/2017/EXB.yaml"
# Asked of each exercise nation in 2017: 1.2.1, 1.2.2, 2.1.1 (once, due in 2017), 2.1.2 and 2.2.1.
OF_A_NATION = ["1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.2.1"]


class Answers:
    """What the four commands say of a period, and that they end as they should."""

    def __init__(self, run: Wpsplan, root: Path, period: str, show: str = "1.2.1", code: int = 0) -> None:
        def asked(*args: str, code: int = code) -> dict[str, Any]:
            done = run("-C", root, *args, "--format", "json")
            assert done.returncode == code and "Traceback" not in done.stderr
            self.told.append(done.stderr)
            return dict(json.loads(done.stdout))

        self.told: list[str] = []
        self.coverage = asked("coverage", period)
        self.gaps = asked("gaps", period)["gaps"]
        self.report = asked("report", period)
        self.show = asked("show", show, "--period", period, code=0)
        self._make_pages = partial(run, "-C", root, "report", period)
        self._code = code
        self._build = root / f"build/{period}"

    @cached_property
    def pages(self) -> list[str]:
        """Both pages of the report, made when they are asked for: that takes longer than all the rest."""
        assert self._make_pages().returncode == self._code
        return [(self._build / f"report.{format}").read_text("utf-8") for format in ("md", "html")]

    def item(self, indicator: str, respondent: str) -> dict[str, Any]:
        (found,) = [
            item
            for item in self.coverage["items"]
            if (item["indicator"], item["respondent"]) == (indicator, respondent)
        ]
        return dict(found)

    def of(self, respondent: str) -> list[tuple[str, str | None]]:
        """Its gaps: kind and id."""
        return [(gap["kind"], gap["id"]) for gap in self.gaps if gap["entity"] == respondent]

    def owed(self, respondent: str) -> list[str]:
        return [id for owed in self.report["owed"] if owed["respondent"] == respondent for id in owed["missing"]]


MISSING_FILE = [("missing-file", None), *(("missing-item", id) for id in OF_A_NATION)]


def test_a_respondent_without_a_file(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXB).unlink()
    found = Answers(run, exercise, "2017")
    assert found.of("EXB") == MISSING_FILE
    assert found.owed("EXB") == OF_A_NATION
    assert found.item("1.2.1", "EXB")["path"] is None
    # EXA, and the Staff in the year and in both half-years, of four in the year and those two
    assert found.coverage["rates"]["submission"]["text"] == "4 of 6 (66.7 %)"
    assert [one["entity"] for one in found.show["missing"]] == ["EXB", "EXC"]
    assert found.told == [""] * 4


@pytest.mark.parametrize("content", ["", "\n# nothing yet\n"])
def test_an_empty_file(run: Wpsplan, exercise: Path, content: str) -> None:
    (exercise / EXB).write_text(content)
    found = Answers(run, exercise, "2017", code=1)
    assert all(f"{EXB}:1: this file is empty" in told for told in found.told)
    assert found.of("EXB") == MISSING_FILE
    assert [one["path"] for one in found.report["left_out"]] == [EXB]
    assert all(EXB in page and "this file is empty" in page for page in found.pages)
    # in another year it is not left out of anything
    assert run("-C", exercise, "coverage", "2016").returncode == 0


def test_a_final_file_with_nothing_in_it(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXB).write_text("period: '2017'\nentity: EXB\nsubmitted: 2018-02-01\nstatus: final\nmeasurements: {}\n")
    found = Answers(run, exercise, "2017")
    assert found.of("EXB") == MISSING_FILE[1:]  # the file is there
    assert found.owed("EXB") == OF_A_NATION
    assert found.coverage["rates"]["submission"]["text"] == "5 of 6 (83.3 %)"
    assert found.told == [""] * 4


def test_a_nation_that_is_not_yet_a_member(run: Wpsplan, exercise: Path) -> None:
    entities = exercise / "plan/entities.yaml"
    entities.write_text(entities.read_text().replace("[EXA, EXB, EXC]", "[EXA, {id: EXB, from: 2018-01-01}, EXC]"))
    found = Answers(run, exercise, "2017")
    assert "EXB" not in {item["respondent"] for item in found.coverage["items"]}
    assert found.of("EXB") == []
    # EXA 150 of 1,000; what EXB reports is shown, and not counted
    assert found.show["value"]["text"] == "150 of 1,000, 15.0 %"
    assert {one["entity"]: one["counted"] for one in found.show["inputs"]} == {"EXA": True, "EXB": False}
    assert found.show["respondents"] == {"reporting": 1, "used": 1, "expected": 2}
    findings = json.loads(run("-C", exercise, "check", EXB, "--format", "json").stdout)["findings"]
    assert {(one["code"], one["severity"]) for one in findings} == {("no-respondent", "warning")}
    assert len(findings) == 4  # one for each of its four measurements
    shown = json.loads(run("-C", exercise, "show", "EXB", "--format", "json").stdout)
    assert {one["period"]: one["due"] for one in shown["periods"]} == {
        "2016": 0, "2017": 0, "2018": 4, "2017-H1": 0, "2017-H2": 0,
    }  # fmt: skip


def test_a_period_without_any_file(run: Wpsplan, exercise: Path) -> None:
    found = Answers(run, exercise, "2018")
    # 1.1.1 of the Staff; 1.2.1, 1.2.2, 2.1.2, 2.2.1 of three nations; 2018 has no half-years
    assert (found.coverage["due"], found.coverage["missing"]) == (13, 13)
    assert [rate["text"] for rate in found.coverage["rates"].values()] == [
        "0 of 4 (0 %)", "0 of 13 (0 %)", "0 of 13 (0 %)", "0 of 0",
    ]  # fmt: skip
    assert found.of("EXA")[0] == ("missing-file", None)
    assert (found.show["availability"], found.show["progress"], found.show["reason"]) == (
        "missing", "not-assessed", "no-data",
    )  # fmt: skip
    assert all("Nothing was reported for this period" in page for page in found.pages)


def test_a_workspace_without_any_file(run: Wpsplan, exercise: Path) -> None:
    shutil.rmtree(exercise / "measurements")
    found = Answers(run, exercise, "2017")
    assert found.coverage["missing"] == found.coverage["expected"] == found.coverage["due"]
    # no final file anywhere: the latest year
    assert json.loads(run("-C", exercise, "coverage", "--format", "json").stdout)["period"] == "2018"


NOT_APPLICABLE = "{not_reported: {reason: not-applicable, note: Exercise.}}"


def test_a_period_in_which_nothing_applies(run: Wpsplan, exercise: Path) -> None:
    for path in (exercise / "measurements/2016").iterdir():
        path.unlink()
    for entity in ("exercise-staff", "EXA", "EXB", "EXC"):
        ids = ["1.1.1"] if entity == "exercise-staff" else ["1.2.1", "1.2.2", "2.1.2", "2.2.1"]
        head = f"period: '2016'\nentity: {entity}\nsubmitted: 2017-02-01\nstatus: final\n"
        text = submission("\n".join(f"  {id}: {NOT_APPLICABLE}" for id in ids), head)
        (exercise / f"measurements/2016/{entity}.yaml").write_text(text)
    found = Answers(run, exercise, "2016")
    # 1 + 3 * 4 = 13 are due, and none of them applies: 0 of 0 is no rate, but four files of four came
    assert (found.coverage["due"], found.coverage["not_applicable"], found.coverage["expected"]) == (13, 13, 0)
    rates = found.coverage["rates"]
    assert [(one["numerator"], one["denominator"], one["rate"]) for one in rates.values()] == [
        (4, 4, 1.0), (0, 0, None), (0, 0, None), (0, 0, None),
    ]  # fmt: skip
    assert [gap for gap in found.gaps if gap["entity"]] == [] and found.report["owed"] == []
    assert (found.show["availability"], found.show["reason"]) == ("not-applicable", "no-data")
    text = run("-C", exercise, "coverage", "2016").stdout
    assert "Reporting     0 of 0: no rate" in text
    row = next(line for line in text.splitlines()[::-1] if line.startswith("1  Exercise"))
    assert row.split()[-7:] == ["×", "×", "×", "×", "0", "of", "0"]
    assert "13 due, 13 not applicable" in found.pages[0]
    assert "all 13 items that are due are not applicable" in found.pages[1]
    assert all("Nothing is missing in this period" in page for page in found.pages)


def test_show_names_what_was_left_out_and_ends_well(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXB).write_text("")
    for args in (["1.2.1"], ["1.2.1", "--period", "2017"], ["EXB"], ["1"]):
        done = run("-C", exercise, "show", *args)
        assert done.returncode == 0 and f"left out: {EXB}:1: this file is empty" in done.stderr
    for args in ([], ["1.2.1", "--period", "2016"]):  # made without that file in any case
        done = run("-C", exercise, "show", *args)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_measurement_in_error_counts_as_missing_and_its_neighbours_count(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXB).write_text(
        submission("  1.2.1: {numerator: 80, denominator: 0}\n  2.1.2: {level: partly}",
                   "period: '2017'\nentity: EXB\nstatus: final\n")
    )  # fmt: skip
    found = Answers(run, exercise, "2017", code=1)
    assert found.item("1.2.1", "EXB")["availability"] == "missing"
    assert found.item("2.1.2", "EXB")["availability"] == "reported"
    assert all(f"{EXB}:5: the denominator is 0" in told for told in found.told)


def test_a_file_of_published_figures_is_nobody_s_late_submission(run: Wpsplan, exercise: Path) -> None:
    def kinds() -> set[str]:
        gaps = json.loads(run("-C", exercise, "gaps", "2017", "--entity", "EXB", "--format", "json").stdout)["gaps"]
        return {gap["kind"] for gap in gaps}

    path = exercise / EXB  # submitted on 5 March 2018, after 28 February
    assert "late-file" in kinds()
    path.write_text(path.read_text().replace("status: final", "status: final\nbasis: public-sources"))
    assert "late-file" not in kinds()


@pytest.mark.parametrize(
    ("measurement", "line"),
    [
        ("  1.2.1:\n    numerator: 3\n    denominator: 10\n    numerator: 4", 8),  # which of the two is meant?
        ("  1.2.1: {numerator: 3, denominator: 10}\n  1.2.1: {numerator: 4, denominator: 10}", 6),
        ("  1.2.1: {numerator: !!int 3, denominator: 10}", 5),
    ],
)
def test_what_the_reader_refuses_inside_a_measurement_makes_it_missing(
    run: Wpsplan, exercise: Path, measurement: str, line: int
) -> None:
    text = submission(f"{measurement}\n  2.1.2: {{level: partly}}", "period: '2017'\nentity: EXB\nstatus: final\n")
    (exercise / EXB).write_text(text)
    found = Answers(run, exercise, "2017", show="1.2.1", code=1)
    assert found.item("1.2.1", "EXB")["availability"] == "missing"
    assert found.item("2.1.2", "EXB")["availability"] == "reported"
    assert [one["entity"] for one in found.show["inputs"]] == ["EXA"]
    assert all(f"{EXB}:{line}: " in told for told in found.told)
