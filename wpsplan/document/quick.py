"""The short way through a file in which nothing is unusual, as in nearly all files.

Whatever the reader would refuse, or would want to say something about (an anchor, a tag, a key that stands twice, too
many levels, a second document), is `Unusual` here: then `reader.py` goes the long way, from the file's start.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from wpsplan.document.scalars import is_odd_number, plain_key, plain_scalar


class Unusual(Exception):
    """The file needs a reader that can say what is wrong and where."""


class _Known(dict[str, Any]):
    """Text → its meaning, worked out once: the same few words stand in a file again and again."""

    def __init__(self, meaning: Callable[[str], Any]) -> None:
        self.meaning = meaning

    def __missing__(self, text: str) -> Any:
        self[text] = meaning = self.meaning(text)
        return meaning


def build(next_event: Callable[[], Any], max_depth: int) -> tuple[Any, bool]:
    """The mapping that a file holds, and whether its unquoted scalars are all of the ordinary sort.

    Raises Unusual; and YAMLError, as `next_event` does.
    """
    file = _File(next_event, _Known(plain_scalar), _Known(plain_key))
    _expect(StreamStartEvent, next_event)
    begin = _expect(DocumentStartEvent, next_event)
    if begin.version or begin.tags:
        raise Unusual
    data = _container(next_event(), file, max_depth)
    _expect(DocumentEndEvent, next_event)
    _expect(StreamEndEvent, next_event)
    return data, not any(meaning is None or is_odd_number(meaning) for meaning in file.words.values())


class _File(NamedTuple):
    """What is read from, and what is known already."""

    next_event: Callable[[], Any]
    words: _Known
    keys: _Known


def _expect(kind: type[Any], next_event: Callable[[], Any]) -> Any:
    event = next_event()
    if type(event) is not kind:
        raise Unusual
    return event


# The two below run for each scalar of each file: what could be shared is written out.


def _mapping(file: _File, levels: int) -> dict[str, Any]:
    next_event, words, keys = file
    found: dict[str, Any] = {}
    while True:
        event = next_event()
        if type(event) is not ScalarEvent:
            if type(event) is MappingEndEvent:
                return found
            raise Unusual
        key = event.value
        if not event.style:
            key = keys[key]
        if key in found or event.anchor is not None or event.tag is not None or key == "<<":
            raise Unusual
        event = next_event()
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            found[key] = event.value if event.style else words[event.value]
        else:
            found[key] = _container(event, file, levels)


def _sequence(file: _File, levels: int) -> list[Any]:
    next_event, words, _ = file
    found: list[Any] = []
    while True:
        event = next_event()
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            found.append(event.value if event.style else words[event.value])
        elif type(event) is SequenceEndEvent:
            return found
        else:
            found.append(_container(event, file, levels))


def _container(event: Any, file: _File, levels: int) -> Any:
    """A mapping or a list that begins here; so many levels may be in it, itself among them."""
    kind = type(event)
    if kind not in (MappingStartEvent, SequenceStartEvent) or event.anchor is not None or event.tag is not None:
        raise Unusual
    if levels == 0:
        raise Unusual
    return _mapping(file, levels - 1) if kind is MappingStartEvent else _sequence(file, levels - 1)
