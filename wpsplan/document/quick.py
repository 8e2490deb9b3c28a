"""The short way through a file that is written as `fmt` writes it, or nearly so: line by line, without a YAML parser.

It takes a part of YAML in which each line says by itself what it is: `key: value`, `- value`, words in brackets, text
in quotes, text behind `>-` or `|-`. Whatever else there is, and whatever the reader would refuse or want to say
something about (an anchor, a key that stands twice, an empty value), is `Unusual`: then `reader.py` goes the long way,
from the file's start. What both take they read alike: a test holds one to the other.
"""

import re
from typing import Any

from wpsplan.document.scalars import is_odd_number, plain_key, plain_scalar


class Unusual(Exception):
    """The file needs a reader that knows all of YAML, or one that can say what is wrong and where."""


# An unquoted text: how it may begin, and how it may go on outside of brackets and inside of them.
_FIRST = r"(?:[^-?:,\[\]{}#&*!|>'\"%@` ]|-(?=[0-9]))"
_PLAIN = rf"{_FIRST}[^:#]*(?:(?::(?! |$)|(?<! )#)[^:#]*)*(?<! )"
_WITHIN = rf"{_FIRST}[^:#,?\[\]{{}}]*(?:(?::(?![ ,?\[\]{{}}]|$)|\?(?! |$)|(?<! )#)[^:#,?\[\]{{}}]*)*(?<! )"
_QUOTED = r"'(?:[^']|'')*'|\"[^\"]*\""
KEY = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}|'[^']{1,99}'"
_BRACKETS = r"\[.*\]|\{.*\}"

matched = re.compile(
    rf"( *)(- )?(?:({KEY}):(?: |$))?(?:({_PLAIN})|({_QUOTED})|({_BRACKETS})|([>|]-$))?(?:(?: +|(?<= ))#.*)?$"
).match
_words_within = re.compile(rf"({_WITHIN})$|(?:{_QUOTED})$").match
_is_key = re.compile(rf"(?:{KEY})$").match
_has_more_than_words = re.compile(r"['\"\[{]").search

MAX_DEPTH = 30
"""The files of a workspace nest about ten levels deep."""
_LEVELS_WITHIN = 3
"""So many brackets may stand inside each other."""
BELOW: Any = object()
"""The value of a key, or of an item, that stands on the lines below it."""
_FOLDED, _LITERAL = object(), object()
"""The same of a text, behind `>-` and `|-`."""

Line = tuple[int, str | None, Any]
"""A line's indentation, its key (None: an item of a list) and its value."""


_in_order: set[int] = set()
"""The texts that have gone this way, by their hash: whoever looks for places in them need not try them again."""


def build(text: str) -> dict[str, Any]:
    """The mapping that a file holds. Raises Unusual."""
    text = text.replace("\r\n", "\n")
    lines = _lines_of(text)
    if not lines or lines[0][1] is None:
        raise Unusual
    data, end = _mapping(lines, 0, MAX_DEPTH - _LEVELS_WITHIN)
    if end < len(lines):
        raise Unusual
    _in_order.add(hash(text))
    return data


def lines_in_order(text: str) -> list[str]:
    """The lines of a file that goes this way. Raises Unusual."""
    text = text.replace("\r\n", "\n")
    if hash(text) not in _in_order:
        build(text)
    return text.split("\n")


# --- words ------------------------------------------------------------------------------------------------------


def _word(text: str) -> Any:
    """The meaning of an unquoted text that says something, and says it as people do."""
    meaning = plain_scalar(text)
    if meaning is None or is_odd_number(meaning):
        raise Unusual
    return meaning


def _unquoted(text: str) -> str:
    return text[1:-1] if text[0] == '"' else text[1:-1].replace("''", "'")


def _key(text: str) -> str:
    return text[1:-1] if text[0] == "'" else plain_key(text)


def _in_brackets(text: str, levels: int = _LEVELS_WITHIN) -> Any:
    """A list or a mapping between brackets."""
    if levels == 0:
        raise Unusual
    parts = _parts(text[1:-1])
    if text[0] == "[":
        return [_within(part, levels) for part in parts]
    found = {}
    for part in parts:
        key, _, value = part.partition(": ")
        if not _is_key(key):
            raise Unusual
        found[_key(key)] = _within(value, levels)
    if len(found) < len(parts):  # a key stands twice
        raise Unusual
    return found


def _parts(text: str) -> list[str]:
    """What stands between the commas; a comma inside of quotes or brackets divides nothing."""
    parts = text.split(", ") if text else []
    if not _has_more_than_words(text):
        return parts
    found: list[str] = []
    begun = ""
    for part in parts:
        begun = f"{begun}, {part}" if begun else part
        if all(begun.count(one) == begun.count(other) for one, other in ("[]", "{}")) and begun.count("'") % 2 == 0:
            found.append(begun)
            begun = ""
    if begun:
        raise Unusual
    return found


def _within(text: str, levels: int) -> Any:
    """What a part means: a word, a text in quotes, or brackets again."""
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _in_brackets(text, levels - 1)
    match = _words_within(text)
    if match is None:
        raise Unusual
    return _word(text) if match[1] else _unquoted(text)


# --- lines ------------------------------------------------------------------------------------------------------

_known: dict[str, tuple[Line, ...]] = {}
"""Lines that were read already: the same few stand in a workspace again and again."""
_MOST_KNOWN, _SHORT = 10_000, 300
"""So many of so many characters at most; of more all are forgotten. They take 3 MB."""
_LONGEST = 5_000
"""A longer line goes the long way: to find out that it is unusual could take its length squared."""


def _lines_of(text: str) -> list[Line]:
    """What all lines say. Raises Unusual."""
    found: list[Line] = []
    lines = text.split("\n")
    end_of_text = 0
    for number, line in enumerate(lines):
        if number < end_of_text:
            continue
        said = _known.get(line)
        if said is None:
            said = _learnt(line)
        found += said
        if line[-1:] == "-" and said and said[-1][2] in (_FOLDED, _LITERAL):
            indent, key, block = found.pop()
            value, end_of_text = _text_below(lines, number + 1, block, indent)
            found.append((indent, key, value))
    return found


def said_in(line: str) -> tuple[Line, ...]:
    """What a line says: nothing, or one thing; two, where an item begins in the line of its first key."""
    said = _known.get(line)
    return _learnt(line) if said is None else said


def _learnt(line: str) -> tuple[Line, ...]:
    """What a line says that is not known yet."""
    if len(line) > _LONGEST or not line.isprintable() or "\\" in line:
        raise Unusual
    said = _said(line)
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    if len(line) <= _SHORT and line.count("{") + line.count("[") < 2:  # else what is inside would be shared
        _known[line] = said
    return said


def _said(line: str) -> tuple[Line, ...]:
    """What a line says: nothing, where it is blank or a comment."""
    match = matched(line)
    blanks, item, key, plain, quoted, brackets, block = match.groups() if match else ("",) * 7
    if not key and not item:
        if line.lstrip(" ")[:1] not in ("", "#"):
            raise Unusual
        return ()
    if plain:
        value = _word(plain)
    elif quoted:
        value = _unquoted(quoted)
    elif brackets:
        value = _in_brackets(brackets)
    else:
        value = {None: BELOW, ">-": _FOLDED, "|-": _LITERAL}[block]
    indent = len(blanks)
    if key and item:
        return (indent, None, BELOW), (indent + 2, _key(key), value)
    return ((indent, _key(key) if key else None, value),)


def _text_below(lines: list[str], begin: int, block: object, indent: int) -> tuple[str, int]:
    """The text behind `>-` or `|-`: the lines that stand further in, all at the same place; and where it ends."""
    end, further = begin, " " * (indent + 1)
    while end < len(lines) and (not lines[end] or lines[end].startswith(further)):
        end += 1
    inner = lines[begin:end]
    margin = _margin(inner[0]) if inner else 0
    if margin == 0 or any(line and (_margin(line) != margin or line.isspace()) for line in inner):
        raise Unusual
    if not all(line.isprintable() and "\\" not in line for line in inner):
        raise Unusual
    text = "\n".join([line[margin:] for line in inner]).rstrip("\n")
    return text if block is _LITERAL else re.sub("\n(\n*)", lambda breaks: breaks[1] or " ", text), end


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mapping(lines: list[Line], at: int, levels: int) -> tuple[dict[str, Any], int]:
    """The mapping that begins at a line, and the line behind it; so many levels may be in it, itself among them."""
    if levels == 0:
        raise Unusual
    indent, end = lines[at][0], len(lines)
    found: dict[str, Any] = {}
    while at < end:
        indent_here, key, value = lines[at]
        if indent_here < indent:
            break
        if indent_here > indent or key is None or key in found:
            raise Unusual
        at += 1
        if value is BELOW:
            if at == end or lines[at][0] < indent or (lines[at][0] == indent and lines[at][1] is not None):
                raise Unusual  # nothing is below; a list, though, may stand right below its key
            value, at = (_list if lines[at][1] is None else _mapping)(lines, at, levels - 1)
        elif type(value) is dict or type(value) is list:
            value = value.copy()  # the line may be known from another place
        found[key] = value
    return found, at


def _list(lines: list[Line], at: int, levels: int) -> tuple[list[Any], int]:
    """The same for a list."""
    if levels == 0:
        raise Unusual
    indent, end = lines[at][0], len(lines)
    found: list[Any] = []
    while at < end:
        indent_here, key, value = lines[at]
        if indent_here < indent or (indent_here == indent and key is not None):
            break
        if indent_here > indent:
            raise Unusual
        at += 1
        if value is BELOW:
            if at == end or lines[at][0] <= indent:
                raise Unusual
            value, at = (_list if lines[at][1] is None else _mapping)(lines, at, levels - 1)
        elif type(value) is dict or type(value) is list:
            value = value.copy()
        found.append(value)
    return found, at
