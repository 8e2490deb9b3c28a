"""Compute the height that a row needs for its text, with room for the fonts of other machines."""

import re
import textwrap
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LINE = 13.5
"""The height of a line of text, in points."""
HIGHEST = 400.0
"""The largest height used, in points; Excel allows 409."""
_PART = 1.05
"""Letters of text for each digit of width: Excel counts a column's width in digits."""


def height(texts: Iterable[tuple[object, int]]) -> float:
    """Return the height of a row in points. `texts`: each cell's text and the width of its column in characters."""
    return min(HIGHEST, LINE * max((_lines(str(text), width) for text, width in texts), default=1) + 3)


def _lines(text: str, width: int) -> int:
    room = max(4, int(width * _PART))
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))


def release_row_heights(workbook: bytes) -> bytes:
    """Return the workbook with row heights that grow with what is typed: a custom height would fix them."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                data = data.replace(b' customHeight="1"', b"")
            # without the time of writing: the same form gives the same bytes
            after.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()
