"""What comes out of a file, as text of a page: escaped in the format's own way, whichever template prints it."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

_DISTURBING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")
_ENDS_CODE = re.compile(r"[`|\\]")
_ENDS_LINK = re.compile(r"[<>\"'`\\|\x00- ]")
_BLANKS = re.compile("[ \t\n]+")  # no others: a no-break space is kept, as the HTML page keeps it
_EMPTY_LINES = re.compile(r"\n\s*\n")
_LINE_START = re.compile(r"^(#{1,6}|[-+]|\d{1,9}[.)])(?=\s|$)|^(-+|=+)(?=\s*$)")


MANY = 5_000
NOTHING = Markup("")


def visible(text: str) -> str:
    """Characters that can't be seen, or that turn the text around them, named by their code point."""
    if text.isascii() and text.isprintable():
        return text
    return _DISTURBING.sub(lambda match: f"[U+{ord(match[0]):04X}]", unicodedata.normalize("NFC", text))


def for_html(value: Any) -> Markup:
    """A value as HTML text that reads as typed."""
    if type(value) is Markup:
        return value
    return NOTHING if value is None else escape(visible(str(value)))


def for_markdown(value: Any) -> Markup:
    """A value as Markdown text that reads as typed, on one line: good in a paragraph, a heading and a table."""
    if type(value) is Markup:
        return value
    return NOTHING if value is None else _markdown_line(str(value))


def _markdown_line(text: str) -> Markup:
    return Markup(guarded(escaped_marks(_BLANKS.sub(" ", visible(text)).strip(" "))))


def escaped_marks(text: str) -> str:
    """Text whose every mark that means something to Markdown, or to HTML in it, reads as typed."""
    return _MARKS.sub(r"\\\1", text)


def guarded(line: str) -> str:
    """A line that begins no heading, list or rule, whatever it begins with."""
    return _LINE_START.sub(_guard, line)


def _guard(match: re.Match[str]) -> str:
    """Takes the meaning from what would begin a heading, a list, a rule or an underline."""
    mark = match[0]
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"


def paragraphs(text: str | None, write: Callable[[Any], Markup], format: str) -> Markup:
    """Text of several paragraphs, as its writer parted them by empty lines."""
    if not text or text.isspace():
        return NOTHING
    if "\n" not in text:
        return write(text) if format == "md" else Markup(f"<p>{write(text)}</p>")
    parts = [part for part in _EMPTY_LINES.split(text) if part.strip()]
    if format == "md":
        return Markup("\n\n".join(write(part) for part in parts))
    return Markup("\n".join(f"<p>{write(part)}</p>" for part in parts))


def quoted(text: str | None, write: Callable[[Any], Markup]) -> Markup:
    """A quotation in its marks; the words are the source's."""
    return Markup(f"“{write(text or '')}”")


def code_span(text: str, line: int | None = None) -> Markup:
    """A path (and line) or an id as Markdown's code, in a table too; what would end it is named by its code point."""
    return Markup(f"`{_spelled(text)}`" if line is None else f"`{_spelled(text)}:{line}`")


@lru_cache(maxsize=MANY)
def _spelled(text: str) -> str:
    return _ENDS_CODE.sub(lambda match: f"[U+{ord(match[0]):04X}]", visible(text))


@lru_cache(maxsize=MANY)
def for_url(address: str) -> Markup:
    """An address for a link: what would end it is spelled out."""
    return escape(_ENDS_LINK.sub(lambda match: f"%{ord(match[0]):02X}", address))
