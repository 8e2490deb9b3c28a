"""What a check of one measurement is given, and the order in which its kind wants its keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import ANSWERS, Cell, Measurement, StandIn, Submission

KEYS: dict[str, tuple[str, ...]] = {
    "count": ("value", "cells"),
    "percentage": ("value", "numerator", "denominator", "cells"),
    "milestone": ("achieved", "date"),
    "scale": ("level",),
    "narrative": (),
}
"""By kind: the keys that hold the figure. A new kind adds its line here."""


@dataclass(slots=True)
class Answer:
    """One measurement (or one of its further stand-ins) with all that it must be held against."""

    submission: Submission
    framework: Framework
    id: str
    figure: Measurement | StandIn
    kind: str
    """The method's kind, or a proxy's own; empty where the indicator has no method."""
    also: int | None = None
    """Which of the measurement's further stand-ins it is; None: it is the measurement itself."""
    cells: Sequence[Cell] = field(init=False, default=())
    given: Sequence[str] = field(init=False, default=())
    """The keys that hold its figure, in the contract's order."""

    _groups: dict[tuple[str, ...], list[Cell]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if isinstance(self.figure, Measurement):
            self.cells = self.figure.cells
        written = vars(self.figure)
        self.given = [key for key in ANSWERS if key in written and (key != "cells" or self.cells)]

    @property
    def groups(self) -> dict[tuple[str, ...], list[Cell]]:
        """Cells that break down by the same dimensions, where the categories of all of them add up to the total."""
        if self._groups is None:
            self._groups = {}
            known = self.framework.dimensions
            for cell in self.cells:
                dimensions = cell.dimensions
                if all([name in known and known[name].total == "sum" for name in dimensions]):  # noqa: C419 (of one)
                    self._groups.setdefault(dimensions, []).append(cell)
        return self._groups

    @property
    def place(self) -> Place:
        """Where it stands."""
        steps = () if self.also is None else ("also", self.also)
        return Place(self.submission.path, ("measurements", self.id, *steps))

    @property
    def period(self) -> ReportingPeriod | None:
        """The reporting period, where the plan has it."""
        return self.framework.periods.get(self.submission.period)

    @property
    def method(self) -> Any:
        """The indicator's method, for a figure that measures the indicator itself; None for a stand-in."""
        if self.figure.proxy is not None or self.id not in self.framework.indicators:
            return None
        return self.framework.indicators[self.id].indicator.method


def answers(submission: Submission, framework: Framework) -> Iterator[Answer]:
    """Every figure of a submission, stand-ins too."""
    for id, measurement in submission.measurements.items():
        measurable = framework.indicators.get(id)
        if measurable is None:
            continue
        method = measurable.indicator.method
        kind = measurement.proxy.kind if measurement.proxy else method.kind if method else ""
        yield Answer(submission, framework, id, measurement, kind)
        for index, also in enumerate(measurement.also):
            yield Answer(submission, framework, id, also, also.proxy.kind, index)
