"""A form as its respondent handles it: cells found by the question and the column, filled in, changed, spoilt."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.tools import Wpsplan

HEADINGS = {
    "value": "Answer", "of": "Of", "percent": "or in %", "date": "As of", "qualifier": "Precision", "state": "State",
    "narrative": "Narrative: what stands behind it", "source": "Source: title", "source_date": "Its date",
    "source_url": "Its address", "reason": "If there is no figure: why", "note": "Remark on the reason",
}  # fmt: skip


@dataclass
class Book:
    """An open workbook."""

    path: Path
    book: Any

    @classmethod
    def of(cls, path: Path) -> "Book":
        return cls(path, load_workbook(path))

    def sheets(self) -> list[Any]:
        """The sheets that have questions on them."""
        return [sheet for sheet in self.book.worksheets if sheet.title not in ("Cover", "_wpsplan")]

    def row(self, question: str) -> tuple[Any, int]:
        """Where a question stands: "1.2.1", or "1.2.1 Officers" for a row of its breakdown."""
        id, _, category = question.partition(" ")
        for sheet in self.sheets():
            for row in range(5, sheet.max_row + 1):
                text = sheet.cell(row, 3).value
                if sheet.cell(row, 2).value == id and (not category or text == category):
                    return sheet, row
        raise AssertionError(f"no row for {question}")

    def cell(self, question: str, column: str) -> Any:
        """The cell of a question under a heading."""
        sheet, row = self.row(question)
        heading = HEADINGS[column]
        for cell in sheet[4]:
            if cell.value == heading:
                return sheet.cell(row, cell.column)
        raise AssertionError(f"no column {heading}")

    def put(self, question: str, format: str | None = None, **cells: Any) -> "Book":
        """Fills cells in; text is typed as text."""
        for column, value in cells.items():
            cell = self.cell(question, column)
            cell.value = value
            if isinstance(value, str) and not value.startswith("=SUM"):
                cell.data_type = "s"
            if format:
                cell.number_format = format
        return self

    def cover(self, label: str) -> Any:
        """The cell beside a label of the cover."""
        return next(row[2] for row in self.book["Cover"].iter_rows() if row[1].value == label)

    def final(self, sent: str = "2018-02-01") -> "Book":
        """What the cover wants."""
        self.cover("Final or draft").value = "final"
        self.cover("Sent on").value = sent
        return self

    def save(self, path: Path | None = None) -> Path:
        self.path = path or self.path
        self.book.save(self.path)
        return self.path


def form(run: Wpsplan, root: Path, entity: str = "EXA", period: str = "2017") -> Book:
    """A fresh form, as `wpsplan form` makes it."""
    folders = (run.cwd / f"forms-{number}" for number in count(1))
    path = next(folder for folder in folders if not folder.exists()) / f"form-{entity}.xlsx"
    done = run("-C", root, "form", period, "--entity", entity, "-o", path)
    assert (done.returncode, done.stderr) == (0, "")
    return Book.of(path)


def place(cell: Any) -> str:
    """Exercise area!G5."""
    return f"{cell.parent.title}!{cell.coordinate}"


def findings(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(code, severity, place) of all findings of `import --format json`."""
    return [
        (finding["code"], finding["severity"], f"{finding['sheet']}!{finding['cell']}" if finding["sheet"] else "")
        for workbook in data["workbooks"]
        for finding in workbook["findings"]
    ]
