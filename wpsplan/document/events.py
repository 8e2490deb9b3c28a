"""The event stream that both questions are put to: "what does this file say?" and "which line is this place on?"."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

Mark = tuple[int, int]
"""Line and column, both from 1; columns are counted in characters."""
Step = str | int
Route = tuple[Step, ...]
"""The way into a document: keys of mappings and positions in lists, from the top."""
Side = Literal["key", "value"]


class ParserMissing(Exception):
    """This Python's PyYAML lacks its C parser (libyaml)."""


@contextmanager
def event_source(text: str) -> Iterator[Callable[[], Any]]:
    """Gives the function that returns the next event of `text`; raises `yaml.YAMLError` there where it is no YAML."""
    try:
        from yaml._yaml import CParser
    except ImportError as error:  # a PyYAML that was built without libyaml
        raise ParserMissing from error
    parser = CParser(text)
    try:
        yield parser.get_event
    finally:
        parser.dispose()


def mark_of(event: Any) -> Mark:
    """Where an event begins."""
    start = event.start_mark
    return start.line + 1, start.column + 1
