"""What offices do to workbooks: each with what is said, and the sheet and the cell where."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.forms.workbooks import Book, form, place
from tests.tools import Wpsplan

NEW = "EXB"  # has no answer to 2.1.1 in 2017, and none to 2.2.1


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


# --- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "column", "value", "format", "message", "help"),
    [
        ("1.2.2", "value", "1 100,50", None, '"1 100,50" is text, not a number', "write 1100.50 as a number"),
        ("1.2.2", "value", "1,100", None, '"1,100" is text, not a number', "write 1100 or 1.100 as a number"),
        ("1.2.2", "value", "1.100", None, '"1.100" is text, not a number', "write 1100 or 1.100 as a number"),
        ("1.2.2", "value", "n/a", None, '"n/a" is text, not a number', "leave the cell empty and choose a reason"),
        ("1.2.2", "value", 0.5, "0%", "0.5 is formatted as a percentage", "write the number itself"),
        ("1.2.2", "value", True, None, "yes is no number", "write a number"),
        ("1.2.2", "value", date(2017, 5, 1), "yyyy-mm-dd", "2017-05-01 is a date, not a number", "format the cell"),
        ("1.2.1", "percent", 0.45, None, "0.45 may be 45 % or 0.45 %", "write 45 % or 0.45 %, with the sign"),
        ("1.2.1", "percent", 1, None, "1 may be 100 % or 1 %", "write 100 % or 1 %, with the sign"),
        ("1.2.1", "percent", "0.45", None, "0.45 may be 45 % or 0.45 %", "write 45 % or 0.45 %, with the sign"),
        ("1.2.1", "percent", "12,5", None, '"12,5" is text, not a percentage', "write 12.5 % as a number"),
        ("1.2.1", "date", "30.11.2017", None, '"30.11.2017" can\'t be read as a day', "write 2017-11-30"),
        ("1.2.1", "date", "3/4/2017", None, '"3/4/2017" can\'t be read as a day', "2017-04-03 or 2017-03-04"),
        ("1.2.1", "date", "2017-02-30", None, '"2017-02-30" can\'t be read as a day', "write 2017-11-30, 2017-11"),
        ("1.2.1", "date", 2017, "yyyy-mm-dd", "1905-07-09 is no likely day", "write 2017-11-30, 2017-11 or 2017"),
        ("1.2.1", "qualifier", "roughly", None, '"roughly" is none of the words', "about, more than, at least"),
        ("2.1.2", "value", "nearly", None, '"nearly" is none of the words', "not yet, partly, largely, fully"),
        ("2.1.1", "value", "maybe", None, '"maybe" is none of the words', "choose one of: yes, no"),
        ("2.2.1", "reason", "don't know", None, '"don\'t know" is none of the words', "not available, not applicable"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked(  # noqa: PLR0913, PLR0917
    run: Wpsplan, exercise: Path, question: str, column: str, value: Any, format: str | None, message: str, help: str
) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put(question, format, **{column: value}).final()
    finding = only(imported(run, exercise, book.save()), "form-cell")
    assert (at(finding), finding["severity"]) == (place(book.cell(question, column)), "error")
    assert message in finding["message"]
    assert help in finding["help"]


@pytest.mark.parametrize(
    ("question", "column", "value", "format", "key", "meant", "note"),
    [
        ("1.2.1", "percent", 0.45, "0%", "value", "45", None),
        ("1.2.1", "percent", 0.0771, "0.00%", "value", "7.71", None),
        ("1.2.1", "percent", 45, None, "value", "45", None),
        ("1.2.1", "percent", "45 %", None, "value", "45", 'the text "45 %" was read as 45 %'),
        ("1.2.1", "percent", "0.45 %", None, "value", "0.45", 'the text "0.45 %" was read as 0.45 %'),
        ("1.2.1", "percent", 0, None, "value", "0", None),
        ("1.2.2", "value", "551", None, "value", "551", 'the text "551" was read as the number 551'),
        ("1.2.2", "value", " 551\u00a0", None, "value", "551", 'the text "551" was read as the number 551'),
        ("2.1.2", "value", "LARGELY ", None, "level", "largely", '"LARGELY" was read as largely'),
        ("2.1.1", "value", True, None, "achieved", "true", '"yes"'),
    ],
)  # fmt: skip
def test_what_can_mean_one_thing_only_is_read(  # noqa: PLR0913, PLR0917
    run: Wpsplan, exercise: Path, question: str, column: str, value: Any, format: str | None, key: str, meant: str,
    note: str | None,
) -> None:  # fmt: skip
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put(question, format, **{column: value}).final()
    found = imported(run, exercise, book.save())
    text = (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")
    assert re.search(rf"\b{key}: {re.escape(meant)}\b", text)
    notes = [(at(one), one["message"]) for one in found if one["code"] == "form-read-as"]
    assert notes == ([] if note in (None, '"yes"') else [(place(book.cell(question, column)), note)])


@pytest.mark.parametrize(
    ("value", "format", "written"),
    [
        (datetime(2017, 11, 30), "dd/mm/yyyy", "as_of: 2017-11-30"),
        (datetime(2017, 11, 1), "mmm-yy", "as_of: 2017-11\n"),  # what Excel makes of a typed 2017-11
        (2017, None, "as_of: 2017\n"),
        ("2017-11", None, "as_of: 2017-11\n"),
        (" 2017-11-30 ", None, "as_of: 2017-11-30\n"),
    ],
)
def test_days_are_as_precise_as_they_were_typed(
    run: Wpsplan, exercise: Path, value: Any, format: str | None, written: str
) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=3).put("1.2.2", format, date=value).final()
    imported(run, exercise, book.save())
    text = (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")
    assert written.strip() in [line.strip() for line in re.split(r"[,{}\n]", text)]


def test_days_counted_from_1904_are_the_same_days(run: Wpsplan, exercise: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC")
    book.book.epoch = CALENDAR_MAC_1904
    book.put("1.2.2", value=3).put("1.2.2", "yyyy-mm-dd", date=datetime(2017, 11, 30)).final().save()
    with zipfile.ZipFile(book.path) as archive:  # the workbook says so, and counts so
        assert b'date1904="1"' in archive.read("xl/workbook.xml")
    found = imported(run, exercise, book.path)
    assert "as_of: 2017-11-30" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")
    assert "1904" in only(found, "form-read-as")["message"]


def with_value(path: Path, sheet_and_cell: str, value: str, type: str = "") -> None:
    """Gives a formula its last value, as a spreadsheet program does when it saves."""
    from openpyxl import load_workbook

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


def test_a_formula_gives_its_last_value_with_a_note(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value="=SUM(20,25)").final()
    cell = place(book.cell("1.2.2", "value"))
    with_value(book.save(), cell, "45")
    finding = only(imported(run, exercise, book.path), "form-formula")
    assert (at(finding), finding["message"]) == (cell, "a formula: its last value, 45, was taken")
    assert "1.2.2: {value: 45}" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("value", "type", "message"), [
    ("#REF!", "e", "the formula has no value (#REF!)"), (None, "", "the formula has no value"),
])  # fmt: skip
def test_a_broken_formula_is_no_answer(run: Wpsplan, exercise: Path, value: Any, type: str, message: str) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value="=SUM(20,25)").final()
    cell = place(book.cell("1.2.2", "value"))
    book.save()
    if value:
        with_value(book.path, cell, value, type)
    finding = only(imported(run, exercise, book.path), "form-cell")
    assert (at(finding), finding["message"]) == (cell, message)


def test_the_rules_of_check_name_the_cell(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.1", value=20, of=5).put("1.2.2", value=1.5)
    book.put("1.2.2 Women", value=1).put("2.1.1", value="no", date="2017-05").put("2.2.1", source="only a source")
    found = imported(run, exercise, book.final().save())
    assert {(one["code"], at(one)) for one in found if one["severity"] == "error"} == {
        ("numerator-over-denominator", place(book.cell("1.2.1", "value"))),
        ("no-count", place(book.cell("1.2.2", "value"))),
        ("date-unachieved", place(book.cell("2.1.1", "date"))),
        ("nothing-reported", place(book.cell("2.2.1", "source"))),
    }


def test_parts_that_exceed_the_total_name_the_part(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=5).put("1.2.2 Women", value=1).put("1.2.2 Men", value=7)
    finding = only(imported(run, exercise, book.final().save()), "cells-over-total")
    assert at(finding) == place(book.cell("1.2.2 Men", "value"))


# --- rows, columns, sheets --------------------------------------------------------------------------------------------


def test_what_is_renamed_and_reordered_is_found_again(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45, narrative="Exercise words").put("2.1.2", value="partly")
    sheet = book.row("1.2.2")[0]
    sheet.title = "Sheet1 (2)"
    book.book.move_sheet(sheet, 1)
    for row in sheet.iter_rows():  # the columns of the narrative and of the answer change places
        row[6].value, row[12].value = row[12].value, row[6].value
    found = imported(run, exercise, book.final().save())
    assert [one for one in found if one["severity"] == "error"] == []
    text = (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")
    assert "1.2.2: {value: 45, narrative: Exercise words}" in text
    assert "2.1.2: {level: partly}" in text


def test_inserted_rows_move_nothing_and_answer_nothing(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, row = book.row("1.2.2")
    sheet.insert_rows(row)
    book.final().save()
    assert [one for one in imported(run, exercise, book.path) if one["severity"] == "error"] == []
    assert "1.2.2: {value: 45}" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")
    sheet.cell(row, 7).value = 46
    finding = only(imported(run, exercise, book.save()), "form-structure")
    assert (at(finding), finding["message"]) == (
        f"{sheet.title}!G{row}", "this row is none of the form's: it belongs to no question",
    )  # fmt: skip


def test_rows_sorted_without_their_keys_are_noticed(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.1", value=5, of=20).put("1.2.2", value=45)
    (sheet, one), (_, other) = book.row("1.2.1"), book.row("1.2.2")
    for column in range(2, 19):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        first.value, second.value = second.value, first.value
    found = [finding for finding in imported(run, exercise, book.final().save()) if finding["code"] == "form-structure"]
    assert [(at(finding), finding["message"]) for finding in found] == [
        (f"{sheet.title}!B{one}", "the row says 1.2.2, but it is the row of 1.2.1: rows were sorted or moved"),
        (f"{sheet.title}!B{other}", "the row says 1.2.1, but it is the row of 1.2.2: rows were sorted or moved"),
    ]


def test_a_question_answered_in_two_rows_is_asked(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, row = book.row("1.2.2")
    last = sheet.max_row + 2
    for column in range(1, 19):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    finding = only(imported(run, exercise, book.final().save()), "form-structure")
    assert (at(finding), finding["message"]) == (f"{sheet.title}!G{last}", "1.2.2 is answered in two rows")


def test_merged_cells_are_refused(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.1", value=5, of=20)
    sheet, row = book.row("1.2.1")
    sheet.merge_cells(f"G{row}:H{row}")
    finding = only(imported(run, exercise, book.final().save()), "form-structure")
    assert at(finding) == f"{sheet.title}!G{row}"
    assert finding["message"] == f"the cells G{row}:H{row} are merged: only one answer is left of them"


def test_hidden_rows_and_columns_are_read_and_said(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45).put("2.2.1", narrative="Exercise words")
    sheet, row = book.row("1.2.2")
    sheet.row_dimensions[row].hidden = True
    words = book.row("2.2.1")[0]
    words.column_dimensions["M"].hidden = True
    found = [one for one in imported(run, exercise, book.final().save()) if one["code"] == "form-hidden"]
    assert {(at(one), one["message"]) for one in found} == {
        (f"{sheet.title}!G{row}", "this row is hidden; its answers were read"),
        (place(book.cell("2.2.1", "narrative")),
         'the column "Narrative: what stands behind it" is hidden; this answer was read'),
    }  # fmt: skip
    assert "1.2.2: {value: 45}" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")


def test_a_column_that_is_gone_and_one_that_is_there_twice(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, _ = book.row("1.2.2")
    sheet["R3"].value = sheet["M3"].value  # the hidden key of the remark is now the narrative's
    found = [one["message"] for one in imported(run, exercise, book.final().save()) if one["code"] == "form-structure"]
    assert found == [
        'the column "Narrative: what stands behind it" is there twice', 'the column "Remark on the reason" is gone',
    ]  # fmt: skip


def test_a_sheet_without_its_hidden_column_can_t_be_read(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, _ = book.row("1.2.2")
    sheet.delete_cols(1)
    found = imported(run, exercise, book.final().save())
    finding = only(found, "form-structure")
    assert (at(finding), finding["severity"]) == (f"{sheet.title}!B4", "error")
    assert "the hidden row and column that its answers are known by are gone" in finding["message"]


def test_an_answer_where_nothing_is_asked(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45, of=90)
    finding = only(imported(run, exercise, book.final().save()), "form-structure")
    assert at(finding) == place(book.cell("1.2.2", "of"))
    assert finding["message"] == 'nothing is asked for under "Of": 1.2.2 is a count'


def test_deleted_rows_and_foreign_sheets_are_said(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, row = book.row("2.2.1")
    sheet.delete_rows(row)
    book.book.create_sheet("Our notes")["A1"] = "Exercise notes"
    found = [one for one in imported(run, exercise, book.final().save()) if one["code"] == "form-missing"]
    assert [(one["sheet"], one["message"]) for one in found] == [
        ("Our notes", "this sheet is none of the form's: nothing in it was read"),
        (None, "2.2.1: not in this workbook any more"),
    ]


# --- forms that are others -------------------------------------------------------------------------------------------


def set_record(book: Book, key: str, value: str) -> Book:
    for row in book.book["_wpsplan"].iter_rows(max_col=2):
        if row[0].value == key:
            row[1].value = value
    return book


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", "7", "lays forms out in another way"),
        ("plan", "another-plan", "the form is of the plan another-plan 2016-2018; this one is exercise 2016-2018"),
        ("edition", "2014-2016", "the form is of the plan exercise 2014-2016; this one is exercise 2016-2018"),
        ("period", "2031", 'the plan has no reporting period "2031"'),
        ("entity", "EXZ", 'the form is of "EXZ", who is no respondent of this plan'),
        ("entity", "exercise-nations", 'the form is of "exercise-nations", who is no respondent of this plan'),
    ],
)
def test_a_form_of_something_else(run: Wpsplan, exercise: Path, key: str, value: str, message: str) -> None:
    book = set_record(form(run, exercise, "EXC").put("1.2.2", value=45).final(), key, value)
    finding = only(imported(run, exercise, book.save()), "form-other")
    assert finding["severity"] == "error"
    assert message in finding["message"]


def test_a_cover_that_was_written_over(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45).final()
    book.cover("Who answers").value = "Exercise nation B (EXB)"
    finding = only(imported(run, exercise, book.save()), "form-other")
    assert at(finding) == place(book.cover("Who answers"))
    assert (
        "the cover says Exercise nation B (EXB), but the form was made for Exercise nation C (EXC)"
        in finding["message"]
    )


def test_a_form_under_another_s_file_name(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45).final()
    finding = only(imported(run, exercise, book.save(book.path.with_name("form-EXA.xlsx"))), "form-other")
    assert finding["message"] == (
        "the file is named after Exercise nation A, the form in it is that of Exercise nation C (EXC)"
    )


def test_two_forms_of_one_respondent(run: Wpsplan, exercise: Path) -> None:
    one = form(run, exercise, "EXC").put("1.2.2", value=45).final().save()
    other = form(run, exercise, "EXC").put("1.2.2", value=46).final().save()
    before = (exercise / "measurements/2017/EXC.yaml").read_bytes()
    found = [finding for finding in imported(run, exercise, one, other) if finding["code"] == "form-other"]
    assert [finding["message"] for finding in found] == [
        f"Exercise nation C has answered for 2017 in {path} as well" for path in (other, one)
    ]
    assert (exercise / "measurements/2017/EXC.yaml").read_bytes() == before


def test_questions_that_changed_since(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45).final()
    outcome = exercise / "plan/outcomes/01.yaml"
    text = outcome.read_text(encoding="utf-8")
    outcome.write_text(text.replace("unit: persons", "unit: persons trained"), encoding="utf-8")
    finding = only(imported(run, exercise, book.save()), "form-outdated")
    assert at(finding) == place(book.cell("1.2.2", "value"))
    assert finding["message"] == "the question of 1.2.2, or how it is measured, has changed since the form was made"
    outcome.write_text(
        text.replace("all personnel of", "personnel of"), encoding="utf-8"
    )  # of 1.2.1, not answered here
    found = imported(run, exercise, book.path)
    assert only(found, "form-read-as")["message"] == "1.2.1: changed since the form was made, and not answered in it"
    assert "1.2.2: {value: 45}" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")


def test_a_question_that_is_asked_no_more_and_one_that_is_new(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45).final()
    outcome = exercise / "plan/outcomes/01.yaml"
    outcome.write_text(outcome.read_text(encoding="utf-8").replace("id: 1.2.2", "id: 1.2.3"), encoding="utf-8")
    found = imported(run, exercise, book.save())
    assert only(found, "form-outdated")["message"] == "1.2.2 is not asked any more"
    assert only(found, "form-missing")["message"] == "1.2.3: asked since; this form doesn't have it"


def test_a_form_that_does_not_say_whether_it_is_final(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    finding = only(imported(run, exercise, book.save()), "form-status")
    assert (at(finding), finding["help"]) == (
        place(book.cover("Final or draft")), "choose final or draft on the sheet Cover",
    )  # fmt: skip


# --- files that are no workbook ---------------------------------------------------------------------------------------


def _ole(inside: bytes) -> Callable[[bytes], bytes]:
    return lambda _: bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + inside


def _with(name: str, data: bytes) -> Callable[[bytes], bytes]:
    def spoil(raw: bytes) -> bytes:
        file = BytesIO(raw)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        return file.getvalue()

    return spoil


def _without(name: str) -> Callable[[bytes], bytes]:
    def spoil(raw: bytes) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
            for each in old.namelist():
                if each != name:
                    new.writestr(each, old.read(each))
        return out.getvalue()

    return spoil


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an old .xls": (_ole(b"Workbook"), "this is an old Excel file (.xls)"),
    "a password": (_ole("EncryptedPackage".encode("utf-16-le")), "the workbook is protected by a password"),
    "a renamed CSV": (lambda _: b"No.;Answer\n1.2.2;45\n", "this is a text file (CSV), not an Excel workbook"),
    "nothing": (lambda _: b"", "the file is empty"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\0\0", "this is no Excel workbook"),
    "a truncated file": (lambda raw: raw[: len(raw) // 2], "the workbook is damaged or cut off"),
    "a byte that fell over": (lambda raw: raw[:3000] + bytes([raw[3000] ^ 0xFF]) + raw[3001:], "damaged or cut off"),
    "macros": (_with("xl/vbaProject.bin", b"\0"), "the workbook has macros in it"),
    "a bomb": (_with("xl/worksheets/sheet9.xml", b"\0" * 300_000_000), "unpacked, it has 300 MB: that is no form"),
    "a bomb of parts": (
        _with("xl/media/a.png", b"\0" * 200_000_000), "unpacked, it has 200 MB: that is no form"),
    "entities": (_with("xl/other.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "the workbook declares entities"),
    "entities in UTF-16": (_with("xl/o.xml", "<!DOCTYPE a []><a/>".encode("utf-16")), "the workbook declares entities"),
    "a document": (_without("xl/workbook.xml"), "this is no Excel workbook"),
    "200 MB": (lambda raw: raw + b"\0" * 200_000_000, "the file has 200 MB: a form has less than 20"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_files_that_can_t_be_read(run: Wpsplan, exercise: Path, name: str) -> None:
    spoil, message = SPOILT[name]
    path = form(run, exercise, "EXC").put("1.2.2", value=45).final().save()
    path.write_bytes(spoil(path.read_bytes()))
    finding = only(imported(run, exercise, path), "form-unreadable")
    assert (finding["path"], finding["severity"]) == (str(path), "error")
    assert message in finding["message"]
    assert finding["help"]


def test_a_workbook_that_is_no_form(run: Wpsplan, exercise: Path) -> None:
    from openpyxl import Workbook

    path = run.cwd / "other.xlsx"
    Workbook().save(path)
    assert "this is no form of wpsplan" in only(imported(run, exercise, path), "form-other")["message"]


def test_one_that_is_open_in_excel(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    path = form(run, exercise, "EXC").put("1.2.2", value=45).final().save()
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"\x07Exercise" + b" " * 100)
    finding = only(imported(run, exercise, path), "form-open")
    assert (finding["severity"], finding["message"]) == (
        "note", "it is open in Excel: what has not been saved is not in it",
    )  # fmt: skip
    finding = only(imported(run, exercise, lock), "form-unreadable")
    assert "Excel's own mark that form-EXC.xlsx is open" in finding["message"]


def test_external_links_are_not_followed(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value="=SUM([1]Sheet1!$A$1,0)").final()
    cell = place(book.cell("1.2.2", "value"))
    with_value(book.save(), cell, "45")
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="http://127.0.0.1:9/never.xlsx" TargetMode="External"/></Relationships>'
    )
    raw = _with("xl/externalLinks/_rels/externalLink1.xml.rels", link)(book.path.read_bytes())
    book.path.write_bytes(raw)
    assert only(imported(run, exercise, book.path), "form-formula")["message"].startswith(
        "a formula: its last value, 45"
    )


def test_a_folder_and_a_path_that_is_not_there(run: Wpsplan, exercise: Path) -> None:
    finding = only(imported(run, exercise, exercise / "plan"), "form-unreadable")
    assert finding["message"] == "this is a folder"
    done = run("-C", exercise, "import", "nowhere.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.xlsx is not there" in done.stderr
