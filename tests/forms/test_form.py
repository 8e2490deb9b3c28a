"""A form as it leaves the house: whom it asks, what it asks, what may be filled in."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.forms.workbooks import Book, form, place
from tests.tools import Wpsplan


def test_the_cover_says_who_what_until_when_and_whom_to(run: Wpsplan, exercise: Path) -> None:
    path = run.cwd / "a.xlsx"
    run("-C", exercise, "form", "2017", "--entity", "EXA", "-o", path, "--to", "wps@example.org, by courier")
    book = Book.of(path)
    assert [book.cover(label).value for label in (
        "Plan", "Who answers", "For the time from", "Please answer until", "Send it to")] == [
        "Exercise plan (2016-2018)", "Exercise nation A (EXA)", "1 January 2017 to 31 December 2017",
        "28 February 2018", "wps@example.org, by courier",
    ]  # fmt: skip
    listed = load_workbook(path, data_only=True)["Cover"]
    texts = [cell.value for row in listed.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert "Exercise area: 2 questions, answered 2" in texts
    assert "Exercise policies: 3 questions, answered 3" in texts


def test_a_row_has_the_agreed_text_what_to_enter_and_what_is_known(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXA.yaml").unlink()
    sheet, row = form(run, exercise).row("1.2.1")
    assert sheet.title == "Exercise area"
    assert [sheet.cell(row, column).value for column in range(2, 8)] == [
        "1.2.1",
        "Women in exercise forces, in percent of all personnel",
        "Answer: the number of women in exercise forces. Of: the number of all personnel of exercise forces. Only "
        "where these are not known: the share in %. By rank in row 8 (welcome).",
        "personnel",
        "2016: 120 of 1,000, 12.0 %",
        None,
    ]
    assert sheet["C8"].value == "1.2.1 by rank (2017): welcome"
    assert [sheet.cell(number, 3).value for number in (9, 10, 11)] == ["Officers", "Other ranks", "Sum of the parts"]


def test_answers_of_the_respondent_are_filled_in_with_their_state(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise)
    values = Book(book.path, load_workbook(book.path, data_only=True))
    assert [values.cell("1.2.1", column).value for column in ("value", "of", "date", "source", "state")] == [
        150, 1000, "2017-12-31", "Exercise personnel list A 2017", "✓",
    ]  # fmt: skip
    assert values.cell("2.1.1", "value").value == "yes"
    assert values.cell("2.1.2", "value").value == "largely"
    sheet, row = values.row("1.2.2 Women")
    assert [sheet.cell(row + step, 7).value for step in range(4)] == [20, 24, 1, 45]
    assert sheet.cell(row + 3, 12).value == "✓ adds up"


def test_only_the_cells_to_fill_are_open(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise)
    for sheet in book.book.worksheets:
        assert sheet.title == "_wpsplan" or sheet.protection.sheet
    unlocked = {
        cell.coordinate for row in book.book["Exercise area"].iter_rows() for cell in row if not cell.protection.locked
    }
    questions = {f"{column}5" for column in "GHIJKMNOPQR"} | {f"{column}6" for column in "GJKMNOPQR"}
    parts = {f"{column}{row}" for row in (9, 10) for column in "GHI"} | {f"G{row}" for row in (14, 15, 16)}
    assert unlocked == questions | parts
    assert book.book["_wpsplan"].sheet_state == "veryHidden"


def test_lists_messages_and_limits(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise)
    rules = {}
    for sheet in book.sheets():
        for rule in sheet.data_validations.dataValidation:
            for cell in str(rule.sqref).split():
                rules[f"{sheet.title}!{cell}"] = rule

    def choices(cell: str) -> list[str]:
        sheet, area = rules[cell].formula1.split("!")
        return [row[0].value for row in book.book[sheet][area.replace("$", "")]]

    assert choices(place(book.cell("2.1.2", "value"))) == ["not yet", "partly", "largely", "fully"]
    assert choices(place(book.cell("2.1.1", "value"))) == ["yes", "no"]
    assert choices(place(book.cell("2.2.1", "reason"))) == [
        "not available", "not applicable", "not collected", "withheld",
    ]  # fmt: skip
    whole = rules[place(book.cell("1.2.2", "value"))]
    assert (whole.type, whole.operator, whole.formula1) == ("whole", "greaterThanOrEqual", "0")
    share = rules[place(book.cell("1.2.1", "percent"))]
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "100")
    assert all(rule.prompt for rule in rules.values())
    assert all(len(rule.prompt or "") <= 255 and len(rule.promptTitle or "") <= 32 for rule in rules.values())


def test_the_hidden_sheet_says_what_the_form_is(run: Wpsplan, exercise: Path) -> None:
    from wpsplan import __version__

    fields = {row[0].value: row[1].value for row in form(run, exercise).book["_wpsplan"].iter_rows(max_col=2)}
    assert {key: fields[key] for key in ("format", "version", "plan", "edition", "period", "entity")} == {
        "format": "1", "version": __version__, "plan": "exercise", "edition": "2016-2018", "period": "2017",
        "entity": "EXA",
    }  # fmt: skip
    assert re.fullmatch(r"[0-9a-f]{16}", str(fields["digest"]))
    outcome = exercise / "plan/outcomes/01.yaml"
    outcome.write_text(outcome.read_text(encoding="utf-8").replace("unit: persons", "unit: people"), encoding="utf-8")
    again = {row[0].value: row[1].value for row in form(run, exercise).book["_wpsplan"].iter_rows(max_col=2)}
    assert again["digest"] != fields["digest"]


def test_a_year_asks_for_the_periods_inside_it(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "exercise-staff")
    rows = [[cell.value for cell in row] for sheet in book.sheets() for row in sheet.iter_rows(min_row=5, max_row=7)]
    asked = [str(row[3]) for row in rows if row[1] == "2.3.1"]
    assert len(asked) == 2
    assert "Counted from 1 January 2017 to 30 June 2017." in asked[0]
    assert "Counted from 1 July 2017 to 31 December 2017." in asked[1]


def test_text_stays_text_on_the_way_out(run: Wpsplan, exercise: Path) -> None:
    file = exercise / "measurements/2017/EXA.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  2.2.1:")] + "  2.2.1: {narrative: '=HYPERLINK(\"x\")'}\n", encoding="utf-8")
    plan = exercise / "plan/outcomes/02.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("text: What exercise", "text: +@=1+1 What exercise"), encoding="utf-8"
    )
    book = form(run, exercise)
    sheet, row = book.row("2.2.1")
    for column, value in ((3, "+@=1+1 What exercise nations have learnt from each other"), (13, '=HYPERLINK("x")')):
        assert (sheet.cell(row, column).value, sheet.cell(row, column).data_type) == (value, "s")
    with zipfile.ZipFile(book.path) as archive:
        formulas = [re.findall(rb"<f>(.*?)</f>", archive.read(name)) for name in archive.namelist()]
    assert not [one for each in formulas for one in each if b"HYPERLINK" in one]


def test_the_same_answers_make_the_same_bytes(run: Wpsplan, exercise: Path) -> None:
    assert form(run, exercise).path.read_bytes() == form(run, exercise).path.read_bytes()


def test_all_writes_one_for_each_respondent(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "form", "2017", "--all", "-o", "out", env={"TERM": "xterm"})
    assert done.returncode == 0
    names = ["form-EXA.xlsx", "form-EXB.xlsx", "form-EXC.xlsx", "form-exercise-staff.xlsx"]
    assert sorted(path.name for path in (run.cwd / "out").iterdir()) == names
    assert sorted(done.stdout.splitlines()) == [f"out/{name}" for name in names]
    again = run("-C", exercise, "form", "2017", "--all", "-o", "out")
    assert again.returncode == 2
    assert "are there already" in again.stderr


def test_where_it_goes_when_nobody_says(run: Wpsplan, exercise: Path) -> None:
    assert run("-C", exercise, "form", "2017", "--entity", "EXA").stdout == "build/2017/form-EXA.xlsx\n"
    assert (run.cwd / "build/2017/form-EXA.xlsx").is_file()
    again = run("-C", exercise, "form", "2017", "--entity", "EXA")
    assert (again.returncode, again.stdout) == (2, "")
    assert "build/2017/form-EXA.xlsx is there already" in again.stderr


def test_wrong_usage_names_what_would_be_right(run: Wpsplan, exercise: Path) -> None:
    for arguments, message in {
        ("2017",): "--entity ID, or --all",
        ("2017", "--entity", "EXA", "--all"): "--entity ID, or --all",
        ("2031", "--entity", "EXA"): "2031 is no reporting period of this plan",
        ("2017", "--entity", "EXZ"): 'no entity "EXZ" in this plan',
        ("2017", "--entity", "exercise-nations"): "exercise-nations is a group",
        ("2015", "--entity", "EXA"): "nothing is due from Exercise nation A in 2015",
    }.items():
        done = run("-C", exercise, "form", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert message in done.stderr
    assert not (run.cwd / "build").exists()


def test_areas_with_like_names_have_sheets_of_their_own(run: Wpsplan, exercise: Path) -> None:
    plan = exercise / "plan/plan.yaml"
    text = plan.read_text(encoding="utf-8")
    long = "Exercise [area]: of 'policies' and of everything else that has a long name"
    text = text.replace("title: Exercise area", f'title: "{long} 1"').replace(
        "title: Exercise policies", f'title: "{long} 2"'
    )
    plan.write_text(text, encoding="utf-8")
    names = [sheet.title for sheet in form(run, exercise).sheets()]
    assert names == ["Exercise area of 'policies", "Exercise area of 'policies 2"]


@pytest.mark.slow
def test_the_real_plan_s_forms(run: Wpsplan, repo: Path, tmp_path: Path) -> None:
    root = tmp_path / "real"
    shutil.copytree(repo / "plan", root / "plan")
    done = run("-C", root, "form", "2017", "--all", "-o", "forms")
    # 29 Allies on the last day of 2017 with Montenegro, 26 partners, the staff and the military authorities
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 57)
    book = Book.of(run.cwd / "forms/form-BEL.xlsx")
    questions = [
        sheet.cell(row, 2).value for sheet in book.sheets() for row in range(5, 30) if sheet.cell(row, 4).value
    ]
    assert questions == ["4.4.1", "17.2.1", "18.1.1", "18.1.2", "18.1.3", "19.1.1", "19.2.1", "19.3.1"]
