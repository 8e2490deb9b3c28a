"""`wpsplan init`: a workspace that works, and nothing of anybody's touched."""

import os
from pathlib import Path

import pytest

from tests.tools import STARTER, Wpsplan
from wpsplan.workspace import load


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_makes_a_workspace_without_errors_or_warnings(run: Wpsplan, tmp_path: Path) -> None:
    done = run("init", "exercise")
    assert (done.returncode, done.stderr) == (0, "")
    assert files_in(tmp_path / "exercise") == files_in(STARTER)
    for path in files_in(STARTER):
        assert f"  {path}\n" in done.stdout
    checked = run("-C", "exercise", "check", "--fail-on", "warning")
    assert checked.returncode == 0, checked.stdout


def test_what_it_says_to_try_next_works_as_it_stands(run: Wpsplan, tmp_path: Path) -> None:
    said = run("init", "exercise").stdout.split("To try next:\n")[1]
    enter, *commands = (line.strip().split("  ")[0] for line in said.splitlines())
    assert enter == "cd exercise"
    assert len(commands) == 3
    for command in commands:
        program, *args = command.split()
        assert program == "wpsplan"
        done = run(*args, cwd=tmp_path / "exercise")
        assert done.returncode == 0, f"{command}: {done.stderr}"


@pytest.mark.parametrize("args", [("init",), ("init", "."), ("init", "../here")])
def test_into_the_current_folder_beside_what_is_there(run: Wpsplan, tmp_path: Path, args: tuple[str, ...]) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "README.md").write_bytes(b"mine")
    done = run(*args, cwd=here)
    assert done.returncode == 0
    assert "this folder" in done.stdout and "  cd " not in done.stdout
    assert files_in(here) == {**files_in(STARTER), "README.md": b"mine"}


def test_the_folders_above_are_made_too(run: Wpsplan, tmp_path: Path) -> None:
    assert run("init", "a/b c/d").returncode == 0
    assert files_in(tmp_path / "a/b c/d") == files_in(STARTER)


@pytest.mark.parametrize(
    "taken", ["plan/plan.yaml", "plan/own.yaml", "measurements/2017/EXA.yaml", "plan", "measurements"]
)
def test_it_never_writes_over_or_between_anything(run: Wpsplan, tmp_path: Path, taken: str) -> None:
    (tmp_path / "own" / taken).parent.mkdir(parents=True)
    (tmp_path / "own" / taken).write_bytes(b"mine")
    done = run("init", "own")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wpsplan: own") and "exists already" in done.stderr
    assert files_in(tmp_path / "own") == {taken: b"mine"}


def test_a_second_time_is_refused(run: Wpsplan, tmp_path: Path) -> None:
    run("init", "exercise")
    (tmp_path / "exercise/plan/plan.yaml").write_bytes(b"changed")
    before = files_in(tmp_path / "exercise")
    assert run("init", "exercise").returncode == 2
    assert files_in(tmp_path / "exercise") == before


def test_a_file_is_no_folder(run: Wpsplan, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for name in ("file", "file/below"):
        done = run("init", name)
        assert done.returncode == 2
        assert done.stderr.startswith(f"wpsplan: {name} ")
    assert (tmp_path / "file").read_bytes() == b"mine"


if os.name == "posix":

    @pytest.mark.parametrize("name", ["plan", "measurements", "."])
    def test_a_broken_link_is_something_too(run: Wpsplan, tmp_path: Path, name: str) -> None:
        link = tmp_path / "own" if name == "." else tmp_path / "own" / name
        link.parent.mkdir(exist_ok=True)
        link.symlink_to("nowhere")
        assert run("init", "own").returncode == 2
        assert link.is_symlink() and not (tmp_path / "nowhere").exists()

    def test_where_nothing_can_be_written_nothing_is_left(run: Wpsplan, tmp_path: Path) -> None:
        # /proc takes no folders, not even from root
        done = run("init", "/proc/self/exercise")
        assert done.returncode == 2
        assert done.stderr.startswith("wpsplan: /proc/self/exercise can't be written to (")
        assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_workspace_is_left_behind(run: Wpsplan, tmp_path: Path) -> None:
    run("init", "exercise")
    assert sorted(entry.name for entry in (tmp_path / "exercise").iterdir()) == ["measurements", "plan"]


def test_every_name_says_that_it_is_an_exercise() -> None:
    framework = load(STARTER).framework
    assert framework is not None
    names = [framework.plan.title, *(area.title for area in framework.plan.areas)]
    names += [entity.name for entity in framework.entities.values()]
    names += [outcome.text for outcome in framework.outcomes]
    names += [action.text for action, _ in framework.actions.values()]
    assert len(names) == 1 + 2 + 5 + 2 + 5
    assert all(name is not None and "exercise" in name.lower() for name in names)


def test_the_starter_shows_one_of_each() -> None:
    workspace = load(STARTER)
    assert workspace.framework is not None
    kinds = {one.indicator.method.kind for one in workspace.framework.indicators.values() if one.indicator.method}
    assert kinds == {"count", "percentage", "milestone", "scale", "narrative"}
    reported = [one for submission in workspace.submissions for one in submission.measurements.values()]
    assert any(one.not_reported for one in reported)
    assert any(one.proxy for one in reported)
    assert any(one.cells for one in reported)
    assert {submission.header.basis for submission in workspace.submissions} == {"submission", "public-sources"}
    assert {submission.header.status for submission in workspace.submissions} == {"draft", "final"}
    assert {submission.period for submission in workspace.submissions} == {"2015", "2016", "2017", "2017-H1", "2017-H2"}
