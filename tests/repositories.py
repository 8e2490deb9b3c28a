"""Real git repositories in temporary folders."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.tools import REPO, STARTER, needs


class Repo:
    """A repository that holds the exercise workspace, in its root or in a folder below it."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.git_program = needs("git")
        self.folder = folder
        self.root = folder / below
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        shutil.copytree(STARTER, self.root, dirs_exist_ok=True)
        self.commit("The exercise workspace")

    def git(self, *command: str, env: dict[str, str] | None = None) -> str:
        """Runs git; its output."""
        settings = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Exercise author",
            "GIT_AUTHOR_EMAIL": "author@example.org",
            "GIT_COMMITTER_NAME": "Exercise author",
            "GIT_COMMITTER_EMAIL": "author@example.org",
        }
        done = subprocess.run(
            [self.git_program, *command],
            cwd=self.folder,
            env={**os.environ, **settings, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        """Commits everything; the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def change(self, path: str, old: str, new: str) -> None:
        """Replaces a text that stands once in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        file.write_text(text.replace(old, new), encoding="utf-8")


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


def change_the_real_plan(repo: Repo) -> None:
    """Puts this repository's plan and measurements in place of the exercise data, commits them and changes the plan.

    Rewords 6.2.2 and changes its denominator, removes 7.4.1, moves 13.3.1 to 13.1 and adds 17.1.1.
    """
    for folder in ("plan", "measurements"):
        shutil.rmtree(repo.root / folder)
        shutil.copytree(REPO / folder, repo.root / folder)
    repo.commit("The real plan")
    six, seven, thirteen, seventeen = (f"plan/outcomes/{number}.yaml" for number in ("06", "07", "13", "17"))
    repo.change(
        six,
        "military staff working NATO-wide who have completed Gender",
        "military staff employed NATO-wide who have completed the Gender",
    )
    repo.change(six, "denominator: all civilian and military staff", "denominator: all civilian staff")
    text = (repo.root / seven).read_text(encoding="utf-8")
    start = text.index("    indicators:\n      - id: 7.4.1")
    end = text.find("\n  - id:", start)
    after = text[end:] if end > 0 else ""
    (repo.root / seven).write_text(f"{text[:start]}    indicators: []\n{after}", encoding="utf-8")
    repo.change(thirteen, EVALUATION, "")
    _first(repo.root / thirteen, "    indicators: []\n", f"    indicators:\n{EVALUATION}")
    _first(repo.root / seventeen, "    indicators: []\n", REQUESTED)


def _first(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
