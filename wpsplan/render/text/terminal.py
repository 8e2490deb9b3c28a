"""Text for terminals and pipes: invisible characters are written out; colour never carries the meaning alone."""

import unicodedata
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Write a text in the colour of a style, or as it is: (style, text) → text."""

_STYLES = {"error": "1;31", "warning": "1;33", "note": "1;36", "strong": "1", "dim": "2", "good": "32"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Write text on one line, its control, bidi and other invisible characters as escapes (`\\n`, `\\u202e`)."""
    return text if text.isprintable() else "".join(map(_escape, text))


def _escape(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_bytes(text: str) -> bytes:
    """Encode text in UTF-8, for stdout and files alike; characters that UTF-8 can't hold become escapes."""
    return text.encode("utf-8", "backslashreplace")


def painted(style: str, text: str) -> str:
    """Write a text in the colour of a style."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def unpainted(style: str, text: str) -> str:
    """Write a text as it is."""
    return text


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def counted(number: int, thing: str) -> str:
    """Write a number of things: `1 error`, `1,012 errors`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
