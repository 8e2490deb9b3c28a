"""`wpsplan verify`, and what a report says it was made from."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools import STARTER, Wpsplan, needs

EXB = "measurements/2017/EXB.yaml"


def report(run: Wpsplan, root: Path, *args: str) -> dict[str, Any]:
    done = run("-C", root, "report", "2017", *args, "--format", "json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def verified(run: Wpsplan, root: Path, path: Path | str) -> tuple[int, dict[str, Any]]:
    done = run("-C", root, "verify", path, "--format", "json")
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder build/ of the exercise workspace with its report on 2017 as md and html."""
    root = tmp_path_factory.mktemp("made") / "exercise"
    shutil.copytree(STARTER, root)
    assert Wpsplan(root)("report", "2017").returncode == 0
    return root / "build"


@pytest.fixture
def made(build: Path, exercise: Path) -> Path:
    """A fresh copy of the exercise workspace with its report on 2017 as md and html."""
    shutil.copytree(build, exercise / "build")
    return exercise


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_report_agrees_with_the_files_it_was_made_from(run: Wpsplan, made: Path, format: str) -> None:
    code, verdict = verified(run, made, made / f"build/2017/report.{format}")
    assert (code, verdict["verified"], verdict["compared"], verdict["differs"]) == (0, True, True, [])


def test_so_does_its_json(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert run("-C", exercise, "report", "2017", "--format", "json", "-o", path).returncode == 0
    code, verdict = verified(run, exercise, path)
    assert (code, verdict["compared"]) == (0, True)


def test_the_ids_are_git_s(run: Wpsplan, exercise: Path) -> None:
    git = needs("git")
    inputs = {one["path"]: one["id"] for one in report(run, exercise)["made_from"]["inputs"]}
    assert {EXB, "plan/plan.yaml", "plan/outcomes/01.yaml", "measurements/2016/EXA.yaml"} <= set(inputs)
    for path, id in inputs.items():
        done = subprocess.run([git, "hash-object", exercise / path], capture_output=True, encoding="ascii", check=True)
        assert done.stdout.strip() == id


def test_one_id_by_hand(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXB).write_bytes(b"period: '2017'\r\nentity: EXB\r\nstatus: final\r\nmeasurements: {}\r\n")
    text = b"period: '2017'\nentity: EXB\nstatus: final\nmeasurements: {}\n"  # 58 bytes: 15 + 12 + 14 + 17
    inputs = {one["path"]: one["id"] for one in report(run, exercise)["made_from"]["inputs"]}
    assert inputs[EXB] == hashlib.sha1(b"blob 58\0" + text).hexdigest()


def test_the_same_files_give_the_same_bytes_with_whatever_line_ends(run: Wpsplan, made: Path) -> None:
    def pages() -> list[bytes]:
        return [(made / f"build/2017/report.{format}").read_bytes() for format in ("md", "html")]

    before = pages()
    for path in (*made.glob("plan/**/*.yaml"), *made.glob("measurements/*/*.yaml")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("-C", made, "report", "2017").returncode == 0
    assert pages() == before


def test_a_page_checked_out_with_other_line_ends_is_the_same_page(run: Wpsplan, made: Path) -> None:
    path = made / "build/2017/report.html"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verified(run, made, path)[0] == 0


def test_one_digit_changes_the_digest_and_is_found(run: Wpsplan, made: Path) -> None:
    before = report(run, made)["made_from"]["digest"]
    text = (made / EXB).read_text(encoding="utf-8")
    (made / EXB).write_text(text.replace("denominator: 500", "denominator: 501"), encoding="utf-8")
    assert report(run, made)["made_from"]["digest"] != before
    code, verdict = verified(run, made, made / "build/2017/report.md")
    assert code == 1 and [(one["path"], one["what"]) for one in verdict["differs"]] == [(EXB, "changed")]
    done = run("-C", made, "verify", made / "build/2017/report.md")
    assert done.returncode == 1 and f"changed  {EXB}" in done.stdout


def test_new_and_missing_inputs_are_named(run: Wpsplan, made: Path) -> None:
    (made / EXB).unlink()
    (made / "measurements/2017/exercise-nations.yaml").write_text(
        "period: '2017'\nentity: exercise-nations\nstatus: final\nmeasurements: {}\n", encoding="utf-8"
    )
    code, verdict = verified(run, made, made / "build/2017/report.md")
    found = {one["path"]: one["what"] for one in verdict["differs"]}
    assert code == 1 and found[EXB] == "gone"
    assert found["measurements/2017/exercise-nations.yaml"] in ("new", "changed")


def test_a_later_period_s_file_is_no_input(run: Wpsplan, made: Path) -> None:
    assert run("-C", made, "report", "2016", "--format", "md").returncode == 0
    (made / EXB).write_text("nonsense: [", encoding="utf-8")
    assert verified(run, made, made / "build/2016/report.md")[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("12 of 18", "18 of 18", 1),
        lambda text: text.replace("<!-- wpsplan-report", "One more line.\n\n<!-- wpsplan-report"),
    ],
)
def test_a_page_changed_by_hand_is_found_out(run: Wpsplan, made: Path, change: Callable[[str], str]) -> None:
    path = made / "build/2017/report.md"
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    code, verdict = verified(run, made, path)
    assert (code, verdict["differs"]) == (1, []) and verdict["first_change"]["line"] > 1
    assert "was changed after it was made" in run("-C", made, "verify", path).stdout


def test_the_plan_is_no_longer_there(run: Wpsplan, made: Path) -> None:
    (made / "plan/plan.yaml").write_text("id: [", encoding="utf-8")
    code, verdict = verified(run, made, made / "build/2017/report.md")
    assert code == 1 and verdict["trouble"]
    assert ("plan/plan.yaml", "changed") in [(one["path"], one["what"]) for one in verdict["differs"]]


@pytest.mark.parametrize("content", ["", "# Some page\n", '{"version": 1}', "<!-- wpsplan-report {} -->", "\x00\xff"])
def test_what_is_no_report(run: Wpsplan, exercise: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(content.encode("latin-1"))
    done = run("-C", exercise, "verify", path)
    assert done.returncode == 2 and "is no report of wpsplan" in done.stderr


def test_a_manifest_that_was_tampered_with_is_none(run: Wpsplan, made: Path) -> None:
    path = made / "build/2017/report.md"
    id = hashlib.sha1(b"blob 0\0").hexdigest()
    text = path.read_text(encoding="utf-8")
    where = text.index('"id":"', text.index("<!-- wpsplan-report")) + len('"id":"')
    path.write_text(text[:where] + id + text[where + 40 :], encoding="utf-8")
    assert run("-C", made, "verify", path).returncode == 2


def test_what_is_no_file_is_not_waited_for(run: Wpsplan, exercise: Path) -> None:
    for path in (exercise, Path("/dev/zero") if Path("/dev/zero").exists() else exercise):
        done = run("-C", exercise, "verify", path)
        assert done.returncode == 2 and "is no file" in done.stderr


def test_a_report_that_is_not_there(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "verify", "nowhere.md")
    assert done.returncode == 2 and "can't be read" in done.stderr
