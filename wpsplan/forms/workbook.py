"""A form as an Excel workbook: what can be filled in is unlocked and says what is wanted; all else is locked."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from wpsplan.forms.columns import COVER, RECORD
from wpsplan.forms.content import Form
from wpsplan.forms.cover import write_cover
from wpsplan.forms.fitting import growing
from wpsplan.forms.record import write_record
from wpsplan.forms.sheet import Counted, write_sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

LONGEST_NAME = 31
"""Characters that a sheet's name may have."""

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


def workbook_of(form: Form, to: str) -> bytes:
    """The workbook's bytes: the same form gives the same bytes on every day. `to`: whom it is sent back to."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        # the day in the file's properties is the period's, or no two workbooks were alike
        book.set_properties({
            "title": f"{form.framework.plan.title}: {form.name}, {form.period.id}",
            "created": datetime(form.period.end.year, form.period.end.month, form.period.end.day, tzinfo=UTC),
        })  # fmt: skip
        styles = Styles(book)
        names = sheet_names(form)
        cover = book.add_worksheet(COVER)
        sheets = [book.add_worksheet(name) for name in names]
        record = book.add_worksheet(RECORD)
        lists = write_record(record, form)
        counted: list[Counted] = [
            write_sheet(sheet, styles, form, section, lists)
            for sheet, section in zip(sheets, form.sections, strict=True)
        ]
        write_cover(cover, styles, form, to, counted)
        record.very_hidden()
    return growing(out.getvalue())


def sheet_names(form: Form) -> list[str]:
    """A name for each section: the area's title, cut at a word to what Excel allows, each of them once."""
    taken = {COVER.lower(), RECORD.lower(), "history"}
    names = []
    for section in form.sections:
        tries = (_cut(section.heading, "" if number == 1 else f" {number}") for number in count(1))
        name = next(name for name in tries if name.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(heading: str, end: str) -> str:
    clean = " ".join("".join(" " if letter in "[]:*?/\\" or not letter.isprintable() else letter
                             for letter in heading).split()).strip("' ") or "Sheet"  # fmt: skip
    room = LONGEST_NAME - len(end)
    if len(clean) > room:
        words = clean[: room + 1].rsplit(" ", 1)[0]
        clean = (words if 0 < len(words) <= room else clean[:room]).rstrip("' ")
        clean = clean.removesuffix(" and").rstrip("', ")
    return clean + end
