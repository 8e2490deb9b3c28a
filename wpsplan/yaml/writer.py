"""Plain data → YAML in one form: what a file says, laid out in the same way whoever wrote it.

How a mapping is laid out is for the caller to say (`Shape`): which keys come first, whether it may stand on one line.
Text that would mean something else unquoted is quoted; long text is folded. What is written is read back by whoever
writes it, and must mean the same.
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
    """How the mappings of a kind of file are laid out."""

    def keys(self, route: Route, data: dict[Any, Any]) -> Sequence[Any]:
        """The keys of a mapping in their order."""

    def on_one_line(self, route: Route, data: Any) -> bool:
        """Whether a mapping or a list may be written on one line, where it fits."""


@dataclass(frozen=True)
class _Writer:
    shape: Layout
    comments: Comments
    step: int = 2
    """How much farther in than a key its value stands."""

    def block(self, data: Any, route: Route, indent: int) -> Iterator[str]:
        """A mapping or a list, an entry a line or more."""
        pad = " " * indent
        if isinstance(data, list):
            for index, item in enumerate(data):
                at = (*route, index)
                yield from self.above(at, pad)
                yield from self.item(item, at, indent)
        for key in self.shape.keys(route, data) if isinstance(data, dict) else ():
            at = (*route, str(key))
            yield from self.above(at, pad)
            yield from self.entry(f"{pad}{_key(key)}:", data[key], at, indent)
        yield from (f"{pad}{line}" for line in self.comments.below.get(route, ()))

    def above(self, route: Route, pad: str) -> Iterator[str]:
        for line in _once_blank(self.comments.before.get(route, ())):
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
        """`key: value`, on one line or with what belongs to it below."""
        beside = self.comments.beside.get(route, "")
        if isinstance(value, dict | list) and value:
            if self.flows(value, route, f"{head} "):
                yield _joined(f"{head} {flow(value, self.shape, route)}", self.comments.along(route))
                return
            yield _joined(head, beside)
            yield from self.block(value, route, indent + self.step)
        elif isinstance(value, str):
            yield from _text(head, value, beside, " " * (indent + self.step))
        else:
            yield _joined(f"{head} {_scalar(value)}".rstrip(), beside)

    def flows(self, value: Any, route: Route, head: str) -> bool:
        """Whether it may stand on the line that begins with `head`, and fits there."""
        if self.comments.inside(route) or not self.shape.on_one_line(route, value):
            return False
        return len(head) + len(flow(value, self.shape, route)) <= WIDTH


def _once_blank(lines: Sequence[str]) -> Iterator[str]:
    """Lines of which several blank ones together are one."""
    for index, line in enumerate(lines):
        if line or index == 0 or lines[index - 1]:
            yield line


def format_yaml(data: dict[Any, Any], shape: Layout, comments: Comments) -> str:
    """The text of a file."""
    lines = [*_once_blank(comments.head), *_Writer(shape, comments).block(data, (), 0)]
    while lines and not lines[0]:
        lines.pop(0)
    after = [line for line in comments.after if line]
    return "\n".join([*lines, *after]) + "\n"


def canonical_entry(  # noqa: PLR0913, PLR0917
    route: Route, value: Any, shape: Layout, comments: Comments, indent: int, step: int
) -> Iterator[str]:
    """The lines of one entry, a key of a mapping or an item of a list, at `route` in a file that is indented by `step`.

    The entry itself begins in the column `indent`; the comments above it are left out.
    """
    writer, pad = _Writer(shape, comments, step), " " * indent
    if isinstance(route[-1], int):
        return writer.item(value, route, indent)
    return writer.entry(f"{pad}{_key(route[-1])}:", value, route, indent)


def flow(value: Any, shape: Layout, route: Route = ()) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        pairs = (f"{_key(key)}: {flow(value[key], shape, (*route, str(key)))}" for key in shape.keys(route, value))
        return "{" + ", ".join(pair.rstrip() for pair in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, shape, (*route, index)) for index, item in enumerate(value)) + "]"
    return _inline(value, in_flow=True) if isinstance(value, str) else _scalar(value) or "null"


def same_meaning(one: object, other: object) -> bool:
    """Tell whether two pieces of data mean the same: keys in any order, numbers as they are written."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_meaning(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same_meaning(*pair) for pair in zip(one, other, strict=True))
    return type(one) is type(other) and one == other and getattr(one, "text", None) == getattr(other, "text", None)


def _joined(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line


def _key(key: Any) -> str:
    text = str(key)
    if isinstance(key, OddKey):
        return text  # as its writer has it: it is an error, and stays one
    odd = isinstance(plain_key(text), OddKey) or (type(plain_scalar(text)) is int)
    return f"'{text}'" if odd else _inline(text, in_flow=True)


def _scalar(value: Any) -> str:
    """A number as it is written, a day, a yes or no, nothing."""
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
    """A text on one line: plain where it then means the same, else quoted."""
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
    """A text on the line of its key, or folded below it; a text with lines of its own keeps them."""
    line = f"{head} {_inline(text, in_flow=False)}"
    printable = all(letter.isprintable() or letter == "\n" for letter in text)
    body, end = text.rstrip("\n"), len(text) - len(text.rstrip("\n"))
    short = "\n" not in text and (len(line) <= WIDTH or " " not in text)
    crowded = "'" in text and line.endswith("'")  # with each apostrophe doubled it would read badly
    if (short and not crowded) or not printable or end > 1 or not body or body != body.strip():
        yield _joined(line, comment)
        return
    chomp = "" if end else "-"
    if _LITERAL.search(body):
        yield _joined(f"{head} |{chomp}", comment)
        yield from (f"{pad}{each}" if each else "" for each in body.split("\n"))
        return
    yield _joined(f"{head} >{chomp}", comment)
    for index, paragraph in enumerate(body.split("\n\n")):
        if index:
            yield from ("", "")
        yield from _folded(paragraph, pad)


def _folded(paragraph: str, pad: str) -> Iterator[str]:
    """Lines that fold back into the paragraph: broken at single blanks only."""
    lines = textwrap.wrap(
        paragraph, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    if " ".join(lines) != paragraph:  # several blanks together would be lost
        lines = [paragraph]
    yield from (f"{pad}{line}" for line in lines)
