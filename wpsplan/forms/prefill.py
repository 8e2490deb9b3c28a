"""A respondent's answer on file → what stands in the cells of its row."""

from decimal import Decimal
from typing import Any

from wpsplan.forms.prompts import QUALIFIERS, REASONS, YES_NO
from wpsplan.kinds import Kind
from wpsplan.kinds.entry import FormField
from wpsplan.model.partial_date import PartialDate
from wpsplan.model.submission import Cell, Measurement

LONGEST = 32_767
"""Characters that a cell holds."""
Content = int | float | str
"""What stands in a cell: a number where Excel keeps it to the digit, else text."""


def filled(answer: Measurement | None, kind: Kind[Any]) -> dict[str, Content]:
    """The cells of an item's row that are filled in, by the keys of their columns."""
    if answer is None:
        return {}
    source = answer.sources[0] if answer.sources else None
    reason = answer.not_reported
    found: dict[str, Any] = {
        **{column: _content(entry, answer) for column, entry in kind.entries.items()},
        "qualifier": QUALIFIERS.get(answer.qualifier or ""),
        "narrative": answer.narrative,
        "source": source.title if source else None,
        "source_date": day(source.date) if source else None,
        "source_url": source.url if source else None,
        "reason": REASONS[reason.reason] if reason else None,
        "note": reason.note if reason else None,
    }
    return {key: value for key, value in found.items() if value is not None and _fits(value)}


def filled_cell(answer: Measurement | None, dimension: str, category: str, kind: Kind[Any]) -> dict[str, Content]:
    """The cells of a breakdown's row that are filled in: of the breakdown by this dimension alone."""
    for cell in answer.cells if answer else ():
        if cell.at == ((dimension, category),):
            found = {column: _content(kind.entries[column], cell) for column in kind.cell_columns}
            return {column: value for column, value in found.items() if value is not None}
    return {}


def _content(entry: FormField, answer: Measurement | Cell) -> Content | None:
    """What an answer has for a cell."""
    value: Any = getattr(answer, entry.key)
    match entry.type:
        case "number" | "percent":
            return number(value)
        case "yes-no":
            return None if value is None else YES_NO[value]
        case "date":
            return day(value)
        case "qualifier":
            return QUALIFIERS.get(value or "")
        case "choice":
            return None if value is None else str(value)


def number(value: int | Decimal | None) -> Content | None:
    """A number as Excel keeps it: 15 digits; one with more of them is given as text."""
    if value is None:
        return None
    kept = float(value)
    if Decimal(f"{kept:.15g}") != value:
        return str(value)
    return int(kept) if kept == int(kept) else kept


def day(date: PartialDate | None) -> Content | None:
    """A day or month as text, which no spreadsheet takes for another; a year as a number."""
    if date is None:
        return None
    return date.year if date.month is None else str(date)


def _fits(value: Content) -> bool:
    return not isinstance(value, str) or len(value) <= LONGEST
