"""What `wpsplan diff` answers in a repository."""

import json
from typing import Any

from tests.repositories import Repo
from tests.tools import Wpsplan

ONE, TWO = "plan/outcomes/01.yaml", "plan/outcomes/02.yaml"
EXA = "measurements/2017/EXA.yaml"


def diff(run: Wpsplan, repo: Repo, *revisions: str, orphans: bool | None = False) -> dict[str, Any]:
    """`orphans`: measurements of what was removed are named as left out."""
    done = run("-C", repo.root, "diff", *(revisions or ("main",)), "--format", "json")
    assert done.returncode == 0 and orphans in (None, "in the plan" in done.stderr), done.stderr
    return dict(json.loads(done.stdout))


def told(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["id"], one["change"], one["level"]) for one in data["changes"]]
