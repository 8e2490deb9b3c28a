"""Files that are none, that lie elsewhere, change, or can't be written: said with their place; what was there stays."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools import STARTER, SUBMISSION, Wpsplan, found, submission
from wpsplan.workspace import load

GOOD = submission("  1.2.2: {value: 45, cells: [{sex: women, value: 20}, {sex: men, value: 25}]}")


def codes(root: Path, path: str = SUBMISSION) -> list[str]:
    return [one.code for one in load(root).findings if one.place.path == path and one.severity.word == "error"]


def test_an_empty_file(exercise: Path) -> None:
    assert [one.code for one in found(exercise, SUBMISSION, "")] == ["empty-file"]


def test_a_folder_where_a_file_belongs(exercise: Path) -> None:
    for path in (SUBMISSION, "plan/outcomes/01.yaml", "plan/dimensions.yaml"):
        (exercise / path).unlink()
        (exercise / path).mkdir()
        assert codes(exercise, path) == ["unreadable-file"], path


def test_names_with_blanks_and_strange_letters(run: Wpsplan, exercise: Path) -> None:
    for name in ("E X A.yaml", "Éxa.yaml", "EXA .yaml", "-x.yaml"):
        path = exercise / f"measurements/2017/{name}"
        path.write_text(GOOD, encoding="utf-8")
        done = run("-C", exercise, "check", "--format", "json")
        wrong = [one["code"] for one in json.loads(done.stdout)["findings"] if one["path"].endswith(f"/{name}")]
        assert "header-mismatch" in wrong, name
        path.unlink()


def test_names_that_differ_in_case_only(run: Wpsplan, exercise: Path) -> None:
    other = exercise / "measurements/2017/exa.yaml"
    if other.exists():
        return  # this file system takes both for one
    other.write_text(GOOD.replace("EXA", "exa"), encoding="utf-8")
    done = run("-C", exercise, "check", "--format", "json")
    findings = [one for one in json.loads(done.stdout)["findings"] if one["path"].endswith("exa.yaml")]
    assert [(one["code"], one["help"]) for one in findings] == [
        ("same-name", "give one of them another name"),
        ("unknown-respondent", "did you mean EXA?"),
    ]


def test_a_file_that_goes_while_the_others_are_read(exercise: Path) -> None:
    from wpsplan.disk import Disk
    from wpsplan.workspace.discovery import discover

    layout = discover(Disk(exercise))
    (exercise / SUBMISSION).unlink()
    gone = layout.read(SUBMISSION)
    assert not isinstance(gone, bytes)
    assert (gone.code, gone.place.path) == ("unreadable-file", SUBMISSION)


CHANGING = """
import itertools, pathlib, sys
for text in itertools.cycle(pathlib.Path(path).read_text("utf-8") for path in sys.argv[2:]):
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        for line in text.splitlines(keepends=True):
            file.write(line)
            file.flush()  # whoever reads now sees a part
"""


def test_a_file_that_changes_while_it_is_read(run: Wpsplan, exercise: Path) -> None:
    good, bad = exercise.parent / "good.yaml", exercise.parent / "bad.yaml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(submission("  1.2.2:\n    value: twelve\n  2.2.1: {narrative: a text: with a colon}"), "utf-8")
    files = json.loads(run("-C", exercise, "check", "--format", "json").stdout)["summary"]["files"]
    command = [sys.executable, "-c", CHANGING, str(exercise / SUBMISSION), str(good), str(bad)]
    with subprocess.Popen(command) as changing:
        try:
            for _ in range(5):
                done = run("-C", exercise, "check", "--format", "json")
                assert (done.returncode in (0, 1), done.stderr) == (True, "")
                assert json.loads(done.stdout)["summary"]["files"] == files
                done = run("-C", exercise, "report", "2017", "-o", "-", "--format", "json")
                assert done.returncode in (0, 1) and "Traceback" not in done.stderr
                assert json.loads(done.stdout)["period"]["id"] == "2017"
            assert changing.poll() is None
        finally:
            changing.kill()


if os.name == "posix":

    @pytest.mark.parametrize(
        ("target", "code"),
        [
            ("nowhere.yaml", "unreadable-file"),
            ("EXA.yaml", "unreadable-file"),
            ("../../../elsewhere.yaml", "unreadable-file"),
            ("/dev/zero", "unreadable-file"),
            ("/dev/stdin", "unreadable-file"),
            ("/proc/self/mem", "unreadable-file"),
        ],
    )
    def test_links(run: Wpsplan, exercise: Path, target: str, code: str) -> None:
        (exercise.parent / "elsewhere.yaml").write_text(GOOD, encoding="utf-8")
        (exercise / SUBMISSION).unlink()
        (exercise / SUBMISSION).symlink_to(target)
        assert codes(exercise) == [code]
        assert run("-C", exercise, "report", "2017", "-o", "-", "--format", "json").returncode == 1

    @pytest.mark.parametrize("path", [SUBMISSION, "plan/plan.yaml", "plan/outcomes/02.yaml", "plan/checks.yaml"])
    def test_a_pipe_is_never_waited_for(run_process: Wpsplan, exercise: Path, path: str) -> None:
        (exercise / path).unlink(missing_ok=True)
        os.mkfifo(exercise / path)
        done = run_process("-C", exercise, "check", "--format", "json")
        assert done.returncode == 1
        assert "unreadable-file" in [one["code"] for one in json.loads(done.stdout)["findings"] if one["path"] == path]

    @pytest.mark.parametrize("name", [b"B\xff.yaml", b"B\n\xff.yaml"])
    def test_a_name_that_is_not_in_utf_8(run: Wpsplan, exercise: Path, name: bytes) -> None:
        (exercise / "measurements/2017" / os.fsdecode(name)).write_text("period: 2017\n", encoding="utf-8")
        known = exercise / "known.json"
        for format in ("text", "json", "sarif", "junit", "github", "md"):
            done = run("-C", exercise, "check", "--format", format, "--write-baseline", known)
            assert (done.returncode, done.stderr) == (1, ""), format
            assert run("-C", exercise, "check", "--format", format, "--baseline", known).returncode == 0
        for command in ("report", "report --format csv", "report --format json", "coverage", "gaps", "show 1.1.1"):
            done = run("-C", exercise, *command.split())
            assert done.returncode in (0, 1) and "mistake" not in done.stderr, command
        page = exercise / "build/2017/report.md"
        assert "[U+DCFF].yaml" in page.read_text("utf-8")
        assert run("-C", exercise, "verify", page).returncode == 0

    AS_NOBODY = """
import os, sys
from pathlib import Path
from wpsplan.workspace import load
load(Path(sys.argv[1]))  # all that is imported is, before it can't be
if os.geteuid() == 0:  # root may read everything
    os.setuid(65534)
print([one.code for one in load(Path(sys.argv[2])).findings if one.place.path == sys.argv[3]])
"""

    @pytest.mark.parametrize("path", [SUBMISSION, "plan/dimensions.yaml", "measurements/2017"])
    def test_no_permission(exercise: Path, path: str) -> None:
        for folder in exercise.parents:
            if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
                folder.chmod(folder.stat().st_mode | 0o055)
        (exercise / path).chmod(0)
        command = [sys.executable, "-c", AS_NOBODY, str(STARTER), str(exercise), path]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        (exercise / path).chmod(0o755)
        assert done.stdout == "['unreadable-file']\n", done.stderr

    def test_a_full_disk_leaves_the_old_output_whole(run: Wpsplan, exercise: Path) -> None:
        target = exercise / "out/report.html"
        assert run("-C", exercise, "report", "2017", "-o", target, "--format", "html").returncode == 0
        before = target.read_bytes()
        limited = 'ulimit -f 8; exec "$@"'  # in blocks of 512 bytes, or of 1,024: less than the page has
        command = [sys.executable, "-m", "wpsplan", "-C", str(exercise), "report", "2016", "-o", str(target)]
        done = subprocess.run(
            ["sh", "-c", limited, "sh", *command, "--format", "html"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2, done.stderr
        assert "can't be written (" in done.stderr
        assert "Traceback" not in done.stderr
        assert target.read_bytes() == before
        assert [path.name for path in target.parent.iterdir()] == ["report.html"]

    @pytest.mark.slow
    @pytest.mark.parametrize("arguments", [
        ("report", "2017", "-o", "OUT", "--format", "html"), ("fmt",), ("check", "--fix"), ("schema", "--write"),
    ])  # fmt: skip
    def test_an_interruption_at_any_moment_leaves_the_old_output_whole(
        run: Wpsplan, exercise: Path, arguments: tuple[str, ...]
    ) -> None:
        target = exercise / "out/report.html"
        run("-C", exercise, "report", "2016", "-o", target, "--format", "html")
        file = exercise / SUBMISSION
        untidy = file.read_text(encoding="utf-8").replace("2.1.2: {level", "2.1.2:   {level").replace("EXA", "EXA  ")
        file.write_text(untidy, encoding="utf-8")
        args = [sys.executable, "-m", "wpsplan", "-C", str(exercise), *arguments]
        args = [str(target) if each == "OUT" else each for each in args]
        start = time.monotonic()
        subprocess.run(args, capture_output=True, check=False)
        whole = time.monotonic() - start
        done_as = {path: path.read_bytes() for path in exercise.rglob("*") if path.is_file()}
        allowed: dict[Path, set[bytes]] = {path: {raw} for path, raw in done_as.items()}
        allowed[file].add(untidy.encode())
        for step in range(12):
            run("-C", exercise, "report", "2016", "-o", target, "--format", "html")
            allowed[target].add(target.read_bytes())
            file.write_text(untidy, encoding="utf-8")
            child = subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(whole * (step + 0.5) / 12)
            child.send_signal(signal.SIGINT)
            _, err = child.communicate(timeout=60)
            assert child.returncode in (0, 1, 130, -signal.SIGINT), err  # -SIGINT: before Python had begun
            if child.returncode == 130:
                assert b"Traceback" not in err
            for path in exercise.rglob("*"):
                if path.is_file() and ".wpsplan" not in path.parts:
                    assert path in allowed, path  # no temporary file is left
                    assert path.read_bytes() in allowed[path], path
