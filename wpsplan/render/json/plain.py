"""Pieces of answers as plain data, for JSON and for page templates alike.

Numbers stay exact until here; a float appears only where JSON needs one. Each figure also has its `text`, which is what
a person reads, so that a page and the JSON can't disagree.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from wpsplan.model.partial_date import PartialDate
from wpsplan.model.types import Model

Plain = dict[str, Any]
_PLAIN = frozenset((str, int, bool))


def number(value: Fraction | Decimal | int | None) -> int | float | None:
    """A figure as JSON has it: a whole number as it is, another as the nearest float; None stays None."""
    if value is None or type(value) is int:
        return value
    exact = value if type(value) is Fraction else Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)


def plain(value: Any) -> Any:
    """A piece of the model as plain data."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Model):
        return {key: plain(item) for key, item in value.values_by_key()}
    if isinstance(value, PartialDate | date):
        return str(value)
    if isinstance(value, Fraction | Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def key(word: str) -> str:
    """A word of the files as a JSON key: not-applicable → not_applicable."""
    return word.replace("-", "_")


def counts(numbers: Mapping[str, int]) -> Plain:
    """Counts by availability or state, with JSON keys."""
    return {key(word): count for word, count in numbers.items()}


VERSION = 1
# Valid in JSON, but they mislead a reader on a terminal: C1 controls, bidi marks, other invisible characters.
_TRAPS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def json_text(data: Mapping[str, Any]) -> str:
    """Write the keys of `data` after `"version": 1`; characters that can't be seen are written as escapes."""
    text = json.dumps({"version": VERSION, **data}, ensure_ascii=False, indent=2)
    return _TRAPS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
