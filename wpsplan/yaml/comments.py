"""The comments and blank lines of a file, each with the place it belongs to, so that they survive a new layout."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wpsplan.yaml.document import Mark, Route
from wpsplan.yaml.reader import events_of, read


@dataclass(slots=True)
class Comments:
    """The comments of a file and their places.

    `before`: whole lines above a key or an item ("" for a blank line); `beside`: the comment at the end of its line.
    `head`: those above the first key, which are about the file; `after`: those below all. `below`: those at the end of
    a mapping or a list, as far in as its entries.
    """

    head: list[str] = field(default_factory=list)
    before: dict[Route, list[str]] = field(default_factory=dict)
    beside: dict[Route, str] = field(default_factory=dict)
    below: dict[Route, list[str]] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)

    def inside(self, route: Route) -> bool:
        """Tell if a whole line of comment stands somewhere below a place: then it can't be written on one line."""
        deeper = (other for other, lines in self.before.items() if any(lines) and len(other) > len(route))
        return any(other[: len(route)] == route for other in (*deeper, *self.below))

    def texts(self) -> list[str]:
        """List all comments, without blank lines."""
        groups = [self.head, *self.before.values(), [*self.beside.values()], *self.below.values(), self.after]
        return [line for group in groups for line in group if line]

    def along(self, route: Route) -> str:
        """Join the comments beside a place and all below it, which share one line then."""
        texts = [text for other, text in self.beside.items() if other[: len(route)] == route]
        return " ".join([*texts[:1], *filter(None, (text.lstrip("# ") for text in texts[1:]))])


def comments_of(text: str) -> Comments:
    """Collect the comments of a file that can be read."""
    lines = text.splitlines()
    starts = sorted(
        (_entry_mark(lines, route, mark), len(route), route)
        for (route, side), mark in read(text.encode(), positions=True).marks.items()
        if side == "key" or (route and isinstance(route[-1], int))  # where an entry begins, not what it holds
    )
    comments = Comments()
    for line, column, own, comment in comment_lines(text):
        if own and starts and line < starts[0][0][0]:
            comments.head.append(comment)
        elif own:  # a line of its own, or a blank one
            later = [start for start in starts if start[0][0] > line]
            inner = _container_at([start for start in starts if start[0][0] < line], column) if comment else None
            if inner is not None and (not later or column > later[0][0][1]):
                comments.below.setdefault(inner, []).append(comment)
            elif later:
                first = later[0][0][0]
                route = min((start for start in later if start[0][0] == first), key=lambda start: start[1])[2]
                comments.before.setdefault(route, []).append(comment)
            else:
                comments.after.append(comment)
        else:
            earlier = [start for start in starts if start[0] <= (line, column)]
            if earlier:
                comments.beside[earlier[-1][2]] = comment
    return comments


def _entry_mark(lines: list[str], route: Route, mark: Mark) -> Mark:
    """Give the mark of a key, or of the dash of an item."""
    before = lines[mark[0] - 1][: mark[1] - 1].rstrip() if isinstance(route[-1], int) and mark[0] <= len(lines) else ""
    return (mark[0], len(before)) if before.endswith("-") else mark


def _container_at(earlier: list[tuple[tuple[int, int], int, Route]], column: int) -> Route | None:
    """Find the mapping or list, among those around the last entry, whose entries begin in this column."""
    if not earlier:
        return None
    last = earlier[-1][2]
    columns = {route: mark[1] for mark, _, route in earlier}
    fits = [last[:length] for length in range(len(last), 0, -1) if columns.get(last[:length]) == column]
    return fits[0][:-1] if fits and len(fits[0]) > 1 else None


def comment_lines(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """Give (line, column, True where alone on its line, text) of each comment and blank line outside of values."""
    lines = text.splitlines()
    covered = _value_columns(text, lines)
    for number, line in enumerate(lines, 1):
        spans = covered.get(number, [])
        if (0, None) in spans:
            continue
        if not line.strip():
            yield number, 1, True, ""
            continue
        for column, letter in enumerate(line):
            starts = letter == "#" and (column == 0 or line[column - 1] in " \t")
            if starts and not any(start <= column and (end is None or column < end) for start, end in spans):
                yield number, column + 1, not line[:column].strip(), line[column:].rstrip()
                break


def _value_columns(text: str, lines: list[str]) -> dict[int, list[tuple[int, int | None]]]:
    """Find line → the columns that values take; (0, None): the whole line is inside one."""
    from yaml import ScalarEvent

    covered: dict[int, list[tuple[int, int | None]]] = {}
    for event in events_of(text):
        if not isinstance(event, ScalarEvent):
            continue
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # a parser's events have both
        if event.style in ("|", ">"):
            # its head may bear a comment; the lines below it are text, up to where the next token begins
            last = min(end.line if end.column == 0 else end.line + 1, len(lines))
            while last > start.line + 1 and not lines[last - 1].strip():
                last -= 1  # blank lines below the text part it from what follows
            for line in range(start.line + 2, last + 1):
                covered.setdefault(line, []).append((0, None))
        elif start.line == end.line:
            covered.setdefault(start.line + 1, []).append((start.column, end.column))
        else:
            covered.setdefault(start.line + 1, []).append((start.column, None))
            for line in range(start.line + 2, end.line + 1):
                covered.setdefault(line, []).append((0, None))
            covered.setdefault(end.line + 1, []).append((0, end.column))
    return covered
