"""Nothing overflows or overlaps, at any width, in the light, in the dark and on paper; axe finds nothing."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.pages.conftest import Open, PageOf
from tests.pages.made import NAMES, TEMPLATES

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
FOLD = "open => document.querySelectorAll('details').forEach(one => one.open = open)"
A4_WITHIN_MARGINS = 688  # 210 mm less twice 14 mm, at 96 pixels an inch
WIDTHS = [360, A4_WITHIN_MARGINS, 1280, 1920]
SCREEN = [("light", "screen"), ("dark", "screen")]
PAPER = [("light", "print")]
LEFT_OPEN = {"color-contrast", "hidden-content"}
"""What axe can't decide, and others do: contrast.js the contrast; test_reading.py opens what is folded."""


def complaints(page: Page) -> list[str]:
    """What is wrong with the layout, folded and unfolded, in each way of showing the page; paper has one width."""
    found = []
    on_paper = page.viewport_size and page.viewport_size["width"] == A4_WITHIN_MARGINS
    for scheme, media in SCREEN + (PAPER if on_paper else []):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", media=media)  # type: ignore[arg-type]
        for unfolded in (False, True):
            page.evaluate(FOLD, unfolded)
            found += [f"{scheme} {media}: {one}" for one in page.evaluate(LAYOUT)]
        found += [f"{scheme} {media}: {one}" for one in page.evaluate(CONTRAST)]
    page.emulate_media(color_scheme="light", media="screen")
    return found


def violations(page: Page) -> list[str]:
    """What axe finds by its rules: the WCAG's up to AA, and best practices."""
    axe = Axe()
    page.evaluate(axe.axe_script)
    wanted = "axe.getRules().filter(one => !one.tags.some(tag => /experimental|aaa$/.test(tag))).map(one => one.ruleId)"
    rules = {id: {"enabled": True} for id in page.evaluate(wanted)}
    found = axe.run(page, options={"rules": rules, "resultTypes": ["violations", "incomplete"]}).response
    listed = found["violations"] + [one for one in found["incomplete"] if one["id"] not in LEFT_OPEN]
    return [f"{one['id']}: {one['help']} ({node['html'][:120]})" for one in listed for node in one["nodes"][:3]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_overflows_or_overlaps(pages: dict[str, Path], opened: Open, name: str, width: int) -> None:
    assert complaints(opened(pages[name], width)) == []


BROKEN_WORDS = """() => {
  const broken = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("svg, style, script, code, a")) continue;
    for (const word of node.data.matchAll(/[A-Za-z0-9,.%]{3,20}/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.add(word[0]);
    }
  }
  return [...broken];
}"""
"""Words that begin on one line and end on the next: long ones may, ordinary ones mustn't for want of a wider column."""


@pytest.mark.parametrize(("width", "media"), [(360, "screen"), (1280, "screen"), (A4_WITHIN_MARGINS, "print")])
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_word_is_broken(pages: dict[str, Path], opened: Open, template: str, width: int, media: str) -> None:
    page = opened(pages[f"2017 {template}"], width, media=media)
    page.evaluate(FOLD, True)
    assert page.evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(pages: dict[str, Path], opened: Open, name: str, width: int, scheme: str) -> None:
    page = opened(pages[name], width, scheme)
    page.evaluate(FOLD, True)
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_hostile_text_breaks_no_layout(hostile_page: PageOf, opened: Open, template: str, width: int) -> None:
    page = opened(hostile_page(template, "html"), width)
    assert complaints(page) == []
    assert violations(page) == []


def test_the_first_screen_answers_on_a_laptop(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["2017 report"])  # a window of 1280 by 800
    for text in ("68 of 556 (12.2 %)", "1 of 91 indicators can be assessed", "Of the figures that have an earlier one",
                 "Needs attention", "488 items owed by 57 respondents", "digest"):  # fmt: skip
        box = page.get_by_text(text).first.bounding_box()
        assert box and box["y"] + box["height"] <= 800, text
