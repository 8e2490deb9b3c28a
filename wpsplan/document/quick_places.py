"""Where keys and values stand in a file that goes the short way (`quick.py`): its lines say it by themselves."""

import re
from collections.abc import Collection
from typing import Any

from wpsplan.document.events import Mark, Route, Side
from wpsplan.document.quick import BELOW, KEY, Unusual, lines_in_order, matched, said_in

NOTHING = (1_000_000, False, "\n")
"""What is passed over: what stands further in than this, or for a key the list below it; no line begins like that."""


_HEAD = r"(?:^|\n)%s:(?: +#.*| *)\r?(?=\n)"
_ENTRY = rf"\n%s({KEY}):(?=[ \r\n])"
_first_entry = re.compile(rf"\n( +)(?:{KEY}):[ \r\n]").search
_begins_again = re.compile(r"\n[^ \r\n#]").search


def quick_entries(text: str, key: str) -> dict[str, int]:
    """The lines, from 1, of the keys right below one of the file's own keys.

    Only for a file that has gone the short way: in such a one nothing else can begin where they do.
    """
    head = re.search(_HEAD % re.escape(key), text)
    first = _first_entry(text, head.end()) if head else None
    if head is None or first is None:
        return {}
    end = _begins_again(text, head.end())
    before, *parts = re.split(_ENTRY % first[1], text[head.end() : end.start() + 1 if end else None])
    found = {}
    line = 1 + text.count("\n", 0, head.end()) + before.count("\n")
    for entry, after in zip(parts[::2], parts[1::2], strict=True):
        line += 1
        found[entry.strip("'")] = line
        line += after.count("\n")
    return found


def quick_marks(text: str, routes: Collection[Route] | None = None) -> dict[tuple[Route, Side], Mark]:
    """Where the keys and values of these routes, and of those on the way to them, begin. Raises Unusual.

    None: everywhere, but for what is between brackets.
    """
    lines = lines_in_order(text)  # for which, and for no others, what follows is true
    ways = None if routes is None else {route[:length] for route in routes for length in range(len(route) + 1)}
    within = None if ways is None else {route[:-1] for route in ways if route}
    found: dict[tuple[Route, Side], Mark] = {}
    containers: list[_Container] = []
    waiting: Route | None = ()  # of what begins with the next line that says something
    aside, aside_key, further = NOTHING
    for number, line in enumerate(lines, 1):
        if waiting is None and line.startswith(further):
            continue  # below something of which nobody asks what is in it
        for indent, key, value in said_in(line):
            if waiting is not None:
                found[waiting, "value"] = number, indent + 1
                waiting = None
            if indent > aside or (indent == aside and aside_key and key is None):
                continue
            while containers and containers[-1].ends_before(indent, key):
                containers.pop()
            above = containers[-1] if containers else None
            if above is None or above.indent < indent or above.is_list != (key is None):
                containers.append(_Container(indent, key is None, (*above.route, above.step) if above else ()))
            here = containers[-1]
            here.step = here.step + 1 if key is None else key
            route = (*here.route, here.step)
            goes_on = value is BELOW and (within is None or route in within)
            aside, aside_key, further = NOTHING if goes_on else (indent, key is not None, " " * (indent + 1))
            if ways is not None and route not in ways:
                continue
            if key is not None:
                found[route, "key"] = number, indent + 1
            if value is BELOW:
                waiting = route
            elif within is not None and route in within and isinstance(value, dict | list):
                raise Unusual  # the place is between brackets
            else:
                found[route, "value"] = number, _begin(line) + 1
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
