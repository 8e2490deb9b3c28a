"""Read YAML: bytes → plain data (dict, list, str, int, Decimal, bool, date, None), in one pass over libyaml's events.

All that no file of a workspace needs (anchors, tags, several documents, duplicate keys …) is refused here and nowhere
else.
"""

import re
from collections.abc import Iterator
from typing import Any

from wpsplan.yaml.document import Document, Mark, Problem, Route
from wpsplan.yaml.scalars import is_odd_number, plain_key, plain_scalar


class ParserMissing(Exception):
    """An error: this Python's PyYAML lacks its C parser (libyaml)."""


def events_of(text: str) -> Iterator[Any]:
    """Give the events of `text` in turn. Raises `yaml.YAMLError` where it is no YAML."""
    try:
        from yaml import CBaseLoader
    except ImportError as error:  # a PyYAML that was built without libyaml
        raise ParserMissing from error
    loader = CBaseLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def mark_of(event: Any) -> Mark:
    """Give the mark at which an event begins."""
    start = event.start_mark
    return start.line + 1, start.column + 1


MAX_BYTES = 20_000_000
"""The size up to which a file is read (20 MB): no submission is as long."""
MAX_DEPTH = 30
"""The levels that a file may have: those of a workspace have about ten."""
NOTED_LEVELS = 2
"""Lines of keys are noted down to this level: a file's own keys, and the entries of `measurements` below."""
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]|\r(?!\n)")
"""Characters that libyaml takes for the end of a line and other programs don't."""

_FOREIGN_STARTS = (
    *(b"\xff\xfe", b"\xfe\xff"),
    *(b"version https://git-lfs.github.com/spec/", b"PK\x03\x04", b"\x1f\x8b", b"%PDF-", b"\xd0\xcf\x11\xe0"),
)
"""Beginnings of files that are no text in UTF-8: UTF-16 and UTF-32, pointers of Git LFS, archives, other documents."""


def read(raw: bytes, *, positions: bool = False) -> Document:
    """Read the bytes of one file; never raises for what is in them.

    `positions`: note where every key and value begins, which takes as long again.
    """
    document = Document()
    if problem := _foreign(raw):
        document.problems.append(problem)
        return document
    try:
        text = raw.decode("utf-8-sig", "replace" if positions else "strict")
    except UnicodeDecodeError:
        from wpsplan.yaml.syntax_errors import undecodable

        document.problems.append(undecodable(raw))
        return document
    document.problems += _strange_line_ends(text)
    if not document.problems:
        _parse(text, document, positions)
    return document


def _foreign(raw: bytes) -> Problem | None:
    """A problem where a file is too long, or is another thing than text in UTF-8 by its first bytes; else None."""
    if len(raw) > MAX_BYTES or b"\0" in raw[:4] or raw.startswith(_FOREIGN_STARTS):
        from wpsplan.yaml.syntax_errors import foreign

        return foreign(raw, MAX_BYTES)
    return None


def _strange_line_ends(text: str) -> Iterator[Problem]:
    """Give a problem for each kind of line end that only some programs take for one, at the first of its kind."""
    counts: dict[str, int] = {}
    for match in _LINE_ENDS.finditer(text):
        counts[match[0]] = counts.get(match[0], 0) + 1
    if not counts:
        return
    from wpsplan.yaml.syntax_errors import strange_line_end

    for character, count in counts.items():
        yield strange_line_end(text, character, count)


def _parse(text: str, document: Document, positions: bool) -> None:
    from yaml import YAMLError

    try:
        document.readable = _Builder(document, positions).build(text)
    except YAMLError as error:
        from wpsplan.yaml.syntax_errors import explain

        document.problems.append(explain(error, text))
    if not document.readable:
        document.data = None


class _Stop(Exception):
    """A signal to stop: the rest of the file is not read."""


class _Builder:
    """A builder of a document's data from events; it notes on the way what is odd and where keys and values begin."""

    def __init__(self, document: Document, positions: bool) -> None:
        self.document = document
        self.positions = positions
        self.begun = False
        self.container: Any = None  # the innermost open mapping or list
        self.key: Any = None  # of an open mapping: the key that waits for its value
        self.outer: list[tuple[Any, Any]] = []  # the containers around it, outermost first, each with the open key
        self.refused: list[tuple[dict[Any, Any], Any]] = []  # second values of duplicate keys, to be dropped

    def build(self, text: str) -> bool:
        """Build the data; False where reading stops before the end of the file."""
        from yaml import events as kinds

        scalar, mapping, sequence = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
        ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
        try:
            for event in events_of(text):
                kind = type(event)
                if kind is scalar:
                    self.scalar(event)
                elif kind is mapping:
                    self.open({}, event)
                elif kind is sequence:
                    self.open([], event)
                elif kind in ends:
                    (self.container, _), self.key = self.outer.pop(), None
                elif kind is kinds.AliasEvent:
                    self.refuse(
                        event, "yaml-alias", f"*{event.anchor} stands for another place", "write the value out here"
                    )
                    self.put(None, event)
                elif kind is kinds.DocumentStartEvent:
                    self.begin(event)
        except _Stop:
            return False
        for container, key in self.refused:
            del container[key]
        return True

    def route(self) -> Route:
        """Give the route to the value that comes next; to the innermost container where its key is not known yet."""
        levels = [*self.outer[1:], (self.container, self.key)] if self.outer else []
        steps = (len(container) - 1 if type(container) is list else key for container, key in levels[:-1])
        last = (len(container) if type(container) is list else key for container, key in levels[-1:])
        return tuple(step[0] if type(step) is tuple else step for step in (*steps, *last) if step is not None)

    def refuse(self, event: Any, code: str, message: str, help: str, *below: Any) -> None:
        """Note a problem at an event."""
        self.document.problems.append(Problem(code, message, help, mark_of(event), (*self.route(), *below)))

    def refuse_properties(self, event: Any) -> None:
        """Refuse the anchor and the tag of a node."""
        if event.anchor is not None:
            self.refuse(event, "yaml-alias", f"&{event.anchor} marks this place to be copied", "take the mark away")
        if event.tag is not None:
            self.refuse(event, "yaml-tag", f"the tag {event.tag} is not used in these files", "take the tag away")

    def begin(self, event: Any) -> None:
        """Begin the document; refuse a second one."""
        if event.version or event.tags:
            self.refuse(event, "yaml-directive", "a line that begins with % is not used in these files", "take it out")
        if self.begun:
            message = "a second document begins here"
            self.refuse(event, "yaml-documents", message, "one file holds one document: take out the ---")
            raise _Stop
        self.begun = True

    def scalar(self, event: Any) -> None:
        """Take a scalar: a key where a mapping waits for one, else a value."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        text: str = event.value
        if self.key is None and type(self.container) is dict:
            self.take_key(text, not event.style, event)
            return
        value = text if event.style else plain_scalar(text)
        if type(value) is not int and (value is not text or not text.isprintable()):
            self.document.unusual |= value is None or is_odd_number(value) or _hides_something(value)
        self.put(value, event)

    def take_key(self, text: str, plain: bool, event: Any) -> None:
        """Take a key of the innermost mapping; refuse a merge key and a key that is there already."""
        if plain and text == "<<":
            self.refuse(event, "yaml-alias", "<< merges another place in", "write the keys out here")
        key: Any = plain_key(text) if plain else text
        if not text.isprintable():
            self.document.unusual |= _hides_something(text)
        twice = key in self.container
        if twice:
            message = f'"{text}" stands twice in this mapping'
            self.refuse(event, "duplicate-key", message, "keep one of the two", key)
            key = (text, len(self.refused))
            self.refused.append((self.container, key))
        self.key = key
        if self.positions:
            self.document.marks.setdefault((self.route(), "key"), mark_of(event))
        elif len(self.outer) <= NOTED_LEVELS and not twice:
            self.document.lines[(*(open_key for _, open_key in self.outer[1:]), key)] = event.start_mark.line + 1

    def open(self, container: Any, event: Any) -> None:
        """Begin a mapping or a list."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if len(self.outer) == MAX_DEPTH:
            self.refuse(event, "yaml-too-deep", f"more than {MAX_DEPTH} levels deep", "no file needs so many levels")
            raise _Stop
        key = self.key
        self.put(container, event)
        self.outer.append((self.container, key))
        self.container, self.key = container, None

    def put(self, value: Any, event: Any) -> None:
        """Put a value into its place."""
        container = self.container
        if self.positions:
            self.document.marks.setdefault((self.route(), "value"), mark_of(event))
        if type(container) is list:
            container.append(value)
        elif container is None:
            self.document.data = value
        elif self.key is None:
            message = "a list, a mapping or an alias stands where a key belongs"
            self.refuse(event, "yaml-syntax", message, "write a word")
            raise _Stop
        else:
            container[self.key] = value
            self.key = None


def _hides_something(value: Any) -> bool:
    """Tell if a text has a character, other than a line end, that can't be seen."""
    return isinstance(value, str) and not value.replace("\n", "").isprintable()
