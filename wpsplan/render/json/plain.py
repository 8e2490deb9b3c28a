"""Pieces of answers as plain data, for JSON and for page templates alike.

Numbers stay exact until here; a float appears only where JSON needs one. Each figure also has its `text`, which is what
a person reads, so that a page and the JSON can't disagree.
"""

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
