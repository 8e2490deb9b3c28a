"""Change a YAML file in place: the lines of an entry that changes are written anew, all others stay as they are.

Our reader says where each entry stands. An entry that changes goes through ruamel.yaml, so that its style, its quotes
and its comments stay (`round_trip.py`); one that is new, or that no longer fits on its line, is laid out as `fmt` does
it, with the file's own indentation. What comes out is read back, and must mean what it should.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from wpsplan.document.canonical import WIDTH, Shape, canonical, same_meaning
from wpsplan.document.comments import Comments, comments_of, kept_comments
from wpsplan.document.entries import Entry, entries_of, steps_of
from wpsplan.document.events import Route
from wpsplan.document.reader import Document, read
from wpsplan.document.round_trip import Indentation, RoundTrip, RoundTripError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What some parsers take for the end of a line, and others don't."""


class NotInPlaceError(Exception):
    """The file is written in a way in which a change can't be made without other lines being touched."""


def edit(raw: bytes, data: Any, shape: Shape) -> bytes:
    """Return the file `raw`, changed so that it says `data`. Raises `NotInPlaceError`.

    `shape` gives the order of keys, for those that are new, and the layout of a new entry.
    """
    before = read(raw)
    file = _File(raw, before.data, shape)
    file.change((), before.data, data)
    return _read_back(file.edited(), data, before)


def set_values(raw: bytes, values: Mapping[Route, Any], shape: Shape) -> bytes:
    """Return the file `raw` with other values at places that it has. Raises `NotInPlaceError`."""
    data = deepcopy(read(raw).data)
    for route, value in values.items():
        _value_at(data, route)
        _value_at(data, route[:-1])[route[-1]] = value
    return edit(raw, data, shape)


def rename_keys(raw: bytes, keys: Mapping[Route, str], shape: Shape) -> bytes:
    """Return the file `raw` with other keys, in quotes, for the entries at the routes. Raises `NotInPlaceError`."""
    before = read(raw)
    data = deepcopy(before.data)
    file = _File(raw, before.data, shape)
    for route, key in keys.items():
        _value_at(before.data, route)
        file.rename(route, key)
        mapping = _value_at(data, route[:-1])
        mapping[key] = mapping.pop(route[-1])
    return _read_back(file.edited(), data, before)


def _read_back(raw: bytes, data: Any, before: Document) -> bytes:
    again = read(raw)
    if len(again.problems) != len(before.problems) or not same_meaning(again.data, data):
        raise NotInPlaceError("it would not be read back the same")
    return raw


@dataclass(frozen=True, slots=True)
class _Below:
    """A layout in which all that surrounds a place stands on lines of its own."""

    shape: Shape
    route: Route

    def keys(self, route: Route, data: dict[Any, Any]) -> Any:
        return self.shape.keys(route, data)

    def on_one_line(self, route: Route, data: Any) -> bool:
        around = len(route) < len(self.route) and self.route[: len(route)] == route
        return not around and self.shape.on_one_line(route, data)


class _File:
    """A file's lines, where its entries stand, and the edits that are to be made."""

    def __init__(self, raw: bytes, data: Any, shape: Shape) -> None:
        text = raw.decode("utf-8-sig")
        if _OTHER_BREAKS.search(text):
            raise NotInPlaceError("not all of its lines end in the usual way")
        self.mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK) else b""
        self.as_written = text.split("\n")
        self.line_end = "\r" if self.as_written[0].endswith("\r") else ""
        if self.line_end and self.as_written[-1]:
            self.as_written[-1] += self.line_end  # taken away again at the end
        self.text = text.replace("\r", "")
        self.lines = self.text.split("\n")
        self.data = data
        self.shape = shape
        self.entries = entries_of(self.text, data)
        self.indentation = self._find_indentation()
        self.round_trip = RoundTrip(shape, self.indentation)
        self.edits: list[tuple[int, int, int, list[str]]] = []
        """(first line, line behind the last, number of the edit, the new lines)"""

    def edited(self) -> bytes:
        """Return the file with all its edits made."""
        lines: list[str] = []
        done = 0
        for start, end, _, new in sorted(self.edits):
            if start < done:
                raise NotInPlaceError("two changes are to be made in one entry")
            lines += [*self.as_written[done:start], *(line + self.line_end for line in new)]
            done = end
        lines += self.as_written[done:]
        return self.mark + "\n".join(lines).removesuffix("\r").encode("utf-8")

    def _find_indentation(self) -> Indentation:
        """Find how far in the file's mappings and lists stand, by the first of each."""
        found: dict[str, int] = {}
        for route, entry in self.entries.items():
            if above := self.entries.get(route[:-1]):
                kind = "dash" if isinstance(route[-1], int) else "item" if isinstance(route[-2], int) else "key"
                found.setdefault(kind, entry.column - above.column)
        return Indentation(found.get("key", 2), found.get("dash", 2), found.get("item", 2))

    def _is_open(self, route: Route, value: Any) -> bool:
        """Tell whether each entry of a mapping or list can be changed by itself."""
        return bool(value) and all((*route, step) in self.entries for step in steps_of(value))

    def change(self, route: Route, old: Any, new: Any) -> None:
        """Change what stands at `route` from `old` to `new`, entry by entry where that is possible."""
        if same_meaning(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and self._is_open(route, old):
            gone = [key for key in old if key not in new]
            if len(gone) < len(old) and not any(self.entries[*route, key].shares_line for key in gone):
                for key in old:
                    if key in new:
                        self.change((*route, key), old[key], new[key])
                    else:
                        self._delete((*route, key))
                self._insert_keys(route, old, new)
                return
        if isinstance(old, list) and isinstance(new, list) and self._is_open(route, old) and len(new) >= len(old):
            for index, item in enumerate(old):
                self.change((*route, index), item, new[index])
            last = self.entries[*route, len(old) - 1]
            for index in range(len(old), len(new)):
                self._insert((*route, index), new[index], last.end, last.column)
            return
        self._replace(route, old, new)

    def _insert_keys(self, route: Route, old: dict[Any, Any], new: dict[Any, Any]) -> None:
        """Insert each new key behind the nearest one that comes before it in the layout, else before them all."""
        order = list(self.shape.keys(route, new))
        for position, key in enumerate(order):
            if key in old:
                continue
            earlier = [other for other in order[:position] if other in old]
            neighbour = self.entries[*route, earlier[-1] if earlier else next(iter(old))]
            line = neighbour.end
            if not earlier and not neighbour.shares_line:
                line = neighbour.start
                while line and self.lines[line - 1].lstrip().startswith("#"):
                    line -= 1
            self._insert((*route, key), new[key], line, neighbour.column)

    def _insert(self, route: Route, value: Any, line: int, column: int) -> None:
        self._put(line, line, _indented(self._laid_out(route, value, Comments()), " " * column))

    def _delete(self, route: Route) -> None:
        """Take an entry out. Comments in it stay, on lines of their own."""
        entry = self.entries[route]
        comments = self._comments_in(route)
        self._put(entry.start, entry.end, [f"{entry.prefix}{comment}" for comment in comments.texts()])

    def _replace(self, route: Route, old: Any, new: Any) -> None:
        """Write the entry at `route` anew: in its own style where it still fits, else in the layout of `fmt`."""
        place = _first_of_its_kind(route)
        comments = kept_comments(self._comments_in(route), _nested(place, new))
        if not route:  # all of the file is one piece
            self._put(0, len(self.lines), canonical(new, self.shape, comments).split("\n"))
            return
        entry = self.entries[route]
        lines = self._in_its_style(route, old, new)
        above: list[str] = []
        if lines is None:
            above = comments.before.pop(place, [])
            lines = self._laid_out(route, new, comments)
        pad = entry.prefix[: len(entry.prefix) - len(entry.prefix.lstrip())]
        self._put(entry.start, entry.end, [*(f"{pad}{line}" for line in above), *_indented(lines, entry.prefix)])

    def _in_its_style(self, route: Route, old: Any, new: Any) -> list[str] | None:
        """Return the entry's lines with the new value, or None where another layout would be better."""
        if isinstance(new, dict | list):
            fits = self.shape.on_one_line(route, new) or (bool(old) and not self.shape.on_one_line(route, old))
        else:
            fits = not isinstance(old, dict | list) and "\n" not in str(new)
        if not fits:
            return None
        entry = self.entries[route]
        try:
            lines = self.round_trip.change(self._text_of(entry, entry.end), route, old, new)
        except RoundTripError:
            return None
        longest = max(WIDTH, *(len(line) for line in self.lines[entry.start : entry.end]))
        return lines if all(entry.column + len(line) <= longest for line in lines) else None

    def rename(self, route: Route, key: str) -> None:
        """Give the entry at `route` another key, in quotes."""
        around = next((route[:length] for length in range(len(route), 0, -1) if route[:length] in self.entries), None)
        if around is None:
            raise NotInPlaceError("it is all of one piece")
        entry = self.entries[around]
        value = _value_at(self.data, around)
        below = around == route and isinstance(value, dict | list) and self._is_open(route, value)
        end = entry.start + 1 if below else entry.end
        positions = [list(steps_of(_value_at(self.data, route[:depth]))).index(route[depth])
                     for depth in range(len(around), len(route))]  # fmt: skip
        try:
            lines = self.round_trip.rename(self._text_of(entry, end), positions, key)
        except RoundTripError as error:
            raise NotInPlaceError(str(error)) from None
        self._put(entry.start, end, _indented(lines, entry.prefix))

    def _text_of(self, entry: Entry, end: int) -> str:
        """Return an entry's lines as a text that begins at the entry itself."""
        first, *rest = self.lines[entry.start : end]
        width = entry.column
        return "\n".join([first[width:], *(line[min(width, len(line) - len(line.lstrip(" "))) :] for line in rest)])

    def _laid_out(self, route: Route, value: Any, comments: Comments) -> list[str]:
        """Return an entry's lines as `fmt` lays them out, with the file's indentation."""
        place = _first_of_its_kind(route)
        text = canonical(_nested(place, value), _Below(self.shape, place), comments)
        headers = sum(isinstance(step, str) for step in place[:-1])
        lines = [line[2 * len(place) - 2 :] for line in text.split("\n")[headers:-1]]
        return self.round_trip.indented(lines)

    def _comments_in(self, route: Route) -> Comments:
        """Return the comments that stand in an entry's lines, as if it were the only one; of the file, all."""
        from yaml import YAMLError

        if not route:
            return comments_of(self.text)
        entry = self.entries[route]
        around = _first_of_its_kind(route[:-1])
        try:
            own = comments_of(self._text_of(entry, entry.end))
        except YAMLError:
            raise NotInPlaceError("one of its entries can't be read by itself") from None
        inner = Comments(
            before={(*around, *at): texts for at, texts in own.before.items()},
            below={(*around, *at): texts for at, texts in own.below.items()},
            beside={(*around, *at): text for at, text in own.beside.items()},
        )
        if texts := [text for text in own.after if text]:
            inner.before[_first_of_its_kind(route)] = texts
        return inner

    def _put(self, start: int, end: int, lines: list[str]) -> None:
        self.edits.append((start, end, len(self.edits), lines))


def _value_at(data: Any, route: Route) -> Any:
    try:
        for step in route:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        raise NotInPlaceError("the place is not there") from None
    return data


def _nested(route: Route, value: Any) -> Any:
    """Wrap a value in the mappings and lists of its place."""
    for step in reversed(route):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _first_of_its_kind(route: Route) -> Route:
    """Return the route that a place would have if each list around it held nothing else."""
    return tuple(0 if isinstance(step, int) else step for step in route)


def _indented(lines: list[str], prefix: str) -> list[str]:
    """Put a prefix before the first line, and as many blanks before the others."""
    pad = " " * len(prefix)
    return [prefix + lines[0], *(pad + line if line else "" for line in lines[1:])]
