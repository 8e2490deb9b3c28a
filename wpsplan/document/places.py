"""A place (a route into a document) → line and column, looked up late: only for what is printed, once a file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wpsplan.document.events import Mark, Route, Side, Step, event_source, mark_of
from wpsplan.document.quick import Unusual
from wpsplan.document.quick_places import quick_entries, quick_marks


def locate(raw: bytes, wanted: Iterable[tuple[Route, Side]]) -> dict[tuple[Route, Side], Mark]:
    """The marks of the places in the file `raw`. A place that is not there gets its nearest ancestor's."""
    places = set(wanted)
    text = raw.decode("utf-8-sig", "replace")
    try:
        marks = quick_marks(text, {route for route, _ in places})
    except Unusual:
        marks = marks_of(text, max((len(route) for route, _ in places), default=0))
    return {(route, side): _nearest(marks, route, side) for route, side in places}


def line_finder(raw: bytes) -> Callable[[Route, Side], int]:
    """What tells the line of any place in a file, from 1; of one that is not there, its nearest ancestor's."""
    text = raw.decode("utf-8-sig", "replace")
    try:
        marks = quick_marks(text)
    except Unusual:
        marks = marks_of(text)
    return lambda route, side: _nearest(marks, route, side)[0]


def _nearest(marks: Mapping[tuple[Route, Side], Mark], route: Route, side: Side) -> Mark:
    for length in range(len(route), -1, -1):
        mark = marks.get((route[:length], side if length == len(route) else "value"))
        mark = mark or marks.get((route[:length], "value"))
        if mark:
            return mark
    return 1, 1


def entry_lines(raw: bytes, key: str, *, ordinary: bool) -> dict[str, int]:
    """The lines, from 1, of the keys right below one of the file's own; `ordinary`: as `Document` says of the file."""
    text = raw.decode("utf-8-sig", "replace")
    if ordinary:
        return quick_entries(text, key)
    marks = marks_of(text, deepest=2).items()
    return {str(at[1]): line for (at, side), (line, _) in marks if side == "key" and len(at) == 2 and at[0] == key}


def marks_of(text: str, deepest: int = 100) -> dict[tuple[Route, Side], Mark]:
    """Where every key and value of a file begins, down to the deepest level that is asked for."""
    from yaml import YAMLError

    marks: dict[tuple[Route, Side], Mark] = {}
    try:
        with event_source(text) as next_event:
            _walk(next_event, marks, deepest)
    except YAMLError:  # the reader has said so; what lies before the error is known
        pass
    return marks


def _walk(next_event: Any, marks: dict[tuple[Route, Side], Mark], deepest: int) -> None:
    from yaml import events as kinds

    starts = (kinds.MappingStartEvent, kinds.SequenceStartEvent)
    route: list[Step | None] = []  # of each open container: the key or position of the child that comes next
    while True:
        event = next_event()
        kind = type(event)
        if kind is kinds.StreamEndEvent:
            return
        if kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
            route.pop()
            _advance(route)
        elif kind is kinds.ScalarEvent and route and route[-1] is None:
            route[-1] = event.value
            if len(route) <= deepest:
                marks.setdefault((tuple(route), "key"), mark_of(event))  # type: ignore[arg-type]
        elif kind is kinds.ScalarEvent or kind in starts or kind is kinds.AliasEvent:
            if len(route) <= deepest:
                marks.setdefault((tuple(route), "value"), mark_of(event))  # type: ignore[arg-type]
            if kind in starts and len(route) < deepest:
                route.append(None if kind is kinds.MappingStartEvent else 0)
            else:
                if kind in starts:
                    _skip(next_event)
                _advance(route)


def _skip(next_event: Any) -> None:
    """Reads on behind the end of a mapping or a list that has begun: nobody asks for a place inside it."""
    from yaml import events as kinds

    steps = {kinds.MappingStartEvent: 1, kinds.SequenceStartEvent: 1, kinds.MappingEndEvent: -1,
             kinds.SequenceEndEvent: -1}  # fmt: skip
    depth = 1
    while depth:
        depth += steps.get(type(next_event()), 0)


def _advance(route: list[Step | None]) -> None:
    """After a value: the next position of a list, or the next key of a mapping."""
    if route:
        route[-1] = route[-1] + 1 if isinstance(route[-1], int) else None
