"""The event stream of a YAML text, by PyYAML's C parser (libyaml)."""

from collections.abc import Iterator
from typing import Any, Literal

Mark = tuple[int, int]
"""Line and column, both from 1; columns are counted in characters."""
Step = str | int
Route = tuple[Step, ...]
"""The path to a value in a document: keys of mappings and positions in lists, from the top."""
Side = Literal["key", "value"]


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
    """The mark at which an event begins."""
    start = event.start_mark
    return start.line + 1, start.column + 1
