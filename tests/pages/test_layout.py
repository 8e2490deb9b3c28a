"""Nothing overflows or overlaps, at any width, in the light, in the dark and on paper."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tests.pages.conftest import Open
from tests.pages.made import NAMES, TEMPLATES

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
A4_WITHIN_MARGINS = 688  # 210 mm less twice 14 mm, at 96 pixels an inch
POINTS = {"A4": (595, 842)}


@pytest.mark.parametrize("width", [360, 1280, 1920])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_overflows_or_overlaps(pages: dict[str, Path], opened: Open, name: str, width: int) -> None:
    page = opened(pages[name], width)
    assert page.evaluate(LAYOUT) == []
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(LAYOUT) == []


@pytest.mark.parametrize("name", NAMES)
def test_nor_in_the_dark_nor_on_paper(pages: dict[str, Path], opened: Open, name: str) -> None:
    assert opened(pages[name], 1280, "dark").evaluate(LAYOUT) == []
    assert opened(pages[name], A4_WITHIN_MARGINS, media="print").evaluate(LAYOUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [f"2017 {template}" for template in TEMPLATES])
def test_axe_finds_nothing(pages: dict[str, Path], opened: Open, name: str, scheme: str) -> None:
    page = opened(pages[name], scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert _violations(page) == []


def _violations(page: object) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({node['html'][:120]})" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_text_breaks_no_layout(hostile_workspace: Path, opened: Open, template: str, width: int) -> None:
    name = "entity-EXA" if template == "entity" else template
    page = opened(hostile_workspace / f"build/2017/{name}.html", width)
    assert page.evaluate(LAYOUT) == []
    assert page.evaluate("window.hacked") is None
    assert _violations(page) == []


def test_the_first_screen_answers_on_a_laptop(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["2017 report"])  # a window of 1280 by 800
    for text in ("68 of 556 (12.2 %)", "1 of 91 indicators can be assessed", "Of the figures that have an earlier one",
                 "Needs attention", "488 items owed by 57 respondents", "digest"):  # fmt: skip
        box = page.get_by_text(text).first.bounding_box()
        assert box and box["y"] + box["height"] <= 800, text


@pytest.mark.parametrize("name", ["2017 report", "2017 annual-report"])
def test_on_paper(pages: dict[str, Path], opened: Open, tmp_path: Path, name: str) -> None:
    page = opened(pages[name], media="print")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "page.pdf")
    size = printed.pages[0].mediabox
    assert (round(size.width), round(size.height)) == POINTS["A4"]
    count = len(printed.pages)
    for number in range(1, count + 1):
        assert f"{number} / {count}" in printed.pages[number - 1].extract_text()
    if name.endswith("annual-report"):
        assert count <= 2
    else:
        text = "".join(one.extract_text() for one in printed.pages)
        assert "https://www.oecd.org/" in text.replace("\n", "")  # links are spelled out
        assert "46 asked" in text or "55 asked" in text  # what is folded on the screen is open on paper
