"""The README's pictures show what the program prints today: `python -m tests.pictures` makes them anew."""

import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

from tests.cli.terminal import ON_POSIX
from tests.pictures import FOLDER, printed
from tests.tools import REPO

TEXT = re.compile(r'<text class="terminal-\w+-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
STYLE = re.compile(r"\x1b\[[\d;]*m")


def text_of(picture: str) -> str:
    """What a terminal's picture says, without blanks and line ends: it has none between two styles."""
    rows: defaultdict[float, dict[float, str]] = defaultdict(dict)
    for x, y, text in TEXT.findall(picture):
        rows[float(y)][float(x)] = unescape(text)
    return without_blanks("".join(text for _, row in sorted(rows.items()) for _, text in sorted(row.items())))


def without_blanks(text: str) -> str:
    """Text with its visible characters only."""
    return "".join(text.split())


def named() -> set[str]:
    """The pictures in the README."""
    return set(re.findall(r"\.github/pictures/([\w.]+)", (REPO / "README.md").read_text(encoding="utf-8")))


def test_every_picture_is_there_and_shown() -> None:
    assert named() == {path.name for path in FOLDER.iterdir()}


def test_pictures_are_small_and_need_nothing_from_elsewhere() -> None:
    for path in FOLDER.iterdir():
        assert path.stat().st_size < (250_000 if path.suffix == ".png" else 60_000), path
        if path.suffix == ".svg":
            addresses = re.findall(r"https?:[^\"')\s]*", path.read_text(encoding="utf-8"))
            assert set(addresses) == {"http://www.w3.org/2000/svg"}, path


if ON_POSIX:  # what they show was printed on a pseudo-terminal

    @pytest.fixture(scope="module")
    def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
        return printed(tmp_path_factory.mktemp("pictures"))

    @pytest.mark.slow
    def test_every_command_has_its_picture(shown: dict[str, str]) -> None:
        assert {f"{name}.svg" for name in shown} == {name for name in named() if Path(name).suffix == ".svg"}

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["report", "check", "coverage", "show", "diff"])
    def test_they_show_what_is_printed(shown: dict[str, str], name: str) -> None:
        picture = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert text_of(picture) == without_blanks(STYLE.sub("", shown[name]))
