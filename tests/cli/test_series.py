"""`comparable_from`: the series breaks there, on the screen and on the page, and nothing is compared across it."""

import json
from pathlib import Path

import pytest

from tests.tools import Wpsplan

REASON = "Reservists are counted from 2017 on."


@pytest.fixture
def broken(exercise: Path) -> Path:
    path = exercise / "plan/outcomes/01.yaml"
    text = path.read_text(encoding="utf-8")
    old = "numerator: women in exercise forces"
    assert text.count(old) == 1
    new = f"{old}\n          comparable_from: {{period: '2017', reason: {REASON}}}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return exercise


def test_show_and_the_pages_show_the_break(run: Wpsplan, broken: Path) -> None:
    lines = run("-C", broken, "show", "1.2.1", "--period", "2017").stdout.splitlines()
    places = [next(index for index, line in enumerate(lines) if line.startswith(start))
              for start in ("2017 ", f"-- the present series begins with 2017: {REASON}", "2016 ")]  # fmt: skip
    assert places == sorted(places)
    for format in ("md", "html"):
        page = run("-C", broken, "report", "2017", "--format", format, "-o", "-").stdout
        assert f"The present series begins with 2017: {REASON}" in page


def test_nothing_is_computed_across_it(run: Wpsplan, broken: Path) -> None:
    found = json.loads(run("-C", broken, "show", "1.2.1", "--period", "2017", "--format", "json").stdout)
    assert (found["trend"], found["change"]) == ("not-comparable", None)
    assert (found["progress"], found["reason"]) == ("not-assessed", "no-baseline")  # 2015's is before the break
    earlier = json.loads(run("-C", broken, "show", "1.2.1", "--period", "2016", "--format", "json").stdout)
    assert (earlier["progress"], earlier["reason"]) == ("not-assessed", "not-comparable")
