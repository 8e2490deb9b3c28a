"""Bytes → plain data (dict, list, str, int, Decimal, bool, date, None); what no file needs is refused."""

import gc
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wpsplan.document.events import Mark, Route, event_source, mark_of
from wpsplan.document.quick import MAX_DEPTH, Unusual, build
from wpsplan.document.scalars import plain_key, plain_scalar

MAX_BYTES = 20_000_000
"""A longer file (20 MB) is no submission of anybody's and is not read."""


class Problem(NamedTuple):
    """Something the reader refuses: the rule's code, what is wrong, what to write instead, and where."""

    code: str
    message: str
    help: str
    mark: Mark = (1, 1)
    route: Route = ()
    """The value that can't be trusted because of it."""


@dataclass(slots=True)
class Document:
    """What a file says, and what is wrong with it as YAML. `readable` is False where it can't be read to its end."""

    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    readable: bool = False
    ordinary: bool = False
    """Surely no value is empty, no number in an odd form, no character invisible: nobody has to look for them."""


def read(raw: bytes) -> Document:
    """Reads one file's bytes. Never raises for what is in them."""
    document = Document()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from wpsplan.document.syntax import undecodable

        fault = undecodable(raw)
        document.problems.append(Problem("yaml-encoding", fault.message, fault.help, fault.mark))
        return document
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of small objects and no cycles: collecting them costs more than parsing
    try:
        _read(text, document)
    finally:
        if collecting:
            gc.enable()
    return document


def _read(text: str, document: Document) -> None:
    try:
        document.data = build(text)
        document.readable = document.ordinary = True
    except Unusual:
        _read_carefully(text, document)


def _read_carefully(text: str, document: Document) -> None:
    from yaml import YAMLError

    try:
        with event_source(text) as next_event:
            document.readable = _Builder(document).run(next_event)
    except YAMLError as error:
        from wpsplan.document.syntax import explain

        fault = explain(error, text)
        document.problems.append(Problem(fault.code, fault.message, fault.help, fault.mark))
        document.data, document.readable = None, False


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.begun = False
        self.containers: list[Any] = []  # the open ones, outermost first
        self.keys: list[Any] = []  # of each open mapping: the key that waits for its value, else None
        self.steps: list[Any] = []  # of each open container: its key or index in the one around it
        self.refused: list[tuple[dict[Any, Any], Any]] = []  # second values of duplicate keys, to be dropped

    def run(self, next_event: Any) -> bool:
        """Builds `document.data`; False where reading stops before the end of the file."""
        from yaml import events as kinds

        while True:
            event = next_event()
            kind = type(event)
            if kind is kinds.ScalarEvent:
                good = self.scalar(event)
            elif kind is kinds.MappingStartEvent or kind is kinds.SequenceStartEvent:
                good = self.open({} if kind is kinds.MappingStartEvent else [], event)
            elif kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
                self.containers.pop()
                self.keys.pop()
                self.steps.pop()
                continue
            elif kind is kinds.AliasEvent:
                self.refuse(
                    event, "yaml-alias", f"*{event.anchor} stands for another place", "write the value out here"
                )
                good = self.put(None, event)
            elif kind is kinds.DocumentStartEvent:
                good = self.begin(event)
            elif kind is kinds.StreamEndEvent:
                for container, key in self.refused:
                    del container[key]
                return True
            else:
                continue
            if not good:
                self.document.data = None
                return False

    def refuse(self, event: Any, code: str, message: str, help: str, *below: Any) -> None:
        route = (*self.steps[1:], *self.step(), *below) if self.containers else ()
        self.document.problems.append(Problem(code, message, help, mark_of(event), route))

    def step(self) -> tuple[Any, ...]:
        """The key or index that the next value gets in the innermost container; empty before a key is known."""
        if type(self.containers[-1]) is list:
            return (len(self.containers[-1]),)
        key = self.keys[-1]
        return () if key is None else (key[0] if type(key) is tuple else key,)

    def refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(event, "yaml-alias", f"&{event.anchor} marks this place to be copied", "take the mark away")
        if event.tag is not None:
            self.refuse(event, "yaml-tag", f"the tag {event.tag} is not used in these files", "take the tag away")

    def begin(self, event: Any) -> bool:
        if event.version or event.tags:
            self.refuse(event, "yaml-directive", "a line that begins with % is not used in these files", "take it out")
        if not self.begun:
            self.begun = True
            return True
        self.refuse(
            event, "yaml-documents", "a second document begins here", "one file holds one document: take out the ---"
        )
        return False

    def scalar(self, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        text: str = event.value
        plain = not event.style and event.implicit[0]
        if self.containers and self.keys[-1] is None and type(self.containers[-1]) is dict:
            return self.key(text, plain, event)
        return self.put(plain_scalar(text) if plain else text, event)

    def key(self, text: str, plain: bool, event: Any) -> bool:
        if plain and text == "<<":
            self.refuse(event, "yaml-alias", "<< merges another place in", "write the keys out here")
        mapping = self.containers[-1]
        key: Any = plain_key(text) if plain else text
        if key in mapping:
            self.refuse(
                event, "duplicate-key", f'"{text}" stands twice in this mapping',
                "keep one of the two", key,
            )  # fmt: skip
            key = (text, len(self.refused))
            self.refused.append((mapping, key))
        self.keys[-1] = key
        return True

    def open(self, container: Any, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if len(self.containers) == MAX_DEPTH:
            self.refuse(event, "yaml-too-deep", f"more than {MAX_DEPTH} levels deep", "no file needs so many levels")
            return False
        step = self.step() if self.containers else ()
        if not self.put(container, event):
            return False
        self.steps.append(step[0] if step else None)
        self.containers.append(container)
        self.keys.append(None)
        return True

    def put(self, value: Any, event: Any) -> bool:
        if not self.containers:
            self.document.data = value
            return True
        container = self.containers[-1]
        if type(container) is list:
            container.append(value)
            return True
        key = self.keys[-1]
        if key is None:
            self.refuse(
                event, "yaml-syntax", "a list, a mapping or an alias stands where a key belongs", "write a word"
            )
            return False
        container[key] = value
        self.keys[-1] = None
        return True
