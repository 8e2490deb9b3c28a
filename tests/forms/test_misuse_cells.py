"""Cells that offices fill in their own way: each with what is said, and the sheet and the cell where."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.forms.workbooks import at, form, imported, only, place, with_value
from tests.tools import Wpsplan


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
