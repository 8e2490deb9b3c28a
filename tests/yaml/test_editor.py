"""Editing in place: whatever a file looks like, only the lines of what is changed differ afterwards."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wpsplan.workspace.file_layouts import FileLayout
from wpsplan.yaml import read
from wpsplan.yaml.comments import comments_of
from wpsplan.yaml.editor import NotInPlaceError, edit, rename_key
from wpsplan.yaml.writer import same_meaning

SHAPE = FileLayout("submission")
SCALARS = (
    "45", "0551", "+6", "2.10", "1e3", "~", "", "true", "2017-06-05", "2017-11", "plain words", "1_000", "12:30",
    "it's", "'single ''quoted'''", '"double \\"quoted\\""', "http://a.example/b#c", "no", "'12'", "2017-1-5",
)  # fmt: skip
TEXTS = (["plain words", "over two lines"], ['"in quotes', 'over two lines"'], [">-", "folded", "# text", "", "more"],
         ["|", "literal", "  farther in"], [">", "folded"], ["'a'"])  # fmt: skip
COMMENTS = ("", "", "  # beside", " # with 'quotes' and {braces}: [all]")
NEW = st.one_of(
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=150),
    st.sampled_from(["1_000", "no", "12:30", "2017-06-05", "# x", "a: b", "- a", "", " ", "'", '"', "word " * 40, "~"]),
)
"""What a value may become."""
FLOW = st.sampled_from([scalar for scalar in SCALARS if "\n" not in scalar and scalar])
GAPS = st.sampled_from(["", " ", "   "])


@st.composite
def flow_entry(draw: st.DrawFn) -> list[str]:
    """`{value: …}` on one line or two, oddly spaced."""
    gap = draw(GAPS)
    value, narrative, title = draw(FLOW), draw(FLOW), draw(FLOW)
    comma = draw(st.sampled_from([", ", ",  ", ",\n      "]))
    sources = draw(st.sampled_from(["", f"{comma}sources: [{gap}{{title: {title}}}]"]))
    comment = draw(st.sampled_from(COMMENTS))
    return f"{gap}{{{gap}value: {value}{comma}narrative:  {narrative}{sources}{gap}}}{comment}".split("\n")


@st.composite
def block_entry(draw: st.DrawFn, step: int) -> list[str]:
    """Keys below each other, with texts of several lines and lists."""
    pad, gap = " " * step, draw(GAPS)
    lines = [draw(st.sampled_from(COMMENTS)), f"{pad}value:{gap or ' '}{draw(st.sampled_from(SCALARS))}"]
    lines += draw(st.sampled_from([[], [""], [f"{pad}# above the words"], ["# far out"], [f"{pad}  # far in"]]))
    first, *rest = draw(st.sampled_from(TEXTS))
    lines += [f"{pad}narrative: {first}", *(f"{pad}  {line}" if line else "" for line in rest)]
    if draw(st.booleans()):
        dash = pad + " " * draw(st.integers(0, 3)) + "-" + " " * draw(st.integers(1, 3))
        lines += [f"{pad}sources:", f"{dash}title: {draw(FLOW)}", f"{' ' * len(dash)}page:  '3' # of five"]
        lines += [f"{pad}  # about another"] * draw(st.integers(0, 1))
        lines += [f"{dash}{{title: {draw(FLOW)}}}"]
    return lines


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """The lines of a file written by hand, and those of each entry: the first, and the one behind the last."""
    lines = ["# by hand", "", *draw(st.permutations(["period:   2017 # a year", 'entity: "EXA"', "status: draft"]))]
    lines.append("measurements:")
    column, step = draw(st.sampled_from([1, 2, 4])), draw(st.sampled_from([2, 3, 4]))
    pad = " " * column
    spans = {}
    for id in draw(st.permutations(["1.2.1", "1.2.2", "2.1.1", "10.1"]))[: draw(st.integers(1, 4))]:
        lines += draw(st.sampled_from([[], [""], [f"{pad}# about {id}"], ["", "# at the margin", f"{pad}# and in"]]))
        key = f"'{id}'" if id == "10.1" else id
        first, *rest = draw(st.one_of(flow_entry(), block_entry(step)))
        spans[id] = len(lines), len(lines) + 1 + len(rest)
        lines += [f"{pad}{key}:{first}" if first.startswith(" ") or not first else f"{pad}{key}: {first}",
                  *(f"{pad}{line}" if line else "" for line in rest)]  # fmt: skip
    return lines + draw(st.sampled_from([[], ["", f"{pad}# below"], ["# the end"]])), spans


def differing(old: list[str], new: list[str]) -> tuple[int, int]:
    """The lines between those that stay at the beginning and at the end."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    last, other = len(old), len(new)
    while last > same and other > same and old[last - 1] == new[other - 1]:
        last, other = last - 1, other - 1
    return same, last


Change = Callable[[dict[str, Any], Any], None]


def set_value(entry: dict[str, Any], new: Any) -> None:
    entry["value"] = new


def set_narrative(entry: dict[str, Any], new: Any) -> None:
    entry["narrative"] = new


def add_key(entry: dict[str, Any], new: Any) -> None:
    entry["as_of"] = new


def take_key(entry: dict[str, Any], new: Any) -> None:
    del entry["value"]


def add_source(entry: dict[str, Any], new: Any) -> None:
    entry.setdefault("sources", []).append({"title": new})


def change_source(entry: dict[str, Any], new: Any) -> None:
    entry.setdefault("sources", [{}])[0]["title"] = new


def start_anew(entry: dict[str, Any], new: Any) -> None:
    entry.clear()
    entry["level"] = new


CHANGES: tuple[Change, ...] = (set_value, set_narrative, add_key, take_key, add_source, change_source, start_anew)


@pytest.mark.slow
@given(files(), st.sampled_from(CHANGES), NEW, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans(), st.data())
def test_an_edit_changes_the_lines_of_its_entry_alone(  # noqa: PLR0913, PLR0917
    file: tuple[list[str], dict[str, tuple[int, int]]], change: Change, new: Any, end: str, bom: bool, ends: bool,
    data: st.DataObject,
) -> None:  # fmt: skip
    lines, spans = file
    raw = ("\ufeff" * bom + end.join(lines) + end * ends).encode("utf-8")
    document = read(raw)
    assert not document.problems
    id = data.draw(st.sampled_from([*spans, "1.2.9"]))
    wanted = deepcopy(document.data)
    change(wanted["measurements"].setdefault(id, {"value": 1}), new)
    try:
        edited = edit(raw, wanted, SHAPE)
    except NotInPlaceError:  # one more line would put an end of line into the text that is last
        assert not ends and document.data["measurements"][[*spans][-1]]["narrative"].startswith(("literal", "folded"))
        return
    assert same_meaning(read(edited).data, wanted)
    text = edited.decode("utf-8-sig")
    assert edited.startswith(b"\xef\xbb\xbf") == bom
    assert text.count("\n") == text.count(end) and text.endswith("\n") == ends
    first, behind = differing(lines, text.removesuffix(end).split(end) if ends else text.split(end))
    if same_meaning(document.data, wanted):
        assert edited == raw
    elif id in spans:
        assert spans[id][0] <= first and behind <= spans[id][1]
    else:
        assert first == behind  # nothing is taken away
    assert Counter(comments_of(text).texts()) == Counter(comments_of("\n".join(lines)).texts())


@given(files(), st.data())
def test_a_key_gets_quotes_and_nothing_else_changes(
    file: tuple[list[str], dict[str, tuple[int, int]]], data: st.DataObject
) -> None:
    lines, spans = file
    id = data.draw(st.sampled_from([*spans]))
    raw = ("\n".join(lines) + "\n").encode("utf-8")
    try:
        edited = rename_key(raw, ("measurements", id), "9.1", SHAPE)
    except NotInPlaceError as refusal:
        assert "read" in str(refusal)  # ruamel.yaml's reading of a day or a number isn't ours
        return
    first, behind = differing(lines, edited.decode("utf-8").removesuffix("\n").split("\n"))
    assert spans[id][0] == first and behind <= spans[id][1]


@pytest.mark.parametrize("odd", ["\u2028", "\x85", "\r"])
def test_what_may_be_the_end_of_a_line_is_refused(odd: str) -> None:
    raw = f"period: '2017'\nentity: EXA\nnote: 'a{odd}b'\n".encode()
    with pytest.raises(NotInPlaceError, match="can't be read"):
        edit(raw, {"period": "2017", "entity": "EXA"}, SHAPE)
