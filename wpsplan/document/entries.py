"""Where the entries of a YAML file stand that can be changed by themselves: in block style, first on their line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wpsplan.document.events import Route, Side, Step
from wpsplan.document.places import locate


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of an entry of a block mapping or list, counted from 0; `end` is the line behind its last.

    Blank lines and comments at its end that are no farther in than itself belong to what follows.
    """

    start: int
    end: int
    prefix: str
    """What stands before it on its first line: blanks, and the dash of the item whose first key it is."""

    @property
    def column(self) -> int:
        """How far in it stands."""
        return len(self.prefix)

    @property
    def shares_line(self) -> bool:
        """Whether a dash stands before it on its line."""
        return bool(self.prefix.strip())


def entries_of(text: str, data: Any) -> dict[Route, Entry]:
    """Find the entries of a file, in its order; `data` is what the text means."""
    lines = text.split("\n")
    places = list(_places(data))
    begins = dict(_begins(text, lines, places))
    entries = {}
    for index, route in enumerate(places):
        if route in begins:
            start, prefix = begins[route]
            behind = (places[later] for later in range(index + 1, len(places)))
            following = (begins[other][0] for other in behind if other in begins and other[: len(route)] != route)
            end = next(following, len(lines))
            while end > start + 1 and _belongs_below(lines[end - 1], len(prefix)):
                end -= 1
            entries[route] = Entry(start, end, prefix)
    return entries


def steps_of(value: Any) -> Iterator[Step]:
    """Yield the keys of a mapping or the positions of a list; nothing for any other value."""
    if isinstance(value, dict):
        yield from value
    elif isinstance(value, list):
        yield from range(len(value))


def _places(data: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the route of a value and of all that it holds, in the order of the file."""
    yield route
    for step in steps_of(data):
        yield from _places(data[step], (*route, step))


def _begins(text: str, lines: list[str], places: list[Route]) -> Iterator[tuple[Route, tuple[int, str]]]:
    """Yield each entry's first line, and what stands before it there."""
    sides: tuple[Side, ...] = ("key", "value")
    marks = locate(text.encode("utf-8"), [(route, side) for route in places for side in sides])
    flow: set[Route] = set()
    for route in places:
        line, column = marks[route, "value"]
        if route[:-1] in flow or lines[line - 1][column - 1 : column] in ("{", "["):
            flow.add(route)
        if not route or route[:-1] in flow:
            continue
        if isinstance(route[-1], int):
            before = lines[line - 1][: column - 1].rstrip()
            if not before.endswith("-"):
                continue  # its dash is on another line
            before = before[:-1]
        else:
            line, column = marks[route, "key"]
            before = lines[line - 1][: column - 1]
        if not before.strip(" -"):
            yield route, (line - 1, before)


def _belongs_below(line: str, column: int) -> bool:
    """Tell whether a line is blank, ends the document, or is a comment no farther in than an entry in this column."""
    text = line.lstrip(" ")
    return not text.strip() or line.rstrip() == "..." or (text.startswith("#") and len(line) - len(text) <= column)
