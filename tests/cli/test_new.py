"""`wpsplan new`: a submission to fill in; and the whole way of a submitter, from there to the report."""

import json
from pathlib import Path

import pytest

from tests.tools import REPO, Wpsplan

FILE = "measurements/2018/EXA.yaml"


@pytest.fixture
def fresh(run: Wpsplan, exercise: Path) -> Path:
    done = run("-C", exercise, "new", "2018", "EXA")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{FILE}\n", "")
    return exercise


def test_every_item_that_is_due_and_nothing_filled_in(run: Wpsplan, fresh: Path) -> None:
    text = (fresh / FILE).read_text(encoding="utf-8")
    ids = [line.strip(" :") for line in text.splitlines() if line.startswith("  ") and line[2:3].isdigit()]
    assert ids == ["1.2.1", "1.2.2", "2.1.2", "2.2.1"]  # 2.1.1 was due in 2017
    for told in ("# 1.2.1 Women in exercise forces, in percent of all personnel", "# 2017: 150 of 1,000, 15.0 %",
                 "#   - {sex: women, value: …}", "# one of: not yet, partly, largely, fully"):  # fmt: skip
        assert told in text
    found = json.loads(run("-C", fresh, "check", FILE, "--format", "json").stdout)["findings"]
    assert {one["code"] for one in found} == {"draft", "unfilled"}
    covered = json.loads(run("-C", fresh, "coverage", "2018", "--respondent", "EXA", "--format", "json").stdout)
    assert (covered["missing"], covered["due"]) == (4, 4)
    assert run("-C", fresh, "fmt", "--check").returncode == 0


def test_no_file_is_written_over(run: Wpsplan, fresh: Path) -> None:
    (fresh / FILE).write_text("mine", encoding="utf-8")
    done = run("-C", fresh, "new", "2018", "EXA")
    assert done.returncode == 2 and f"{FILE} is there already" in done.stderr
    assert (fresh / FILE).read_text(encoding="utf-8") == "mine"


def test_a_year_covers_the_periods_inside_it(run: Wpsplan, exercise: Path) -> None:
    names = [f"measurements/{period}/exercise-staff.yaml" for period in ("2017", "2017-H1", "2017-H2")]
    done = run("-C", exercise, "new", "2017", "exercise-staff")
    assert done.returncode == 2 and "nothing was written" in done.stderr
    for name in names:
        (exercise / name).unlink()
    assert run("-C", exercise, "new", "2017", "exercise-staff").stdout.split() == names
    assert "2.3.1:" in (exercise / names[2]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("2018", "exercise-nations"), "is a group: it reports through its members"),
        (("2018", "EXQ"), 'no entity "EXQ" in this plan'),
        (("2031", "EXA"), "2031 is no reporting period"),
        (("2015", "EXA"), "nothing is due from Exercise nation A in 2015"),
    ],
)
def test_what_can_t_be_written(run: Wpsplan, exercise: Path, args: tuple[str, str], said: str) -> None:
    done = run("-C", exercise, "new", *args)
    assert done.returncode == 2 and said in done.stderr


def test_for_the_real_plan(run: Wpsplan, tmp_path: Path) -> None:
    import shutil

    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, tmp_path / "real" / folder)
    (tmp_path / "real/measurements/2017/IRL.yaml").unlink()
    done = run("-C", tmp_path / "real", "new", "2017", "IRL")
    assert done.returncode == 0
    text = (tmp_path / "real/measurements/2017/IRL.yaml").read_text(encoding="utf-8")
    assert "# 2016: 551 of 9,044, 6.1 % (measurements/2016/IRL.yaml)" in text
    assert run("-C", tmp_path / "real", "check", "measurements/2017/IRL.yaml").returncode == 0


def test_the_whole_way_of_a_submitter(run: Wpsplan, fresh: Path) -> None:
    path = fresh / FILE
    text = path.read_text(encoding="utf-8").replace("status: draft", "status: final")
    text = text.replace("    numerator:\n    denominator:\n", "    numerator: 190\n    denominator:\n")
    text = text.replace("  2.1.2:\n    level:\n", "  2.1.2:\n    level: mostly\n")
    path.write_text(text, encoding="utf-8")
    wrong = run("-C", fresh, "check", FILE)
    assert wrong.returncode == 1
    assert "error[empty-value] denominator has no value" in wrong.stdout
    assert "error[unknown-level]" in wrong.stdout and "largely" in wrong.stdout
    text = text.replace("    denominator:\n", "    denominator: 1000\n").replace("level: mostly", "level: largely")
    text = text.replace("  2.2.1:\n    narrative:\n", "  2.2.1:\n    not_reported: {reason: not-available}\n")
    path.write_text(text, encoding="utf-8")
    right = run("-C", fresh, "check", FILE)
    assert right.returncode == 0 and "error" not in right.stdout
    page = run("-C", fresh, "report", "2018", "--format", "md", "-o", "-").stdout
    assert "| Exercise nation A | 190 of 1,000, 19.0 % |" in page
    covered = json.loads(run("-C", fresh, "coverage", "2018", "--respondent", "EXA", "--format", "json").stdout)
    assert (covered["reported"], covered["unavailable"], covered["missing"]) == (2, 1, 1)


def test_an_editor_is_told_where_the_schema_is(run: Wpsplan, exercise: Path) -> None:
    assert run("-C", exercise, "schema", "--write").returncode == 0
    assert run("-C", exercise, "new", "2018", "EXA").returncode == 0
    first = (exercise / FILE).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.wpsplan/measurements.json"
    assert (exercise / FILE).parent.joinpath("../../.wpsplan/measurements.json").exists()
    assert run("-C", exercise, "fmt", "--check").returncode == 0
