"""Read a returned workbook: its metadata, its cover and the rows of its items, even if they were moved."""

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
"""The name of the sheet added to an annotated workbook; it is no part of the form."""
_HEAD_AT_MOST, _ROWS_AT_MOST, _COLUMNS_AT_MOST = 15, 3000, 100
_HEADING = next(column.heading for column in COLUMNS if column.key == "text")


@dataclass(frozen=True, slots=True)
class FormRow:
    """The cells of an item, or of a category in its breakdown, by column key."""

    key: str
    cells: Mapping[str, Raw]

    @property
    def filled(self) -> dict[str, Raw]:
        """The cells that the respondent filled in."""
        return {key: cell for key, cell in self.cells.items() if key in FILL and not cell.blank}


@dataclass
class ReturnedForm:
    """A returned form: its metadata, the cells of its cover, its rows by key, and the findings."""

    path: str
    record: FormMetadata
    cover: dict[str, Raw] = field(default_factory=dict)
    rows: dict[str, FormRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    excel_1904: bool = False

    def complain(self, rule: Rule, cell: Raw, message: str, help: str = "") -> None:
        """Add a finding at a cell."""
        self.findings.append(rule.finding(Place(self.path, (cell.sheet, cell.coordinate)), message, help))


def load_book(raw: bytes, values: bool) -> "Workbook":
    """Load a workbook with openpyxl, without following links. Raises `RefusedWorkbook` where it is damaged.

    `values`: with the last values of formulas instead of the formulas.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of features that it leaves out; a form has none of them
        try:
            return load_workbook(BytesIO(raw), data_only=values, keep_links=False)
        except Exception:  # a hand-made or broken file can raise anything
            raise RefusedWorkbook(
                "the workbook is damaged: it can't be read", "open it in Excel, save it, and send it again"
            ) from None


def read_form(path: str, raw: bytes) -> ReturnedForm:
    """Read the bytes of a form. Raises `RefusedWorkbook` where it is none of this program."""
    book, values = load_book(raw, values=False), load_book(raw, values=True)
    if RECORD not in book.sheetnames:
        raise RefusedWorkbook("this is no form of wpsplan: its hidden sheet is not there", rule=other)
    form = ReturnedForm(path, read_record(book[RECORD]), excel_1904=book.epoch.year == 1904)
    for sheet in book.worksheets:
        if sheet.title not in (RECORD, FINDINGS):
            _read_sheet(form, sheet, values[sheet.title])
    return form


def _read_sheet(form: ReturnedForm, sheet: "Worksheet", values: "Worksheet") -> None:
    grid = _Grid(sheet, values)
    mark = grid.find(MARK)
    if mark is None:
        heading_cell = grid.find(_HEADING)
        if heading_cell:
            message = "the hidden row and column that its answers are known by are gone"
            form.complain(
                structure, grid.raw(*heading_cell), message, "make the form anew and copy the answers into it"
            )
        elif any(True for _ in grid.values()):
            place = Place(form.path, (sheet.title, "A1"))
            form.findings.append(missing.finding(place, "this sheet is none of the form's: nothing in it was read"))
        return
    top, left = mark
    names = {column: grid.raw(top, column).value for column in range(1, grid.columns + 1)}
    if "value" not in names.values():
        for row in range(top, grid.rows + 1):
            key = grid.raw(row, left).value
            if key in (cover.STATUS, cover.SUBMITTED, cover.ENTITY):
                form.cover[key] = grid.raw(row, left + cover.CONTENT)
        return
    _read_rows(form, grid, _columns(form, grid, names, top), mark)


def _columns(form: ReturnedForm, grid: "_Grid", names: Mapping[int, Any], top: int) -> dict[str, int]:
    """Return each column key → its column number, from 1. A missing or doubled column becomes a finding."""
    columns: dict[str, int] = {}
    for column, name in names.items():
        if name in columns:
            form.complain(structure, grid.raw(top, column), f"the column {_heading(str(name))} is there twice")
        elif name is not None:
            columns[str(name)] = column
    for wanted in COLUMNS:
        if wanted.fill and wanted.key not in columns:
            form.complain(structure, grid.raw(top + 1, 2), f"the column {_heading(wanted.key)} is gone")
    return columns


def _heading(key: str) -> str:
    return next((f'"{column.heading}"' for column in COLUMNS if column.key == key), key)


def _read_rows(form: ReturnedForm, grid: "_Grid", columns: Mapping[str, int], mark: tuple[int, int]) -> None:
    top, left = mark
    merged_ranges = grid.merged()
    for number in range(top + 1, grid.rows + 1):
        key = grid.raw(number, left).value
        row = FormRow(str(key or ""), {name: grid.raw(number, column) for name, column in columns.items()})
        if key == NO_ITEM:
            continue
        merged_cells = [merged_ranges[number, column] for name, column in columns.items()
                        if name in FILL and (number, column) in merged_ranges]  # fmt: skip
        if merged_cells and (key or row.filled):
            form.complain(structure, grid.raw(*merged_cells[0][0]),
                          f"the cells {merged_cells[0][1]} are merged: only one answer is left of them",
                          "take the merging back, and write each answer into its own cell")  # fmt: skip
        elif row.filled:
            _add_row(form, grid, row, number)
        elif key and str(key) not in form.rows:
            form.rows[str(key)] = row


def _add_row(form: ReturnedForm, grid: "_Grid", row: FormRow, number: int) -> None:
    first = next(iter(row.filled.values()))
    shown_id = row.cells["id"].value if "id" in row.cells else None
    if not row.key:
        form.complain(structure, first, "this row is none of the form's: it belongs to no question",
                      "move the answer to its question's own row")  # fmt: skip
    elif shown_id is not None and str(shown_id).strip() != row.key.split("|")[0]:
        message = f"the row says {shown_id}, but it is the row of {row.key.split('|')[0]}: rows were sorted or moved"
        form.complain(structure, row.cells["id"], message)
    elif row.key in form.rows and form.rows[row.key].filled:
        form.complain(structure, first, f"{row.key.split('|')[0]} is answered in two rows", "keep one of them")
    else:
        form.rows[row.key] = row
        if grid.hides(number):
            form.complain(hidden, first, "this row is hidden; its answers were read")
        for name, cell in row.filled.items():
            if grid.hides_column(name, cell):
                form.complain(hidden, cell, f"the column {_heading(name)} is hidden; this answer was read")


class _Grid:
    """The cells of a sheet, as many as a form can have."""

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
        """Return each merged cell (row, column) → the first cell of its range, and the range."""
        first_cells = {}
        for area in self.sheet.merged_cells.ranges:
            if area.size["rows"] * area.size["columns"] <= _ROWS_AT_MOST * _COLUMNS_AT_MOST:
                for row, column in area.cells:
                    first_cells[row, column] = ((area.min_row, area.min_col), area.coord)
        return first_cells

    def hides(self, row: int) -> bool:
        return self.sheet.sheet_state != "visible" or bool(self.sheet.row_dimensions[row].hidden)

    def hides_column(self, name: str, cell: Raw) -> bool:
        number = self.sheet[cell.coordinate].column
        dimensions = self.sheet.column_dimensions.values()
        return any(
            dimension.hidden and dimension.min <= number <= dimension.max
            for dimension in dimensions
            if dimension.min and dimension.max
        )
