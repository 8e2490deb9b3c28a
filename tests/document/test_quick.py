"""The short way through a file and the long one: what both take they read alike, whatever stands in the file."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools import REPO, routes
from wpsplan.document import Document, Side, entry_lines, line_finder, locate, read

SPECIAL = " :#-?{}[],'\"|>&*!%@`~=<.ab0é\n"
ORDINARY_VALUES = st.sampled_from(
    ["a", "a b", "a:b", "a#b", "it's", "'it''s'", '"a"', "'a: b'", "''", "12", "-3", "1.50", "012", "2017-02-28",
     "true", "no", "https://a.b/c?d=e#f", "{a: 1}", "{a: 1, b: [c, d]}", "[]", "{}", "[a, b]", "[[a]]", "a, b",
     "['a, b', c]",
     "{a: 'x, y', b: z}", "…", "a # b", "{a: 1} # b", "'a' # b", "{a: b:c}", "[a?b]", "{a: -1}", "[{a: 1}, {b: 2}]"]
)  # fmt: skip
ODD_VALUES = st.one_of(
    st.text(SPECIAL.strip("\n"), max_size=8),
    st.sampled_from(
        ["a: b", "a #b", "~", "null", "? a", "!a", "{a: , b}", "{a: 1, a: 2}", "[a, ]", "[a: b]", "{a, b}", "[it's, b]",
         ">-", "|-", ">", "|", "*a", "&a", "a:", "-", "- a", "<<", "", "{a: [b}]", "{a: b", ">- # a", "{'a': b}"]
    ),
)  # fmt: skip
KEYS = st.sampled_from(["a", "b", "1.2.1", "1.1", "12", "'1'", "'a b'", '"a"', "true", "<<", "a b", "a-b", "é"])
INDENTS = st.sampled_from([2, 2, 2, 2, 4, 1, 0])
TEXT_LINES = st.lists(
    st.sampled_from(["text", "more text", "a: b", "# no comment", "- x", " further", "trail ", "'q'", "", ""]),
    max_size=4,
)


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, levels: int = 3) -> list[str]:
    """The lines of a mapping or a list, nearly as people write it."""
    blanks = " " * indent
    lines: list[str] = []
    is_list = levels < 3 and draw(st.integers(0, 3)) == 0
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        begin = f"{blanks}- " if is_list else f"{blanks}{key}:"
        what = draw(st.integers(0, 9))
        if what < 3 and levels:
            below = draw(blocks(indent + 2 if is_list else indent + draw(INDENTS), levels - 1))
            comment = draw(st.sampled_from(["", "", " # b", "# b"]))
            lines += [begin + below[0].lstrip(" "), *below[1:]] if is_list else [begin + comment, *below]
        elif what < 5:
            inner = " " * (indent + draw(INDENTS))
            lines += [
                f"{begin} {draw(st.sampled_from(['>-', '|-', '>-', '|-', '>']))}",
                *(inner + one for one in draw(TEXT_LINES)),
            ]
        else:
            lines.append(f"{begin} {draw(ORDINARY_VALUES if what < 9 else ODD_VALUES)}".replace("-  ", "- "))
        lines += draw(st.sampled_from([[], [], [], [], [""], ["# a"], ["  # a"], ["   "]]))
    return lines


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file, sometimes with one character changed."""
    text = "\n".join(draw(blocks())) + draw(st.sampled_from(["", "\n", "\n\n"]))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SPECIAL)) + text[at + draw(st.integers(0, 1)) :]
    return text


def the_long_way(text: str) -> Document:
    """How a file is read that marks its beginning, which nobody has to do: it is unusual, and means the same."""
    return read(f"---\n{text}".encode())


def exactly(data: Any) -> str:
    return repr(data)  # 1, 1.0 and true are equal to Python


@given(text=texts())
@settings(max_examples=800)
def test_both_ways_read_alike(text: str) -> None:
    short = read(text.encode())
    if short.ordinary:
        long = the_long_way(text)
        assert (long.readable, long.problems, exactly(long.data)) == (True, [], exactly(short.data)), text


ORDINARY = """\
# A comment.
period: '2017'
entity: EXA
measurements:
  1.2.1: {numerator: 5, denominator: 20}
  # Another.
  1.2.2:
    value: 3   # counted twice
    narrative: >-
      Two lines
      of text: with a colon.

      A new paragraph.
    cells: # of all
      - {sex: women, value: 3}
      - # one more
        sex: men
        value: 0
    sources:
    - title: "It's: said"
      url: https://example.org/a?b=c#d

  '2.1.1':
    achieved: true
    quote: |-
      First line
      second line
list: [a, b c, 'd, e', {f: [1]}]
"""


def test_a_file_as_people_write_it_goes_the_short_way_and_means_what_it_says() -> None:
    for text in (ORDINARY, ORDINARY.replace("\n", "\r\n")):
        document = read(text.encode())
        assert document.ordinary
        assert document.data == {
            "period": "2017",
            "entity": "EXA",
            "measurements": {
                "1.2.1": {"numerator": 5, "denominator": 20},
                "1.2.2": {
                    "value": 3,
                    "narrative": "Two lines of text: with a colon.\nA new paragraph.",
                    "cells": [{"sex": "women", "value": 3}, {"sex": "men", "value": 0}],
                    "sources": [{"title": "It's: said", "url": "https://example.org/a?b=c#d"}],
                },
                "2.1.1": {"achieved": True, "quote": "First line\nsecond line"},
            },
            "list": ["a", "b c", "d, e", {"f": [1]}],
        }
        assert exactly(document.data) == exactly(the_long_way(text).data)


@pytest.mark.parametrize("folder", ["plan", "measurements", "wpsplan/starter"])
def test_the_plan_and_its_measurements_go_the_short_way(folder: str) -> None:
    files = sorted((REPO / folder).rglob("*.yaml"))
    assert files
    assert [file.name for file in files if not read(file.read_bytes()).ordinary] == []


def test_a_line_that_stands_twice_gives_two_values() -> None:
    document = read(b"a:\n  c: {x: [1]}\n  d: {x: 1}\nb:\n  c: {x: [1]}\n  d: {x: 1}\n")
    first, second = document.data["a"], document.data["b"]
    first["c"]["x"].append(2)
    first["d"]["x"] = 2
    assert second == {"c": {"x": [1]}, "d": {"x": 1}}


@pytest.mark.parametrize(
    "text",
    ["a: &b 1\nc: *b\n", "a: 1\na: 2\n", "a:\n", "a: null\n", "a: 012\n", "a: \\u200b\n", "a: 1\n---\nb: 2\n", "- a\n",
     "a: x\n  y\n", "a:\tb\n", "{a: 1}\n", "a: \u200bb\n"],
)  # fmt: skip
def test_what_somebody_has_to_look_at_is_never_ordinary(text: str) -> None:
    assert not read(text.encode()).ordinary


@given(text=texts(), drawn=st.data())
@settings(max_examples=600)
def test_both_ways_find_the_same_places(text: str, drawn: st.DataObject) -> None:
    document = read(text.encode())
    if not document.ordinary:
        return
    everywhere = [(), *routes(document.data)]
    asked = drawn.draw(st.lists(st.sampled_from(everywhere), max_size=3)) if drawn.draw(st.booleans()) else everywhere
    sides: list[Side] = ["key", "value"]
    wanted = [(way, side) for way in [*asked, ("nowhere",), (*everywhere[-1], "nowhere")] for side in sides]
    short, long = locate(text.encode(), wanted), locate(f"---\n{text}".encode(), wanted)
    assert short == {at: (line - 1, column) for at, (line, column) in long.items()}


@given(text=texts(), ending=st.sampled_from(["\n", "\n", "\r\n"]))
@settings(max_examples=600)
def test_both_ways_find_the_same_lines_of_entries(text: str, ending: str) -> None:
    raw = text.replace("\n", ending).encode()
    document = read(raw)
    if not document.ordinary:
        return
    for key, below in document.data.items():
        short = entry_lines(raw, str(key), ordinary=True)
        if isinstance(below, dict) and short:
            assert short == entry_lines(raw, str(key), ordinary=False), (key, text)
            assert list(short) == list(map(str, below))


@given(text=texts())
@settings(max_examples=300)
def test_a_place_has_the_line_that_locate_gives(text: str) -> None:
    raw = text.encode()
    document = read(raw)
    if not document.readable or not isinstance(document.data, dict):
        return
    sides: list[Side] = ["key", "value"]
    places = [(way, side) for way in [(), *routes(document.data), ("nowhere",)] for side in sides]
    line = line_finder(raw)
    assert {at: line(*at) for at in places} == {at: mark[0] for at, mark in locate(raw, places).items()}


def test_the_lines_of_entries_are_those_where_they_stand() -> None:
    lines = {"1.2.1": 5, "1.2.2": 7, "2.1.1": 23}
    for text in (ORDINARY, ORDINARY.replace("\n", "\r\n"), ORDINARY.replace("  1.2.1", "  # 9.9.9:\n\n  1.2.1", 1)):
        more = 2 if "9.9.9" in text else 0
        for ordinary in (True, False):
            assert entry_lines(text.encode(), "measurements", ordinary=ordinary) == {
                id: line + more for id, line in lines.items()
            }
    assert entry_lines(ORDINARY.encode(), "list", ordinary=True) == {}
    assert entry_lines(ORDINARY.encode(), "nowhere", ordinary=True) == {}
