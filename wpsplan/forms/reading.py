"""A workbook that came back → its record, its cover, and the rows of its items, wherever they have been moved."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wpsplan.finding import Finding, Place, Rule
from wpsplan.forms import cover
from wpsplan.forms.cells import Raw
from wpsplan.forms.columns import COLUMNS, FILL, MARK, NO_ITEM, RECORD
from wpsplan.forms.metadata import FormMetadata, read_record
from wpsplan.forms.safe_open import RefusedWorkbook
from wpsplan.rules.form_rules import hidden, missing, other, structure

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FINDINGS = "Findings"
"""The sheet that a workbook is given back with; it is no part of the form."""
_HEAD_AT_MOST, _ROWS_AT_MOST, _COLUMNS_AT_MOST = 15, 3000, 100
_HEADING = next(column.heading for column in COLUMNS if column.key == "text")


@dataclass(frozen=True, slots=True)
class FormRow:
    """The cells of one item, or of one category of its breakdown, by their columns' keys."""

    key: str
    cells: Mapping[str, Raw]

    @property
    def filled(self) -> dict[str, Raw]:
        """What the respondent filled in."""
        return {key: cell for key, cell in self.cells.items() if key in FILL and not cell.blank}


@dataclass
class ReturnedForm:
    """A form that came back."""

    path: str
    record: FormMetadata
    cover: dict[str, Raw] = field(default_factory=dict)
    rows: dict[str, FormRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    excel_1904: bool = False

    def complain(self, rule: Rule, cell: Raw, message: str, help: str = "") -> None:
        """A finding at a cell."""
        self.findings.append(rule.finding(Place(self.path, (cell.sheet, cell.coordinate)), message, help))


def load_book(raw: bytes, values: bool) -> "Workbook":
    """The workbook as openpyxl has it; `values`: formulas' last values in their place. No link is followed."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out: nothing that a form has
        try:
            return load_workbook(BytesIO(raw), data_only=values, keep_links=False)
        except Exception:  # a hand-made or broken file can raise anything
            raise RefusedWorkbook(
                "the workbook is damaged: it can't be read", "open it in Excel, save it, and send it again"
            ) from None


def read_form(path: str, raw: bytes) -> ReturnedForm:
    """What stands in a form. Raises `Refused` where it is none."""
    book, values = load_book(raw, values=False), load_book(raw, values=True)
    if RECORD not in book.sheetnames:
        raise RefusedWorkbook("this is no form of wpsplan: its hidden sheet is not there", rule=other)
    found = ReturnedForm(path, read_record(book[RECORD]), excel_1904=book.epoch.year == 1904)
    for sheet in book.worksheets:
        if sheet.title not in (RECORD, FINDINGS):
            _read_sheet(found, sheet, values[sheet.title])
    return found


def _read_sheet(found: ReturnedForm, sheet: "Worksheet", values: "Worksheet") -> None:
    grid = _Grid(sheet, values)
    mark = grid.find(MARK)
    if mark is None:
        at = grid.find(_HEADING)
        if at:
            found.complain(structure, grid.raw(*at), "the hidden row and column that its answers are known by are gone",
                           "make the form anew and copy the answers into it")  # fmt: skip
        elif any(True for _ in grid.values()):
            place = Place(found.path, (sheet.title, "A1"))
            found.findings.append(missing.finding(place, "this sheet is none of the form's: nothing in it was read"))
        return
    top, left = mark
    names = {column: grid.raw(top, column).value for column in range(1, grid.columns + 1)}
    if "value" not in names.values():
        for row in range(top, grid.rows + 1):
            key = grid.raw(row, left).value
            if key in (cover.STATUS, cover.SUBMITTED, cover.ENTITY):
                found.cover[key] = grid.raw(row, left + cover.CONTENT)
        return
    _read_rows(found, grid, _columns(found, grid, names, top), mark)


def _columns(found: ReturnedForm, grid: "_Grid", names: Mapping[int, Any], top: int) -> dict[str, int]:
    """Key → where its column stands now; a column that is not there, or there twice, is said."""
    columns: dict[str, int] = {}
    for column, name in names.items():
        if name in columns:
            found.complain(structure, grid.raw(top, column), f"the column {_heading(str(name))} is there twice")
        elif name is not None:
            columns[str(name)] = column
    for wanted in COLUMNS:
        if wanted.fill and wanted.key not in columns:
            found.complain(structure, grid.raw(top + 1, 2), f"the column {_heading(wanted.key)} is gone")
    return columns


def _heading(key: str) -> str:
    return next((f'"{column.heading}"' for column in COLUMNS if column.key == key), key)


def _read_rows(found: ReturnedForm, grid: "_Grid", columns: Mapping[str, int], mark: tuple[int, int]) -> None:
    top, left = mark
    merged = grid.merged()
    for number in range(top + 1, grid.rows + 1):
        key = grid.raw(number, left).value
        row = FormRow(str(key or ""), {name: grid.raw(number, column) for name, column in columns.items()})
        if key == NO_ITEM:
            continue
        joined = [merged[number, column] for name, column in columns.items()
                  if name in FILL and (number, column) in merged]  # fmt: skip
        if joined and (key or row.filled):
            found.complain(structure, grid.raw(*joined[0][0]),
                           f"the cells {joined[0][1]} are merged: only one answer is left of them",
                           "take the merging back, and write each answer into its own cell")  # fmt: skip
        elif row.filled:
            _add_row(found, grid, row, number)
        elif key and str(key) not in found.rows:
            found.rows[str(key)] = row


def _add_row(found: ReturnedForm, grid: "_Grid", row: FormRow, number: int) -> None:
    first = next(iter(row.filled.values()))
    shown = row.cells["id"].value if "id" in row.cells else None
    if not row.key:
        found.complain(structure, first, "this row is none of the form's: it belongs to no question",
                       "move the answer to its question's own row")  # fmt: skip
    elif shown is not None and str(shown).strip() != row.key.split("|")[0]:
        message = f"the row says {shown}, but it is the row of {row.key.split('|')[0]}: rows were sorted or moved"
        found.complain(structure, row.cells["id"], message)
    elif row.key in found.rows and found.rows[row.key].filled:
        found.complain(structure, first, f"{row.key.split('|')[0]} is answered in two rows", "keep one of them")
    else:
        found.rows[row.key] = row
        if grid.hides(number):
            found.complain(hidden, first, "this row is hidden; its answers were read")
        for name, cell in row.filled.items():
            if grid.hides_column(name, cell):
                found.complain(hidden, cell, f"the column {_heading(name)} is hidden; this answer was read")


class _Grid:
    """A sheet's cells, those that a form can have."""

    def __init__(self, sheet: "Worksheet", values: "Worksheet") -> None:
        self.sheet = sheet
        self._values = values
        self.rows = min(sheet.max_row, _ROWS_AT_MOST)
        self.columns = min(sheet.max_column, _COLUMNS_AT_MOST)

    def raw(self, row: int, column: int) -> Raw:
        cell: Any = self.sheet.cell(row, column)
        if cell.data_type != "f":
            value, type = cell.value, cell.data_type
            return Raw(self.sheet.title, cell.coordinate, value, str(cell.number_format or ""), type=type or "n",
                       text=str(value) if type == "e" else "")  # fmt: skip
        last: Any = self._values.cell(row, column)
        text = str(getattr(cell.value, "text", cell.value))
        broken = str(last.value) if last.data_type == "e" else ""
        return Raw(self.sheet.title, cell.coordinate, last.value, str(cell.number_format or ""), text or "=",
                   last.data_type or "n", broken)  # fmt: skip

    def find(self, text: str) -> tuple[int, int] | None:
        for row in range(1, min(self.rows, _HEAD_AT_MOST) + 1):
            for column in range(1, self.columns + 1):
                if self.sheet.cell(row, column).value == text:
                    return row, column
        return None

    def values(self) -> Iterator[Any]:
        for row in self.sheet.iter_rows(max_row=self.rows, max_col=self.columns, values_only=True):
            yield from (value for value in row if value is not None)

    def merged(self) -> dict[tuple[int, int], tuple[tuple[int, int], str]]:
        """Each cell that is merged with others → the first of them, and the range."""
        found = {}
        for area in self.sheet.merged_cells.ranges:
            if area.size["rows"] * area.size["columns"] <= _ROWS_AT_MOST * _COLUMNS_AT_MOST:
                for row, column in area.cells:
                    found[row, column] = ((area.min_row, area.min_col), area.coord)
        return found

    def hides(self, row: int) -> bool:
        return self.sheet.sheet_state != "visible" or bool(self.sheet.row_dimensions[row].hidden)

    def hides_column(self, name: str, cell: Raw) -> bool:
        number = self.sheet[cell.coordinate].column
        dimensions = self.sheet.column_dimensions.values()
        return any(one.hidden and one.min <= number <= one.max for one in dimensions if one.min and one.max)
