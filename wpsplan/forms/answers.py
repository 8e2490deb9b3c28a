"""Turn the rows of a form into answers, one per item, with the keys of the measurement files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wpsplan.finding import Severity
from wpsplan.forms import cells
from wpsplan.forms.cells import CellReading, Raw, UnclearCell
from wpsplan.forms.columns import COLUMNS, FIGURE
from wpsplan.forms.prompts import QUALIFIERS, REASONS, YES_NO
from wpsplan.forms.reading import FormRow, ReturnedForm
from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import Kind, Method, kind_of
from wpsplan.model.submission import ANSWERS
from wpsplan.rules.form_rules import formula, read_as, structure, unclear

FIGURE_KEYS = tuple(key for key in ANSWERS if key != "cells")
"""The keys of a measurement that hold its figure."""
_HEADINGS = {column.key: column.heading for column in COLUMNS}


@dataclass
class FormAnswer:
    """The answer that a form gives to one item."""

    indicator: str
    period: str
    kind: Kind[Any]
    values: dict[str, Any] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)
    reason: dict[str, Any] = field(default_factory=dict)
    cells: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """(dimension, category) → its figure."""
    raw_cells: dict[tuple[str, ...], Raw] = field(default_factory=dict)
    """A route within the measurement → the cell that the value comes from."""
    whole: bool = True
    """True where each of its cells could be read."""

    @property
    def figure(self) -> dict[str, Any]:
        """The values that make up its figure."""
        return {key: value for key, value in self.values.items() if key in FIGURE_KEYS}

    @property
    def official(self) -> bool:
        """True where it has a figure, parts of one, a reason for having none, or the words that the kind asks for."""
        words = self.kind.in_words and "narrative" in self.values
        return bool(self.figure or self.reason or self.cells or words)


def answers_of(form: ReturnedForm, measurables: dict[str, IndicatorContext]) -> list[FormAnswer]:
    """Return the form's answers, one per item. A cell that can't be read becomes a finding and answers nothing."""
    answers: dict[str, FormAnswer] = {}
    for row in form.rows.values():
        indicator, period, *category = row.key.split("|")
        method = measurables[indicator].indicator.method if indicator in measurables else None
        if not row.filled or method is None:
            continue
        item = f"{indicator}|{period}"
        answer = answers.setdefault(item, FormAnswer(indicator, period, kind_of(method)))
        if category:
            _cell(form, row, answer, method, category[0])
        else:
            _item(form, row, answer, method)
        error_routes = {finding.place.route for finding in form.findings if finding.severity is Severity.ERROR}
        if any((cell.sheet, cell.coordinate) in error_routes for cell in row.filled.values()):
            answer.whole = False
    return list(answers.values())


def _item(form: ReturnedForm, row: FormRow, answer: FormAnswer, method: Method) -> None:
    kind = answer.kind
    for name, cell in row.filled.items():
        if name in FIGURE and name not in kind.entries:
            form.complain(
                structure,
                cell,
                f'nothing is asked for under "{_HEADINGS[name]}": {answer.indicator} is a {kind.name}',
                "empty the cell; what is to be said goes under Narrative",
            )
            continue
        meaning = interpret(form, cell, _reader(name, kind, method, form.excel_1904))
        if meaning is None or meaning == "":
            continue
        match name:
            case "source" | "source_date" | "source_url":
                key = {"source": "title", "source_date": "date", "source_url": "url"}[name]
                answer.source[key] = meaning
                answer.raw_cells["sources", key] = cell
            case "reason" | "note":
                answer.reason[name] = meaning
                answer.raw_cells["not_reported", name] = cell
            case _:
                key = kind.entries[name].key if name in kind.entries else name
                answer.values[key] = meaning
                answer.raw_cells[key,] = cell


def _cell(form: ReturnedForm, row: FormRow, answer: FormAnswer, method: Method, category: str) -> None:
    kind = answer.kind
    dimension, _, name = category.partition("=")
    figure: dict[str, Any] = {}
    for column, cell in row.filled.items():
        if column not in kind.cell_columns:
            form.complain(structure, cell, f'nothing is asked for under "{_HEADINGS[column]}" in a breakdown',
                          "empty the cell; what is to be said goes under the question's own Narrative")  # fmt: skip
            continue
        meaning = interpret(form, cell, _reader(column, kind, method))
        if meaning is not None:
            key = kind.entries[column].key
            figure[key] = meaning
            answer.raw_cells["cells", dimension, name, key] = cell
    if figure:
        answer.cells[dimension, name] = figure


def _reader(column: str, kind: Kind[Any], method: Method, excel_1904: bool = False) -> Callable[[Raw], CellReading]:
    """Return the function that reads a cell of this column."""
    entry = kind.entries.get(column)
    match entry.type if entry else column:
        case "yes-no":
            return lambda cell: cells.word(cell, YES_NO)
        case "choice":
            return lambda cell: cells.word(cell, {choice: choice for choice in kind.choices(method)})
        case "number":
            return cells.number
        case "percent":
            return cells.percentage
        case "date" | "source_date":
            return lambda cell: cells.day(cell, excel_1904)
        case "qualifier":
            return lambda cell: cells.word(cell, QUALIFIERS)
        case "reason":
            return lambda cell: cells.word(cell, REASONS)
    return cells.text


def interpret(form: ReturnedForm, cell: Raw, reader: Callable[[Raw], CellReading]) -> Any:
    """Return the value of a cell; None, with a finding added, where it is unclear."""
    try:
        reading = reader(cell)
    except UnclearCell as error:
        form.complain(unclear, cell, error.message, error.help)
        return None
    if cell.formula:
        form.complain(formula, cell, f"a formula: its last value, {reading.value}, was taken")
    elif reading.note:
        form.complain(read_as, cell, reading.note)
    return reading.value
