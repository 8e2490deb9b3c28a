"""A form as its respondent handles it: cells found by the question and the column, filled in, changed, spoilt."""

import json
import re
import zipfile
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


_made: dict[tuple[frozenset[tuple[Path, bytes]], str, str], bytes] = {}
"""The forms made so far: the workspace's files, the entity and the period → the workbook."""


def form(run: Wpsplan, root: Path, entity: str = "EXA", period: str = "2017") -> Book:
    """A fresh form, as `wpsplan form` makes it: of the same files once only."""
    folders = (run.cwd / f"forms-{number}" for number in count(1))
    path = next(folder for folder in folders if not folder.exists()) / f"form-{entity}.xlsx"
    files = frozenset((file.relative_to(root), file.read_bytes()) for file in root.rglob("*.yaml"))
    key = files, entity, period
    if key in _made:
        path.parent.mkdir()
        path.write_bytes(_made[key])
    else:
        done = run("-C", root, "form", period, "--entity", entity, "-o", path)
        assert (done.returncode, done.stderr) == (0, "")
        _made[key] = path.read_bytes()
    return Book.of(path)


def place(cell: Any) -> str:
    """Exercise area!G5."""
    return f"{cell.parent.title}!{cell.coordinate}"


def imported(run: Wpsplan, root: Path, *paths: Path) -> list[dict[str, Any]]:
    """The findings of an import that must not leave a trace where it finds something wrong."""
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    done = run("-C", root, "import", *paths, "--format", "json")
    assert done.stderr == "", done.stderr
    data = json.loads(done.stdout)
    wrong = any(workbook["outcome"] in ("refused", "asked") for workbook in data["workbooks"])
    assert done.returncode == int(wrong)
    if wrong and len(paths) == 1:
        assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    return [finding for workbook in data["workbooks"] for finding in workbook["findings"]]


def only(found: list[dict[str, Any]], code: str) -> dict[str, Any]:
    (finding,) = [one for one in found if one["code"] == code]
    return finding


def at(finding: dict[str, Any]) -> str:
    return f"{finding['sheet']}!{finding['cell']}"


def with_value(path: Path, sheet_and_cell: str, value: str, type: str = "") -> None:
    """Gives a formula its last value, as a spreadsheet program does when it saves."""
    sheet, cell = sheet_and_cell.split("!")
    number = load_workbook(path).sheetnames.index(sheet) + 1
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"xl/worksheets/sheet{number}.xml"
    text = parts[name].decode("utf-8")
    found = re.search(rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v\s*/?>(</v>)?</c>', text)
    assert found, cell
    attributes = re.sub(r' t="\w+"', "", found[1]) + (f' t="{type}"' if type else "")
    text = text.replace(found[0], f'<c r="{cell}"{attributes}><f>{found[2]}</f><v>{value}</v></c>')
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, text if each == name else data)
