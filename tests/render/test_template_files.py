"""The built-in templates as files: lines that can be read, colours in one place."""

import re

from tests.tools import REPO

TEMPLATES = sorted((REPO / "templates").rglob("*.jinja"))
LONGEST_LINE = 140


def test_no_line_is_too_long_to_be_read() -> None:
    long_lines = [
        f"{path.relative_to(REPO).as_posix()}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert TEMPLATES and long_lines == []


def test_colours_stand_in_the_style_alone() -> None:
    colours = {
        path.name: colour
        for path in TEMPLATES
        if (colour := re.findall(r"(?<!&)#[0-9a-f]{3}(?:[0-9a-f]{3})?\b", path.read_text(encoding="utf-8")))
    }
    assert list(colours) == ["style.css.jinja"]
    palette = re.findall(r"--([ap]\d): #", (REPO / "templates/shared/style.css.jinja").read_text(encoding="utf-8"))
    in_the_light, in_the_dark = palette[: len(palette) // 2], palette[len(palette) // 2 :]
    assert in_the_light == in_the_dark == ["a1", "a2", "a3", "p1", "p2", "p3", "p4", "p5", "p6"]
