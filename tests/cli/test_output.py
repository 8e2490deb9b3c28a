"""Output is complete or an error: one line, the promised exit code, no traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import Wpsplan
from wpsplan.disk import Disk
from wpsplan.finding import UserError

WPSPLAN = [sys.executable, "-m", "wpsplan"]
COMMANDS = (
    ("--version",),
    ("--help",),
    ("check", "--help"),
    ("check",),
    ("report", "2017", "--format", "md", "-o", "-"),
)
UNBUFFERED = {"": {}, "unbuffered": {"PYTHONUNBUFFERED": "1"}}


def started(root: Path, redirection: str, *args: str, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """The program as a shell starts it, with a redirection such as `>&-`."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *WPSPLAN, *args]
    return subprocess.run(command, cwd=root, env={**os.environ, **env}, capture_output=True, check=False, timeout=120)


def test_pages_that_can_t_be_written_together_are_not_written_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    (folder / "b").mkdir(parents=True)
    (folder / "a").write_bytes(b"old")
    with pytest.raises(UserError) as raised:
        Disk(tmp_path).write({"build/a": b"new", "build/c": b"new", "build/b": b"new"})
    assert raised.value.message.startswith(f"{folder / 'b'} can't be written (")
    assert (folder / "a").read_bytes() == b"old"
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]


def test_a_page_that_can_t_be_replaced_takes_the_others_back(run: Wpsplan, exercise: Path) -> None:
    assert run("-C", exercise, "report", "2017").returncode == 0
    html, md = exercise / "build/2017/report.html", exercise / "build/2017/report.md"
    before = md.read_bytes()
    html.unlink()
    html.mkdir()
    exa = exercise / "measurements/2017/EXA.yaml"
    exa.write_text(exa.read_text(encoding="utf-8").replace("value: 45", "value: 44"), encoding="utf-8")
    done = run("-C", exercise, "report", "2017")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wpsplan: ") and "report.html can't be written (" in done.stderr
    assert md.read_bytes() == before
    assert sorted(path.name for path in md.parent.iterdir()) == ["report.html", "report.md"]


def test_a_report_with_a_template_in_error_leaves_all_its_pages_as_they_were(run: Wpsplan, exercise: Path) -> None:
    assert run("-C", exercise, "report", "2017").returncode == 0
    pages = {path: path.read_bytes() for path in (exercise / "build/2017").iterdir()}
    part = exercise / "templates/report/overview.html.jinja"
    part.parent.mkdir(parents=True)
    part.write_text("{{ nothing }}\n", encoding="utf-8")
    exa = exercise / "measurements/2017/EXA.yaml"
    exa.write_text(exa.read_text(encoding="utf-8").replace("value: 45", "value: 44"), encoding="utf-8")
    done = run("-C", exercise, "report", "2017")
    assert (done.returncode, done.stdout) == (1, "")
    assert "templates/report/overview.html.jinja:1: error[template-error]" in done.stderr
    assert {path: path.read_bytes() for path in (exercise / "build/2017").iterdir()} == pages


def test_what_a_killed_writer_left_behind_is_taken_away_by_the_next_one(run: Wpsplan, exercise: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    folder = exercise / "measurements/2017"
    stale = folder / f".EXA.yaml.{gone.pid:08x}.tmp"
    stale.write_bytes(b"half a fi")
    others = [folder / ".EXA.yaml.tmp", folder / ".hidden", folder / "EXA.yaml.0000beef.tmp"]
    for other in others:
        other.write_bytes(b"somebody's")
    (folder / "EXA.yaml").write_bytes((folder / "EXA.yaml").read_bytes().replace(b"\n", b"\n\n", 1))
    (folder / "EXB.yaml").write_bytes(b"# new layout\n" + (folder / "EXB.yaml").read_bytes().replace(b": ", b":   "))
    assert run("-C", exercise, "fmt").returncode == 0
    assert not stale.exists()
    assert all(other.exists() for other in others)


if os.name == "posix":

    def test_what_a_running_writer_has_in_hand_stays(run: Wpsplan, exercise: Path) -> None:
        path = exercise / f"build/2017/.report.md.{os.getppid():08x}.tmp"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half a page")
        assert run("-C", exercise, "report", "2017").returncode == 0
        assert path.read_bytes() == b"half a page"

    @pytest.mark.parametrize("unbuffered", UNBUFFERED)
    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_a_full_disk_and_a_closed_stdout_are_errors(exercise: Path, command: list[str], unbuffered: str) -> None:
        for redirection in (">/dev/full", ">&-") if Path("/dev/full").exists() else (">&-",):
            done = started(exercise, redirection, *command, env=UNBUFFERED[unbuffered])
            assert (done.returncode, done.stdout) == (2, b""), done.stderr
            assert done.stderr.startswith(b"wpsplan: ") and done.stderr.count(b"\n") == 1

    @pytest.mark.parametrize("unbuffered", UNBUFFERED)
    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_a_reader_who_has_left_ends_it_with_141(exercise: Path, command: list[str], unbuffered: str) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([*WPSPLAN, *command], cwd=exercise, stdout=writing, stderr=subprocess.PIPE, check=False,
                              env={**os.environ, **UNBUFFERED[unbuffered]})  # fmt: skip
        os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")

    @pytest.mark.parametrize("unbuffered", UNBUFFERED)
    def test_a_page_that_is_cut_off_is_an_error(exercise: Path, unbuffered: str) -> None:
        target = exercise / "page.html"
        command = [*WPSPLAN, "report", "2017", "--format", "html", "-o", "-"]
        limited = f'ulimit -f 8; exec "$@" >"{target}"'  # in blocks: less than the page has
        done = subprocess.run(["sh", "-c", limited, "sh", *command], cwd=exercise, capture_output=True, check=False,
                              env={**os.environ, **UNBUFFERED[unbuffered]})  # fmt: skip
        assert 0 < target.stat().st_size <= 8192
        assert (done.returncode, done.stderr) == (2, b"wpsplan: the output can't be written (file too large)\n")

    def test_standard_input_that_is_closed_is_an_error_where_it_is_read(exercise: Path) -> None:
        done = started(exercise, "<&-", "check", "-", "--as", "measurements/2017/EXA.yaml", env={})
        message = b"wpsplan: standard input can't be read (bad file descriptor)\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, b"", message)
        assert started(exercise, "<&-", "check", env={}).returncode == 0

    def test_all_streams_may_be_closed(exercise: Path) -> None:
        assert started(exercise, "<&- >&- 2>&-", "fmt", env={}).returncode == 0
        assert started(exercise, "<&- >&- 2>&-", "check", env={}).returncode == 2

    @pytest.mark.parametrize("after", [1, 10, 40, 80])
    def test_an_interruption_while_the_program_is_still_being_loaded(exercise: Path, after: int) -> None:
        """`-X importtime` tells of each module that was loaded: so many after the first of the program's."""
        command = [sys.executable, "-X", "importtime", "-m", "wpsplan", "check"]
        with subprocess.Popen(command, cwd=exercise, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout and process.stderr
            lines = iter(process.stderr)
            next(line for line in lines if line.split(b"|")[-1].strip().startswith(b"click") or b" typer" in line)
            for _ in range(after):
                next(lines)
            process.send_signal(signal.SIGINT)
            said = [line for line in lines if not line.startswith(b"import time:")]
            assert process.wait(60) == 130
            assert said == [b"wpsplan: interrupted\n"]
            assert process.stdout.read() == b""
