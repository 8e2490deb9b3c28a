"""A branch of the real plan, as a reviewer gets it: what the README shows is what comes out."""

import shutil
from pathlib import Path

import pytest

from tests.repositories import Repo
from tests.test_readme_output import blocks
from tests.tools import REPO, Wpsplan

EVALUATION = """\
      - id: 13.3.1
        text: Evaluation of CSO dialogue by NATO.
        method:
          kind: narrative
          respondents: [nato-international-staff]
"""
REQUESTED = """\
    indicators:
      - id: 17.1.1
        text: Share of women among the troops requested.
        method:
          kind: percentage
          direction: increase
          respondents: [relevant-national-authorities]
"""


@pytest.fixture
def branch(git_repo: Repo) -> Repo:
    """Rewords 6.2.2 and changes its denominator, removes 7.4.1, moves 13.3.1 to 13.1 and adds 17.1.1."""
    for folder in ("plan", "measurements"):
        shutil.rmtree(git_repo.root / folder)
        shutil.copytree(REPO / folder, git_repo.root / folder)
    git_repo.commit("The real plan")
    six, seven, thirteen, seventeen = (f"plan/outcomes/{number}.yaml" for number in ("06", "07", "13", "17"))
    git_repo.change(
        six,
        "military staff working NATO-wide who have completed Gender",
        "military staff employed NATO-wide who have completed the Gender",
    )
    git_repo.change(six, "denominator: all civilian and military staff", "denominator: all civilian staff")
    text = (git_repo.root / seven).read_text(encoding="utf-8")
    start = text.index("    indicators:\n      - id: 7.4.1")
    end = text.find("\n  - id:", start)
    after = text[end:] if end > 0 else ""
    (git_repo.root / seven).write_text(f"{text[:start]}    indicators: []\n{after}", encoding="utf-8")
    git_repo.change(thirteen, EVALUATION, "")
    _first(git_repo.root / thirteen, "    indicators: []\n", f"    indicators:\n{EVALUATION}")
    _first(git_repo.root / seventeen, "    indicators: []\n", REQUESTED)
    return git_repo


def _first(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_the_pull_request_s_comment_is_the_readme_s(run: Wpsplan, branch: Repo) -> None:
    done = run("-C", branch.root, "diff", "main", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == blocks("markdown")[0]


@pytest.mark.slow
def test_the_plan_against_itself_laid_out_anew(run: Wpsplan, branch: Repo) -> None:
    branch.git("checkout", "--quiet", ".")
    for path in (branch.root / "plan").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8") + "\n\n# a comment\n", encoding="utf-8")
    assert run("-C", branch.root, "fmt").returncode == 0
    done = run("-C", branch.root, "diff", "main")
    assert done.stdout == "The plan: no change\n\nThe figures: no change\n"
