"""A form given back to its sender: a comment in each cell that is wrong, and a sheet that lists them all."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from wpsplan.finding import Finding
from wpsplan.forms.reading import FINDINGS, load_book

AUTHOR = "wpsplan"
_COLUMNS = (("Sheet", 32), ("Cell", 8), ("What is wrong", 70), ("What to write instead", 70))


def annotate(raw: bytes, findings: Sequence[Finding]) -> bytes:
    """The workbook with its findings in it. Raises `Refused` where it can't be read."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font

    book = load_book(raw, values=False)
    if FINDINGS in book.sheetnames:
        del book[FINDINGS]
    said: dict[tuple[str, str], list[str]] = {}
    listed: Any = book.create_sheet(FINDINGS, 0)
    for column, (heading, width) in enumerate(_COLUMNS, 1):
        cell = listed.cell(1, column, heading)
        cell.font = Font(bold=True)
        listed.column_dimensions[cell.column_letter].width = width
    for row, finding in enumerate(findings, 2):
        route = finding.place.route or ("", "")
        words = (*map(str, route), f"{finding.severity.word}: {finding.message}", finding.help)
        for column, text in enumerate(words, 1):
            cell = listed.cell(row, column)
            cell.value = text
            cell.data_type = "s"  # text stays text, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        said.setdefault((str(route[0]), str(route[1])), []).append(f"{finding.message}\n{finding.help}".strip())
    for (sheet, at), texts in said.items():
        if sheet in book.sheetnames and at:
            comment = Comment("\n\n".join(texts), AUTHOR)
            comment.width, comment.height = 320, 60 + 20 * sum(1 + len(text) // 45 for text in texts)
            _find_cell(book[sheet], at).comment = comment
    book.active = 0
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(out)
    return out.getvalue()


def _find_cell(sheet: Any, at: str) -> Any:
    """The cell itself; the first of its merged ones, where it has been merged away."""
    for area in sheet.merged_cells.ranges:
        if at in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[at]
