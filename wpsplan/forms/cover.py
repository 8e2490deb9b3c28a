"""Write the first sheet of a form: its respondent, the day it is due, and how to fill it in."""

from typing import TYPE_CHECKING

from wpsplan.forms.columns import MARK
from wpsplan.forms.content import Form
from wpsplan.forms.row_height import height
from wpsplan.forms.sheet import SheetSummary
from wpsplan.forms.styles import Styles
from wpsplan.model.partial_date import day_in_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KEY, LABEL, CONTENT = 0, 1, 2
_LABEL_WIDTH, _WIDTH = 34, 96
STATUS, SUBMITTED, ENTITY = "status", "submitted", "entity"
HOW = (
    "Each sheet is a part of the plan, each row one question. Fill in the yellow cells; the others are locked.",
    "Answer what you can. Where there is no figure, leave the answer empty and choose a reason: not available, not "
    "applicable, not collected or withheld.",
    "0 is an answer. A cell left empty says nothing: if the office has an answer of yours already, it stays.",
    "Write numbers as numbers, without blanks, and percentages as 45 or 45 %. Write days as 2017-11-30, months as "
    "2017-11, years as 2017.",
    "The column State says what an answer still lacks. Orange cells are still wanted; red ones can't be right.",
    "Where a figure is asked by sex, rank and the like, its table stands below the questions of its sheet. Parts that "
    "are all given must add up to the figure itself.",
    "Please insert, delete and merge nothing, and leave the sheets in this workbook: answers are found by their rows.",
    "When it is finished, choose final here and send the workbook back. A draft counts as not reported.",
)


def write_cover(sheet: "Worksheet", styles: Styles, form: Form, to: str, summaries: list[SheetSummary]) -> None:
    """Write the cover, with two cells to fill in: final or draft, and the day of sending. `to`: the recipient."""
    plan, period = form.framework.plan, form.period
    sheet.set_column(KEY, KEY, 4, None, {"hidden": True})
    sheet.set_column(LABEL, LABEL, _LABEL_WIDTH)
    sheet.set_column(CONTENT, CONTENT, _WIDTH)
    sheet.set_row(0, 24)
    sheet.write_string(0, LABEL, f"{form.name}: report for {period.id}", styles["title"])
    sheet.write_string(0, KEY, MARK, styles["key"])
    span = f"{day_in_words(period.start)} to {day_in_words(period.end)}"
    until = day_in_words(period.due) if period.due else "no day is set"
    lines = [
        ("", "Plan", f"{plan.title}{f' ({plan.edition})' if plan.edition else ''}"),
        (ENTITY, "Who answers", f"{form.name} ({form.entity})"),
        ("", "For the time from", span),
        ("", "Please answer until", until),
        ("", "Send it to", to),
    ]
    row = 2
    for key, label, text in lines:
        sheet.write_string(row, KEY, key, styles["key"])
        sheet.write_string(row, LABEL, label, styles["label"])
        sheet.write_string(row, CONTENT, text, styles["plain"])
        sheet.set_row(row, height([(text, _WIDTH)]))
        row += 1
    row = _write_entries(sheet, styles, form, row + 1)
    sheet.write_string(row + 1, LABEL, "How to fill it in", styles["label"])
    for number, text in enumerate(HOW, 1):
        row += 1
        sheet.write_string(row, CONTENT, f"{number}.  {text}", styles["plain"])
        sheet.set_row(row, height([(text, _WIDTH - 4)]))
    row += 2
    sheet.write_string(row, LABEL, "Sheets", styles["label"])
    row += 1
    for summary in summaries:
        questions = f"{summary.items} question{'' if summary.items == 1 else 's'}"
        name = summary.name.replace("'", "''")
        caption = f"{summary.heading.replace(chr(34), chr(39))}: {questions}, answered "
        sheet.write_formula(
            row, CONTENT, f'="{caption}"&{summary.done.text[1:]}', styles["plain"], f"{caption}{summary.done.value}"
        )
        sheet.write_url(row, LABEL, f"internal:'{name}'!B1", styles["link"], summary.name)
        sheet.set_row(row, height([(caption, _WIDTH - 4), (summary.name, _LABEL_WIDTH)]))
        row += 1
    _set_up(sheet, row)


def _write_entries(sheet: "Worksheet", styles: Styles, form: Form, row: int) -> int:
    own = form.submission
    status = own.header.status if own else ""
    submitted = str(own.header.submitted) if own and own.header.submitted else ""
    for key, label, content, message in (
        (STATUS, "Final or draft", status, "final: finished, it counts. draft: you will send it again."),
        (SUBMITTED, "Sent on", submitted, "The day on which you send it, such as 2018-02-14."),
    ):
        sheet.write_string(row, KEY, key, styles["key"])
        sheet.write_string(row, LABEL, label, styles["label"])
        sheet.write_string(row, CONTENT, content, styles["fill_any"]) if content else sheet.write_blank(
            row, CONTENT, None, styles["fill_any"]
        )
        rule = {"validate": "list", "source": ["final", "draft"]} if key == STATUS else {"validate": "any"}
        sheet.data_validation(row, CONTENT, row, CONTENT,
                              {**rule, "input_title": label, "input_message": message})  # fmt: skip
        if key == STATUS:
            options = {"type": "formula", "criteria": f'=$C${row + 1}=""', "format": styles["missing"]}
            sheet.conditional_format(row, CONTENT, row, CONTENT, options)
        row += 1
    return row


def _set_up(sheet: "Worksheet", last: int) -> None:
    sheet.protect("", {"format_rows": True, "format_columns": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, LABEL, last, CONTENT)
    sheet.set_footer("&L&A&RPage &P of &N")
