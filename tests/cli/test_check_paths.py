"""`wpsplan check`: which files are meant, what makes the exit code, and that the bytes are the same everywhere."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.tools import STARTER, SUBMISSION, Wpsplan, in_own_process, submission
from wpsplan.rules import all_rules

BARE = submission("  1.2.1: {value: 12.5}")  # a note
DATED = submission("  1.2.2: {value: 3, as_of: 2016}")  # a warning
NEGATIVE = submission("  1.2.2: {value: -3}")  # an error


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (BARE, {"error": 0, "warning": 0, "note": 1}),
        (DATED, {"error": 0, "warning": 1, "note": 1}),
        (NEGATIVE, {"error": 1, "warning": 1, "note": 1}),
    ],
)
def test_fail_on_says_what_makes_the_exit_code_1(
    run: Wpsplan, exercise: Path, text: str, codes: dict[str, int]
) -> None:
    (exercise / SUBMISSION).write_text(text, encoding="utf-8")
    assert {word: run("-C", exercise, "check", SUBMISSION, "--fail-on", word).returncode for word in codes} == codes
    assert run("-C", exercise, "check", SUBMISSION).returncode == codes["error"]


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("measurements/2017/EXA.yaml", 1),
        ("measurements/2017", 5),
        ("measurements/2017/", 5),
        ("./measurements/../measurements/2017", 5),
        ("measurements", 13),
        ("plan/outcomes", 2),
        ("plan", 5),
        (".", 18),
    ],
)
def test_a_path_is_a_file_or_a_folder(run: Wpsplan, exercise: Path, path: str, files: int) -> None:
    for done in (
        run("check", "--format", "json", path, cwd=exercise),
        run("-C", exercise, "check", "--format", "json", path, cwd=exercise.parent / "exercise"),
        run("-C", exercise, "check", "--format", "json", exercise / path),
    ):
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["summary"]["files"] == files


def test_paths_add_up_and_none_counts_twice(run: Wpsplan, exercise: Path) -> None:
    done = run("check", "--format", "json", "plan", "plan/plan.yaml", SUBMISSION, cwd=exercise)
    assert json.loads(done.stdout)["summary"]["files"] == 6


def test_a_path_is_seen_from_the_current_folder(run: Wpsplan, exercise: Path) -> None:
    done = run("check", "EXC.yaml", cwd=exercise / "measurements/2017")
    assert done.stdout.startswith("measurements/2017/EXC.yaml:4:9: note[draft]")


def test_only_what_is_at_the_paths_counts(run: Wpsplan, exercise: Path) -> None:
    (exercise / SUBMISSION).write_text(NEGATIVE, encoding="utf-8")
    done = run("check", "measurements/2016", cwd=exercise)
    assert (done.returncode, done.stdout) == (0, "4 files: nothing to complain about\n")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("measurements/2017/EXD.yaml", "no such file"),
        ("measurments", "no such file"),
        ("measurements/2017/EXA.yaml/x", "no such file"),
        ("", "no such file"),
        ("README.md", "plan/ and measurements/"),
        ("empty", "plan/ and measurements/"),
        ("../elsewhere", "outside the workspace"),
    ],
)
def test_a_path_without_a_file_of_the_workspace_is_named(run: Wpsplan, exercise: Path, path: str, word: str) -> None:
    (exercise / "README.md").touch()
    (exercise / "empty").mkdir()
    (exercise.parent / "elsewhere").mkdir()
    done = run("check", path, "measurements/2016", cwd=exercise)
    assert done.returncode == 3
    assert done.stderr.startswith(f"wpsplan: {path}: ") and word in done.stderr
    assert done.stdout == "4 files: nothing to complain about\n"
    done = run("check", path, cwd=exercise)
    assert (done.returncode, done.stdout) == (3, "")


def test_it_comes_before_what_is_found_elsewhere(run: Wpsplan, exercise: Path) -> None:
    (exercise / SUBMISSION).write_text(NEGATIVE, encoding="utf-8")
    done = run("check", "nowhere", SUBMISSION, cwd=exercise)
    assert done.returncode == 3
    assert "no-count" in done.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("check", "--format", "xml"), "'text', 'json'"),
        (("check", "--fail-on", "never"), "'error', 'warning', 'note'"),
        (("check", "--colour"), "--colour"),
        (("chekc",), "check"),
        (("-C",), "-C"),
        (("-C", "nowhere", "check"), "no workspace"),
        (("check",), "plan/plan.yaml"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_a_line(run: Wpsplan, args: tuple[str, ...], says: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wpsplan: ") and says in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize(
    "spoil", [b"", b"[", b"\xff\xfe", b"\x00", b"id: &a *a", b"- 1", b"1", b"? {a: b}\n: c", b"{" * 9999]
)
@pytest.mark.parametrize("path", ["plan/plan.yaml", "plan/entities.yaml", "plan/outcomes/01.yaml", SUBMISSION])
def test_whatever_is_in_a_file_there_is_no_traceback(run: Wpsplan, exercise: Path, path: str, spoil: bytes) -> None:
    (exercise / path).write_bytes(spoil)
    done = run("-C", exercise, "check")
    assert done.returncode == 1
    assert done.stderr == ""
    assert f"{path}:1:" in done.stdout


STRANGE = submission("  2.1.2: {level: ’–éŁ中𝄞}\n  1.2.1: {numerator: N/A, denominator: ’}")
ENVIRONMENTS: list[dict[str, str | None]] = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1:strict"},
    {"COLUMNS": "20", "NO_COLOR": "1"},
    {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color"},
    {"PYTHONHASHSEED": "1"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland"},
]
QUICK_ENVIRONMENTS = ENVIRONMENTS[0], ENVIRONMENTS[4], ENVIRONMENTS[5]
"""The locale, the colours and the order of sets: tried in the quick tests, too."""


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What `check` prints of a file with strange letters, in each format, where the environment is the usual one."""
    root = tmp_path_factory.mktemp("usual") / "exercise"
    shutil.copytree(STARTER, root)
    (root / SUBMISSION).write_text(STRANGE, encoding="utf-8")
    run = Wpsplan(root, in_own_process)
    return {format: run.bytes("check", "--format", format).stdout for format in ("text", "json")}


@pytest.mark.parametrize(
    "env",
    [pytest.param(env, marks=() if env in QUICK_ENVIRONMENTS else pytest.mark.slow) for env in ENVIRONMENTS],
    ids=" ".join,
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_the_same_bytes_everywhere(
    run_process: Wpsplan, exercise: Path, usual: dict[str, bytes], env: dict[str, str | None], format: str
) -> None:
    (exercise / SUBMISSION).write_text(STRANGE, encoding="utf-8")
    assert "’–éŁ中𝄞".encode() in usual[format]
    assert b"\r" not in usual[format] and b"\x1b" not in usual[format]
    assert run_process.bytes("-C", exercise, "check", "--format", format, env=env).stdout == usual[format]


if os.name == "posix":
    import pty

    def _on_a_terminal(run: Wpsplan, exercise: Path, env: dict[str, str | None]) -> str:
        import subprocess
        import sys

        leader, follower = pty.openpty()
        changed = {name: value for name, value in {**os.environ, "TERM": "xterm", **env}.items() if value is not None}
        if "NO_COLOR" not in env:
            changed.pop("NO_COLOR", None)
        command = [sys.executable, "-m", "wpsplan", "-C", str(exercise), "check", SUBMISSION]
        with subprocess.Popen(command, stdout=follower, stderr=subprocess.DEVNULL, env=changed, cwd=run.cwd):
            os.close(follower)
            seen = b""
            try:
                while piece := os.read(leader, 65536):
                    seen += piece
            except OSError:  # Linux: the other end is closed
                pass
            os.close(leader)
        return seen.decode("utf-8").replace("\r\n", "\n")

    def test_on_a_terminal_the_line_is_shown_with_a_mark_under_the_place(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).write_text(submission("  1.2.2: {value: 中文, as_of: 2017}"), encoding="utf-8")
        lines = _on_a_terminal(run, exercise, {"NO_COLOR": "1"}).splitlines()
        assert lines[0] == f'{SUBMISSION}:5:18: error[value-type] "中文" stands where a number belongs'
        assert lines[1:4] == [
            "  |",
            "5 |   1.2.2: {value: 中文, as_of: 2017}",
            "  |                  ^^^^",  # 17 columns before it; 中文 takes four
        ]

    def test_colour_is_for_terminals_without_no_color(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).write_text(NEGATIVE, encoding="utf-8")
        assert "\x1b[1;31merror[no-count]\x1b[0m" in _on_a_terminal(run, exercise, {})
        assert "\x1b" not in _on_a_terminal(run, exercise, {"NO_COLOR": "1"})

    @pytest.mark.slow
    def test_nor_is_it_for_dumb_ones(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).write_text(NEGATIVE, encoding="utf-8")
        assert "\x1b" not in _on_a_terminal(run, exercise, {"TERM": "dumb"})

    def test_the_file_s_own_escapes_stay_harmless_there(run: Wpsplan, exercise: Path) -> None:
        (exercise / SUBMISSION).write_text(submission("  2.1.2: {level: \u202e\ta\u200b}"), encoding="utf-8")
        seen = _on_a_terminal(run, exercise, {"NO_COLOR": "1"})
        assert "5 |   2.1.2: {level: \\u202e\\ta\\u200b}" in seen
        assert not set("\u202e\u200b\t") & set(seen)


if Path("/dev/full").exists():

    def test_output_that_can_t_be_written_is_one_line(run: Wpsplan, exercise: Path) -> None:
        import subprocess
        import sys

        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "wpsplan", "-C", str(exercise), "check"]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, cwd=run.cwd)
        assert done.returncode == 2
        assert done.stderr == b"wpsplan: the output can't be written (no space left on device)\n"


def test_a_reader_who_leaves_early_is_no_trouble(run: Wpsplan, repo: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "wpsplan", "rule", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=repo) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


def test_every_rule_s_severity_has_its_word() -> None:
    assert {rule.severity.word for rule in all_rules().values()} == {"error", "warning", "note"}
