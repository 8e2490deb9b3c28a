"""The short way through a file in which nothing is unusual, as in nearly all files.

Whatever the reader would refuse, or would want to say something about (an anchor, a tag, a key that stands twice, too
many levels, a second document), is `Unusual` here: then `reader.py` goes the long way, from the file's start.
"""

from collections.abc import Callable
from typing import Any

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

    Raises Unusual; and YAMLError, as `next_event` does. The two builders below are one loop for each kind of container,
    written out: it runs for each scalar of each file.
    """
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

    words, keys = _Known(plain_scalar), _Known(plain_key)

    def mapping(depth: int) -> dict[str, Any]:
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
                found[key] = container(event, depth)

    def sequence(depth: int) -> list[Any]:
        found: list[Any] = []
        while True:
            event = next_event()
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                found.append(event.value if event.style else words[event.value])
            elif type(event) is SequenceEndEvent:
                return found
            else:
                found.append(container(event, depth))

    def container(event: Any, depth: int) -> Any:
        kind = type(event)
        if kind not in (MappingStartEvent, SequenceStartEvent) or event.anchor is not None or event.tag is not None:
            raise Unusual
        if depth == max_depth:
            raise Unusual
        return mapping(depth + 1) if kind is MappingStartEvent else sequence(depth + 1)

    def expect(kind: Any) -> Any:
        event = next_event()
        if type(event) is not kind:
            raise Unusual
        return event

    expect(StreamStartEvent)
    begin = expect(DocumentStartEvent)
    if begin.version or begin.tags:
        raise Unusual
    data = container(next_event(), 0)
    expect(DocumentEndEvent)
    expect(StreamEndEvent)
    return data, not any(meaning is None or is_odd_number(meaning) for meaning in words.values())
