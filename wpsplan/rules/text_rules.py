"""Odd forms of numbers and invisible characters: sound values that people likely misread."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from wpsplan.finding import Finding, Place
from wpsplan.rules.registry import SUBMISSION, WARNING, RuleGroup
from wpsplan.yaml import OddInt, PlainDecimal, is_odd_number

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


def text_findings(data: Any, place: Place) -> Iterator[Finding]:
    """Find the odd numbers and texts in a piece of a file; `place` is that of `data`."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        if isinstance(value, dict | list):
            yield from text_findings(value, place.down(step))
        elif isinstance(value, OddInt | PlainDecimal):
            if is_odd_number(value) and (isinstance(value, OddInt) or value.is_finite()):
                meant = int(value) if value == int(value) else f"{value:f}"
                yield unusual_number.finding(place.down(step), f"{value.text} means {meant} to YAML")
        elif isinstance(value, str) and not value.isprintable():
            yield from _hidden(value, place.down(step))


def _hidden(text: str, place: Place) -> Iterator[Finding]:
    characters = {character for character in text if unicodedata.category(character) in _HIDDEN} - _WANTED
    if characters:
        names = ", ".join(f"U+{ord(character):04X} ({_name(character)})" for character in sorted(characters))
        yield hidden_character.finding(place, f"this text holds {names}")


def _name(character: str) -> str:
    return "tab" if character == "\t" else unicodedata.name(character, "a control character").lower()
