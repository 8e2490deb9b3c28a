"""Files that are none, that lie elsewhere, change, or can't be written: said with their place; what was there stays."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools import FORMATS, STARTER, SUBMISSION, Wpsplan, found, submission
from wpsplan.workspace import load
from wpsplan.yaml import read

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


LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
FOREIGN = {
    "UTF-16": (GOOD.encode("utf-16"), "yaml-encoding", "this file is in UTF-16"),
    "UTF-16, the other way round": (b"\xfe\xff" + GOOD.encode("utf-16-be"), "yaml-encoding", "this file is in UTF-16"),
    "UTF-16 without its mark": (GOOD.encode("utf-16-le"), "yaml-encoding", "this file is in UTF-16"),
    "UTF-16-BE without its mark": (GOOD.encode("utf-16-be"), "yaml-encoding", "this file is in UTF-16"),
    "UTF-16 with other letters": (f"{GOOD}# é中".encode("utf-16-le"), "yaml-encoding", "this file is in UTF-16"),
    "UTF-32": (GOOD.encode("utf-32"), "yaml-encoding", "this file is in UTF-32"),
    "UTF-32 without its mark": (GOOD.encode("utf-32-le"), "yaml-encoding", "this file is in UTF-32"),
    "UTF-32-BE without its mark": (GOOD.encode("utf-32-be"), "yaml-encoding", "this file is in UTF-32"),
    "a pointer of Git LFS": (LFS, "unreadable-file", "this is a pointer of Git LFS"),
    "a workbook": (b"PK\x03\x04\x14\0\x06\0\x08\0", "unreadable-file", "this is a workbook of Excel"),
    "a PDF": (b"%PDF-1.7\n%\xb5\xb5\n", "unreadable-file", "this is a PDF"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_text_in_utf_8_is_named_for_what_it_is(run: Wpsplan, exercise: Path, name: str) -> None:
    raw, code, message = FOREIGN[name]
    (finding,) = found(exercise, SUBMISSION, raw)
    assert (finding.code, finding.line, finding.message[: len(message)]) == (code, 1, message)
    done = run("-C", exercise, "fmt", SUBMISSION)
    assert (done.returncode, done.stdout) == (1, "") and message in done.stderr
    assert (exercise / SUBMISSION).read_bytes() == raw


def test_every_reader_has_one_limit_of_size(run: Wpsplan, exercise: Path) -> None:
    raw = GOOD.encode() + b"# more\n" * 3_000_000
    message = "longer than 20 MB: it is not read"
    piped = run("-C", exercise, "check", "-", "--as", SUBMISSION, stdin=raw)
    assert piped.returncode == 1 and message in piped.stdout
    (exercise / SUBMISSION).write_bytes(raw)
    assert message in run("-C", exercise, "check", SUBMISSION).stdout
    before = time.process_time()
    done = run("-C", exercise, "fmt", SUBMISSION)
    assert (done.returncode, done.stdout) == (1, "") and message in done.stderr
    assert time.process_time() - before < 2
    assert "longer than 20 MB" in read(raw).problems[0].message


def test_fmt_goes_on_after_what_it_can_t_read(run: Wpsplan, exercise: Path) -> None:
    folder = exercise / "measurements/2017"
    (folder / "EXA.yaml").write_bytes(b"status: [\n")
    (folder / "EXB.yaml").write_text(
        "period:   '2017'\nentity: EXB\nstatus: final\nmeasurements: {}\n", encoding="utf-8"
    )
    (folder / "EXC.yaml").unlink(missing_ok=True)
    (folder / "EXC.yaml").mkdir()
    done = run("-C", exercise, "fmt")
    assert (done.returncode, done.stdout) == (1, "measurements/2017/EXB.yaml\n")
    assert "left as it is: measurements/2017/EXA.yaml:1: " in done.stderr
    assert "left as it is: measurements/2017/EXC.yaml: a folder stands where a file belongs" in done.stderr


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

    @pytest.mark.parametrize("name", [b"B\xff.yaml", pytest.param(b"B\n\xff.yaml", marks=pytest.mark.slow)])
    def test_a_name_that_is_not_in_utf_8(run: Wpsplan, exercise: Path, name: bytes) -> None:
        (exercise / "measurements/2017" / os.fsdecode(name)).write_text("period: 2017\n", encoding="utf-8")
        known = exercise / "known.json"
        for format in FORMATS:
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

    RUN_AS_NOBODY = """
import os, sys
import wpsplan.workspace.formatting, wpsplan.cli.fmt, wpsplan.cli.check, wpsplan.workspace.filtering, wpsplan.rules
from wpsplan.workspace import load
from wpsplan.__main__ import main
from pathlib import Path
load(Path(sys.argv[1]))  # all that is imported is, before it can't be
if os.geteuid() == 0:  # root may read everything
    os.setuid(65534)
sys.argv = ["wpsplan", *sys.argv[2:]]
main()
"""

    def as_nobody(exercise: Path, *args: str) -> subprocess.CompletedProcess[str]:
        for folder in exercise.parents:
            if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
                folder.chmod(folder.stat().st_mode | 0o055)
        command = [sys.executable, "-c", RUN_AS_NOBODY, str(STARTER), "-C", str(exercise), *args]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    def test_a_plan_folder_without_permission_is_named(exercise: Path) -> None:
        (exercise / "plan").chmod(0)
        done = as_nobody(exercise, "check")
        (exercise / "plan").chmod(0o755)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"wpsplan: {exercise / 'plan'} can't be opened (permission denied)\n")

    def test_fmt_goes_on_after_a_file_without_permission(exercise: Path) -> None:
        (exercise / SUBMISSION).chmod(0)
        other = exercise / "measurements/2017/EXB.yaml"
        other.write_bytes(other.read_bytes().replace(b": ", b":   ", 1))
        done = as_nobody(exercise, "fmt", "--check")
        (exercise / SUBMISSION).chmod(0o644)
        assert (done.returncode, done.stdout) == (1, "measurements/2017/EXB.yaml\n"), done.stderr
        assert f"left as it is: {SUBMISSION}:1: this file can't be opened (permission denied)" in done.stderr

    def test_a_full_disk_leaves_the_old_output_whole(run: Wpsplan, exercise: Path) -> None:
        target = exercise / "out/report.md"
        assert run("-C", exercise, "report", "2017", "-o", target, "--format", "md").returncode == 0
        before = target.read_bytes()
        limited = 'ulimit -f 8; exec "$@"'  # in blocks of 512 bytes, or of 1,024: less than the page has
        command = [sys.executable, "-m", "wpsplan", "-C", str(exercise), "report", "2016", "-o", str(target)]
        done = subprocess.run(
            ["sh", "-c", limited, "sh", *command, "--format", "md"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2, done.stderr
        assert "can't be written (" in done.stderr
        assert "Traceback" not in done.stderr
        assert target.read_bytes() == before
        assert [path.name for path in target.parent.iterdir()] == ["report.md"]

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
