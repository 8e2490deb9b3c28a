import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests import tools
from tests.no_skip import pytest_make_collect_report, pytest_runtest_makereport
from tests.repositories import Repo

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# No deadline: a test that starts a process takes as long as the machine makes it.
# In CI, the same examples every time.
hypothesis.settings.register_profile("wpsplan", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("wpsplan")


EXTERNAL = frozenset({"browser", "sarif_schema", "server", "suite"})
"""Fixtures that need a program from outside. A test that asks for one by `needs` itself is marked by hand."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as external what uses a fixture that needs a program from outside."""
    for item in items:
        if isinstance(item, pytest.Function) and EXTERNAL & set(item.fixturenames):
            item.add_marker(pytest.mark.external)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of this repository, which is a workspace too. Tests read it and never write to it."""
    return tools.REPO


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """A fresh copy of the workspace that `wpsplan init` makes."""
    folder = tmp_path / "exercise"
    shutil.copytree(tools.STARTER, folder)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> tools.Wpsplan:
    """Runs `wpsplan` with the given arguments, in the test's own empty folder unless `cwd` says otherwise."""
    return tools.Wpsplan(tmp_path)


@pytest.fixture
def run_process(tmp_path: Path) -> tools.Wpsplan:
    """As `run`, in a process of its own: for tests of what only a process has."""
    return tools.Wpsplan(tmp_path, tools.in_own_process)


@pytest.fixture
def repo_of(tmp_path: Path) -> Callable[..., Repo]:
    """Makes a git repository with the exercise workspace in it: `repo_of("name", "folder below")`."""
    return lambda name="repo", below="": Repo(tmp_path / name, below)


@pytest.fixture
def git_repo(tmp_path: Path) -> Repo:
    """A git repository that is the exercise workspace."""
    return Repo(tmp_path / "repo")
