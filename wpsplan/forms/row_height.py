"""How high a row must be for its text, whatever font the reader's machine has in place of ours."""

import re
import textwrap
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LINE = 13.5
"""Points that a line of text takes."""
HIGHEST = 400.0
"""Excel ends at 409 points."""
_PART = 1.05
"""Letters of a text for each digit that a column's width is counted in."""


def height(texts: Iterable[tuple[object, int]]) -> float:
    """The height in points of a row with these texts in columns of these widths (in characters)."""
    return min(HIGHEST, LINE * max((_lines(str(text), width) for text, width in texts), default=1) + 3)


def _lines(text: str, width: int) -> int:
    room = max(4, int(width * _PART))
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))


def release_row_heights(workbook: bytes) -> bytes:
    """The same workbook, its rows free to grow with what is typed: a height that is set holds a row fast."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                data = data.replace(b' customHeight="1"', b"")
            after.writestr(ZipInfo(name), data, ZIP_DEFLATED)  # no time of the day in it
    return out.getvalue()
