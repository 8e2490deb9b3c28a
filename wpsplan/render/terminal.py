"""Text for terminals and pipes: what can't be seen is written out, and colour never carries the meaning alone."""

import unicodedata
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""(style, text) → the text, in the style's colour or as it is."""

_STYLES = {"error": "1;31", "warning": "1;33", "note": "1;36", "strong": "1", "dim": "2", "good": "32"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Text on one line, its control, bidi and other invisible characters written as escapes (`\\n`, `\\u202e`)."""
    return text if text.isprintable() else "".join(map(_escape, text))


def _escape(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_bytes(text: str) -> bytes:
    """Text in UTF-8, as stdout has it and as a file does: what UTF-8 can't hold stands there as an escape."""
    return text.encode("utf-8", "backslashreplace")


def painted(style: str, text: str) -> str:
    """The text in a style's colour."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def unpainted(style: str, text: str) -> str:
    """The text as it is."""
    return text


def width(text: str) -> int:
    """How many columns a terminal takes for a text: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def counted(number: int, thing: str) -> str:
    """`1 error`, `1,012 errors`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
