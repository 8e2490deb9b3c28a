"""`wpsplan log`: the commits that changed an item's meaning; and reports of and since a revision."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.history import long_history
from tests.history.asked import EXA, ONE, TWO
from tests.repositories import Repo
from tests.tools import Wpsplan


def log(run: Wpsplan, repo: Repo, id: str) -> list[dict[str, Any]]:
    done = run("-C", repo.root, "log", id, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return list(json.loads(done.stdout)["commits"])


def test_meaning_and_not_formatting(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    changed = git_repo.commit("Lessons, not courses")
    (git_repo.root / ONE).write_text("# a comment\n" + (git_repo.root / ONE).read_text(), encoding="utf-8")
    git_repo.commit("A comment")
    git_repo.change(ONE, "text: Exercise action 1.1, offer courses", "text: Exercise action 1.1, offer lessons")
    git_repo.commit("The action")
    (last, first) = log(run, git_repo, "1.1.1")
    assert (last["commit"], last["subject"], last["author"]) == (changed, "Lessons, not courses", "Exercise author")
    assert [(one["change"], one["before"], one["after"]) for one in last["changes"]] == [
        ("method.unit", "courses", "lessons")
    ]
    assert [one["change"] for one in first["changes"]] == ["added"]
    assert [one["subject"] for one in log(run, git_repo, "1.1")] == ["The action", "The exercise workspace"]


def test_a_move_to_another_file_removal_and_return(run: Wpsplan, git_repo: Repo) -> None:
    one, two = git_repo.root / ONE, git_repo.root / TWO
    block = one.read_text(encoding="utf-8").partition("      - id: 1.2.2")[2]
    git_repo.change(ONE, f"      - id: 1.2.2{block}", "")
    before = two.read_text(encoding="utf-8")
    two.write_text(f"{before}      - id: 1.2.2{block}", encoding="utf-8")
    git_repo.commit("Move")
    two.write_text(before, encoding="utf-8")
    git_repo.commit("Remove")
    two.write_text("id: '2'\ntext: [ 1.2.2", encoding="utf-8")
    git_repo.commit("Broken")
    two.write_text(f"{before}      - id: 1.2.2{block}", encoding="utf-8")
    git_repo.commit("Return")
    told = [(one["subject"], [change["change"] for change in one["changes"]]) for one in log(run, git_repo, "1.2.2")]
    assert told == [
        ("Return", ["added"]), ("Remove", ["removed"]), ("Move", ["moved"]), ("The exercise workspace", ["added"])
    ]  # fmt: skip
    text = run("-C", git_repo.root, "log", "1.2.2").stdout
    assert "Exercise author: Move\n    moved from 1.2 to 2.3\n" in text


def test_an_item_that_never_was(run: Wpsplan, git_repo: Repo) -> None:
    done = run("-C", git_repo.root, "log", "1.1.2")
    assert done.returncode == 2 and 'no commit knows an outcome, action or indicator "1.1.2"' in done.stderr
    git_repo.change(TWO, "      - id: 2.2.1", "      - {id: 2.2.2, text: New}\n      - id: 2.2.1")
    done = run("-C", git_repo.root, "log", "2.2.2")  # there, and never committed
    assert (done.returncode, done.stdout) == (0, "No commit has changed 2.2.2.\n")


def test_an_id_that_is_not_in_utf_8(run: Wpsplan, git_repo: Repo) -> None:
    if os.name == "posix":  # elsewhere a word of a command line is text
        done = run("-C", git_repo.root, "log", "1.2\udcff")
        assert done.returncode == 2
        assert 'no commit knows an outcome, action or indicator "1.2\\udcff"' in done.stderr


@pytest.mark.slow
def test_a_thousand_commits(run: Wpsplan, git_repo: Repo) -> None:
    long_history(git_repo)
    told = [one["subject"] for one in log(run, git_repo, "1.1.1")]
    assert told == [*(f"Number {number}" for number in range(900, -1, -100)), "The exercise workspace"]


# --- as it was ------------------------------------------------------------------------------------------------------


def report(run: Wpsplan, repo: Repo, *args: str) -> dict[str, Any]:
    done = run("-C", repo.root, "report", "2017", *args, "--format", "json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def tagged(git_repo: Repo) -> Repo:
    """v1: as the exercise has it; since then 2017's figure of EXA is 300 of 1,000, and EXB's file is gone."""
    git_repo.git("tag", "v1")
    git_repo.change(EXA, "numerator: 150\n    denominator: 1000", "numerator: 300\n    denominator: 1000")
    (git_repo.root / "measurements/2017/EXB.yaml").unlink()
    git_repo.commit("Later")
    return git_repo


def test_as_it_was(run: Wpsplan, tagged: Repo) -> None:
    now, then = report(run, tagged), report(run, tagged, "--at", "v1")
    assert (then["rates"]["reporting"]["text"], now["rates"]["reporting"]["text"]) == (
        "12 of 18 (66.7 %)", "9 of 18 (50.0 %)")  # fmt: skip
    covered = run("-C", tagged.root, "coverage", "2017", "--at", "v1", "--format", "json")
    assert json.loads(covered.stdout)["rates"]["reporting"]["text"] == "12 of 18 (66.7 %)"
    tagged.git("checkout", "--quiet", "v1")
    assert report(run, tagged) == then  # the same files, the same report, inputs and digest too
    for command in ("coverage", "report"):
        done = run("-C", tagged.root, command, "2017", "--at", "nowhere")
        assert done.returncode == 2 and "git knows no revision" in done.stderr


def test_before_there_was_a_plan(run: Wpsplan, tagged: Repo) -> None:
    tagged.git("checkout", "--quiet", "--orphan", "empty")
    tagged.git("rm", "--quiet", "-r", "--force", ".")
    tagged.commit("Nothing")
    tagged.git("checkout", "--quiet", "main")
    done = run("-C", tagged.root, "report", "2017", "--at", "empty")
    assert done.returncode == 2 and "there was no plan/plan.yaml in empty" in done.stderr


def test_since(run: Wpsplan, tagged: Repo, tmp_path: Path) -> None:
    data = report(run, tagged, "--since", "v1")
    told = {one["indicator"]: (one["cause"], one["progress_before"], one["progress_after"])
            for one in data["since_revision"]["figures"]}  # fmt: skip
    # 1.2.1 has one respondent left of three: 300 of 1,000, and 0.6 of them are wanted
    assert told["1.2.1"] == ("removed", "behind", "not-assessed")
    assert {one["period"] for one in data["since_revision"]["figures"]} == {"2017"}
    assert report(run, tagged)["since_revision"] is None
    same = report(run, tagged, "--at", "v1", "--since", "v1")["since_revision"]
    assert same["figures"] == []
    page = tmp_path / "since.html"
    done = run("-C", tagged.root, "report", "2017", "--since", "v1", "--format", "html", "-o", page)
    assert done.returncode == 0 and "Since revision" in page.read_text(encoding="utf-8")
    assert run("-C", tagged.root, "verify", page).returncode == 0
