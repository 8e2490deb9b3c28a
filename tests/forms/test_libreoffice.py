"""The form in another office suite: calculated anew, saved, imported; and printed, with nothing cut off."""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.forms.workbooks import Book, form, imported, only
from tests.tools import Wpsplan, needs

pytestmark = pytest.mark.external

WORDS = "Exercise words: Ελληνικά\n= a second line"


def converted(path: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a workbook, in a profile of its own."""
    soffice = needs("soffice")
    profile = folder / "profile"
    done = subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir",
         str(folder), str(path)],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    made = folder / f"{path.stem}.{kind}"
    assert made.exists(), done.stderr
    return made


@pytest.fixture
def real(repo: Path, tmp_path: Path) -> Path:
    root = tmp_path / "real"
    for folder in ("plan", "measurements"):
        shutil.copytree(repo / folder, root / folder)
    return root


def test_calculated_and_saved_by_libreoffice_it_still_imports(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.1", value=5, of=20).put("1.2.1 Officers", value=3, of=8)
    book.put("1.2.1 Other ranks", value=2, of=12).put("1.2.2", value=45, narrative=WORDS).put("1.2.2 Women", value=46)
    book.put("2.1.1", value="yes", date="2017-05-12").put("2.1.2", value="largely").put("2.2.1", reason="withheld")
    saved = converted(book.final().save(), "xlsx", tmp_path)
    values = Book(saved, load_workbook(saved, data_only=True))
    assert [values.cell(id, "state").value for id in ("1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.2.1")] == ["✓"] * 5
    sheet, row = values.row("1.2.1 Other ranks")
    assert [sheet.cell(row + 1, column).value for column in (7, 8, 12)] == [5, 20, "✓ adds up"]
    sheet, row = values.row("1.2.2 Not known")
    assert [sheet.cell(row + 1, column).value for column in (7, 12)] == [46, "more than the total"]
    texts = [cell.value for row in values.book["Cover"].iter_rows() for cell in row]
    assert "Exercise policies: 3 questions, answered 3" in texts

    done = run("-C", exercise, "import", saved)
    assert done.returncode == 1  # 46 of 45, as the form itself said
    assert "error[cells-over-total]" in done.stdout
    Book.of(saved).put("1.2.2 Women", value=20).save()
    done = run("-C", exercise, "import", saved)
    assert done.returncode == 0, done.stdout
    assert (exercise / "measurements/2017/EXC.yaml").read_text(encoding="utf-8") == (
        "period: '2017'\nentity: EXC\nsubmitted: 2018-02-01\nstatus: final\nmeasurements:\n"
        "  1.2.1:\n    numerator: 5\n    denominator: 20\n    cells:\n"
        "      - {rank: officers, numerator: 3, denominator: 8}\n"
        "      - {rank: other-ranks, numerator: 2, denominator: 12}\n"
        "  1.2.2:\n    value: 45\n    cells:\n      - {sex: women, value: 20}\n"
        "    narrative: |-\n      Exercise words: Ελληνικά\n      = a second line\n"
        "  2.1.1: {achieved: true, date: 2017-05-12}\n  2.1.2: {level: largely}\n"
        "  2.2.1: {not_reported: {reason: withheld}}\n"
    )


def test_what_a_blank_row_lacks_is_calculated_too(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = (
        form(run, exercise, "EXC")
        .put("1.2.1", value=5)
        .put("1.2.2", value=45)
        .put("2.1.2", value="fully", reason="withheld")
    )
    saved = converted(book.save(), "xlsx", tmp_path)
    values = Book(saved, load_workbook(saved, data_only=True))
    assert [values.cell(id, "state").value for id in ("1.2.1", "1.2.2", "2.1.1", "2.1.2")] == [
        "of how many?", "breakdown to fill in", "to fill in", "figure or reason, not both",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "message"), [("xls", "this is an old Excel file (.xls)"), ("ods", "this is an OpenDocument file")]
)
def test_other_formats_under_the_name_of_a_workbook(
    run: Wpsplan, exercise: Path, tmp_path: Path, kind: str, message: str
) -> None:
    renamed = converted(form(run, exercise).path, kind, tmp_path).rename(tmp_path / "form-EXA.xlsx")
    assert message in only(imported(run, exercise, renamed), "form-unreadable")["message"]


@pytest.mark.parametrize("entity", ["BEL", "nato-international-staff"])
def test_nothing_is_cut_off_on_paper(run: Wpsplan, real: Path, tmp_path: Path, entity: str) -> None:
    """Each row's words stand on the page, one under the other: text that outgrew its row would run into the next."""
    book = form(run, real, entity)
    pdf = converted(book.path, "pdf", tmp_path)
    for sheet in book.sheets():
        questions = [row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 4).value]
        wanted = "".join(str(sheet.cell(row, column).value) for column in (3, 4) for row in questions)
        assert squeezed(columns_of(pdf, str(sheet.title))) == squeezed(wanted), sheet.title


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.*?)</word>')
Word = tuple[float, float, float, str]
"""Left edge, upper edge, right edge, text."""


def columns_of(pdf: Path, sheet: str) -> str:
    """The words under the second heading and then those under the third, in the order in which they stand on paper."""
    found: dict[int, list[str]] = defaultdict(list)
    for words, foot in pages_of(pdf):
        if squeezed("".join(foot)).startswith(squeezed(sheet)) and "Indicator," in [word[3] for word in words]:
            for column, texts in words_by_column(words).items():
                found[column] += texts
    return "".join("".join(found[column]) for column in (1, 2))


def pages_of(pdf: Path) -> Iterator[tuple[list[Word], list[str]]]:
    """Each page's words, and those at its foot."""
    command = [needs("pdftotext"), "-bbox", str(pdf), "-"]
    html = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    for page in html.split("<page ")[1:]:
        height = float(re.findall(r'height="([\d.]+)"', page)[0])
        words = [(float(x), float(y), float(right), unescape(text)) for x, y, right, text in _WORD.findall(page)]
        edge = height * 0.93
        yield [word for word in words if word[1] < edge], [word[3] for word in words if word[1] >= edge]


def words_by_column(words: list[Word]) -> dict[int, list[str]]:
    """The words of a page's two columns of text: those below the headings, whose edges the headings give."""
    edges, head = {}, 0.0
    for heading, column in (("Indicator,", 1), ("What", 2), ("Unit", 3)):
        edges[column], head = next((x, y) for x, y, _, text in words if text == heading)
    tables = (y for x, y, _, text in words if re.fullmatch(r"[0-9]+([.][0-9]+)+", text) and abs(x - edges[1]) < 2)
    last = min((y for y in tables if y > head), default=1e9)
    rows = [word for word in words if head + 1 < word[1] < last - 1]
    found = {}
    for column in (1, 2):
        own = [word for word in rows if edges[column] - 1 <= word[0] < edges[column + 1] - 1]
        assert all(right <= edges[column + 1] for _, _, right, _ in own), "a word runs out of its column"
        found[column] = [text for _, _, _, text in sorted(own, key=lambda word: (round(word[1]), word[0]))]
    return found
