"""Write a form as an Excel workbook: cells to fill in are unlocked and have a message; all others are locked."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from wpsplan.forms.columns import COVER, RECORD
from wpsplan.forms.content import Form
from wpsplan.forms.cover import write_cover
from wpsplan.forms.metadata import write_record
from wpsplan.forms.row_height import release_row_heights
from wpsplan.forms.sheet import SheetSummary, write_sheet
from wpsplan.forms.styles import Styles

LONGEST_NAME = 31
"""The number of characters that Excel allows in a sheet's name."""


def workbook_of(form: Form, to: str) -> bytes:
    """Return the workbook's bytes, the same for the same form on any day. `to`: the recipient of the filled-in form."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        # the period's last day, not today: the same form gives the same bytes
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
        summaries: list[SheetSummary] = [
            write_sheet(sheet, styles, form, section, lists)
            for sheet, section in zip(sheets, form.sections, strict=True)
        ]
        write_cover(cover, styles, form, to, summaries)
        record.very_hidden()
    return release_row_heights(out.getvalue())


def sheet_names(form: Form) -> list[str]:
    """Return a unique name for each section: its heading, cut at a word to the length that Excel allows."""
    taken = {COVER.lower(), RECORD.lower(), "history"}
    names = []
    for section in form.sections:
        tries = (_shorten(section.heading, "" if number == 1 else f" {number}") for number in count(1))
        name = next(name for name in tries if name.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _shorten(heading: str, end: str) -> str:
    clean = " ".join("".join(" " if letter in "[]:*?/\\" or not letter.isprintable() else letter
                             for letter in heading).split()).strip("' ") or "Sheet"  # fmt: skip
    room = LONGEST_NAME - len(end)
    if len(clean) > room:
        words = clean[: room + 1].rsplit(" ", 1)[0]
        clean = (words if 0 < len(words) <= room else clean[:room]).rstrip("' ")
        clean = clean.removesuffix(" and").rstrip("', ")
    return clean + end
