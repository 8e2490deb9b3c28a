"""The base of the kinds that yield a number: cells, sums over time, baseline, targets, pace and trend."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, TypeVar

from wpsplan.kinds.figure import Contribution, Value, sum_over_time
from wpsplan.kinds.kind import Kind, MethodFault
from wpsplan.kinds.method import Baseline, Disaggregation, NumericMethod, Target
from wpsplan.kinds.pace import progress_of, required_value_of, yearly_target
from wpsplan.kinds.progress import Progress, ProgressContext, RequiredValue, Trend
from wpsplan.model.number import Exact, exact, few_places, places_of, rounded, signed_text

N = TypeVar("N", bound=NumericMethod)


class NumericKind(Kind[N]):
    """A kind that yields a number."""

    has_course = True
    required_in_whole_numbers: ClassVar[bool] = False
    """True if the required value is rounded to a whole number."""

    # --- the method ---------------------------------------------------------------------------------------------------

    def direction(self, method: N) -> str:
        return method.direction

    def is_flow(self, method: N) -> bool:
        return method.over_time == "flow"

    def disaggregation(self, method: N) -> Sequence[Disaggregation]:
        return method.disaggregation

    def baseline(self, method: N) -> Baseline | None:
        return method.baseline

    def baseline_value(self, method: N) -> Value | None:
        baseline = method.baseline
        return Value(self.name, exact(baseline.value), places=places_of(baseline.value)) if baseline else None

    def targets(self, method: N) -> Sequence[Target]:
        return method.targets

    def yearly_target(self, method: N) -> Target | None:
        return yearly_target(method)

    def faults(self, method: N) -> Iterator[MethodFault]:
        for index, target in enumerate(method.targets):
            route = ("targets", index)
            if (target.date is None) == (target.each is None):
                yield MethodFault(
                    route, "a target has either a date or each: annual", "add the one, or take the other out"
                )
            only_target_of_flow = len(method.targets) == 1 and method.over_time == "flow"
            if target.each and not (only_target_of_flow and method.direction in ("increase", "decrease")):
                yield MethodFault(
                    route,
                    "each: annual stands alone, for a flow that is to increase or decrease",
                    "write over_time: flow and a direction, or give the targets dates",
                )
            yield from self.value_faults(target.value, (*route, "value"))
        if method.baseline:
            yield from self.value_faults(method.baseline.value, ("baseline", "value"))
        yield from _path_faults(method)

    def value_faults(self, value: int | Decimal, route: tuple[str | int, ...]) -> Iterator[MethodFault]:
        """Find what makes the value of a baseline or a target impossible for this kind; `route`: the keys to it."""
        yield from ()

    # --- figures ------------------------------------------------------------------------------------------------------

    def over_time(self, method: N, singles: Sequence[Contribution], periods: int) -> Contribution:
        return sum_over_time(singles, periods) if self.is_flow(method) and periods > 1 else singles[-1]

    def progress(self, method: N, context: ProgressContext) -> Progress:
        return progress_of(method, context, only_grows=self.only_grows)

    def required_value(self, method: N, context: ProgressContext) -> RequiredValue | None:
        return required_value_of(method, context)

    def required_value_text(self, required: RequiredValue) -> str:
        assert required.value is not None  # a kind that is a number requires a number
        places = 0 if self.required_in_whole_numbers else few_places(required.value)
        shown = rounded(required.value, places)
        if (shown < required.value) if required.upward else (shown > required.value):  # it would only just miss it
            shown += Fraction(1 if required.upward else -1, 10**places)
        text = f"{self.number(shown, places)} or {'more' if required.upward else 'less'}"
        return text if required.pace is None else f"{text} (exactly on the pace: {self.number(required.pace, 1)})"

    def compare(self, method: N, before: Value, after: Value, since: str, respondents: int) -> Trend:
        if before.value is None or after.value is None:
            return Trend("not-comparable", since=since)
        places = min(before.places, after.places)  # a change is no more precise than the coarser of the two
        change = rounded(after.value, places) - rounded(before.value, places)
        return Trend(
            _word_for(change, method.direction),
            after.value - before.value,
            signed_text(change, places, self.change_unit),
            since,
            before,
            after,
            respondents,
        )


def _word_for(change: Exact, direction: str) -> str:
    """Name a change by the direction that is wanted: improving, worsening, steady or changed."""
    if change == 0:
        return "steady"
    if direction not in ("increase", "decrease"):
        return "changed"
    return "improving" if (change > 0) == (direction == "increase") else "worsening"


def _path_faults(method: NumericMethod) -> Iterator[MethodFault]:
    """Find targets that don't follow each other, or the baseline, in time and in the wanted direction."""
    dated = [(index, target, target.date) for index, target in enumerate(method.targets) if target.date is not None]
    sign = {"increase": 1, "decrease": -1}.get(method.direction, 0)
    for (_, earlier, before), (index, later, day) in pairwise(dated):
        if day <= before:
            yield MethodFault(
                ("targets", index, "date"),
                f"{day} is not after the target before it ({before})",
                "write the targets in the order of time",
            )
        elif sign and (later.value - earlier.value) * sign < 0:
            yield MethodFault(
                ("targets", index, "value"),
                f"{later.value} after {earlier.value} runs against the direction ({method.direction})",
            )
    baseline = method.baseline
    if baseline is None:
        return
    for index, target, day in dated:
        if day <= baseline.date:
            yield MethodFault(("targets", index, "date"), f"{day} is not after the baseline ({baseline.date})")
        if sign and (target.value - baseline.value) * sign < 0:
            yield MethodFault(
                ("targets", index, "value"),
                f"the baseline {baseline.value} is past the target {target.value} already ({method.direction})",
            )
