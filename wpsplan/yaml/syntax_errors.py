"""Explanations of the errors in a text that is no YAML, for people who have never heard of YAML."""

import re
from typing import Any

from wpsplan.yaml.document import Mark, Problem

_BRACKET = "did not find expected ',' or"
_AT_THE_OPENING = ("found unexpected end of stream", "did not find expected comment or line break")
"""Errors that are noticed far behind their cause: the mark of the cause is given."""

_EXPLANATIONS: tuple[tuple[str, str, str], ...] = (
    # a piece of libyaml's message, its meaning, the remedy
    (
        "mapping values are not allowed",
        "a colon followed by a blank stands inside unquoted text, or this line is indented too far",
        'put the text in quotes ("…"), or line the key up with its neighbours',
    ),
    (
        "found character that cannot start any token",
        "this character can't begin a value here (a tab, %, @ or `)",
        "use blanks instead of tabs, or put the text in quotes",
    ),
    ("tab character", "a tab stands where the indentation belongs", "use blanks instead of tabs"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote where the text ends"),
    (
        _BRACKET,
        "a { or [ is opened and not closed in the right way",
        "put a comma between two entries and close with } or ]; text with , [ ] { } or : needs quotes",
    ),
    (
        "did not find expected key",
        "this line fits neither as a key nor as the continuation of the text above",
        "line it up with its neighbours; a quote inside quoted text is written twice ('')",
    ),
    (
        "could not find expected ':'",
        "a key without its colon, or a line of text that is indented too little",
        "write a colon and a blank after the key, or indent the text below its key",
    ),
    (
        "did not find expected '-' indicator",
        "this line breaks the list above",
        "begin it with - like its neighbours, or line it up with the key the list belongs to",
    ),
    (
        "did not find expected comment or line break",
        "> or | at the beginning of a value has a meaning of its own",
        "put text in quotes; of a figure write the number alone, and add a qualifier (more-than, at-least, about …)",
    ),
    ("did not find expected node content", "a value is missing here", "write a value"),
    (
        "block sequence entries are not allowed",
        "a list begins in the middle of a line",
        "begin the list on its own line",
    ),
    ("found unknown escape character", "\\ begins an escape that YAML does not know", "use single quotes ('…')"),
    ("found undefined tag handle", "! at the beginning of a value has a meaning of its own", "put the text in quotes"),
    (
        "did not find expected alphabetic",
        "& or * at the beginning of a value has a meaning of its own",
        "put it in quotes",
    ),
)


def explain(error: Any, text: str) -> Problem:
    """Turn the parser's error into a problem: in plain words where the case is known, else in the parser's own."""
    problem = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if place is None:
        help = "take it out: it can't be seen, but it is there"
        return Problem("yaml-syntax", "a control character stands here", help, _first_control(text))
    mark = min((place.line + 1, place.column + 1), _end(text))
    if "nesting depth" in problem:
        message = "hundreds of brackets are opened inside each other"
        return Problem("yaml-too-deep", message, "no file needs so many levels", mark)
    opening = getattr(error, "context_mark", None) or place
    for piece, message, help in _EXPLANATIONS:
        if piece in problem:
            if piece in _AT_THE_OPENING or (piece == _BRACKET and opening.line < place.line):
                mark = (opening.line + 1, opening.column + 1)
            return Problem("yaml-syntax", message, help, mark)
    help = "look for a missing quote, bracket or colon here or just above"
    return Problem("yaml-syntax", f"this is no valid YAML ({problem})", help, mark)


def _end(text: str) -> Mark:
    """Give the mark behind the last character that can be seen: the parser notices an end one line too late."""
    shown = text.rstrip()
    return _mark_at(shown, len(shown))


_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]"


def _first_control(text: str) -> Mark:
    match = re.search(_CONTROL, text)
    return _mark_at(text, match.start()) if match else (1, 1)


_LINE_END_NAMES = {
    "\r": "a lone carriage return (U+000D)",
    "\x85": "a next-line character (U+0085)",
    "\u2028": "a line separator (U+2028)",
    "\u2029": "a paragraph separator (U+2029)",
}


def strange_line_end(text: str, character: str, count: int) -> Problem:
    """Describe a line end that only some programs take for one; `count`: how often it stands in the text."""
    others = f", and {count - 1} more in this file" if count > 1 else ""
    message = f"{_LINE_END_NAMES[character]} stands here{others}: some programs begin a new line at it, others don't"
    help = "put an ordinary line end or a blank in its place; in quoted text it may be written as an escape"
    if character == "\r":
        help = "save the file with the line ends of Unix (LF) or Windows (CR LF)"
    first = next(index for index, other in enumerate(text) if other == character and text[index : index + 2] != "\r\n")
    return Problem("yaml-line-end", message, help, _mark_at(text, first))


_KINDS = (
    # what a file begins with, what it is
    (b"PK\x03\x04", "a workbook of Excel, or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old document of Microsoft Office"),
    (b"\x1f\x8b", "an archive of gzip"),
    (b"%PDF-", "a PDF"),
)


def foreign(raw: bytes, most: int) -> Problem | None:
    """Name a file that is longer than `most` bytes, or another thing than text in UTF-8; None: it is neither."""
    if len(raw) > most:
        help = "cut the file into one a respondent and period"
        return Problem("yaml-too-long", f"longer than {most // 1_000_000} MB: it is not read", help)
    if raw.startswith(b"version https://git-lfs.github.com/spec/"):
        message = "this is a pointer of Git LFS, which stands for a file that was not fetched"
        return Problem("unreadable-file", message, "fetch it: git lfs pull")
    kind = next((kind for start, kind in _KINDS if raw.startswith(start)), None)
    if kind:
        return Problem("unreadable-file", f"this is {kind}, and no text", "put the file itself here, as YAML")
    encoding = _wide_encoding(raw)
    return Problem("yaml-encoding", f"this file is in {encoding}", "save it as UTF-8") if encoding else None


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 or UTF-32, by a byte-order mark or by the zeros around the first character, which YAML has in ASCII."""
    start = raw[:4]
    zeros = [byte == 0 for byte in start]
    if start in (b"\xff\xfe\0\0", b"\0\0\xfe\xff") or zeros in ([False, True, True, True], [True, True, True, False]):
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or zeros in ([False, True, False, True], [True, False, True, False]):
        return "UTF-16"
    return None


def undecodable(raw: bytes) -> Problem:
    """Explain why these bytes are no UTF-8 text."""
    before = raw.decode("utf-8", "surrogateescape")
    first = re.search("[\udc80-\udcff]", before)
    assert first is not None  # else it could be decoded
    return Problem(
        "yaml-encoding",
        f"byte 0x{ord(first[0]) - 0xDC00:02X} is no UTF-8 (the file may be in Latin-1 or Windows-1252)",
        "save the file as UTF-8",
        _mark_at(before, first.start()),
    )


def _mark_at(text: str, position: int) -> Mark:
    begin = text.rfind("\n", 0, position) + 1
    return text.count("\n", 0, position) + 1, position - begin + 1
