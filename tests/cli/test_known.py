"""`check` of what is new: since a baseline, since a git revision; and of a submission on standard input."""

import json
from pathlib import Path

import pytest

from tests.repositories import Repo
from tests.tools import SUBMISSION, Wpsplan, submission

WRONG = submission("  1.2.1: {numerator: x, denominator: 20}\n  1.2.2: {value: -1}")
EXB = "measurements/2017/EXB.yaml"


def codes(run: Wpsplan, root: Path, *args: str | Path, code: int = 0) -> list[tuple[str, str]]:
    done = run("-C", root, "check", "--format", "json", *args)
    assert (done.returncode, done.stderr) == (code, "")
    return [(one["path"], one["code"]) for one in json.loads(done.stdout)["findings"]]


# --- a baseline -----------------------------------------------------------------------------------------------------


def test_an_office_with_old_findings_hears_of_new_ones_only(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    (exercise / SUBMISSION).write_text(WRONG, encoding="utf-8")
    assert run("-C", exercise, "check", "--write-baseline", known).returncode == 1
    assert codes(run, exercise, "--baseline", known) == []
    # lines that move change nothing; a third error is new, and so is a second one of the same kind elsewhere
    (exercise / SUBMISSION).write_text(f"# moved\n{WRONG}  2.1.2: {{level: mostly}}\n", encoding="utf-8")
    assert codes(run, exercise, "--baseline", known, code=1) == [(SUBMISSION, "unknown-level")]
    text = run("-C", exercise, "check", "--baseline", known).stdout
    assert "1 finding in 18 files: 1 error · 3 findings in the baseline" in text
    assert json.loads(known.read_text(encoding="utf-8"))["version"] == 1


@pytest.mark.parametrize("content", [None, "", "[]", '{"findings": [{"code": 1}]}'])
def test_what_is_no_baseline(run: Wpsplan, exercise: Path, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "known.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = run("-C", exercise, "check", "--baseline", path)
    assert done.returncode == 2 and "--write-baseline" in done.stderr


# --- a change -------------------------------------------------------------------------------------------------------


def test_what_a_change_causes_in_it_or_elsewhere(run: Wpsplan, git_repo: Repo) -> None:
    (git_repo.root / EXB).write_text(WRONG.replace("EXA", "EXB"), encoding="utf-8")
    git_repo.commit("An old mistake")
    assert codes(run, git_repo.root, "--changed", "main") == []
    # the scale loses a level that EXA has reported in 2017: its file is in error, though nobody touched it
    git_repo.change("plan/outcomes/02.yaml", "[not yet, partly, largely, fully]", "[not yet, partly, fully]")
    git_repo.change("plan/outcomes/02.yaml", "value: largely}", "value: fully}")
    assert (SUBMISSION, "unknown-level") in codes(run, git_repo.root, "--changed", "main", code=1)
    assert not any(path == EXB for path, _ in codes(run, git_repo.root, "--changed", "main", code=1))
    git_repo.git("checkout", "--quiet", "plan")
    # who touches a file hears of all that is wrong in it
    git_repo.change(EXB, "status: final", "status: final # touched")
    assert [code for _, code in codes(run, git_repo.root, "--changed", "main", code=1)] == ["value-type", "no-count"]


def test_without_the_history_it_needs(run: Wpsplan, git_repo: Repo, exercise: Path) -> None:
    assert run("-C", git_repo.root, "check", "--changed", "nowhere").returncode == 2
    done = run("-C", exercise, "check", "--changed", "main")
    assert done.returncode == 2 and "is in no git repository" in done.stderr


def test_a_shallow_clone_is_not_all_good(run: Wpsplan, git_repo: Repo, tmp_path: Path) -> None:
    first = git_repo.git("rev-parse", "HEAD")
    git_repo.commit("Second")
    git_repo.git("clone", "--quiet", "--depth=1", git_repo.folder.as_uri(), str(tmp_path / "shallow"))
    done = run("-C", tmp_path / "shallow", "check", "--changed", first)
    assert done.returncode == 2 and "git fetch --unshallow" in done.stderr


def test_changed_files_come_first_among_annotations(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change("plan/outcomes/02.yaml", "[not yet, partly, largely, fully]", "[not yet, partly, fully]")
    lines = run("-C", git_repo.root, "check", "--changed", "main", "--format", "github").stdout.splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert "file=plan/outcomes/02.yaml" in errors[0] and f"file={SUBMISSION}" in errors[-1]


# --- standard input -------------------------------------------------------------------------------------------------


def test_a_submission_from_standard_input(run: Wpsplan, exercise: Path) -> None:
    before = (exercise / SUBMISSION).read_bytes()
    args = ("-C", exercise, "check", "-", "--as", SUBMISSION)
    done = run(*args, stdin=WRONG)
    assert done.returncode == 1
    assert f"{SUBMISSION}:5:22: error[value-type]" in done.stdout and "2 findings in 1 file: 2 errors" in done.stdout
    assert (exercise / SUBMISSION).read_bytes() == before
    new = "measurements/2018/EXC.yaml"
    text = "period: '2018'\nentity: EXC\nstatus: final\nmeasurements:\n  2.1.2: {level: partly}\n"
    done = run("-C", exercise, "check", "-", "--as", new, stdin=text)
    assert done.returncode == 0 and "1 file: nothing to complain about" in done.stdout
    assert not (exercise / new).exists()


@pytest.mark.parametrize(
    "args", [("-",), ("--as", SUBMISSION), ("-", "--as", "plan/plan.yaml"), ("-", "--as", "../x/y.yaml")]
)
def test_what_standard_input_is_must_be_said(run: Wpsplan, exercise: Path, args: tuple[str, ...]) -> None:
    done = run("-C", exercise, "check", *args, stdin=WRONG)
    assert done.returncode == 2 and "measurements/2017/BEL.yaml" in done.stderr
