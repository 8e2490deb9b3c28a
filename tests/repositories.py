"""Real git repositories in temporary folders."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.tools import STARTER, needs


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
