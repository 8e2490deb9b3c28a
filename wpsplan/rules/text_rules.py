"""Odd forms of numbers and invisible characters: sound values that people likely misread."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wpsplan.finding import Finding, Place
from wpsplan.rules.registry import SUBMISSION, WARNING, RuleGroup
from wpsplan.yaml import OddInt, PlainDecimal, is_odd_number
from wpsplan.yaml.comments import comment_lines

group = RuleGroup(head=SUBMISSION, depth=2)

unusual_number = group.declare(
    "unusual-number", WARNING, "A number in a form that people misread",
    why="0551, +6, 0o17, 0x1F and 1e3 mean a number to YAML, and another one to many readers.",
    mend="write the number in plain digits",
    bad="1.2.2: {value: 012}", good="1.2.2: {value: 12}",
)  # fmt: skip
hidden_character = group.declare(
    "hidden-character", WARNING, "A text with a character that can't be seen",
    why="Tabs, invisible and direction-changing characters come along when text is copied; they make it read, "
    "sort or compare otherwise than it looks.",
    mend="take the character out, or type the passage anew",
    bad='2.2.1: {narrative: "Two\\tseminars were held."}', good="2.2.1: {narrative: Two seminars were held.}",
)  # fmt: skip

_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_WANTED = frozenset("\n\u200c\u200d\u200e\u200f")  # line ends; joiners and marks that scripts and emoji need
_WANTED_IN_COMMENTS = _WANTED | {"\t"}


def text_findings(data: Any, place: Place) -> Iterator[Finding]:
    """Find the odd numbers, and the hidden characters in keys and texts, in a piece of a file at `place`."""
    for value, value_place, is_key in _parts(data, place):
        if isinstance(value, OddInt | PlainDecimal):
            if is_odd_number(value) and (isinstance(value, OddInt) or value.is_finite()):
                meant = int(value) if value == int(value) else f"{value:f}"
                yield unusual_number.finding(value_place, f"{value.text} means {meant} to YAML")
        elif isinstance(value, str):
            yield from _hidden(value, value_place, "key" if is_key else "text")


def hidden_in_data(data: Any, place: Place) -> Iterator[Finding]:
    """Find the hidden characters alone, in the keys and texts of a piece of a file at `place`."""
    for value, value_place, is_key in _parts(data, place):
        if isinstance(value, str):
            yield from _hidden(value, value_place, "key" if is_key else "text")


def hidden_in_comments(raw: bytes, path: str) -> Iterator[Finding]:
    """Find the hidden characters in the comments of a file that can be read; tabs are welcome there."""
    if raw.isascii():
        return
    text = raw.decode("utf-8-sig")
    if not any(unicodedata.category(character) == "Cf" for character in set(_NOT_ASCII.findall(text)) - _WANTED):
        return
    for line, column, _, comment in comment_lines(text):
        first = next((index for index, character in enumerate(comment) if _is_hidden(character)), 0)
        mark = (line, column + first)
        yield from _hidden(comment, Place(path, mark=mark), "comment", _WANTED_IN_COMMENTS)


_NOT_ASCII = re.compile("[^\x00-\x7f]")


def _parts(data: Any, place: Place) -> Iterator[tuple[Any, Place, bool]]:
    """The keys (True) and the scalars (False) of a piece of a file, each with its place, in the file's order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key, place.key(key), True
            yield from _parts(value, place.down(key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _parts(value, place.down(index))
    else:
        yield data, place, False


def _is_hidden(character: str, wanted: frozenset[str] = _WANTED_IN_COMMENTS) -> bool:
    return unicodedata.category(character) in _HIDDEN and character not in wanted


def _hidden(text: str, place: Place, what: str, wanted: frozenset[str] = _WANTED) -> Iterator[Finding]:
    if text.isprintable():
        return
    characters = {character for character in text if _is_hidden(character, wanted)}
    if characters:
        names = ", ".join(f"U+{ord(character):04X} ({_name(character)})" for character in sorted(characters))
        yield hidden_character.finding(place, f"this {what} holds {names}")


def _name(character: str) -> str:
    return "tab" if character == "\t" else unicodedata.name(character, "a control character").lower()
