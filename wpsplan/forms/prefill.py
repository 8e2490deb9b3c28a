"""Prefill the cells of a form with a respondent's answer on file."""

from decimal import Decimal
from typing import Any

from wpsplan.forms.prompts import QUALIFIERS, REASONS, YES_NO
from wpsplan.kinds import Kind
from wpsplan.kinds.form_field import FormField
from wpsplan.model.partial_date import PartialDate
from wpsplan.model.submission import Cell, Measurement

LONGEST = 32_767
"""The number of characters that a cell can hold."""
Content = int | float | str
"""The content of a cell: a number where Excel keeps all its digits, else text."""


def prefill(answer: Measurement | None, kind: Kind[Any]) -> dict[str, Content]:
    """Return the contents of an item's row by column key, without empty ones and texts too long for a cell."""
    if answer is None:
        return {}
    source = answer.sources[0] if answer.sources else None
    reason = answer.not_reported
    contents: dict[str, Any] = {
        **{column: _content(entry, answer) for column, entry in kind.entries.items()},
        "qualifier": QUALIFIERS.get(answer.qualifier or ""),
        "narrative": answer.narrative,
        "source": source.title if source else None,
        "source_date": day(source.date) if source else None,
        "source_url": source.url if source else None,
        "reason": REASONS[reason.reason] if reason else None,
        "note": reason.note if reason else None,
    }
    return {key: value for key, value in contents.items() if value is not None and _fits(value)}


def prefill_category(answer: Measurement | None, dimension: str, category: str, kind: Kind[Any]) -> dict[str, Content]:
    """Return the contents of a category's row by column key, from the breakdown by this dimension alone."""
    for cell in answer.cells if answer else ():
        if cell.categories == ((dimension, category),):
            contents = {column: _content(kind.entries[column], cell) for column in kind.cell_columns}
            return {column: value for column, value in contents.items() if value is not None}
    return {}


def _content(entry: FormField, answer: Measurement | Cell) -> Content | None:
    """Return the content of an entry's cell; None where the answer has none."""
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
    """Return a number as Excel keeps it, with up to 15 digits; a longer one as text."""
    if value is None:
        return None
    excel_value = float(value)
    if Decimal(f"{excel_value:.15g}") != value:
        return str(value)
    return int(excel_value) if excel_value == int(excel_value) else excel_value


def day(date: PartialDate | None) -> Content | None:
    """Return a day or month as text, so that no spreadsheet program converts it; a year as a number."""
    if date is None:
        return None
    return date.year if date.month is None else str(date)


def _fits(value: Content) -> bool:
    return not isinstance(value, str) or len(value) <= LONGEST
