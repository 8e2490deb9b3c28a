"""Write plain data as YAML in one form, the same for every author.

The caller gives the layout of the mappings (`Layout`): the order of their keys, and those that may stand on one line.
Text that would mean something else unquoted is quoted; long text is folded. The caller reads the result back: it must
mean the same.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from wpsplan.yaml.comments import Comments
from wpsplan.yaml.document import Route
from wpsplan.yaml.scalars import OddKey, plain_key, plain_scalar

WIDTH = 100
_UNSAFE_START = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(r": |\s#|:$|[\n\t]|^\s|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]|:$|: ")
_ALMOST = re.compile(
    r"[-+]?[0-9][0-9.]*_[0-9_.]*$|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}($|[Tt ])"
    r"|[-+]?(\.[0-9]+|[0-9]+\.?[0-9]*)([eE][-+]?[0-9]+)?$|0[ox][0-9a-fA-F]+$|=$"
)
"""Text that other parsers take for a number (1_000, 1e100) or for a mark (=), or try to read as a day (2017-02-30)."""
_LITERAL = re.compile(r"(?m)(?<!\n)\n(?!\n)|^[ \t]|[ \t]$|\n{3,}")


class Layout(Protocol):
    """The layout of the mappings of a kind of file."""

    def keys(self, route: Route, data: dict[Any, Any]) -> Sequence[Any]:
        """Give the keys of a mapping in their order."""

    def on_one_line(self, route: Route, data: Any) -> bool:
        """Tell if a mapping or a list may be written on one line, where it fits."""


@dataclass(frozen=True)
class _Writer:
    shape: Layout
    comments: Comments
    step: int = 2
    """The columns by which a value is farther in than its key."""

    def block(self, data: Any, route: Route, indent: int) -> Iterator[str]:
        """Write a mapping or a list, an entry a line or more."""
        pad = " " * indent
        if isinstance(data, list):
            for index, item in enumerate(data):
                entry_route = (*route, index)
                yield from self.above(entry_route, pad)
                yield from self.item(item, entry_route, indent)
        for key in self.shape.keys(route, data) if isinstance(data, dict) else ():
            entry_route = (*route, str(key))
            yield from self.above(entry_route, pad)
            yield from self.entry(f"{pad}{_key(key)}:", data[key], entry_route, indent)
        yield from (f"{pad}{line}" for line in self.comments.below.get(route, ()))

    def above(self, route: Route, pad: str) -> Iterator[str]:
        for line in _single_blanks(self.comments.before.get(route, ())):
            yield f"{pad}{line}" if line else ""

    def item(self, item: Any, route: Route, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(item, dict | list) and item and not self.flows(item, route, f"{pad}- "):
            lines = list(self.block(item, route, indent + 2))
            first = next(
                index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
            )
            yield from (line[2:] if line.strip() else line for line in lines[:first])
            yield f"{pad}- {lines[first][indent + 2 :]}"
            yield from lines[first + 1 :]
        else:
            yield from self.entry(f"{pad}-", item, route, indent)

    def entry(self, head: str, value: Any, route: Route, indent: int) -> Iterator[str]:
        """Write `key: value`, on one line or with the value below."""
        beside = self.comments.beside.get(route, "")
        if isinstance(value, dict | list) and value:
            if self.flows(value, route, f"{head} "):
                yield _with_comment(f"{head} {flow(value, self.shape, route)}", self.comments.along(route))
                return
            yield _with_comment(head, beside)
            yield from self.block(value, route, indent + self.step)
        elif isinstance(value, str):
            yield from _text(head, value, beside, " " * (indent + self.step))
        else:
            yield _with_comment(f"{head} {_scalar(value)}".rstrip(), beside)

    def flows(self, value: Any, route: Route, head: str) -> bool:
        """Tell if a mapping or a list may stand on the line that begins with `head`, and fits there."""
        if self.comments.inside(route) or not self.shape.on_one_line(route, value):
            return False
        return len(head) + len(flow(value, self.shape, route)) <= WIDTH


def _single_blanks(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines with one blank line in place of several together."""
    for index, line in enumerate(lines):
        if line or index == 0 or lines[index - 1]:
            yield line


def format_yaml(data: dict[Any, Any], shape: Layout, comments: Comments) -> str:
    """Write the text of a file."""
    lines = [*_single_blanks(comments.head), *_Writer(shape, comments).block(data, (), 0)]
    while lines and not lines[0]:
        lines.pop(0)
    after = [line for line in comments.after if line]
    return "\n".join([*lines, *after]) + "\n"


def canonical_entry(  # noqa: PLR0913, PLR0917
    route: Route, value: Any, shape: Layout, comments: Comments, indent: int, step: int
) -> Iterator[str]:
    """Write the lines of one entry, a key of a mapping or an item of a list, at `route` in a file indented by `step`.

    The entry itself begins in the column `indent`; the comments above it are left out.
    """
    writer, pad = _Writer(shape, comments, step), " " * indent
    if isinstance(route[-1], int):
        return writer.item(value, route, indent)
    return writer.entry(f"{pad}{_key(route[-1])}:", value, route, indent)


def flow(value: Any, shape: Layout, route: Route = ()) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        pairs = (f"{_key(key)}: {flow(value[key], shape, (*route, str(key)))}" for key in shape.keys(route, value))
        return "{" + ", ".join(pair.rstrip() for pair in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, shape, (*route, index)) for index, item in enumerate(value)) + "]"
    return _inline(value, in_flow=True) if isinstance(value, str) else _scalar(value) or "null"


def same_meaning(data: object, other: object) -> bool:
    """Tell whether two pieces of data mean the same: keys in any order, numbers as they are written."""
    if isinstance(data, dict) and isinstance(other, dict):
        return data.keys() == other.keys() and all(same_meaning(data[key], other[key]) for key in data)
    if isinstance(data, list) and isinstance(other, list):
        return len(data) == len(other) and all(same_meaning(*pair) for pair in zip(data, other, strict=True))
    return type(data) is type(other) and data == other and getattr(data, "text", None) == getattr(other, "text", None)


def _with_comment(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line


def _key(key: Any) -> str:
    text = str(key)
    if isinstance(key, OddKey):
        return text  # as its writer has it: it is an error, and stays one
    odd = isinstance(plain_key(text), OddKey) or (type(plain_scalar(text)) is int)
    return f"'{text}'" if odd else _inline(text, in_flow=True)


def _scalar(value: Any) -> str:
    """Write a number as it was written, a day, a yes or no, nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    return str(value) if isinstance(value, date) else str(getattr(value, "text", value))


def _inline(text: str, in_flow: bool) -> str:
    """Write a text on one line: plain where it then means the same, else quoted."""
    if any(not letter.isprintable() for letter in text):
        return json.dumps(text, ensure_ascii=False) if text.isascii() or "\u2028" not in text else json.dumps(text)
    plain = (
        type(plain_scalar(text)) is str
        and text
        and text[0] not in _UNSAFE_START
        and not _UNSAFE.search(text)
        and not (in_flow and _UNSAFE_IN_FLOW.search(text))
        and not text.startswith(("---", "..."))
        and not _ALMOST.match(text)
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def _text(head: str, text: str, comment: str, pad: str) -> Iterator[str]:
    """Write a text on the line of its key, or folded below it; a text with lines of its own keeps them."""
    line = f"{head} {_inline(text, in_flow=False)}"
    printable = all(letter.isprintable() or letter == "\n" for letter in text)
    body, end = text.rstrip("\n"), len(text) - len(text.rstrip("\n"))
    short = "\n" not in text and (len(line) <= WIDTH or " " not in text)
    crowded = "'" in text and line.endswith("'")  # with each apostrophe doubled it would read badly
    if (short and not crowded) or not printable or end > 1 or not body or body != body.strip():
        yield _with_comment(line, comment)
        return
    chomp = "" if end else "-"
    if _LITERAL.search(body):
        yield _with_comment(f"{head} |{chomp}", comment)
        yield from (f"{pad}{text_line}" if text_line else "" for text_line in body.split("\n"))
        return
    yield _with_comment(f"{head} >{chomp}", comment)
    for index, paragraph in enumerate(body.split("\n\n")):
        if index:
            yield from ("", "")
        yield from _fold(paragraph, pad)


def _fold(paragraph: str, pad: str) -> Iterator[str]:
    """Break a paragraph at single blanks only, into lines that fold back into it."""
    lines = textwrap.wrap(
        paragraph, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    if " ".join(lines) != paragraph:  # several blanks together would be lost
        lines = [paragraph]
    yield from (f"{pad}{line}" for line in lines)
