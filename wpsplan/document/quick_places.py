"""Where keys and values stand in a file that goes the short way (`quick.py`): its lines say it by themselves."""

from collections.abc import Collection
from typing import Any

from wpsplan.document.events import Mark, Route, Side
from wpsplan.document.quick import BELOW, Unusual, lines_of, matched, put_together


def quick_marks(text: str, routes: Collection[Route]) -> dict[tuple[Route, Side], Mark]:
    """Where the keys and values of these routes, and of those on the way to them, begin. Raises Unusual."""
    text = text.replace("\r\n", "\n")
    ways = {route[:length] for route in routes for length in range(len(route) + 1)}
    within = {route[:-1] for route in ways if route}
    numbers: list[int] = []
    lines, said = text.split("\n"), lines_of(text, numbers)
    put_together(said)  # for lines that are in order, and for no others, what follows is true
    found: dict[tuple[Route, Side], Mark] = {}
    containers: list[_Container] = []
    for number, (indent, key, value) in zip(numbers, said, strict=True):
        while containers and containers[-1].ends_before(indent, key):
            containers.pop()
        above = containers[-1] if containers else None
        if above is None or above.indent < indent or above.is_list != (key is None):
            route = (*above.route, above.step) if above else ()
            if route in ways:
                found[route, "value"] = number + 1, indent + 1
            containers.append(_Container(indent, key is None, route))
        here = containers[-1]
        here.step = here.step + 1 if key is None else key
        if here.route not in within:
            continue
        route = (*here.route, here.step)
        if route not in ways:
            continue
        if key is not None:
            found[route, "key"] = number + 1, indent + 1
        if value is not BELOW:
            if route in within and isinstance(value, dict | list):
                raise Unusual  # the place is between brackets
            found[route, "value"] = number + 1, _begin(lines[number]) + 1
    return found


class _Container:
    """A mapping or a list that is open."""

    def __init__(self, indent: int, is_list: bool, route: Route) -> None:
        self.indent = indent
        self.is_list = is_list
        self.route = route
        self.step: Any = -1

    def ends_before(self, indent: int, key: str | None) -> bool:
        """Whether a line is no part of it; a key may stand as far in as the list above it."""
        return indent < self.indent or (indent == self.indent and self.is_list and key is not None)


def _begin(line: str) -> int:
    """Where the value of a line begins."""
    match = matched(line)
    assert match is not None  # else it would be unusual
    return next(match.start(number) for number in (4, 5, 6, 7) if match[number] is not None)
