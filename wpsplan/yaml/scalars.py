"""The meaning of an unquoted scalar: YAML 1.2's core schema, and `2017-06-05` as a date."""

import re
from datetime import date
from decimal import Decimal
from typing import Any


class OddInt(int):
    """A whole number that is not written in its shortest form (`0551`, `+6`, `0x1F`); `text` is what is written."""

    text: str


class PlainDecimal(Decimal):
    """A number with a point or an exponent, exact to the digit; `text` is what is written (`2.10`)."""

    text: str


class OddKey(str):
    """A key that YAML takes for something else than text or a plain whole number (`13.1:`, `true:`, `012:`)."""

    __slots__ = ()


_INT = re.compile(r"[-+]?[0-9]{1,40}\Z")
_SHORTEST = re.compile(r"(0|-?[1-9][0-9]*)\Z")
_BASED = re.compile(r"0o[0-7]{1,40}\Z|0x[0-9a-fA-F]{1,40}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,2})?\Z")
_SPECIAL = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_AS_PEOPLE_WRITE = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BEGINS_A_WORD = frozenset("~nNtTfF")
_BEGINS_A_NUMBER = frozenset("-+.0123456789")


def plain_scalar(text: str) -> Any:
    """Give the meaning of an unquoted scalar. A number of more than 40 digits is text: no figure needs so many."""
    if not text or text[0] in _BEGINS_A_WORD:
        return _WORDS.get(text, text)
    if text[0] not in _BEGINS_A_NUMBER or text.count(".") > 1:
        return text
    if text[4:5] == text[7:8] == "-":
        return _date(text)
    if _INT.match(text):
        return int(text) if _SHORTEST.match(text) else _odd_int(text, 10)
    if _BASED.match(text):
        return _odd_int(text, 8 if text[1] == "o" else 16)
    if _FLOAT.match(text):
        return _decimal(text, text)
    if _SPECIAL.match(text):
        return _decimal(text.replace(".", "", 1), text)
    return text


def is_odd_number(value: Any) -> bool:
    """Tell if a number is written in a way that people don't use: `012`, `+6`, `0x1F`, `1e3`, `.5`, `.inf`."""
    return isinstance(value, OddInt) or (isinstance(value, PlainDecimal) and not _AS_PEOPLE_WRITE.fullmatch(value.text))


def plain_key(text: str) -> str:
    """Give a key as text; an `OddKey` where YAML takes it for neither text nor a whole number in its shortest form."""
    meaning = plain_scalar(text)
    return text if type(meaning) is str or type(meaning) is int else OddKey(text)


def _odd_int(text: str, base: int) -> OddInt:
    number = OddInt(text, base) if base == 10 else OddInt(text[2:], base)
    number.text = text
    return number


def _decimal(number: str, text: str) -> PlainDecimal:
    decimal = PlainDecimal(number)
    decimal.text = text
    return decimal


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if _DATE.match(text) else text
    except ValueError:  # 2017-02-30 stays text: whoever wants a date there says so
        return text
