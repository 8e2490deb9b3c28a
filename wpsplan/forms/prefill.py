"""A respondent's answer on file → what stands in the cells of its row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wpsplan.forms.asking import QUALIFIERS, REASONS, YES_NO
from wpsplan.model.partial_date import PartialDate
from wpsplan.model.submission import Cell, Measurement

LONGEST = 32_767
"""Characters that a cell holds."""
Content = int | float | str
"""What stands in a cell: a number where Excel keeps it to the digit, else text."""


def filled(answer: Measurement | None, kind: str) -> dict[str, Content]:
    """The cells of an item's row that are filled in, by the keys of their columns."""
    if answer is None:
        return {}
    source = answer.sources[0] if answer.sources else None
    reason = answer.not_reported
    found: dict[str, Any] = {
        **_figure(answer, kind),
        "date": day(answer.date if kind == "milestone" else answer.as_of),
        "qualifier": QUALIFIERS.get(answer.qualifier or ""),
        "narrative": answer.narrative,
        "source": source.title if source else None,
        "source_date": day(source.date) if source else None,
        "source_url": source.url if source else None,
        "reason": REASONS[reason.reason] if reason else None,
        "note": reason.note if reason else None,
    }
    return {key: value for key, value in found.items() if value is not None and _fits(value)}


def filled_cell(answer: Measurement | None, dimension: str, category: str, kind: str) -> dict[str, Content]:
    """The cells of a breakdown's row that are filled in: of the breakdown by this dimension alone."""
    for cell in answer.cells if answer else ():
        if cell.at == ((dimension, category),):
            return {key: value for key, value in _figure(cell, kind).items() if value is not None}
    return {}


def _figure(answer: Measurement | Cell, kind: str) -> Mapping[str, Any]:
    match kind:
        case "percentage":
            return {
                "value": number(answer.numerator),
                "of": number(answer.denominator),
                "percent": number(answer.value),
            }
        case "count":
            return {"value": number(answer.value)}
        case "milestone" if isinstance(answer, Measurement) and answer.achieved is not None:
            return {"value": YES_NO[answer.achieved]}
        case "scale" if isinstance(answer, Measurement):
            return {"value": answer.level}
    return {}


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
