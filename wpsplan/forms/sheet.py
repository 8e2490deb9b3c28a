"""Write one sheet of a form: a row for each item, and below them a table for each breakdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wpsplan.forms.columns import COLUMNS, FIGURE, INDEX, LETTER, NO_ITEM
from wpsplan.forms.content import Form, FormBreakdown, FormItem, Section, cell_key
from wpsplan.forms.prefill import Content, prefill, prefill_category
from wpsplan.forms.row_height import height
from wpsplan.forms.state import (
    BREAKDOWN,
    DONE,
    NARRATIVE,
    OF_HOW_MANY,
    SOURCE,
    TO_FILL,
    WRONG,
    Formula,
    Table,
    check_sum,
    column_sum,
    row_state,
)  # fmt: skip
from wpsplan.forms.styles import Styles
from wpsplan.kinds.form_field import FormField

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KEYS_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4
"""Counted from 0: the hidden row of column keys, the headings, the first item."""
_LAST = COLUMNS[-1].key
_WORDS_ALIKE = ("narrative", "source", "source_url", "note")
_LISTS = ("yes-no", "choice", "qualifier")
"""The types of cells with a drop-down list."""


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet's name, heading and number of items, and the formula that counts the answered ones."""

    name: str
    heading: str
    items: int
    done: Formula


@dataclass(frozen=True)
class _Place:
    """The position of an item's breakdown on its sheet. Rows are counted from 1, as in Excel."""

    item: FormItem
    breakdown: FormBreakdown
    row: int
    """The row of the item."""
    head: int
    """The row of the table's heading."""

    @property
    def table(self) -> Table:
        categories = self.breakdown.dimension.categories
        kind, dimension = self.item.kind, self.breakdown.dimension.id
        cells = [prefill_category(self.item.given, dimension, category.id, kind) for category in categories]
        return Table(self.head + 1, self.head + len(categories), self.breakdown.required, cells)

    @property
    def summed(self) -> bool:
        return self.breakdown.dimension.total == "sum"


def write_sheet(
    sheet: "Worksheet", styles: Styles, form: Form, section: Section, lists: dict[str, str]
) -> SheetSummary:
    """Write the rows and tables of an area; return the sheet's summary. `lists`: drop-down list → its range."""
    sheet.write_string(0, INDEX["text"], section.heading, styles["title"])
    sheet.set_row(0, 24)
    sheet.set_row(HEAD_ROW, height((column.heading, column.width) for column in COLUMNS))
    sheet.write_string(1, INDEX["text"], f"{form.name} · {form.period.id} · fill in the yellow cells; orange: still "
                       "wanted; red: can't be right", styles["label"])  # fmt: skip
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width, None, {"hidden": index == 0})
        sheet.write_string(KEYS_ROW, index, column.key, styles["key"])
        if index:
            sheet.write_string(HEAD_ROW, index, column.heading, styles["heading"])
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    sheet.write_string(HEAD_ROW, 0, NO_ITEM, styles["key"])
    places = _places(section)
    states = []
    for row, item in enumerate(section.items, FIRST_ROW + 1):
        item_places = [place for place in places if place.item is item]
        states.append(_write_item(_Row(sheet, styles, row, item, lists), item_places))
    for place in places:
        _write_table(sheet, styles, place)
    last = max([FIRST_ROW + len(section.items), *(place.table.last + place.summed for place in places)])
    _set_up(sheet, section, last)
    area = f"'{sheet.get_name().replace(chr(39), chr(39) * 2)}'!${LETTER['state']}${FIRST_ROW + 1}:${LETTER['state']}$"
    done = Formula(
        f'=COUNTIF({area}{FIRST_ROW + len(section.items)},"{DONE}*")', sum(state.startswith(DONE) for state in states)
    )
    return SheetSummary(sheet.get_name(), section.heading, len(section.items), done)


def _places(section: Section) -> list[_Place]:
    """Return the positions of the breakdowns' tables: below the items, one after the other."""
    places = []
    head = FIRST_ROW + len(section.items) + 2
    for row, item in enumerate(section.items, FIRST_ROW + 1):
        for breakdown in item.breakdowns:
            place = _Place(item, breakdown, row, head)
            places.append(place)
            head = place.table.last + 2 + place.summed
    return places


@dataclass(frozen=True)
class _Row:
    """A row to be written. `number` counts from 1, as in Excel."""

    sheet: "Worksheet"
    styles: Styles
    number: int
    item: FormItem
    lists: dict[str, str]

    def cell(self, column: str) -> tuple[int, int]:
        return self.number - 1, INDEX[column]

    def put(self, column: str, content: Content | None, style: str) -> None:
        """Write a cell. Text stays text, even if it begins with = or a digit."""
        format = self.styles[style]
        if content is None or content == "":
            self.sheet.write_blank(*self.cell(column), None, format)
        elif isinstance(content, str):
            self.sheet.write_string(*self.cell(column), content, format)
        else:
            self.sheet.write_number(*self.cell(column), content, format)

    def validate(self, column: str, rule: dict[str, Any]) -> None:
        self.sheet.data_validation(*self.cell(column), *self.cell(column), rule)

    def colour(self, column: str, states: tuple[str, ...], style: str) -> None:
        """Colour a cell while the row's state is one of these."""
        state = f"${LETTER['state']}${self.number}"
        condition = ",".join(f'{state}="{words}"' for words in states)
        options = {"type": "formula", "criteria": f"=OR({condition})", "format": self.styles[style]}
        self.sheet.conditional_format(*self.cell(column), *self.cell(column), options)


def _write_item(row: _Row, places: list[_Place]) -> str:
    """Write an item's row and return its state."""
    item = row.item
    given = prefill(item.given, item.kind)
    entries = item.kind.entries
    tables = [place.table for place in places]
    below = " ".join(
        f"By {place.breakdown.dimension.title.lower()} in row {place.head}"
        f" ({'wanted' if place.breakdown.required else 'welcome'})."
        for place in places
    )
    row.sheet.write_string(row.number - 1, 0, item.key, row.styles["key"])
    words = {
        "id": item.id,
        "text": item.measurable.indicator.text,
        "ask": f"{item.ask} {below}".rstrip(),
        "unit": item.unit,
        "hint": item.hint,
    }
    for key, text in words.items():
        row.put(key, text, "strong" if key == "id" else "text")
    widths = {column.key: column.width for column in COLUMNS}
    row.sheet.set_row(row.number - 1, height((text, widths[key]) for key, text in {**words, **given}.items()))
    for column in COLUMNS:
        if column.key in FIGURE and column.key not in entries:
            row.put(column.key, None, "closed")
        elif column.fill:
            row.put(column.key, given.get(column.key), _style_of(column.key, entries.get(column.key)))
            rule = _rule(column.key, item, row.lists)
            if column.message or rule:
                message = column.message or "In the form's own words."
                row.validate(column.key, {"validate": "any", "input_title": f"{item.id} {column.heading}"[:32],
                                          "input_message": message, **rule})  # fmt: skip
    state = row_state(item, row.number, given, tables)
    row.sheet.write_formula(*row.cell("state"), state.text, row.styles["state"], state.value)
    _add_colours(row, entries)
    return str(state.value)


def _style_of(column: str, entry: FormField | None) -> str:
    if column in _WORDS_ALIKE:
        return "fill_words"
    if entry and entry.type == "number":
        return "fill_whole"
    return "fill_choice" if column == "reason" or (entry and entry.type in _LISTS) else "fill_any"


def _rule(column: str, item: FormItem, lists: dict[str, str]) -> dict[str, Any]:
    """Return the validation rule of a cell with its messages; empty where anything may be typed."""
    entry = item.kind.entries.get(column)
    if entry is None:
        return _list_rule(lists[column]) if column == "reason" else {}
    rule: dict[str, Any] = {}
    match entry.type:
        case "number":
            rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "A whole number",
                     "error_message": "Write a whole number: 0 or more, without point, comma or blank."}  # fmt: skip
        case "percent":
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
                     "error_title": "A percentage", "error_message": "Write a number from 0 to 100."}  # fmt: skip
        case "yes-no":
            rule = _list_rule(lists["achieved"])
        case "choice":
            rule = _list_rule(lists[item.id])
        case "qualifier":
            rule = _list_rule(lists["qualifier"])
    title = {"input_title": f"{item.id} {entry.title}"} if entry.title else {}
    note = {"input_message": entry.note} if entry.note else {}
    return {**rule, **title, **note}


def _list_rule(source: str) -> dict[str, Any]:
    return {"validate": "list", "source": source, "error_title": "Choose from the list",
            "error_message": "Choose one of the words in the list."}  # fmt: skip


def _add_colours(row: _Row, entries: Mapping[str, FormField]) -> None:
    """Colour the cells by the row's state: orange for missing, red for wrong, green for done."""
    words = "value" if "value" in entries else "narrative"
    row.colour(words, (TO_FILL, "how many of them?"), "missing")
    if "of" in entries:
        row.colour("of", (TO_FILL, OF_HOW_MANY), "missing")
        row.colour("value", (WRONG[2], WRONG[3]), "wrong")
        row.colour("percent", (WRONG[3],), "wrong")
    if words == "value":
        row.colour("narrative", (NARRATIVE,), "missing")
        row.colour("reason", (WRONG[0],), "wrong")
    row.colour("source", (SOURCE,), "missing")
    row.colour("state", (TO_FILL, OF_HOW_MANY, NARRATIVE, SOURCE, BREAKDOWN), "missing")
    row.colour("state", WRONG, "wrong")
    row.colour("state", (DONE,), "done")


def _write_table(sheet: "Worksheet", styles: Styles, place: _Place) -> None:
    """Write a breakdown: a row for each category, and a last one that checks their sum against the item's figure."""
    item, dimension, table = place.item, place.breakdown.dimension, place.table
    columns = item.kind.cell_columns
    need = "wanted" if place.breakdown.required else "welcome"
    fits = "" if place.summed else "; they may overlap, and need not add up"
    title = f"{item.id} by {dimension.title.lower()} ({item.period.id}): {need}{fits}"
    sheet.write_string(place.head - 1, INDEX["text"], title, styles["table"])
    for category, given, number in zip(
        dimension.categories, table.cells, range(table.first, table.last + 1), strict=True
    ):
        row = _Row(sheet, styles, number, item, {})
        sheet.write_string(number - 1, 0, cell_key(item.key, dimension.id, category.id), styles["key"])
        row.put("id", item.id, "text")
        row.put("text", category.title, "text")
        for column in columns:
            row.put(column, given.get(column), _style_of(column, item.kind.entries[column]))
            rule = _rule(column, item, {})
            message = {**rule, "input_title": category.title[:32]}
            row.validate(column, {"input_message": "This part alone: a whole number.", **message})
        if place.breakdown.required and columns:
            options = {"type": "formula", "format": styles["missing"],
                       "criteria": f'=${LETTER["state"]}${place.row}="{BREAKDOWN}"'}  # fmt: skip
            sheet.conditional_format(*row.cell("value"), *row.cell("value"), options)
    if place.summed:
        _write_sum(_Row(sheet, styles, table.last + 1, item, {}), place, columns)


def _write_sum(row: _Row, place: _Place, columns: tuple[str, ...]) -> None:
    added = [column for column in columns if column != "percent"]
    row.sheet.write_string(row.number - 1, 0, NO_ITEM, row.styles["key"])
    row.put("text", "Sum of the parts", "strong")
    for column in added:
        total = column_sum(place.table, column)
        row.sheet.write_formula(*row.cell(column), total.text, row.styles["sum"], total.value)
    check = check_sum(place.table, added, place.row, prefill(place.item.given, place.item.kind))
    row.sheet.write_formula(*row.cell("state"), check.text, row.styles["state"], check.value)
    row.colour("state", ("✓ adds up",), "done")
    row.colour("state", ("less than the total",), "missing")
    row.colour("state", ("more than the total",), "wrong")


def _set_up(sheet: "Worksheet", section: Section, last: int) -> None:
    """Lock the sheet, freeze its head, and fit it on paper: figures on one page, words on the next."""
    sheet.freeze_panes(FIRST_ROW, INDEX["text"])
    sheet.protect("", {"format_rows": True, "format_columns": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(2, 0)  # the columns' widths put the page break before the narrative
    sheet.repeat_rows(HEAD_ROW)
    sheet.repeat_columns(INDEX["id"])
    sheet.print_area(0, INDEX["id"], last, INDEX[_LAST])
    sheet.set_footer("&L&A&RPage &P of &N")
