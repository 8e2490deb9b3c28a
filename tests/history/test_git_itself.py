"""What the reference tells git itself: hunks of the plan's files are named after the item they are in."""

import re
import shutil

from tests.history.asked import ONE
from tests.repositories import Repo
from tests.tools import REPO


def test_git_diff_names_the_item(git_repo: Repo) -> None:
    shutil.copy(REPO / ".gitattributes", git_repo.root)
    lines = re.findall(r"^git config (\S+) '(.*)'$", (REPO / "REFERENCE.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in lines] == ["diff.wpsplan.xfuncname", "diff.wpsplan.wordRegex"]
    for name, value in lines:
        git_repo.git("config", name, value)
    git_repo.change(ONE, "unit: persons", "unit: participants")
    shown = git_repo.git("diff", "--unified=0", "--word-diff", ONE)
    assert re.search(r"^@@ .* @@ id: 1\.2\.2$", shown, re.MULTILINE)
    assert "unit: [-persons-]{+participants+}" in shown
