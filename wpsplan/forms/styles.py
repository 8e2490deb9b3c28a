"""Define the cell styles of a form by purpose: cells to fill in are yellow and unlocked."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_BOX: dict[str, Any] = {"border": 1, "border_color": "#B7BDC6", "text_wrap": True}
_FILL: dict[str, Any] = {**_BOX, "locked": False, "bg_color": "#FFF9DB"}
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": True},
    "label": {"bold": True},
    "link": {"font_color": "#1F4E9E", "underline": 1, "text_wrap": True},
    "title": {"bold": True, "font_size": 15},
    "heading": {**_BOX, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
    "text": _BOX,
    "strong": {**_BOX, "bold": True},
    "closed": {**_BOX, "bg_color": "#E9ECEF"},
    "table": {"bold": True},
    "state": {**_BOX, "bold": True},
    "sum": {**_BOX, "bold": True, "num_format": "#,##0"},
    "fill_words": {**_FILL, "num_format": "@"},
    "fill_choice": {**_FILL},
    "fill_whole": {**_FILL, "num_format": "#,##0"},
    "fill_any": {**_FILL, "align": "left"},
    "missing": {"bg_color": "#FFD08A"},
    "wrong": {"bg_color": "#F6B2AE"},
    "done": {"bg_color": "#CDEBCF"},
    "key": {"font_color": "#888888"},
}


class Styles:
    """The formats of a workbook by name, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._made: dict[str, Format] = {}
        self._book = book

    def __getitem__(self, name: str) -> "Format":
        if name not in self._made:
            style = _STYLES[name]
            conditional = name in ("missing", "wrong", "done")
            self._made[name] = self._book.add_format(style if conditional else {**_BASE, **style})
        return self._made[name]
