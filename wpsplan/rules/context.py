"""The measurement that a rule checks, with its indicator's method and its reporting period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.kinds import KINDS, Kind, Method, kind_of
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import ANSWERS, Cell, Measurement, ProxyMeasurement, Submission

Part = tuple[tuple[str | int, ...], Measurement | ProxyMeasurement | Cell]


@dataclass(slots=True)
class MeasurementContext:
    """One measurement (or one of its further stand-ins) with all that it is checked against."""

    submission: Submission
    framework: Framework
    id: str
    figure: Measurement | ProxyMeasurement
    kind: Kind[Any] | None
    """The method's kind, or a proxy's own; None where the indicator has no method."""
    method: Method | None
    """The indicator's method, for a figure that measures the indicator itself; None for a stand-in."""
    period: ReportingPeriod | None
    """The reporting period, where the plan has it."""
    also: int | None = None
    """The position among the measurement's further stand-ins, from 0; None: it is the measurement itself."""
    cells: Sequence[Cell] = ()

    _given: Sequence[str] | None = field(init=False, default=None)
    _parts: list[Part] | None = field(init=False, default=None)
    _groups: dict[tuple[str, ...], list[Cell]] | None = field(init=False, default=None)

    # Kept once they are computed: several rules ask for them, but not of every measurement.

    @property
    def given(self) -> Sequence[str]:
        """The keys that hold its figure, in the contract's order."""
        if self._given is None:
            written = self.figure.model_fields_set
            self._given = [key for key in ANSWERS if key in written and (key != "cells" or self.cells)]
        return self._given

    @property
    def kind_name(self) -> str:
        """The kind's name; empty where there is none."""
        return self.kind.name if self.kind else ""

    @property
    def parts(self) -> list[Part]:
        """The figure itself and its cells, each with its route: all that has value, numerator and denominator."""
        if self._parts is None:
            self._parts = [((), self.figure), *((("cells", index), cell) for index, cell in enumerate(self.cells))]
        return self._parts

    @property
    def groups(self) -> dict[tuple[str, ...], list[Cell]]:
        """The cells by their dimensions, only for dimensions whose categories add up to the total."""
        if self._groups is None:
            by_dimensions: dict[tuple[str, ...], list[Cell]] = {}
            for cell in self.cells:
                by_dimensions.setdefault(cell.dimensions, []).append(cell)
            self._groups = {
                dimensions: cells for dimensions, cells in by_dimensions.items() if self.framework.add_up(dimensions)
            }
        return self._groups

    @property
    def place(self) -> Place:
        """The place of the measurement or stand-in in its file."""
        steps = () if self.also is None else ("also", self.also)
        return Place(self.submission.path, ("measurements", self.id, *steps))


def measurement_contexts(submission: Submission, framework: Framework) -> Iterator[MeasurementContext]:
    """Give each measurement of a submission, further stand-ins too; those of unknown indicators are left out."""
    period = framework.periods.get(submission.period)
    for id, measurement in submission.measurements.items():
        measurable = framework.indicators.get(id)
        if measurable is None:
            continue
        method, proxy, cells = measurable.indicator.method, measurement.proxy, measurement.cells
        if proxy:
            yield MeasurementContext(
                submission, framework, id, measurement, KINDS[proxy.kind], None, period, cells=cells
            )
        else:
            kind = kind_of(method) if method else None
            yield MeasurementContext(submission, framework, id, measurement, kind, method, period, cells=cells)
        for index, also in enumerate(measurement.also):
            yield MeasurementContext(submission, framework, id, also, KINDS[also.proxy.kind], None, period, index)
