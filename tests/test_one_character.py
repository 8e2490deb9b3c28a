"""One changed character in any key or value of a measurement file: a finding at that line, or another report.

The files are this repository's own. Which characters belong to a key or value, and whether a change means anything at
all, is said by two other parsers than ours.
"""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tests.tools import REPO
from wpsplan.finding import Finding
from wpsplan.render.json.report import report
from wpsplan.render.pages.manifest import Manifest
from wpsplan.render.pages.page import page
from wpsplan.results.dataset import Dataset
from wpsplan.results.report import make_report
from wpsplan.workspace import load

pytestmark = pytest.mark.slow

PERIODS = sorted(folder.name for folder in (REPO / "measurements").iterdir())
ASCII = "0123456789abcxyzABZ.,:;-_'\"#{}[]()&*!|>%@`?~+=/\\ \n\t"
HIDDEN = "\u200b\u202e\u00a0\u2028\ufeff\x00\x1b\x85"
TROUBLESOME = [*ASCII, *HIDDEN, *"оé–中"]  # the first of the last is Cyrillic
CHARACTERS = st.one_of(st.sampled_from(TROUBLESOME), st.characters(exclude_categories=["Cs"]))


def report_text(root: Path, period: str) -> str:
    """What a reader of the report on this period sees."""
    workspace = load(root)
    assert workspace.framework is not None
    data = Dataset(workspace.framework, workspace.submissions)
    made = make_report(data, workspace.framework.periods[period])
    unnamed = Manifest("", "report", period, None, None, {})  # with the inputs' ids each change would show
    text = page("report", "md", report(made, workspace.lines, unnamed), root)
    assert isinstance(text, bytes)
    return text.decode("utf-8")


@cache
def scalars(text: str) -> list[tuple[int, int]]:
    """Where the keys and values of a file begin and end."""
    tokens = yaml.scan(text, Loader=yaml.SafeLoader)
    return [(token.start_mark.index, token.end_mark.index) for token in tokens if isinstance(token, yaml.ScalarToken)]


def meaning(text: str) -> str:
    """What a file says, for comparison; the error where it says nothing."""
    try:
        return repr(YAML(typ="safe", pure=True).load(text))
    except (YAMLError, ValueError) as error:
        return f"error: {error}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("one-character")
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, root / folder)
    yield root


@cache
def before(root: Path, period: str) -> tuple[frozenset[Finding], str]:
    return frozenset(load(root, lambda _: {period}).findings), report_text(root, period)


@pytest.mark.parametrize("period", PERIODS)
@given(choice=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_no_change_passes_in_silence(workspace: Path, period: str, choice: st.DataObject) -> None:
    usual = before(workspace, period)
    path = choice.draw(st.sampled_from(sorted((workspace / "measurements" / period).glob("*.yaml"))))
    text = path.read_text(encoding="utf-8")
    start, end = choice.draw(st.sampled_from(scalars(text)))
    position = choice.draw(st.integers(start, end - 1))
    character = choice.draw(CHARACTERS)
    changed = text[:position] + character + text[position + 1 :]
    assume(meaning(changed) != meaning(text))
    lines = {text.count("\n", 0, start) + 1, text.count("\n", 0, position) + 1}
    here = path.relative_to(workspace).as_posix()
    path.write_text(changed, encoding="utf-8", newline="")
    try:
        findings = load(workspace, lambda _: {period}).findings
        new = [one for one in findings if one not in usual[0] and one.place.path == here]
        if not any(one.line in lines for one in new):
            said = (here, lines, text[start:end], changed[start:end], new)
            assert report_text(workspace, period) != usual[1], said
    finally:
        path.write_text(text, encoding="utf-8", newline="")


def test_there_are_measurements_to_change() -> None:
    assert PERIODS == ["2015", "2016", "2017", "2018"]
    assert all(any((REPO / "measurements" / period).glob("*.yaml")) for period in PERIODS)


def test_the_report_changes_with_a_figure_and_not_with_a_comment(workspace: Path) -> None:
    path = workspace / "measurements/2017/ESP.yaml"
    text = path.read_text(encoding="utf-8")
    usual = report_text(workspace, "2017")
    try:
        path.write_text(text.replace("numerator: 15074", "numerator: 15075"), encoding="utf-8")
        assert "15,075" in report_text(workspace, "2017")
        assert report_text(workspace, "2017") != usual
        path.write_text(text.replace("# Compiled", "# compiled"), encoding="utf-8")
        assert report_text(workspace, "2017") == usual
    finally:
        path.write_text(text, encoding="utf-8")


def test_a_no_break_space_stays_one_in_the_report(workspace: Path) -> None:
    """What was typed is shown as it was typed; who compares two reports sees that something was changed."""
    path = workspace / "measurements/2016/NZL.yaml"
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace("New Zealand NAP Overview", "New Zealand\u00a0NAP Overview"), encoding="utf-8")
        assert "[New Zealand\u00a0NAP Overview](" in report_text(workspace, "2016")
    finally:
        path.write_text(text, encoding="utf-8")
