"""The README's pictures, made from what the program prints: `python -m tests.pictures` makes them anew.

A terminal's output becomes an SVG by rich, without any address of a font; a page becomes a PNG in Chromium.
"""

import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.cli.terminal import on_a_terminal
from tests.repositories import Repo, change_the_real_plan
from tests.tools import REPO, STARTER, SUBMISSION, needs

FOLDER = REPO / ".github" / "pictures"
COLUMNS = 108
"""The width of the terminals, in characters: as many as stay legible in the width of a README."""
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, Menlo, Consolas, monospace }}
.{unique_id}-title {{ font: bold 18px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own frame of a terminal, but for its web font."""


def printed(folder: Path) -> dict[str, str]:
    """What the pictured commands print on a terminal: the picture's name → ANSI text. `folder`: an empty one."""
    plan = folder / "plan"
    for name in ("plan", "measurements"):
        shutil.copytree(REPO / name, plan / name)
    exercise = folder / "exercise"
    shutil.copytree(STARTER, exercise)
    doubtful = folder / "doubtful"
    shutil.copytree(STARTER, doubtful)
    _make_mistakes(doubtful / SUBMISSION)
    branch = Repo(folder / "branch")
    change_the_real_plan(branch)
    commands = {
        "report": (plan, "report 2017"),
        "check": (doubtful, "check"),
        "coverage": (exercise, "coverage 2017"),
        "show": (exercise, "show 1.2.1 --period 2017"),
        "diff": (branch.root, "diff main"),
    }
    return {
        name: f"\x1b[1m$ wpsplan {command}\x1b[0m\n{on_a_terminal(COLUMNS, '-C', root, *command.split())}"
        for name, (root, command) in commands.items()
    }


def _make_mistakes(submission: Path) -> None:
    """Words where a number belongs, and a level that the scale doesn't have."""
    text = submission.read_text(encoding="utf-8")
    text = text.replace("value: 45\n", "value: about 45\n").replace("level: largely", "level: largly")
    submission.write_text(text, encoding="utf-8")


def svg(name: str, ansi: str) -> str:
    """A terminal with this text in it. `name`: sets its ids apart from those of other pictures on a page."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(ansi.rstrip("\n")), soft_wrap=False, overflow="fold")
    return console.export_svg(title="", code_format=SVG, unique_id=f"terminal-{name}")


def screenshot(page: Path, picture: Path) -> None:
    """The top of a report's page, as a browser shows it."""
    from playwright.sync_api import sync_playwright

    program = needs("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1120, "height": 745})
        window.goto(page.as_uri())
        window.screenshot(path=picture)
        browser.close()


def main() -> None:
    """Makes every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture, ansi in printed(folder).items():
            (FOLDER / f"{picture}.svg").write_text(svg(picture, ansi), encoding="utf-8", newline="\n")
        screenshot(folder / "plan/build/2017/report.html", FOLDER / "page.png")


if __name__ == "__main__":
    main()
