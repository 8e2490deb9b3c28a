"""Annotate a form for its sender: a comment in each cell with a finding, and a sheet that lists all findings."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from wpsplan.finding import Finding
from wpsplan.forms.reading import FINDINGS, load_book

AUTHOR = "wpsplan"
_COLUMNS = (("Sheet", 32), ("Cell", 8), ("What is wrong", 70), ("What to write instead", 70))


def annotate(raw: bytes, findings: Sequence[Finding]) -> bytes:
    """Return the workbook with its findings added. Raises `RefusedWorkbook` where it can't be read."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font

    book = load_book(raw, values=False)
    if FINDINGS in book.sheetnames:
        del book[FINDINGS]
    comments: dict[tuple[str, str], list[str]] = {}
    findings_sheet: Any = book.create_sheet(FINDINGS, 0)
    for column, (heading, width) in enumerate(_COLUMNS, 1):
        cell = findings_sheet.cell(1, column, heading)
        cell.font = Font(bold=True)
        findings_sheet.column_dimensions[cell.column_letter].width = width
    for row, finding in enumerate(findings, 2):
        route = finding.place.route or ("", "")
        words = (*map(str, route), f"{finding.severity.word}: {finding.message}", finding.help)
        for column, text in enumerate(words, 1):
            cell = findings_sheet.cell(row, column)
            cell.value = text
            cell.data_type = "s"  # text stays text, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        comments.setdefault((str(route[0]), str(route[1])), []).append(f"{finding.message}\n{finding.help}".strip())
    for (sheet, coordinate), texts in comments.items():
        if sheet in book.sheetnames and coordinate:
            comment = Comment("\n\n".join(texts), AUTHOR)
            comment.width, comment.height = 320, 60 + 20 * sum(1 + len(text) // 45 for text in texts)
            _find_cell(book[sheet], coordinate).comment = comment
    book.active = 0
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(out)
    return out.getvalue()


def _find_cell(sheet: Any, coordinate: str) -> Any:
    """Return the cell; where it is merged with others, the first cell of the merged range."""
    for area in sheet.merged_cells.ranges:
        if coordinate in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[coordinate]
