"""Pages in a real browser: Debian's Chromium, driven by Playwright."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.pages.made import hostile, hostile_page_of, real_pages
from tests.tools import Wpsplan, needs

Open = Callable[..., Page]
PageOf = Callable[[str, str], Path]
"""The page of a template in a format."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = needs("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """`opened(path, width=360, scheme="dark")`: a page in a window of its own."""
    contexts = []

    def open_page(
        path: Path, width: int = 1280, scheme: str = "light", media: str = "screen", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.emulate_media(media="print" if media == "print" else "screen")
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of this repository's plan: "2017 report", "2017 progress" … → the HTML file."""
    folder = tmp_path_factory.mktemp("pages")
    return real_pages(Wpsplan(folder), folder)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> PageOf:
    """`hostile_page("entity", "md")`: the page of a workspace with hostile text wherever text may stand."""
    run = Wpsplan(tmp_path_factory.mktemp("hostile"))
    root = hostile(run, run.cwd / "workspace")
    return lambda template, format: hostile_page_of(run, root, template, format)
