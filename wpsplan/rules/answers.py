"""What a check of one measurement is given, and the order in which its kind wants its keys."""

from dataclasses import dataclass
from typing import Any

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import ANSWERS, Measurement, StandIn, Submission

KEYS: dict[str, tuple[str, ...]] = {
    "count": ("value", "cells"),
    "percentage": ("value", "numerator", "denominator", "cells"),
    "milestone": ("achieved", "date"),
    "scale": ("level",),
    "narrative": (),
}
"""By kind: the keys that hold the figure. A new kind adds its line here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One measurement (or one of its further stand-ins) with all that it must be held against."""

    place: Place
    figure: Measurement | StandIn
    kind: str
    """The method's kind, or a proxy's own; empty where the indicator has no method."""
    id: str
    submission: Submission
    framework: Framework

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

    @property
    def given(self) -> tuple[str, ...]:
        """The keys that hold its figure, in the contract's order."""
        return tuple(key for key in ANSWERS if getattr(self.figure, key, None) not in (None, []))


def answers(submission: Submission, framework: Framework) -> list[Answer]:
    """Every figure of a submission, stand-ins too."""
    found = []
    for id, measurement in submission.measurements.items():
        measurable = framework.indicators.get(id)
        if measurable is None:
            continue
        method = measurable.indicator.method
        kind = measurement.proxy.kind if measurement.proxy else method.kind if method else ""
        place = Place(submission.path).down("measurements", id)
        found.append(Answer(place, measurement, kind, id, submission, framework))
        for index, also in enumerate(measurement.also):
            found.append(Answer(place.down("also", index), also, also.proxy.kind, id, submission, framework))
    return found
