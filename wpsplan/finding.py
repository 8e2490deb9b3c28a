"""Findings about a workspace: the finding, its severity, the rule behind it, and its place."""

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wpsplan.yaml import Mark, Route, Side


class UserError(Exception):
    """Something the user asked for that can't be done: one clear line, and what would be right. Exit code 2."""

    def __init__(self, message: str, hint: str = "", code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


class Severity(IntEnum):
    """The severity of a finding: an error is wrong, a warning needs a look, a note is good to know."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is written and printed: error, warning or note."""
        return self.name.lower()


class Place(NamedTuple):
    """The place of something: a file (relative to the root, with /) and the route into it; lines are looked up late."""

    path: str
    route: "Route" = ()
    side: "Side" = "value"
    mark: "Mark | None" = None

    def down(self, *steps: str | int) -> "Place":
        """A place further down in the same file."""
        return Place(self.path, self.route + steps)

    def key(self, *steps: str | int) -> "Place":
        """Like `down`, but the key itself, not the value behind it."""
        return Place(self.path, self.route + steps, "key")


class Finding(NamedTuple):
    """One complaint: what is wrong, where, and what to write instead (`help`)."""

    code: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    indicator: str | None = None
    entity: str | None = None
    period: str | None = None
    accepted: str | None = None

    @property
    def line(self) -> int:
        """The line, from 1; 1 where it was not looked up."""
        return self.place.mark[0] if self.place.mark else 1

    @property
    def column(self) -> int:
        """The column, from 1, in characters."""
        return self.place.mark[1] if self.place.mark else 1


class Rule(NamedTuple):
    """A rule and its page. `bad` and `good` are fragments of the file that `frame` (in `rules/`) completes."""

    code: str
    severity: Severity
    title: str
    why: str
    mend: str
    bad: str
    good: str
    file: str = "measurements/2017/EXA.yaml"

    def finding(self, place: Place, message: str, help: str = "") -> Finding:
        """A finding of this rule; `help` left out: the rule's own mend."""
        return Finding(self.code, self.severity, message, place, help or self.mend)
