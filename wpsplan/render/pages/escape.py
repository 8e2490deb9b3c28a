"""Escape text from files for a page in Markdown or HTML, so that it reads as it was typed in any template."""

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
    """Name the characters that can't be seen, or that turn the text's direction, by their code points."""
    if text.isascii() and text.isprintable():
        return text
    return _DISTURBING.sub(lambda match: f"[U+{ord(match[0]):04X}]", unicodedata.normalize("NFC", text))


def for_html(value: Any) -> Markup:
    """Escape a value as HTML text; None gives no text."""
    if type(value) is Markup:
        return value
    return NOTHING if value is None else escape(visible(str(value)))


def for_markdown(value: Any) -> Markup:
    """Escape a value as Markdown text on one line, for a paragraph, a heading or a table; None gives no text."""
    if type(value) is Markup:
        return value
    return NOTHING if value is None else _markdown_line(str(value))


def _markdown_line(text: str) -> Markup:
    return Markup(guard_line_start(escape_marks(_BLANKS.sub(" ", visible(text)).strip(" "))))


def escape_marks(text: str) -> str:
    """Escape every mark that has a meaning in Markdown, or in HTML inside it."""
    return _MARKS.sub(r"\\\1", text)


def guard_line_start(line: str) -> str:
    """Escape the beginning of a line that would else begin a heading, a list or a rule."""
    return _LINE_START.sub(_guard, line)


def _guard(match: re.Match[str]) -> str:
    """Escape the mark of a heading, a list, a rule or an underline."""
    mark = match[0]
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"


def paragraphs(text: str | None, write: Callable[[Any], Markup], format: str) -> Markup:
    """Write a text in paragraphs, which empty lines part in it; `write` escapes each. `format`: md or html."""
    if not text or text.isspace():
        return NOTHING
    if "\n" not in text:
        return write(text) if format == "md" else Markup(f"<p>{write(text)}</p>")
    parts = [part for part in _EMPTY_LINES.split(text) if part.strip()]
    if format == "md":
        return Markup("\n\n".join(write(part) for part in parts))
    return Markup("\n".join(f"<p>{write(part)}</p>" for part in parts))


def quote(text: str | None, write: Callable[[Any], Markup]) -> Markup:
    """Put a source's words in quotation marks; `write` escapes them."""
    return Markup(f"“{write(text or '')}”")


def code_span(text: str, line: int | None = None) -> Markup:
    """Write a path (and line) or an id as a code span; a character that would end it is named by its code point."""
    return Markup(f"`{_code_text(text)}`" if line is None else f"`{_code_text(text)}:{line}`")


@lru_cache(maxsize=MANY)
def _code_text(text: str) -> str:
    return _ENDS_CODE.sub(lambda match: f"[U+{ord(match[0]):04X}]", visible(text))


@lru_cache(maxsize=MANY)
def for_url(address: str) -> Markup:
    """Write an address for a link: a character that would end it is percent-encoded."""
    return escape(_ENDS_LINK.sub(lambda match: f"%{ord(match[0]):02X}", address))
