"""A document of YAML that was read: its data, its problems, and the marks of its keys and values."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Mark = tuple[int, int]
"""Line and column, both from 1; columns are counted in characters."""
Step = str | int
Route = tuple[Step, ...]
"""The path to a value in a document: keys of mappings and positions in lists, from the top."""
Side = Literal["key", "value"]


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
    """The data of a file, and its problems as YAML."""

    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    readable: bool = False
    """False where the file can't be read to its end; then `data` is None."""
    unusual: bool = False
    """True where a value is empty, a number has an odd form or a text or a key has a character that can't be seen."""
    lines: dict[Route, int] = field(default_factory=dict)
    """The lines, from 1, of the keys down to NOTED_LEVELS; of a key that stands twice, the first."""
    marks: dict[tuple[Route, Side], Mark] = field(default_factory=dict)
    """The mark at which each key and value begins; empty unless the positions were asked for."""
