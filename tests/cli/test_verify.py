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


@pytest.mark.parametrize("format", ["md", "html", "json"])
@pytest.mark.parametrize("change", [lambda raw: raw.replace(b"\n", b"\r\n"), lambda raw: b"\xef\xbb\xbf" + raw])
def test_another_line_end_or_a_byte_order_mark_is_no_yes(
    run: Wpsplan, made: Path, format: str, change: Callable[[bytes], bytes]
) -> None:
    path = made / f"build/2017/report.{format}"
    assert run("-C", made, "report", "2017", "--format", format, "-o", path).returncode == 0
    path.write_bytes(change(path.read_bytes()))
    code, verdict = verified(run, made, path)
    assert (code, verdict["verified"], verdict["only_line_ends"], verdict["first_change"]) == (1, False, True, None)
    done = run("-C", made, "verify", path)
    assert (done.returncode, done.stderr) == (1, "") and ": no, but for line ends (" in done.stdout


@pytest.mark.parametrize("format", ["md", "html", "json"])
@pytest.mark.parametrize("change", [lambda raw: raw + b"\n", lambda raw: raw[:-1], lambda raw: raw[:-1] + b"  \n"])
def test_one_line_end_more_or_less_at_the_end_is_a_no(
    run: Wpsplan, made: Path, format: str, change: Callable[[bytes], bytes]
) -> None:
    path = made / f"build/2017/report.{format}"
    assert run("-C", made, "report", "2017", "--format", format, "-o", path).returncode == 0
    path.write_bytes(change(path.read_bytes()))
    code, verdict = verified(run, made, path)
    assert (code, verdict["verified"], verdict["only_line_ends"]) == (1, False, False)
    assert verdict["first_change"]["made"] != verdict["first_change"]["found"]
    done = run("-C", made, "verify", path)
    assert (done.returncode, done.stderr) == (1, "") and ": no (" in done.stdout


def forged(text: str, **claims: Any) -> str:
    """A page with another stamp, whose digest agrees with what it claims."""
    from wpsplan.render.pages.manifest import manifest_of, stamp

    manifest = manifest_of(text)
    assert manifest is not None
    page, _, _ = text.partition("<!-- wpsplan-report")
    return page + stamp(manifest._replace(**claims))


def test_a_page_that_names_another_version_is_not_compared_and_never_a_yes(run: Wpsplan, made: Path) -> None:
    path = made / "build/2017/report.md"
    text = path.read_text(encoding="utf-8").replace("12 of 18", "18 of 18", 1)
    path.write_text(forged(text, program="99.1"), encoding="utf-8")
    code, verdict = verified(run, made, path)
    assert (code, verdict["verified"], verdict["compared"], verdict["differs"]) == (1, None, False, [])
    done = run("-C", made, "verify", path)
    assert (done.returncode, done.stderr) == (1, "")
    assert ": not compared (" in done.stdout
    assert "run `wpsplan verify` of wpsplan 99.1 on it" in done.stdout


def test_a_page_whose_template_can_t_be_drawn_any_more_is_not_compared(run: Wpsplan, made: Path) -> None:
    page = made / "templates/letter/page.md.jinja"
    page.parent.mkdir(parents=True)
    page.write_text("{{ 1 // 0 }}\n", encoding="utf-8")
    path = made / "build/2017/report.md"
    inputs = {entry["path"]: entry["id"] for entry in report(run, made, "--template", "letter")["made_from"]["inputs"]}
    path.write_text(forged(path.read_text(encoding="utf-8"), template="letter", inputs=inputs), encoding="utf-8")
    code, verdict = verified(run, made, path)
    assert (code, verdict["verified"], verdict["compared"]) == (1, None, False)
    assert verdict["trouble"].startswith("templates/letter/page.md.jinja: ")


@pytest.mark.parametrize("claims", [{"program": 1}, {"period": ["2017"]}, {"template": None}, {"since": 7}])
def test_a_stamp_of_other_types_is_none_of_ours(run: Wpsplan, made: Path, claims: dict[str, Any]) -> None:
    path = made / "build/2017/report.md"
    path.write_text(forged(path.read_text(encoding="utf-8"), **claims), encoding="utf-8")
    assert run("-C", made, "verify", path).returncode == 2


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


@pytest.mark.parametrize(
    "content", ["", "# Some page\n", '{"version": 1}', "<!-- wpsplan-report {} -->", "\x00\xff", '{"a":' * 10**5]
)
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
