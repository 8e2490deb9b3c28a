"""`wpsplan diff` and git: folders, branches, shallow clones, what is not there; and the three ways it prints."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.asked import ONE, TWO, diff, told
from tests.repositories import Repo
from tests.tools import Wpsplan


def test_a_workspace_in_a_folder_of_the_repository(run: Wpsplan, repo_of: Callable[..., Repo]) -> None:
    repo = repo_of("some repo ü", "the plan/in here")
    repo.change(ONE, "unit: courses", "unit: lessons")
    assert told(diff(run, repo)) == [("1.1.1", "method.unit", "breaking")]


def test_where_two_branches_parted(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.git("checkout", "--quiet", "-b", "branch")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    git_repo.commit("On the branch")
    git_repo.git("checkout", "--quiet", "main")
    git_repo.change(TWO, "due: 2017-09-30", "due: 2017-10-31")
    git_repo.commit("On main, later")
    git_repo.git("checkout", "--quiet", "branch")
    assert told(diff(run, git_repo, "main...", "HEAD")) == [("1.1.1", "method.unit", "breaking")]
    assert len(diff(run, git_repo, "main", "HEAD")["changes"]) == 2


def test_a_shallow_clone_says_what_it_lacks(run: Wpsplan, git_repo: Repo, tmp_path: Path) -> None:
    first = git_repo.git("rev-parse", "HEAD")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    git_repo.commit("Second")
    clone = tmp_path / "shallow"
    git_repo.git("clone", "--quiet", "--depth=1", git_repo.folder.as_uri(), str(clone))
    done = run("-C", clone, "diff", first)
    assert done.returncode == 2 and "git fetch --unshallow" in done.stderr and "Traceback" not in done.stderr
    assert run("-C", clone, "diff", "HEAD").returncode == 0


@pytest.mark.parametrize("revision", ["nowhere", "", "-x", "HEAD~99", "main..nowhere", "nowhere..."])
def test_an_unknown_revision(run: Wpsplan, git_repo: Repo, revision: str) -> None:
    done = run("-C", git_repo.root, "diff", "--", revision)
    assert done.returncode == 2 and "git knows no" in done.stderr and "Traceback" not in done.stderr


def test_no_repository_and_no_git(run: Wpsplan, exercise: Path, git_repo: Repo) -> None:
    done = run("-C", exercise, "diff", "main")
    assert done.returncode == 2 and "is in no git repository" in done.stderr
    done = run("-C", git_repo.root, "diff", "main", env={"PATH": str(exercise)})
    assert done.returncode == 2 and "git is not installed" in done.stderr


def test_a_revision_that_can_t_be_read_whole(run: Wpsplan, git_repo: Repo) -> None:
    (git_repo.root / TWO).write_text("id: '2'\ntext: [", encoding="utf-8")
    git_repo.commit("Broken")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    done = run("-C", git_repo.root, "diff", "HEAD~1", "--format", "json")
    data = json.loads(done.stdout)
    # what stood in the broken file is not called removed; the rest is compared
    assert done.returncode == 0 and told(data) == [("1.1.1", "method.unit", "breaking")]
    assert f"left out of HEAD: {TWO}:" in done.stderr
    assert run("-C", git_repo.root, "diff", "HEAD~1", "--fail-on", "breaking").returncode == 1
    (git_repo.root / "plan/plan.yaml").write_text("id: [", encoding="utf-8")
    done = run("-C", git_repo.root, "diff", "HEAD~1")
    assert done.returncode == 1 and "plan/plan.yaml can't be read in the working tree" in done.stderr


@pytest.mark.parametrize(("fail_on", "code"), [("breaking", 0), ("review", 1)])
def test_fail_on(run: Wpsplan, git_repo: Repo, fail_on: str, code: int) -> None:
    git_repo.change(TWO, "due: 2017-09-30", "due: 2017-10-31")
    assert run("-C", git_repo.root, "diff", "main", "--fail-on", fail_on).returncode == code
    assert run("-C", git_repo.root, "diff", "main").returncode == 0


def test_text_marks_the_changed_words(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change(ONE, "Number of exercise courses offered", "Number of exercise courses held")
    text = run("-C", git_repo.root, "diff", "main").stdout
    assert "The plan: 1 to review" in text
    assert "agreed text: Number of exercise courses [-offered-] {+held+}" in text
    assert "plan/outcomes/01.yaml:" in text and "The figures: no change" in text


def test_markdown_is_a_table_that_holds(run: Wpsplan, git_repo: Repo) -> None:
    from markdown_it import MarkdownIt

    git_repo.change(ONE, "Number of exercise courses offered", "Number of <b>exercise</b> | courses `held`")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    for number in range(40):
        git_repo.change(
            TWO, "      - id: 2.2.1", f"      - {{id: 2.2.{100 + number}, text: Added {number}}}\n      - id: 2.2.1"
        )
    text = run("-C", git_repo.root, "diff", "main", "--format", "md").stdout
    assert text.startswith("### The plan: 1 breaking, 1 to review, 40 minor\n")
    assert "<details><summary>" in text and "<b>" not in text
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    rows: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in ("td_open", "th_open"):
            rows[-1] += 1
    assert set(rows) == {4} and len(rows) == 2 + 42
    assert "courses ~~offered~~" in text


def test_it_leaves_the_repository_as_it_is(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    before = git_repo.git("status", "--porcelain"), git_repo.git("rev-parse", "HEAD")
    diff(run, git_repo, "main")
    assert (git_repo.git("status", "--porcelain"), git_repo.git("rev-parse", "HEAD")) == before
    assert (
        subprocess.run([git_repo.git_program, "fsck"], cwd=git_repo.folder, capture_output=True, check=False).returncode
        == 0
    )
