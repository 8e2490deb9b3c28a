"""What the README tells people to write is right."""

import re
import shutil
from pathlib import Path

from tests.tools import REPO, found
from wpsplan.finding import Severity


def test_the_measurement_it_shows_is_right(tmp_path: Path) -> None:
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, tmp_path / folder)
    (text,) = re.findall(
        r"^```yaml\n(.*?)^```$", (REPO / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    findings = found(tmp_path, "measurements/2017/IRL.yaml", text)
    assert [finding.message for finding in findings if finding.severity is not Severity.NOTE] == []
