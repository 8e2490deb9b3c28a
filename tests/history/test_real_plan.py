"""A branch of the real plan, as a reviewer gets it: what the reference shows is what comes out."""

import pytest

from tests.repositories import Repo, change_the_real_plan
from tests.test_reference_output import blocks
from tests.tools import Wpsplan


@pytest.fixture
def branch(git_repo: Repo) -> Repo:
    """The exercise workspace's repository with the real plan in it, and a branch's changes of that."""
    change_the_real_plan(git_repo)
    return git_repo


def test_the_pull_request_s_comment_is_the_reference_s(run: Wpsplan, branch: Repo) -> None:
    done = run("-C", branch.root, "diff", "main", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == blocks("### diff", "markdown")[0]


@pytest.mark.slow
def test_the_plan_against_itself_laid_out_anew(run: Wpsplan, branch: Repo) -> None:
    branch.git("checkout", "--quiet", ".")
    for path in (branch.root / "plan").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8") + "\n\n# a comment\n", encoding="utf-8")
    assert run("-C", branch.root, "fmt").returncode == 0
    done = run("-C", branch.root, "diff", "main")
    assert done.stdout == "The plan: no change\n\nThe figures: no change\n"
