"""Answers into files that are there already: item by item, comments kept, nothing taken for granted."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.forms.workbooks import Book, form, place
from tests.tools import Wpsplan

FILE = "measurements/2017/EXA.yaml"
HEAD = "# kept: about the file\nperiod: '2017'\nentity: EXA\nsubmitted: 2018-02-01\nstatus: final\n"


def write(root: Path, text: str, path: str = FILE) -> Path:
    file = root / path
    file.write_text(text, encoding="utf-8")
    return file


def test_an_untouched_form_changes_not_a_byte(run: Wpsplan, exercise: Path) -> None:
    untidy = HEAD + "measurements:\n    2.1.2:    {level:   largely}   # untidy, and left so\n"
    file = write(exercise, untidy)
    done = run("-C", exercise, "import", form(run, exercise).path)
    assert (done.returncode, file.read_text(encoding="utf-8")) == (0, untidy)
    assert "unchanged" in done.stdout


def test_merged_item_by_item_with_comments_kept(run: Wpsplan, exercise: Path) -> None:
    entries = "  # kept: above\n  1.2.2: {value: 45} # kept: beside\n  2.1.2: {level: largely}\n# kept: below\n"
    file = write(exercise, f"{HEAD}measurements:\n{entries}")
    book = form(run, exercise).put("1.2.2", narrative="Exercise words").put("2.1.1", value="yes", date="2017-05-12")
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == 0, done.stdout
    assert file.read_text(encoding="utf-8") == (
        HEAD + "measurements:\n  # kept: above\n  1.2.2: {value: 45, narrative: Exercise words} # kept: beside\n"
        "  2.1.1: {achieved: true, date: 2017-05-12}\n  2.1.2: {level: largely}\n# kept: below\n"
    )  # fmt: skip


def test_blank_cells_leave_what_is_there(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    before = file.read_bytes()
    book = form(run, exercise)
    for column in ("value", "of", "date", "source", "source_date"):
        book.put("1.2.1", **{column: None})
    assert run("-C", exercise, "import", book.save()).returncode == 0
    assert file.read_bytes() == before


def test_a_differing_value_is_asked_about_or_replaced(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    before = file.read_text(encoding="utf-8")
    book = form(run, exercise).put("1.2.1", value=151).put("1.2.2", narrative="New words")
    done = run("-C", exercise, "import", book.save(), "--format", "json")
    (workbook,) = json.loads(done.stdout)["workbooks"]
    (finding,) = workbook["findings"]
    assert (done.returncode, workbook["outcome"], file.read_text(encoding="utf-8")) == (1, "asked", before)
    assert (finding["code"], f"{finding['sheet']}!{finding['cell']}") == (
        "form-differs", place(book.cell("1.2.1", "value")),
    )  # fmt: skip
    assert finding["message"] == (
        "1.2.1 answer: numerator 150, denominator 1000 on file (measurements/2017/EXA.yaml), "
        "numerator 151, denominator 1000 in the form"
    )
    done = run("-C", exercise, "import", book.path, "--replace")
    assert done.returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "numerator: 151\n    denominator: 1000\n" in text
    assert "narrative: New words" in text


@pytest.mark.parametrize(
    ("old", "question", "cells", "new"),
    [
        ("1.2.1: {value: 7.8}", "1.2.1", {"percent": None, "value": 78, "of": 1000},
         "1.2.1: {numerator: 78, denominator: 1000}"),
        ("1.2.1: {numerator: 78}", "1.2.1", {"of": 1000}, None),
        ("2.1.1: {achieved: true, date: 2017-05-12}", "2.1.1", {"value": "no", "date": None},
         "2.1.1: {achieved: false}"),
        ("2.1.2: {level: largely}", "2.1.2", {"value": "fully"}, "2.1.2: {level: fully}"),
        ("1.2.2: {value: 45}", "1.2.2", {"value": None, "reason": "withheld", "note": "Exercise"},
         "1.2.2: {not_reported: {reason: withheld, note: Exercise}}"),
        ("1.2.2: {not_reported: {reason: withheld}}", "1.2.2", {"reason": None, "value": 45}, "1.2.2: {value: 45}"),
        ("1.2.2: {value: 9, proxy: {text: Exercise, kind: count}}", "1.2.2", {"value": 45}, "1.2.2: {value: 45}"),
        ("2.2.1: {narrative: Old}", "2.2.1", {"narrative": "New"}, "2.2.1: {narrative: New}"),
        ("1.2.2: {value: 45, as_of: 2017-11}", "1.2.2", {"date": "2017-12"}, "1.2.2: {value: 45, as_of: 2017-12}"),
        ("1.2.2: {value: 45, cells: [{sex: women, value: 20}]}", "1.2.2 Women", {"value": 21},
         "1.2.2: {value: 45, cells: [{sex: women, value: 21}]}"),
        ("1.2.2: {value: 45, sources: [{title: Old, page: '3', publisher: P}]}", "1.2.2", {"source": "New"},
         "1.2.2: {value: 45, sources: [{title: New}]}"),
    ],
)  # fmt: skip
def test_the_new_answer_is_whole_and_nothing_of_the_old_one_contradicts_it(  # noqa: PLR0913, PLR0917
    run: Wpsplan, exercise: Path, old: str, question: str, cells: dict[str, Any], new: str | None
) -> None:
    file = write(exercise, f"{HEAD}measurements:\n  {old}\n")
    book = form(run, exercise).put(question, **cells)
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == (0 if new is None else 1), done.stdout
    assert ("form-differs" in done.stdout) == (new is not None)
    done = run("-C", exercise, "import", book.path, "--replace")
    assert done.returncode == 0, done.stdout
    expected = new or "1.2.1: {numerator: 78, denominator: 1000}"
    assert file.read_text(encoding="utf-8") == f"{HEAD}measurements:\n  {expected}\n"


PUBLIC = (
    "period: '2017'\nentity: EXA\nstatus: final\nbasis: public-sources\nmeasurements:\n"
    "  1.2.1:\n    value: 15.2 # of a newspaper\n    confidence: low\n    sources:\n      - {title: Exercise paper}\n"
    "  1.2.2: {value: 40}\n"
)


def test_an_official_figure_takes_the_place_of_a_public_one(run: Wpsplan, exercise: Path) -> None:
    file = write(exercise, PUBLIC)
    book = form(run, exercise)
    assert book.cell("1.2.1", "percent").value is None  # no answer of theirs
    book.put("1.2.1", value=150, of=1000).final()
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == 0, done.stdout
    assert file.read_text(encoding="utf-8") == (
        "period: '2017'\nentity: EXA\nsubmitted: 2018-02-01\nstatus: final\nmeasurements:\n"
        "  1.2.1: {numerator: 150, denominator: 1000} # of a newspaper\n  1.2.2: {value: 40, basis: public-sources}\n"
    )


def test_words_alone_do_not_take_its_place(run: Wpsplan, exercise: Path) -> None:
    file = write(exercise, PUBLIC)
    book = form(run, exercise).put("1.2.1", narrative="We don't agree").final()
    done = run("-C", exercise, "import", book.save())
    assert (done.returncode, file.read_text(encoding="utf-8")) == (1, PUBLIC)
    assert f"[{place(book.cell('1.2.1', 'narrative'))}]: error[form-cell] 1.2.1 has a published figure" in done.stdout


def test_a_draft_would_hide_published_figures_and_is_asked_about(run: Wpsplan, exercise: Path) -> None:
    write(exercise, PUBLIC)
    book = form(run, exercise).put("1.2.1", value=150, of=1000)
    book.cover("Final or draft").value = "draft"
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == 1
    assert f'[{place(book.cover("Final or draft"))}]: warning[form-differs] status: "final" on file' in done.stdout


def test_a_draft_that_is_finished_is_no_question(run: Wpsplan, exercise: Path) -> None:
    file = write(exercise, HEAD.replace("final", "draft") + "measurements:\n  1.2.2: {value: 45}\n")
    book = form(run, exercise)
    assert (book.cover("Final or draft").value, book.cell("1.2.2", "value").value) == ("draft", 45)
    book.cover("Final or draft").value = "final"
    assert run("-C", exercise, "import", book.save()).returncode == 0
    assert file.read_text(encoding="utf-8") == HEAD + "measurements:\n  1.2.2: {value: 45}\n"


def test_sub_periods_go_to_files_of_their_own(run: Wpsplan, exercise: Path) -> None:
    files = [exercise / f"measurements/{period}/exercise-staff.yaml" for period in ("2017", "2017-H1", "2017-H2")]
    for file in files:
        file.unlink()
    book = form(run, exercise, "exercise-staff").put("1.1.1", value=18).final()
    sheet, row = book.row("2.3.1")
    assert (sheet.cell(row, 1).value, sheet.cell(row + 1, 1).value) == ("2.3.1|2017-H1", "2.3.1|2017-H2")
    sheet.cell(row, 7).value, sheet.cell(row + 1, 7).value = 2, 3
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == 0, done.stdout
    for file, period, line in zip(
        files,
        ("'2017'", "2017-H1", "2017-H2"),
        ("1.1.1: {value: 18}", "2.3.1: {value: 2}", "2.3.1: {value: 3}"),
        strict=True,
    ):
        assert file.read_text(encoding="utf-8") == (
            f"period: {period}\nentity: exercise-staff\nsubmitted: 2018-02-01\nstatus: final\nmeasurements:\n  {line}\n"
        )


def test_an_empty_form_writes_nothing(run: Wpsplan, exercise: Path) -> None:
    file = exercise / "measurements/2017/EXC.yaml"
    file.unlink()
    done = run("-C", exercise, "import", form(run, exercise, "EXC").final().save())
    assert (done.returncode, file.exists()) == (0, False)
    assert "nothing filled in" in done.stdout


def test_a_dry_run_shows_the_difference_and_writes_nothing(run: Wpsplan, exercise: Path) -> None:
    file = write(exercise, HEAD + "measurements:\n  1.2.2: {value: 45}\n")
    before = file.read_bytes()
    book = form(run, exercise).put("2.1.2", value="fully")
    done = run("-C", exercise, "import", book.save(), "--dry-run")
    assert (done.returncode, file.read_bytes()) == (0, before)
    assert "+++ measurements/2017/EXA.yaml\n" in done.stdout
    assert "+  2.1.2: {level: fully}\n" in done.stdout
    assert "would be written" in done.stdout


def test_a_new_file_tells_an_editor_where_the_schema_is(run: Wpsplan, exercise: Path) -> None:
    (exercise / FILE).unlink()
    run("-C", exercise, "schema", "--write")
    run("-C", exercise, "import", form(run, exercise).put("1.2.2", value=45).final().save())
    first = (exercise / FILE).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.wpsplan/measurements.json"


def test_a_file_on_record_that_can_t_be_read_stays_as_it_is(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise).put("1.2.2", value=46)
    file = write(exercise, "period: [\n")
    done = run("-C", exercise, "import", book.final().save())
    assert (done.returncode, file.read_text(encoding="utf-8")) == (1, "period: [\n")
    assert "the file on record, measurements/2017/EXA.yaml:" in done.stdout


def test_many_at_once_go_on_after_a_bad_one(run: Wpsplan, exercise: Path) -> None:
    inbox = run.cwd / "inbox"
    inbox.mkdir()
    for entity in ("EXA", "EXB", "EXC"):
        (exercise / f"measurements/2017/{entity}.yaml").unlink()
        book = (
            form(run, exercise, entity).put("1.2.2", value=45).put("1.2.2 Women", value=20).put("1.2.2 Men", value=25)
        )
        if entity == "EXB":
            book.put("1.2.2", value="many")
        book.final().save(inbox / f"form-{entity}.xlsx")
    (inbox / "form-other.xlsx").write_bytes(b"No.;Answer\n")
    done = run("-C", exercise, "import", *sorted(inbox.iterdir()))
    assert (done.returncode, done.stderr) == (1, "")
    text = done.stdout[done.stdout.index("Respondent") :]
    lines = text.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Respondent", "Exercise nation A", "Exercise nation B", "Exercise nation C", "?",
    ]  # fmt: skip
    assert [
        word in line for line, word in zip(lines[1:], ("written", "refused", "written", "refused"), strict=True)
    ] == [True] * 4
    assert (exercise / FILE).exists()
    assert not (exercise / "measurements/2017/EXB.yaml").exists()


def test_given_back_with_comments_in_the_wrong_cells(run: Wpsplan, exercise: Path) -> None:
    book = form(run, exercise, "EXC").put("1.2.1", value=20, of=5).put("2.1.2", value="=nearly").final()
    (exercise / "measurements/2017/EXC.yaml").unlink()
    done = run("-C", exercise, "import", book.save(), "--return", "back")
    assert (done.returncode, done.stderr) == (1, "to give back: back/form-EXC.xlsx\n")
    given = Book.of(run.cwd / "back/form-EXC.xlsx")
    wrong = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in given.book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment
    }  # fmt: skip
    assert set(wrong) == {place(book.cell("2.1.2", "value")), place(book.cell("1.2.1", "value"))}
    assert "20 of 5: the part is greater than the whole" in wrong[place(book.cell("1.2.1", "value"))]
    assert "choose one of: not yet, partly, largely, fully" in wrong[place(book.cell("2.1.2", "value"))]
    listed = given.book["Findings"]
    assert [listed.cell(2, column).value for column in (1, 2)] == place(book.cell("2.1.2", "value")).split("!")
    assert listed.cell(2, 3).value.startswith("error: ")
    assert given.cell("2.1.2", "value").value == "=nearly"
    assert given.cell("2.1.2", "value").data_type == "s"
    # mended in the copy that was given back, it is imported
    given.put("2.1.2", value="partly").put("1.2.1", value=5, of=20)
    done = run("-C", exercise, "import", given.save())
    assert done.returncode == 0, done.stdout
    assert "2.1.2: {level: partly}" in (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8")


def test_nothing_is_given_back_over_another_file(run: Wpsplan, exercise: Path) -> None:
    path = form(run, exercise, "EXC").put("2.1.2", value="nearly").final().save()
    done = run("-C", exercise, "import", path, "--return", path.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already" in done.stderr
