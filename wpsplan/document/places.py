"""Line and column of a place (a route into a document), looked up late: only for what is printed, once a file."""

from collections.abc import Callable, Iterable, Mapping

from wpsplan.document.events import Mark, Route, Side, events_of, mark_of
from wpsplan.document.reader import read


def locate(raw: bytes, wanted: Iterable[tuple[Route, Side]]) -> dict[tuple[Route, Side], Mark]:
    """Find the marks of places in the file `raw`. A place that is not there gets its nearest ancestor's."""
    marks = read(raw, positions=True).marks
    return {(route, side): _nearest(marks, route, side) for route, side in wanted}


def line_finder(raw: bytes) -> Callable[[Route, Side], int]:
    """Give the function that tells the line of any place, from 1; if there is no such place, its nearest ancestor's."""
    marks = read(raw, positions=True).marks
    return lambda route, side: _nearest(marks, route, side)[0]


def _nearest(marks: Mapping[tuple[Route, Side], Mark], route: Route, side: Side) -> Mark:
    for length in range(len(route), -1, -1):
        mark = marks.get((route[:length], side if length == len(route) else "value"))
        mark = mark or marks.get((route[:length], "value"))
        if mark:
            return mark
    return 1, 1


def spans_of(text: str, wanted: Iterable[tuple[Route, Side]]) -> list[tuple[int, int, tuple[Route, Side]]]:
    """Where keys and values that are plain or quoted text on one line begin and end, in characters."""
    places = set(wanted)
    begins = [0]
    for each in text.splitlines(keepends=True):
        begins.append(begins[-1] + len(each))
    ends = _ends(text)
    found = []
    for at, mark in read(text.encode("utf-8"), positions=True).marks.items():
        if at in places and mark in ends:
            line = begins[mark[0] - 1]
            found.append((line + mark[1] - 1, line + ends[mark] - 1, at))
    return found


def _ends(text: str) -> dict[Mark, int]:
    """The column behind each scalar that begins and ends on one line."""
    from yaml import events as kinds

    found: dict[Mark, int] = {}
    for event in events_of(text):
        start, end = event.start_mark, event.end_mark
        if isinstance(event, kinds.ScalarEvent) and start and end and start.line == end.line:
            found.setdefault(mark_of(event), end.column + 1)
    return found
