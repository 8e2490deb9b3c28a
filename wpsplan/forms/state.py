"""Compute the state of a row, as an Excel formula and as the formula's value when the form is sent out.

The value is needed too: a program that doesn't calculate when it opens a file shows that value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wpsplan.forms.columns import LETTER
from wpsplan.forms.content import FormItem

DONE = "✓"
TO_FILL = "to fill in"
OF_HOW_MANY = "of how many?"
NARRATIVE = "narrative to fill in"
SOURCE = "source to fill in"
BREAKDOWN = "breakdown to fill in"
MORE, LESS, ADDS_UP = "more than the total", "less than the total", "✓ adds up"
WRONG = ("figure or reason, not both", "how many of them?", "more than the whole", "numbers or %, not both", MORE)
"""The states that mean an error; every other one but `DONE` and `ADDS_UP` means that something is missing."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and its value when the workbook is sent out."""

    text: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class _Case:
    condition: str
    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a breakdown: the first and the last, counted from 1 as in Excel, and their contents by column key."""

    first: int
    last: int
    required: bool
    cells: Sequence[Mapping[str, Any]]

    def range(self, column: str) -> str:
        """Return the range of a column, such as $G$12:$G$15."""
        letter = LETTER[column]
        return f"${letter}${self.first}:${letter}${self.last}"


def row_state(item: FormItem, row: int, given: Mapping[str, Any], tables: Sequence[Table]) -> Formula:
    """Return the state of an item's row: the words of the first case that holds; `DONE` where none does."""
    cases = list(_cases(item, row, given, tables))
    text = f'"{DONE}"'
    for case in reversed(cases):
        text = f'IF({case.condition},"{case.words}",{text})'
    return Formula(f"={text}", next((case.words for case in cases if case.holds), DONE))


def _cases(item: FormItem, row: int, given: Mapping[str, Any], tables: Sequence[Table]) -> Iterator[_Case]:
    addresses = {key: f"${letter}{row}" for key, letter in LETTER.items()}
    blank = {key: f'{addresses[key]}=""' for key in LETTER}
    has_value, has_whole, has_percent, has_reason = (key in given for key in ("value", "of", "percent", "reason"))
    in_words, entries = item.kind.in_words, item.kind.entries
    answers = ["narrative"] if in_words else [column for column in ("value", "percent") if column in entries]
    has_figure = any(column in given for column in answers)
    conditions = ",".join(blank[column] for column in answers)
    answered = f"NOT(AND({conditions}))" if len(answers) > 1 else f"NOT({conditions})"
    if not in_words:
        yield _Case(f"AND(NOT({blank['reason']}),{answered})", has_reason and has_figure, WRONG[0])
    yield _Case(f"NOT({blank['reason']})", has_reason, DONE)
    if "of" in entries:
        yield _Case(f"AND(NOT({blank['of']}),{blank['value']})", has_whole and not has_value, WRONG[1])
    yield _Case(f"NOT({answered})", not has_figure, TO_FILL)
    if "of" in entries:
        yield _Case(f"AND({blank['of']},{blank['percent']})", not has_whole and not has_percent, OF_HOW_MANY)
    if "percent" in entries:  # a share: the part is no more than the whole
        yield _Case(f"NOT(OR({blank['of']},{blank['percent']}))", has_whole and has_percent, WRONG[3])
        over = has_whole and has_value and given["value"] > given["of"]
        part, whole = addresses["value"], addresses["of"]
        yield _Case(f"AND(ISNUMBER({part}),ISNUMBER({whole}),{part}>{whole})", over, WRONG[2])
    for table in tables:
        if table.required:
            counts = "+".join(f"COUNTA({table.range(column)})" for column in ("value", "percent"))
            yield _Case(f"({counts})=0", not any(table.cells), BREAKDOWN)
    if not in_words and item.method.narrative == "required":
        yield _Case(blank["narrative"], "narrative" not in given, NARRATIVE)
    if item.method.sources == "required":
        yield _Case(blank["source"], "source" not in given, SOURCE)


def column_sum(table: Table, column: str) -> Formula:
    """Return the sum of a breakdown's column; empty while the column has no number."""
    cells = table.range(column)
    numbers = [cell[column] for cell in table.cells if column in cell]
    return Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))', sum(numbers) if numbers else "")


def check_sum(table: Table, columns: Sequence[str], row: int, given: Mapping[str, Any]) -> Formula:
    """Compare the sum of the parts with the whole in `row`; empty until all parts are there or their sum is too big."""
    cases = []
    size = len(table.cells)
    for column in columns:
        cells, whole = table.range(column), f"${LETTER[column]}${row}"
        numbers = [cell[column] for cell in table.cells if column in cell]
        total = given.get(column)
        known = f"ISNUMBER({whole}),COUNT({cells})>0"
        cases.append(
            _Case(f"AND({known},SUM({cells})>{whole})", bool(total is not None and numbers and sum(numbers) > total),
                  MORE)
        )  # fmt: skip
        full = total is not None and len(numbers) == size
        cases.append(_Case(f"AND(ISNUMBER({whole}),COUNT({cells})={size},SUM({cells})<{whole})",
                           bool(full and sum(numbers) < total), LESS))  # fmt: skip
        equal = bool(full and sum(numbers) == total)
        if column == columns[-1]:
            cases.append(_Case(f"AND(ISNUMBER({whole}),COUNT({cells})={size},SUM({cells})={whole})", equal, ADDS_UP))
    text = '""'
    for case in reversed(cases):
        text = f'IF({case.condition},"{case.words}",{text})'
    return Formula(f"={text}", next((case.words for case in cases if case.holds), ""))
