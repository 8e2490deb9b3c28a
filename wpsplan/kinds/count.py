"""Count: a whole number of things, which add up."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from wpsplan.kinds.figure import Aggregate, Contribution, Value, aggregate_of, qualifier_of
from wpsplan.kinds.form_field import AS_OF, QUALIFIER, WHOLE_NUMBER, FormField
from wpsplan.kinds.kind import MethodFault
from wpsplan.kinds.method import NumericMethod
from wpsplan.kinds.numeric import NumericKind
from wpsplan.model.number import Exact, number_text
from wpsplan.model.submission import Measurement

MOST_SUMMANDS = 60
"""The greatest number of figures whose sum is written out."""


class CountMethod(NumericMethod):
    """A whole number of things."""

    kind: Literal["count"]


class Count(NumericKind[CountMethod]):
    """A whole number of things."""

    name = "count"
    method = CountMethod
    label = "Count"
    keys = ("value", "cells")
    figure_keys = open_keys = whole_keys = ("value",)
    how_to_write = "value: … (a whole number)"
    needs_unit = True
    only_grows = True
    required_in_whole_numbers = True
    entries: ClassVar[Mapping[str, FormField]] = {
        "value": FormField("value", "number", note=WHOLE_NUMBER),
        "date": AS_OF,
        "qualifier": QUALIFIER,
    }
    cell_columns = ("value",)

    def missing_figure(self, measurement: Measurement) -> str:
        return "the total" if measurement.value is None else ""

    def prompt(self, method: CountMethod) -> str:
        return f"The number of {method.unit}: a whole number." if method.unit else "A whole number."

    def value_faults(self, value: int | Decimal, route: tuple[str | int, ...]) -> Iterator[MethodFault]:
        if value < 0 or value != int(value):
            yield MethodFault(route, f"{value} is no count", "write a whole number, 0 or more")

    def aggregate(self, parts: Sequence[Contribution], expected: tuple[str, ...], method: CountMethod) -> Aggregate:
        """The sum of the counts."""
        used = [part for part in parts if part.value is not None]
        if not used:
            return aggregate_of(Value(self.name), parts, expected, ())
        total = sum(part.value for part in used if part.value is not None)
        return aggregate_of(Value(self.name, total, qualifier=qualifier_of(used)), parts, expected, used)

    def is_enough(self, used: int, expected: int, minimum: Exact) -> bool:
        return used >= expected

    def minimum_text(self, expected: int, minimum: Exact) -> str:
        return "; a count is judged when all have reported"

    def value_step(self, figure: Aggregate) -> str:
        numbers = [number_text(part.value) for part in figure.parts if part.value is not None]
        text = self.text(figure.value)
        return f"{' + '.join(numbers)} = {text}" if 1 < len(numbers) <= MOST_SUMMANDS else text
