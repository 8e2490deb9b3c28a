"""On paper: A4, numbered pages, whole rows, links spelled out, nothing folded away."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.pages.conftest import Open
from tests.pages.made import TEMPLATES

POINTS_OF_A4 = (595, 842)
TWO_PAGES = {"annual-report"}
FOLDED = """() => [...document.querySelectorAll("details > :not(summary)")]
    .filter(one => !one.checkVisibility({contentVisibilityAuto: true}) || !one.getBoundingClientRect().height)
    .map(one => one.textContent.slice(0, 80))"""
BROKEN_ROWS = """() => [...document.querySelectorAll("tr")]
    .filter(one => getComputedStyle(one).breakInside !== "avoid" || getComputedStyle(one.closest("table").tHead ?? one
        ).display !== (one.closest("table").tHead ? "table-header-group" : "table-row"))
    .map(one => one.textContent.slice(0, 80))"""
UNSPELLED = """() => [...document.querySelectorAll("a[href^='http']")]
    .filter(one => ![getComputedStyle(one, "::after").content, one.textContent].some(text => text.includes(one.href)))
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_lost_on_paper(pages: dict[str, Path], opened: Open, template: str) -> None:
    page = opened(pages[f"2017 {template}"], media="print")
    assert page.evaluate(FOLDED) == []
    assert page.evaluate(BROKEN_ROWS) == []
    assert page.evaluate(UNSPELLED) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_pages_are_a4_and_numbered(pages: dict[str, Path], opened: Open, tmp_path: Path, template: str) -> None:
    page = opened(pages[f"2017 {template}"], media="print")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "page.pdf").pages
    assert len(printed) <= 2 or template not in TWO_PAGES
    for number in {0, len(printed) // 2, len(printed) - 1}:
        size = printed[number].mediabox
        assert (round(size.width), round(size.height)) == POINTS_OF_A4
        assert f"{number + 1} / {len(printed)}" in printed[number].extract_text()
