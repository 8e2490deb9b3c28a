"""Milestone: something that is achieved or not, by a day."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from wpsplan.kinds.figure import Aggregate, Contribution, Value, aggregate_of
from wpsplan.kinds.form_field import FormField
from wpsplan.kinds.kind import Kind
from wpsplan.kinds.method import MethodBase
from wpsplan.kinds.progress import Progress, ProgressContext
from wpsplan.model.number import number_text


class MilestoneMethod(MethodBase):
    """Something that is achieved or not."""

    kind: Literal["milestone"]


class Milestone(Kind[MilestoneMethod]):
    """Something that is achieved or not; of several respondents: when all have achieved it."""

    name = "milestone"
    method = MilestoneMethod
    label = "Milestone"
    keys = open_keys = ("achieved", "date")
    figure_keys = ("achieved",)
    how_to_write = "achieved: true or false"
    has_due_day = True
    entries: ClassVar[Mapping[str, FormField]] = {
        "value": FormField("achieved", "yes-no", note="Yes or no."),
        "date": FormField("date", "date", "Achieved on", "If yes: 2017-11-30, 2017-11 or 2017, as far as it is known."),
    }

    def prompt(self, method: MilestoneMethod) -> str:
        return "Yes or no; if yes, the day on which it was achieved, as far as it is known."

    def aggregate(self, parts: Sequence[Contribution], expected: tuple[str, ...], method: MilestoneMethod) -> Aggregate:
        """Achieved when all expected respondents achieved it; shown as 2 of 3."""
        if not parts:
            return aggregate_of(Value(self.name), parts, expected, ())
        done = sum(part.achieved is True for part in parts)
        value = Value(self.name, None, done, len(expected), achieved=done == len(expected))
        return aggregate_of(value, parts, expected, parts)

    def text(self, value: Value) -> str:
        """Achieved, or not achieved; of several respondents: 2 of 3 achieved."""
        if value.achieved is None:
            return ""
        if value.denominator is not None and value.denominator > 1:
            return f"{number_text(value.numerator or 0)} of {number_text(value.denominator)} achieved"
        return "achieved" if value.achieved else "not achieved"

    def progress(self, method: MilestoneMethod, context: ProgressContext) -> Progress:
        if context.figure.value.achieved:
            return Progress("achieved")
        due = method.due or context.plan_end
        return Progress("overdue" if due <= context.judged_on else "pending")
