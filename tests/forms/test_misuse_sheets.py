"""Rows, columns and sheets that are not where the form had them, and forms of something else."""

from pathlib import Path

import pytest

from tests.forms.workbooks import Book, at, form, imported, only, place
from tests.tools import Wpsplan


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


@pytest.mark.parametrize("key", ["1.2.2|2016", "1.2.2|2015", "1.1.1|2017", "9.9.9|2017", "1.2.2"])
def test_a_hidden_key_that_somebody_made(run: Wpsplan, exercise: Path, key: str) -> None:
    book = form(run, exercise, "EXC").put("1.2.2", value=45)
    sheet, row = book.row("1.2.2")
    sheet.cell(row, 1).value = key
    sheet.cell(row, 2).value = key.split("|", maxsplit=1)[0]
    finding = only(imported(run, exercise, book.final().save()), "form-structure")
    assert (at(finding), finding["message"]) == (
        f"{sheet.title}!G{row}", "this row is none of the form's: it belongs to no question",
    )  # fmt: skip
