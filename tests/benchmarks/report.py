"""How long a report on a full workspace takes: `python -m tests.benchmarks.report`. Prints a table; nothing fails here.

To draw it should take less than twice the time that loading its files takes, and the page should scroll smoothly.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from tests.benchmarks.many import full_workspace
from wpsplan import __version__
from wpsplan.finding import Finding
from wpsplan.render.json.report import report
from wpsplan.render.pages.manifest import Manifest, stamp
from wpsplan.render.pages.page import page
from wpsplan.results.dataset import Dataset
from wpsplan.results.report import make_report
from wpsplan.workspace import load

RUNS = 3
T = TypeVar("T")
SCROLL = """async () => {
    const frames = []; let last = performance.now();
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        scrollBy(0, 1500);
        await new Promise(requestAnimationFrame);
        frames.push(performance.now() - last); last = performance.now();
    }
    return frames;
}"""


def timed(what: Callable[[], T]) -> tuple[float, T]:
    """The median of some runs, in seconds, and what the last one gave."""
    times, result = [], what()
    for _ in range(RUNS):
        start = perf_counter()
        result = what()
        times.append(perf_counter() - start)
    return median(times), result


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = full_workspace(Path(folder) / "full")
        loading, workspace = timed(lambda: load(root))
        assert workspace.framework is not None
        period = workspace.framework.periods["2018"]
        computing, made = timed(lambda: make_report(Dataset.of(workspace), period))
        manifest = Manifest(__version__, "report", period.id, None, None, workspace.inputs)
        plain, told = timed(lambda: report(made, workspace.lines, manifest))
        drawing, html = timed(lambda: page("report", "html", told, root, stamp(manifest)))
        assert not isinstance(html, Finding)
        print(f"loading            {loading:6.2f} s   {len(workspace.files)} files")
        print(f"figures            {computing:6.2f} s")
        print(f"plain data         {plain:6.2f} s")
        print(f"drawing the page   {drawing:6.2f} s   {len(html):,} bytes")
        print(f"all but loading    {(computing + plain + drawing) / loading:6.2f} times the loading")
        _browse(Path(folder) / "page.html", html)


def _browse(path: Path, page: bytes) -> None:
    from playwright.sync_api import sync_playwright

    from tests.tools import needs

    path.write_bytes(page)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs("chromium", "google-chrome"), args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1280, "height": 800})
        start = perf_counter()
        view.goto(path.as_uri())
        print(f"opening it         {perf_counter() - start:6.2f} s")
        frames = sorted(view.evaluate(SCROLL))
        slow = frames[len(frames) * 95 // 100]
        print(f"scrolling          {slow:6.0f} ms a frame in the slowest twentieth, {frames[-1]:.0f} at worst")
        browser.close()


if __name__ == "__main__":
    main()
