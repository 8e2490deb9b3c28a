"""Change a YAML file in place: the lines of an entry that changes are written anew, all others stay as they are.

An entry is a key of a block mapping with its value, or an item of a block list; our reader says where it begins. Only
the innermost entry that holds a change is written: by ruamel.yaml's round trip, which keeps its style, its quotes and
its comments, or in the layout of `fmt` where it is new, no longer fits on its line, or is too much for ruamel.yaml.
The result is read back: it must have the wanted meaning and the same comments.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from typing import Any, NamedTuple

from wpsplan.yaml.comments import Comments, comment_lines, comments_of
from wpsplan.yaml.document import Route
from wpsplan.yaml.reader import read
from wpsplan.yaml.writer import WIDTH, Layout, canonical_entry, flow, format_yaml, same_meaning

BYTE_ORDER_MARK = "\ufeff"


class NotInPlaceError(Exception):
    """An error: the file is written in a way in which a change would touch other lines."""


def edit(raw: bytes, data: Any, shape: Layout) -> bytes:
    """Give the file `raw`, changed so that it says `data`. Raises `NotInPlaceError`.

    `shape` gives the order of keys, for those that are new, and the layout of a new entry.
    """
    file = _File(raw, shape)
    file.change((), file.data, data)
    return file.apply_edits(data)


def set_value(raw: bytes, route: Route, value: Any, shape: Layout) -> bytes:
    """Give the file `raw` with another value at a place that it has. Raises `NotInPlaceError`."""
    data = deepcopy(read(raw).data)
    _value_at(data, route)
    _value_at(data, route[:-1])[route[-1]] = value
    return edit(raw, data, shape)


def rename_key(raw: bytes, route: Route, key: str, shape: Layout) -> bytes:
    """Give the file `raw` with another key for the entry at `route`. Raises `NotInPlaceError`."""
    file = _File(raw, shape)
    data = deepcopy(file.data)
    value, mapping = _value_at(data, route), _value_at(data, route[:-1])
    del mapping[route[-1]]
    mapping[key] = value
    file.rename(route, key, data)
    return file.apply_edits(data)


class _Entry(NamedTuple):
    """The lines of an entry, counted from 0; `end` is the line behind its last.

    Blank lines and comments at its end that are no farther in than itself belong to what follows.
    """

    start: int
    end: int
    prefix: str
    """The text before it on its first line: blanks, and the dash of the item whose first key it is."""


class _File:
    """A file's lines, the lines of its entries, and the edits that are to be made."""

    def __init__(self, raw: bytes, shape: Layout) -> None:
        document = read(raw, positions=True)
        if not document.readable:
            raise NotInPlaceError("it can't be read")
        self.data, self.marks, self.problems = document.data, document.marks, document.problems
        text = raw.decode("utf-8-sig")
        self.mark = BYTE_ORDER_MARK.encode() if raw.startswith(BYTE_ORDER_MARK.encode()) else b""
        self.line_end = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
        self.lines = text.split(self.line_end)
        self.comments = comments_of(text)
        self.comment_lines = [(number - 1, comment) for number, _, _, comment in comment_lines(text) if comment]
        self.shape = shape
        self.entries = dict(self._find_entries())
        steps = (len(entry.prefix) - len(self.entries[route[:1]].prefix)
                 for route, entry in self.entries.items() if len(route) == 2 and isinstance(route[1], str))  # fmt: skip
        self.step = next(steps, 2)
        """The columns by which a value is farther in than its key."""
        self.edits: list[tuple[_Entry, list[str]]] = []
        """Lines, and the entry (or the place between two) that they take the place of."""

    def _find_entries(self) -> Iterator[tuple[Route, _Entry]]:
        begins = list(self._begins((), self.data))
        for index, (route, start, column) in enumerate(begins):
            later = (begins[position] for position in range(index + 1, len(begins)))
            following = (line for other, line, _ in later if other[: len(route)] != route)
            end = next(following, len(self.lines))
            while end > start + 1 and _belongs_below(self.lines[end - 1], column):
                end -= 1
            yield route, _Entry(start, end, self.lines[start][:column])

    def _begins(self, route: Route, value: Any) -> Iterator[tuple[Route, int, int]]:
        """Yield the route, line and column of each entry in a value that is in block style, in the file's order."""
        if not isinstance(value, dict | list) or not value:
            return
        line, column = self.marks[route, "value"]
        if isinstance(value, dict):
            begins = [self.marks[(*route, key), "key"] for key in value]
            if begins[0] != (line, column) or any(begin[1] != column for begin in begins):
                return  # in flow style, or with `? key`
        elif self.lines[line - 1][column - 1] == "-":
            firsts = [self.marks[(*route, index), "value"][0] for index in range(len(value))]
            begins = [(self._line_of_dash(first, column), column) for first in firsts]
        else:
            return
        for step, (line, column) in zip(_steps(value), begins, strict=True):
            yield (*route, step), line - 1, column - 1
            yield from self._begins((*route, step), value[step])

    def _line_of_dash(self, line: int, column: int) -> int:
        """Give the line of the dash in this column, all from 1, whose item begins on `line`: that or one above."""
        while self.lines[line - 1][: column - 1].strip(" -") or self.lines[line - 1][column - 1 : column] != "-":
            line -= 1
        return line

    def apply_edits(self, data: Any) -> bytes:
        """Give the file with its edits made, which must say `data`."""
        lines: list[str] = []
        done = 0
        for entry, new in sorted(self.edits, key=lambda edit: edit[0][:2]):
            lines += [*self.lines[done : entry.start], *new]
            done = entry.end
        text = self.line_end.join([*lines, *self.lines[done:]])
        again = read(text.encode("utf-8"))
        if len(again.problems) != len(self.problems) or not same_meaning(again.data, data):
            raise NotInPlaceError("it would not be read back the same")
        if _comments([text]) != Counter(self.comments.texts()):
            raise NotInPlaceError("a comment would be lost")
        return self.mark + text.encode("utf-8")

    def change(self, route: Route, old: Any, new: Any) -> None:
        """Change what stands at `route` from `old` to `new`, entry by entry where that is possible."""
        if same_meaning(old, new):
            return
        first = self._first_entry(route, old)
        if not route and not first:  # no part of the file can be told apart
            text = format_yaml(new, self.shape, self.comments)
            self.edits.append((_Entry(0, len(self.lines), ""), text.split("\n")))
        elif first and isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
            for index, item in enumerate(old):
                self.change((*route, index), item, new[index])
            last = self.entries[*route, len(old) - 1]
            for index in range(len(old), len(new)):
                self._lay_out((*route, index), new[index], _Entry(last.end, last.end, " " * len(last.prefix)))
        elif first and isinstance(old, dict) and isinstance(new, dict) and (
            next(iter(old)) in new if first.prefix.strip() else old.keys() & new.keys()
        ):  # fmt: skip
            for key in old:
                if key in new:
                    self.change((*route, key), old[key], new[key])
                else:
                    self._put(self.entries[*route, key], [])
            self._insert_keys(route, first, old, new)
        else:
            entry, lines = self.entries[route], self._in_its_style(route, old, new)
            self._put(entry, lines) if lines else self._lay_out(route, new, entry)

    def rename(self, route: Route, key: str, data: Any) -> None:
        """Give the entry at `route` another key, as in `data`."""
        around = next((route[:length] for length in range(len(route), 0, -1) if route[:length] in self.entries), ())
        renamed = (*route[:-1], key)[: len(around)]
        value = _value_at(data, renamed)
        if not around:
            raise NotInPlaceError("no part of the file can be told apart")
        entry = self.entries[around]
        if around == route and self._first_entry(route, value):  # what it holds stays, on lines of its own
            entry, value = entry._replace(end=entry.start + 1), None
        self._lay_out(renamed, value, entry)

    def _first_entry(self, route: Route, value: Any) -> _Entry | None:
        """Give the first entry in a value that is in block style; else None."""
        return next((self.entries.get((*route, step)) for step in _steps(value)), None)

    def _insert_keys(self, route: Route, first: _Entry, old: dict[Any, Any], new: dict[Any, Any]) -> None:
        """Insert each new key behind the nearest one that comes before it in the layout, else before them all."""
        line = first.end if first.prefix.strip() else first.start
        while 0 < line <= first.start and self.lines[line - 1].lstrip().startswith("#"):
            line -= 1
        for key in self.shape.keys(route, new):
            if key in old:
                line = self.entries[*route, key].end
            else:
                self._lay_out((*route, key), new[key], _Entry(line, line, " " * len(first.prefix)))

    def _in_its_style(self, route: Route, old: Any, new: Any) -> list[str] | None:
        """Give an entry's lines with the new value by ruamel.yaml; None where another layout would be better."""
        entry = self.entries[route]
        column, old_lines = len(entry.prefix), self.lines[entry.start : entry.end]
        both = isinstance(old, dict | list) and isinstance(new, dict | list)
        grows = both and self.shape.on_one_line(route, old) and not self.shape.on_one_line(route, new)
        other_kind = not both and (isinstance(old, dict | list) or isinstance(new, dict | list))
        if self._first_entry(route, old) or grows or other_kind or "\n" in str(new):
            return None
        text = re.sub(f"(?m)^ {{0,{column}}}", "", "\n".join([" " * column + old_lines[0][column:], *old_lines[1:]]))
        stream = StringIO()
        try:
            yaml = _ruamel()
            tree = yaml.load(text)
            step = next(iter(tree)) if isinstance(tree, dict) else 0
            tree[step] = self._change_tree(tree[step], route, old, new)
            yaml.dump(tree, stream)
        except Exception:  # of any kind: ruamel.yaml refuses some things that we read
            return None
        lines = stream.getvalue().split("\n")[:-1]
        again = read(stream.getvalue().encode("utf-8")).data
        longest = max(WIDTH, *map(len, old_lines)) - column
        fits = same_meaning([again[step] for step in _steps(again)], [new]) and all(
            len(line) <= longest for line in lines
        )
        return lines if fits and not self._lost(entry, lines) else None

    def _change_tree(self, own: Any, route: Route, old: Any, new: Any) -> Any:
        """Give ruamel.yaml's `own` value with what differs between `old` and `new` changed in it."""
        if same_meaning(old, new):
            return own
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            keys = dict(zip(old, own, strict=True))
            for key in old.keys() - new.keys():
                del own[keys[key]]
            for position, key in enumerate(self.shape.keys(route, new)):
                if key in old:
                    own[keys[key]] = self._change_tree(own[keys[key]], (*route, key), old[key], new[key])
                else:
                    ((written, value),) = self._ruamel_value({key: new[key]}, route).items()
                    own.insert(position, written, value)
            return own
        if isinstance(old, list) and isinstance(new, list) and 0 < len(old) <= len(new):
            for index, item in enumerate(old):
                own[index] = self._change_tree(own[index], (*route, index), item, new[index])
            own.extend(self._ruamel_value(item, (*route, 0)) for item in new[len(old) :])
            return own
        return self._ruamel_value(new, route, like=own)

    def _ruamel_value(self, value: Any, route: Route, like: Any = None) -> Any:
        """Give a value as ruamel.yaml has it where it is written on one line; text in the quotes of `like`."""
        from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

        quoted = isinstance(like, DoubleQuotedScalarString | SingleQuotedScalarString)
        if quoted and isinstance(value, str) and value.isprintable():
            return type(like)(value)
        return _ruamel().load(f"- {flow(value, self.shape, route)}")[0]

    def _lay_out(self, route: Route, value: Any, entry: _Entry) -> None:
        """Put an entry as `fmt` lays it out, with the file's indentation, in place of what is there."""
        column = len(entry.prefix)
        lines = [*canonical_entry(route, value, self.shape, self.comments, column, self.step)]
        if not _comments(lines) <= self._comments_in(entry):  # two were joined on one line: better above it
            lines = [*canonical_entry(route, value, self.shape, Comments(), column, self.step)]
        self._put(entry, [line[column:] for line in lines])

    def _put(self, entry: _Entry, lines: list[str]) -> None:
        """Put lines in place of an entry; comments of its that they don't have come above, on lines of their own."""
        pad = " " * len(entry.prefix)
        head = [entry.prefix + line for line in lines[:1]]
        self.edits.append((entry, [*(pad + comment for comment in self._lost(entry, lines)), *head,
                                   *(pad + line if line else "" for line in lines[1:])]))  # fmt: skip

    def _lost(self, entry: _Entry, lines: list[str]) -> list[str]:
        """Give the comments of an entry that the lines don't have."""
        return [*(self._comments_in(entry) - _comments(lines)).elements()]

    def _comments_in(self, entry: _Entry) -> Counter[str]:
        return Counter(comment for line, comment in self.comment_lines if entry.start <= line < entry.end)


def _comments(lines: list[str]) -> Counter[str]:
    return Counter(comments_of("\n".join(lines)).texts())


def _ruamel() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    return yaml


def _steps(value: Any) -> list[Any]:
    """Give the keys of a mapping or the positions of a list; nothing for any other value."""
    return list(value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ())


def _value_at(data: Any, route: Route) -> Any:
    try:
        for step in route:
            data = data[step]
    except (LookupError, TypeError):
        raise NotInPlaceError("the place is not there") from None
    return data


def _belongs_below(line: str, column: int) -> bool:
    """Tell whether a line is blank, ends the document, or is a comment no farther in than an entry in this column."""
    text = line.lstrip(" ")
    return not text.strip() or line.rstrip() == "..." or (text.startswith("#") and len(line) - len(text) <= column)
