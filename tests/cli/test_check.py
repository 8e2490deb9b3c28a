"""`wpsplan check` from outside: what it prints, in which form, and with which exit code."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.tools import SUBMISSION, Wpsplan, submission

WRONG = submission(
    "  1.2.1: {numerator: see description, denominator: 20}\n  1.2.2: {value: 31, cells: [{sex: women, value: 12}]}"
)
KEYS = {
    "code", "severity", "message", "help", "path", "line", "column", "indicator", "entity", "period", "accepted",
}  # fmt: skip


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="\n")


def answer(run: Wpsplan, root: Path, *args: str | Path) -> dict[str, Any]:
    done = run("-C", root, "check", "--format", "json", *args)
    assert done.stderr == ""
    data = json.loads(done.stdout)
    assert isinstance(data, dict)
    return data


# --- what it prints ---------------------------------------------------------------------------------------------------


def test_a_finding_is_one_line_that_editors_follow_with_its_mend_below(run: Wpsplan, exercise: Path) -> None:
    write(exercise, SUBMISSION, WRONG)
    done = run("-C", exercise, "check", SUBMISSION)
    assert done.returncode == 1
    head, *below = done.stdout.splitlines()
    # `  1.2.1: {numerator: see description` is line 5; 21 characters stand before the value
    place = "measurements/2017/EXA.yaml:5:22: error[value-type] "
    assert head == place + '"see description" stands where a number belongs'
    assert below[0].startswith("  = ") and "not_reported: {reason: not-available" in below[0]
    assert below[1:] == ["  = more: wpsplan rule value-type", "", "1 finding in 1 file: 1 error"]


def test_nothing_wrong_is_said_in_a_line(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "check", "plan")
    assert (done.returncode, done.stdout, done.stderr) == (0, "5 files: nothing to complain about\n", "")


def test_the_starter_has_neither_errors_nor_warnings(run: Wpsplan, exercise: Path) -> None:
    data = answer(run, exercise)
    assert data["summary"] == {"errors": 0, "warnings": 0, "notes": 1, "files": 18}
    assert [one["code"] for one in data["findings"]] == ["draft"]


def test_this_repository_has_no_error_and_four_true_warnings(run: Wpsplan, repo: Path) -> None:
    data = answer(run, repo)
    assert data["summary"]["errors"] == 0
    warned = [(one["code"], one["path"]) for one in data["findings"] if one["severity"] == "warning"]
    assert warned == [
        ("dangling-reference", "plan/outcomes/02.yaml"),
        ("action-without-indicator", "plan/outcomes/13.yaml"),
        ("action-without-indicator", "plan/outcomes/13.yaml"),
        ("action-without-indicator", "plan/outcomes/17.yaml"),
    ]
    said = " ".join(one["message"] for one in data["findings"] if one["severity"] == "warning")
    assert all(id in said for id in ('"17.3"', "13.1", "13.2", "17.1"))


def test_json_has_the_promised_keys(run: Wpsplan, exercise: Path) -> None:
    write(exercise, SUBMISSION, WRONG)
    data = answer(run, exercise)
    assert set(data) == {"version", "findings", "summary"}
    assert data["version"] == 1
    assert data["summary"] == {"errors": 1, "warnings": 0, "notes": 1, "files": 18}
    wrong, draft = data["findings"]
    assert set(wrong) == set(draft) == KEYS
    assert (wrong["code"], wrong["severity"], wrong["path"]) == ("value-type", "error", SUBMISSION)
    assert (wrong["line"], wrong["column"]) == (5, 22)
    assert (wrong["indicator"], wrong["entity"], wrong["period"]) == ("1.2.1", "EXA", "2017")
    assert wrong["accepted"] is None
    assert (draft["code"], draft["severity"], draft["indicator"], draft["entity"]) == ("draft", "note", None, "EXC")


def test_everything_in_one_pass_files_with_errors_first_each_in_its_own_order(run: Wpsplan, exercise: Path) -> None:
    write(
        exercise,
        SUBMISSION,
        submission("  1.2.2: {value: -1}\n  1.2.1: {numerator: 30, denominator: 20}\n  2.1.1: {achieved: no}"),
    )
    write(exercise, "measurements/2017/EXB.yaml", "period: '2017'\nentity: EXB\nstatus: [\n")
    write(exercise, "measurements/2016/EXA.yml", "")
    write(
        exercise,
        "measurements/2017/EXD.yaml",
        submission("  1.2.2: {value: 3}", "period: '2017'\nentity: EXD\nstatus: final\n"),
    )
    seen = [(one["path"], one["line"], one["code"]) for one in answer(run, exercise)["findings"]]
    assert seen == [
        ("measurements/2016/EXA.yml", 1, "stray-file"),
        (SUBMISSION, 5, "no-count"),
        (SUBMISSION, 6, "numerator-over-denominator"),
        (SUBMISSION, 7, "value-type"),
        ("measurements/2017/EXB.yaml", 3, "yaml-syntax"),
        ("measurements/2017/EXD.yaml", 2, "unknown-respondent"),
        ("measurements/2017/EXC.yaml", 4, "draft"),
    ]


def test_a_bad_measurement_does_not_hide_its_neighbours(run: Wpsplan, exercise: Path) -> None:
    write(exercise, SUBMISSION, submission("  1.2.1: oops\n  2.1.2: {level: nearly}"))
    assert [(one["line"], one["code"]) for one in answer(run, exercise, SUBMISSION)["findings"]] == [
        (5, "value-type"),
        (6, "unknown-level"),
    ]


def test_a_broken_plan_file_does_not_hide_the_measurements(run: Wpsplan, exercise: Path) -> None:
    write(exercise, "plan/outcomes/02.yaml", "id: '2\n")
    write(exercise, SUBMISSION, submission("  1.2.2: {value: 1.5}\n  2.1.2: {level: fully}"))
    seen = [(one["path"], one["code"]) for one in answer(run, exercise)["findings"] if one["severity"] == "error"]
    # 2.1.2 is not called unknown: the file that has it can't be read
    assert seen == [(SUBMISSION, "no-count"), ("plan/outcomes/02.yaml", "yaml-syntax")]


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("1.2.1: {numerater: 5, denominator: 20}", "numerator"),
        ("1.2.1: {numerator: 5, denominater: 20}", "denominator"),
        ("2.1.2: {levle: partly}", "level"),
        ("1.2.2: {value: 3, cells: [{sxe: women, value: 3}]}", "sex"),
        ("1.2.2: {value: 3, cells: [{sex: womens, value: 3}]}", "women"),
        ("1.2.2: {not_reported: {reason: not-availble}}", "not-available"),
        ("1.2.2: {value: 3, confidence: hihg}", "high"),
        ("1.2.3: {value: 3}", "1.2.2"),
        ("2.2.1: {narrative: Fine., sources: [{titel: A}]}", "title"),
    ],
)
def test_did_you_mean(run: Wpsplan, exercise: Path, entry: str, meant: str) -> None:
    write(exercise, SUBMISSION, submission(f"  {entry}"))
    assert meant in " ".join(one["help"] for one in answer(run, exercise, SUBMISSION)["findings"])


@pytest.mark.parametrize(("old", "new", "line"), [("'2017'", "'2016'", 1), ("EXA", "EXB", 2), ("EXA", "exa", 2)])
def test_a_head_that_disagrees_with_the_path(run: Wpsplan, exercise: Path, old: str, new: str, line: int) -> None:
    write(exercise, SUBMISSION, submission("  1.2.2: {value: 3}").replace(old, new))
    findings = answer(run, exercise, SUBMISSION)["findings"]
    assert ("header-mismatch", line) in [(one["code"], one["line"]) for one in findings]


# --- files that nobody would read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "measurements/2017/EXB.yml",
        "measurements/2017/EXB.YAML",
        "measurements/2017/EXB.yaml.bak",
        "measurements/2017/EXB",
        "measurements/EXB.yaml",
        "measurements/2017/late/EXB.yaml",
        "plan/outcomes/03.yml",
        "plan/outcomes/old/03.yaml",
        "plan/notes.txt",
        "plan/indicators/1.yaml",
    ],
)
def test_a_stray_file_is_an_error_at_its_path(run: Wpsplan, exercise: Path, path: str) -> None:
    write(exercise, path, "period: '2017'\n")
    done = run("-C", exercise, "check", "--format", "json")
    assert done.returncode == 1
    errors = [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]
    assert [(one["code"], one["path"], one["line"]) for one in errors] == [("stray-file", path, 1)]


if os.name == "posix":

    @pytest.mark.parametrize("target", ["nowhere.yaml", "EXA.yaml", "/etc/hostname", "../.."])
    def test_links_that_lead_nowhere_out_or_to_a_folder(run: Wpsplan, exercise: Path, target: str) -> None:
        (exercise / SUBMISSION).unlink()
        (exercise / SUBMISSION).symlink_to(target)
        done = run("-C", exercise, "check", SUBMISSION, "--format", "json")
        assert done.returncode == 1
        assert [one["code"] for one in json.loads(done.stdout)["findings"]] == ["unreadable-file"]

    def test_a_link_inside_its_folder_is_a_file(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).rename(exercise / "measurements/.EXA-2017.txt")
        (exercise / SUBMISSION).symlink_to("../.EXA-2017.txt")
        assert answer(run, exercise, SUBMISSION)["findings"] == []

    def test_a_pipe_and_a_folder_where_a_file_belongs(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).unlink()
        os.mkfifo(exercise / SUBMISSION)
        (exercise / "measurements/2017/EXB.yaml").unlink()
        (exercise / "measurements/2017/EXB.yaml").mkdir()
        (exercise / "plan/dimensions.yaml").unlink()
        os.mkfifo(exercise / "plan/dimensions.yaml")
        seen = [(one["path"], one["code"]) for one in answer(run, exercise)["findings"] if one["severity"] == "error"]
        assert seen == [
            (SUBMISSION, "unreadable-file"),
            ("measurements/2017/EXB.yaml", "unreadable-file"),
            ("plan/dimensions.yaml", "unreadable-file"),
        ]

    def test_a_workspace_behind_a_link_is_one(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(exercise)
        for path in (exercise / SUBMISSION, tmp_path / "link" / SUBMISSION, SUBMISSION):
            assert answer(run, tmp_path / "link", path)["summary"]["files"] == 1
        assert answer(run, exercise, tmp_path / "link" / SUBMISSION)["summary"]["files"] == 1

    def test_a_name_with_control_characters_is_written_out(run: Wpsplan, exercise: Path) -> None:
        write(exercise, "measurements/2017/EX\x1b[31mB\n\u202e.yml", "")
        done = run("-C", exercise, "check")
        assert "measurements/2017/EX\\x1b[31mB\\n\\u202e.yml:1:1: error[stray-file]" in done.stdout
        assert "\x1b" not in done.stdout and "\u202e" not in done.stdout

    def test_a_name_that_is_no_utf_8_is_printed_and_is_valid_json(run: Wpsplan, exercise: Path) -> None:
        (exercise / os.fsdecode(b"measurements/2017/EX\xff.yml")).touch()
        assert "EX\\udcff.yml:1:1: error[stray-file]" in run("-C", exercise, "check").stdout
        assert "measurements/2017/EX\udcff.yml" in [one["path"] for one in answer(run, exercise)["findings"]]


@pytest.mark.parametrize("value", ['"\\e[31mred"', '"\\u202Eevil"', '"a\\nb"', '"\\x85"', '"\\u2028"'])
def test_a_value_with_control_characters_is_written_out(run: Wpsplan, exercise: Path, value: str) -> None:
    write(exercise, SUBMISSION, submission(f"  2.1.2: {{level: {value}}}"))
    for done in (
        run("-C", exercise, "check", SUBMISSION),
        run("-C", exercise, "check", SUBMISSION, "--format", "json"),
    ):
        assert done.returncode == 1
        assert not set("\x1b\x85\u2028\u202e") & set(done.stdout)
    for line in run("-C", exercise, "check", SUBMISSION).stdout.splitlines()[:-2]:
        assert line.startswith((f"{SUBMISSION}:5:18: ", "  = "))
