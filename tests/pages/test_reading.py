"""The page without a script, without a network, without a mouse."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.made import TEMPLATES

NAMES = [f"2017 {template}" for template in TEMPLATES]
# What can be reached by Tab, in the order of the page: not what is in a closed details.
REACHABLE = """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
    .filter(one => one.checkVisibility({contentVisibilityAuto: true}))
    .map(one => one.outerHTML.slice(0, 120))"""


# What has the focus, and whether one sees it: a ring around it, and some of it in the window.
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [one.outerHTML.slice(0, 120), ring && inside];
}"""


@pytest.mark.parametrize("name", NAMES)
def test_it_needs_no_script_and_no_network(pages: dict[str, Path], opened: Open, name: str) -> None:
    page = opened(pages[name])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert asked == [pages[name].as_uri()]
    plain = opened(pages[name], script=False)
    assert plain.locator("body").inner_text() == page.locator("body").inner_text()
    assert page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_keyboard_reaches_and_opens_everything(pages: dict[str, Path], opened: Open, name: str) -> None:
    page = opened(pages[name])
    for number, summary in enumerate(page.locator("summary").all()):
        summary.focus()
        page.keyboard.press("Enter" if number % 2 else "Space")
        assert summary.evaluate("one => one.parentElement.open")
    wanted = page.evaluate(REACHABLE)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    page.mouse.click(1, 1)
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        html, seen = page.evaluate(FOCUSED)
        assert seen, html
        reached.append(html)
    assert reached == wanted
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")  # it leaves the page: no trap


def test_every_indicator_has_its_anchor(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["2017 report"])
    anchors = page.evaluate("() => [...document.querySelectorAll('[id^=\"i-\"]')].map(one => one.id)")
    assert len(anchors) == len(set(anchors)) == 91 and "i-6.2.2" in anchors
    broken = page.evaluate(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert broken == []
