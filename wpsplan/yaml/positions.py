"""Line and column of a place (a route into a document), looked up late: only for what is printed, once a file."""

from collections.abc import Callable, Iterable, Mapping

from wpsplan.yaml.document import Mark, Route, Side
from wpsplan.yaml.reader import read


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
