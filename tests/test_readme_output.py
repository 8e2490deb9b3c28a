"""What the README tells people to write is right."""

import re
from pathlib import Path

from tests.tools import REPO, found
from wpsplan.finding import Severity


def test_the_measurement_it_shows_is_right(exercise: Path) -> None:
    (text,) = re.findall(
        r"^```yaml\n(.*?)^```$", (REPO / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    findings = found(exercise, text=text)
    assert [finding.message for finding in findings if finding.severity is not Severity.NOTE] == []
