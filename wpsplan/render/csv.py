"""Rows as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wpsplan.render.json.plain import Plain

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write a header line and a line for each row.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str):
        text = " ".join(value.split("\n")) if "\n" in value else value
        return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
    return value


COLUMNS = (
    "id",
    "text",
    "area",
    "outcome",
    "period",
    "availability",
    "reporting",
    "used",
    "expected",
    "value",
    "numerator",
    "denominator",
    "achieved",
    "level",
    "qualifier",
    "text_of_value",
    "so_far",
    "progress",
    "reason",
    "pace",
    "judgement",
    "trend",
    "change",
    "since",
)


def rows(report: Plain) -> Iterable[Plain]:
    """Give the rows of a report (of `report_data`), in the plan's order."""
    for area in report["areas"]:
        for outcome in area["outcomes"]:
            for action in outcome["actions"]:
                for indicator in action["indicators"]:
                    value = {key: indicator["value"][key] for key in _FIGURE}
                    yield {
                        **indicator,
                        **indicator["respondents"],
                        **value,
                        "area": area["id"],
                        "text_of_value": indicator["value"]["text"],
                        "so_far": indicator["incomplete"],
                        "pace": indicator["pace"]["value"] if indicator["pace"] else None,
                        "judgement": indicator["judgement"]["state"] if indicator["judgement"] else None,
                    }


_FIGURE = ("value", "numerator", "denominator", "achieved", "level", "qualifier")
