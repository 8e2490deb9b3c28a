"""A figure of whatever kind: exact, and as people read it."""

from typing import NamedTuple

from wpsplan.model.number import Exact, exact, number_text, percent_text, places_of, qualified, share
from wpsplan.model.submission import Measurement, StandIn


class Value(NamedTuple):
    """A figure, exact. Counts as they are, percentages in percent; `text` is what a person reads."""

    kind: str
    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    achieved: bool | None = None
    level: str | None = None
    qualifier: str | None = None
    places: int = 0
    """Decimal places that it is printed with: as given; a computed percentage has one."""
    distribution: tuple[tuple[str, int], ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a figure at all."""
        return self.value is not None or self.achieved is not None or self.level is not None

    @property
    def text(self) -> str:
        """The figure as people write it: 1,012 of 9,044, 11.2 %."""
        return value_text(self)


def value_text(value: Value) -> str:
    """A figure as people write it; empty where there is none."""
    if value.kind == "milestone":
        return milestone_text(value)
    if value.kind == "scale":
        return value.level or ", ".join(f"{level}: {count}" for level, count in value.distribution)
    counts = ""
    if value.numerator is not None:
        counts = number_text(value.numerator)
        counts += f" of {number_text(value.denominator)}" if value.denominator is not None else ""
    if value.value is None:
        return qualified(counts, value.qualifier) if counts else ""
    shown = (
        percent_text(value.value, value.places)
        if value.kind == "percentage"
        else number_text(value.value, value.places)
    )
    if counts and value.denominator is None:
        return f"{qualified(shown, value.qualifier)} ({counts})"
    return qualified(f"{counts}, {shown}" if counts else shown, value.qualifier)


def milestone_text(value: Value) -> str:
    """achieved, not achieved; of several respondents: 2 of 3 achieved."""
    if value.achieved is None:
        return ""
    if value.denominator is not None and value.denominator > 1:
        return f"{number_text(value.numerator or 0)} of {number_text(value.denominator)} achieved"
    return "achieved" if value.achieved else "not achieved"


def said_value(said: Measurement | StandIn, kind: str) -> Value:
    """One measurement's own figure, as it stands in the file."""
    if kind == "percentage" and said.numerator is not None and said.denominator:
        part, whole = exact(said.numerator), exact(said.denominator)
        return Value(kind, share(100 * part, whole), part, whole, qualifier=said.qualifier, places=1)
    return Value(
        kind,
        None if said.value is None else exact(said.value),
        None if said.numerator is None else exact(said.numerator),
        None,
        said.achieved,
        getattr(said, "level", None),
        said.qualifier,
        places=0 if said.value is None else places_of(said.value),
    )
