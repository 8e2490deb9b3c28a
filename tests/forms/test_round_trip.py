"""What is typed into a form is what stands in the files afterwards, to the digit, and comes back in the next form."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.forms.workbooks import Book, form
from tests.tools import Wpsplan

WORDS = "Ελληνικά, čeština, 日本語 – “quoted”\nsecond line\n\n= 1 + 1, after a blank one"
LIKE_FORMULAS = ("=1+1", "+32 2 000", "-5 %", "@home")


@pytest.fixture
def real(repo: Path, tmp_path: Path) -> Path:
    """The real plan, without any measurement."""
    root = tmp_path / "real"
    shutil.copytree(repo / "plan", root / "plan")
    return root


def typed(number: int, kind: str, levels: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The n-th question of a kind → (what is typed, by column; what the file must say, by key)."""
    text = f"{LIKE_FORMULAS[number % 4]} {WORDS} {number}"
    common = {"narrative": text, "source": f"={number} Exercise source", "source_date": "2018-01", "source_url":
              f"https://example.org/{number}?a=1&b=2"}  # fmt: skip
    said = {
        "narrative": text,
        "sources": [{"title": f"={number} Exercise source", "date": "2018-01", "url": common["source_url"]}],
    }
    match kind:
        case "count":
            return {**common, "value": 1000 + number, "date": "2017-11-30", "qualifier": "at least"}, {
                **said, "value": 1000 + number, "as_of": "2017-11-30", "qualifier": "at-least",
            }  # fmt: skip
        case "percentage" if number % 2:
            return {**common, "value": 551 + number, "of": 9044, "date": 2017}, {
                **said, "numerator": 551 + number, "denominator": 9044, "as_of": 2017,
            }  # fmt: skip
        case "percentage":
            return {**common, "percent": 12.345678}, {**said, "value": Decimal("12.345678")}
        case "milestone" if number % 2:
            return {**common, "value": "yes", "date": "2017-05"}, {**said, "achieved": True, "date": "2017-05"}
        case "milestone":
            return {**common, "value": "no"}, {**said, "achieved": False}
        case "scale":
            return {**common, "value": levels[number % len(levels)]}, {**said, "level": levels[number % len(levels)]}
    return common, said


def questions(book: Book) -> Iterator[tuple[str, str, list[str]]]:
    """(id, kind, levels) of each question, as its own words say."""
    for sheet in book.sheets():
        for row in range(5, sheet.max_row + 1):
            ask = sheet.cell(row, 4).value
            if not ask:
                continue
            if ask.startswith("Answer: the number"):
                kind = "percentage"
            elif ask.startswith("Yes or no"):
                kind = "milestone"
            elif ask.startswith("One of: "):
                kind = "scale"
            else:
                kind = "narrative" if "own words" in ask else "count"
            levels = ask.removeprefix("One of: ").split(".")[0].split(", ") if kind == "scale" else []
            yield str(sheet.cell(row, 2).value), kind, levels


def plain(value: Any) -> Any:
    """What a second parser sees, with days as text and decimals exact."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return Decimal(repr(float(value)))
    return str(value) if not isinstance(value, bool | int | Decimal) else value


@pytest.mark.slow
def test_every_kind_comes_back_to_the_digit(run: Wpsplan, real: Path) -> None:
    book = form(run, real, "nato-international-staff")
    asked = list(questions(book))
    assert {kind for _, kind, _ in asked} == {"count", "percentage", "milestone", "scale", "narrative"}
    assert len(asked) == 50  # those that the plan asks the staff in 2017: `wpsplan new` writes as many
    expected = {}
    for number, (id, kind, levels) in enumerate(asked):
        cells, said = typed(number, kind, levels)
        book.put(id, **cells)
        expected[id] = said
    book.put("5.1.1 Senior leadership", value=1, of=7).put("5.1.1 Other levels", value=550, of=9037)
    number = next(index for index, (id, _, _) in enumerate(asked) if id == "5.1.1")
    if number % 2 == 0:  # typed as a share: its parts need numbers as well
        book.put("5.1.1", value=551, of=9044, percent=None)
        expected["5.1.1"].pop("value")
        expected["5.1.1"] |= {"numerator": 551, "denominator": 9044}
    else:
        book.put("5.1.1", value=551)
        expected["5.1.1"]["numerator"] = 551
    expected["5.1.1"]["cells"] = [
        {"level": "senior-leadership", "numerator": 1, "denominator": 7},
        {"level": "other", "numerator": 550, "denominator": 9037},
    ]
    done = run("-C", real, "import", book.final().save())
    assert done.returncode == 0, done.stdout
    file = real / "measurements/2017/nato-international-staff.yaml"
    data = plain(YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")))
    assert (data["period"], data["status"], data["submitted"]) == ("2017", "final", "2018-02-01")
    assert data["measurements"] == expected
    assert run("-C", real, "fmt", "--check").stdout == ""

    written = file.read_bytes()
    second = form(run, real, "nato-international-staff")
    done = run("-C", real, "import", second.path)
    assert (done.returncode, file.read_bytes()) == (0, written)
    assert "unchanged" in done.stdout
    for number, (id, kind, levels) in enumerate(asked):  # the next form has the same answers in its cells
        if id != "5.1.1":
            for column, value in typed(number, kind, levels)[0].items():
                assert second.cell(id, column).value == value, (id, column)


def test_the_real_office_s_published_figures_give_way(run: Wpsplan, repo: Path, tmp_path: Path) -> None:
    root = tmp_path / "real"
    for folder in ("plan", "measurements"):
        shutil.copytree(repo / folder, root / folder)
    file = root / "measurements/2017/BEL.yaml"
    before = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    book = form(run, root, "BEL").put("19.2.1", value=2200, of=28000)
    assert "published for 2017: 7.8 %" in book.row("19.2.1")[0].cell(book.row("19.2.1")[1], 6).value
    done = run("-C", root, "import", book.final().save())
    assert done.returncode == 0, done.stdout
    after = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    assert "basis" not in after
    assert after["measurements"]["19.2.1"] == {"numerator": 2200, "denominator": 28000}
    for id in ("17.2.1", "19.3.1"):
        assert after["measurements"][id] == {**before["measurements"][id], "basis": "public-sources"}
