"""Read a cell as a number, a day or a word; an unclear cell raises `UnclearCell`. Nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wpsplan.yaml.scalars import plain_scalar

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as it stands in the workbook."""

    sheet: str
    coordinate: str
    value: Any
    """The value; of a formula, the last one calculated."""
    format: str = "General"
    formula: str = ""
    type: str = "n"
    """The type as openpyxl names it: n number, s text, d date, b yes or no, e error."""
    text: str = ""
    """The error text of a broken cell, such as #REF!"""

    @property
    def blank(self) -> bool:
        """True where the cell is empty or holds blanks only."""
        return not self.formula and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


class UnclearCell(Exception):
    """The reason that a cell can't be read, and what to write instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class CellReading:
    """The value of a cell. `note` says how it was read, where the sender should know."""

    value: Any
    note: str = ""


_PLAIN = re.compile(r"\d+(\.\d+)?\Z")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%\Z")
_BLANKS = " \u00a0\u2009\u202f\t\n"


def number(cell: Raw) -> CellReading:
    """Read a number, or a text that can only mean one. Raises `UnclearCell`."""
    value = _require_value(cell, "write a number")
    if "%" in cell.format and not isinstance(value, str):
        raise UnclearCell(
            f"{_format_value(value)} is formatted as a percentage; a number is asked for", "write the number itself"
        )
    if isinstance(value, str):
        text = value.strip(_BLANKS)
        if re.fullmatch(r"\d+", text):
            return CellReading(_whole(int(text)), f'the text "{text}" was read as the number {int(text)}')
        raise UnclearCell(f'"{_shorten(text)}" is text, not a number', _suggest_number(text))
    return CellReading(_number(value))


def percentage(cell: Raw) -> CellReading:
    """Read a share in percent, from 0 to 100. The cell's format decides if 0.45 is 45 %. Raises `UnclearCell`."""
    value = _require_value(cell, "write a number from 0 to 100, such as 45 or 45 %")
    if isinstance(value, str):
        text = value.strip(_BLANKS)
        percent_match = _PERCENT.match(text)
        if percent_match or _PLAIN.match(text):
            share = _decimal(Decimal(percent_match[1] if percent_match else text))
            if percent_match or not 0 < share <= 1:
                return CellReading(share, f'the text "{text}" was read as {share} %')
        else:
            raise UnclearCell(f'"{_shorten(text)}" is text, not a percentage', _suggest_number(text, " %"))
        value = share
    elif "%" in cell.format:
        return CellReading(_decimal(_exact(value) * 100))
    share = _number(value)
    if 0 < share <= 1:
        raise UnclearCell(
            f"{share} may be {_number(share * 100)} % or {share} %",
            f"write {_number(share * 100)} % or {share} %, with the sign",
        )
    return CellReading(share)


def day(cell: Raw, excel_1904: bool = False) -> CellReading:
    """Read a day, month or year, as precise as given: a date, "2017-11-30", "2017-11", 2017. Raises `UnclearCell`."""
    value = _require_value(cell, "write 2017-11-30, 2017-11 or 2017")
    if isinstance(value, datetime | date):
        date_value = value.date() if isinstance(value, datetime) else value
        if date_value.year < 1950 or date_value.year > 2100:
            raise UnclearCell(f"{date_value} is no likely day", "write 2017-11-30, 2017-11 or 2017")
        number_format = cell.format.lower()
        # a format without a day, such as mmm-yy: Excel makes it of a typed 2017-11
        if "d" not in re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format):
            return CellReading(f"{date_value.year:04d}-{date_value.month:02d}", f"read as the month {date_value:%Y-%m}")
        return CellReading(date_value, "the workbook counts days from 1904; they were read so" if excel_1904 else "")
    if isinstance(value, str):
        text = value.strip(_BLANKS)
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
            scalar = plain_scalar(text)
            if not (isinstance(scalar, str) and len(text) == len("2017-11-30")):
                return CellReading(scalar)
        raise UnclearCell(f'"{_shorten(text)}" can\'t be read as a day for certain', _suggest_day(text))
    if isinstance(value, int) and 1900 <= value <= 2100:
        return CellReading(value)
    raise UnclearCell(f"{_format_value(value)} is no day, month or year", "write 2017-11-30, 2017-11 or 2017")


def word(cell: Raw, words: dict[Any, str]) -> CellReading:
    """Read one of the words of a list (meaning → word), in upper or lower case. Raises `UnclearCell`."""
    value = _require_value(cell, f"choose one of: {', '.join(words.values())}")
    if isinstance(value, bool):
        value = "yes" if value else "no"
    text = " ".join(str(value).split())
    for meaning, label in words.items():
        if text.lower() in (label.lower(), str(meaning).lower()):
            return CellReading(meaning, "" if text == label else f'"{_shorten(text)}" was read as {label}')
    raise UnclearCell(
        f'"{_shorten(text)}" is none of the words of the list', f"choose one of: {', '.join(words.values())}"
    )


def text(cell: Raw) -> CellReading:
    """Read text, with line ends as LF; a number or day becomes text as it is written. Raises `UnclearCell`."""
    value = _require_value(cell, "write it in words")
    if isinstance(value, str):
        return CellReading(
            "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
        )
    if isinstance(value, datetime | date):
        return CellReading(str(value.date() if isinstance(value, datetime) else value))
    return CellReading({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(_number(value)))


def _require_value(cell: Raw, instead: str) -> Any:
    """Return the cell's value. Raises `UnclearCell` where it is an error or a formula without one."""
    if cell.formula and (cell.value is None or cell.type == "e"):
        broken = f" ({cell.text})" if cell.text else ""
        raise UnclearCell(f"the formula has no value{broken}", instead)
    if cell.type == "e":
        raise UnclearCell(f"{cell.text or cell.value} is what Excel writes where it could not calculate", instead)
    return cell.value


def _number(value: Any) -> Number:
    if isinstance(value, bool):
        raise UnclearCell(f"{'yes' if value else 'no'} is no number", "write a number")
    if isinstance(value, datetime | date) or not isinstance(value, int | float | Decimal):
        shown = value.date() if isinstance(value, datetime) else value
        raise UnclearCell(f"{shown} is a date, not a number", "format the cell as a number, and write it again")
    return _decimal(_exact(value))


def _exact(value: int | float | Decimal) -> Decimal:
    """Round a float to the 15 digits that Excel keeps: further digits come from binary fractions alone."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise UnclearCell(f"{value} is no number", "write a number")
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _decimal(value: Decimal) -> Number:
    """Return a whole number as int, any other as a decimal without trailing zeros."""
    if value == value.to_integral_value():
        return _whole(int(value))
    decimal: Decimal = plain_scalar(f"{value.normalize():f}")
    return decimal


def _whole(value: int) -> int:
    if abs(value) >= 10**15:
        raise UnclearCell(f"{value} has more digits than Excel keeps", "write fewer digits")
    return value


def _suggest_number(text: str, sign: str = "") -> str:
    """Suggest what to write instead of a text: each number that it may mean."""
    bare = "".join(letter for letter in text if not letter.isspace()).removesuffix("%")
    ways = []
    if re.fullmatch(r"\d{1,3}([.,' ]?\d{3})+", bare):
        ways.append(re.sub(r"\D", "", bare))
    if re.fullmatch(r"\d+[.,]\d+", bare):
        ways.append(bare.replace(",", "."))
    if re.fullmatch(r"\d{1,3}([.']?\d{3})*,\d{1,2}", bare) or re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+", bare):
        ways.append(re.sub(r"[.,'](?=\d{3})", "", bare).replace(",", "."))
    ways = list(dict.fromkeys(ways))
    if ways:
        return f"write {' or '.join(f'{way}{sign}' for way in ways)} as a number, without blanks"
    return "write a number, or leave the cell empty and choose a reason"


def _suggest_day(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        pairs = ((first, second), (second, first))
        ways = [f"{year}-{month:02d}-{day:02d}" for day, month in pairs if 1 <= month <= 12 and 1 <= day <= 31]
        if ways:
            return f"write {' or '.join(dict.fromkeys(ways))}"
    return "write 2017-11-30, 2017-11 or 2017"


def _format_value(value: Any) -> str:
    return str(value.date() if isinstance(value, datetime) else value)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
