"""Percentage: a share of a whole. Numerators and denominators are pooled; a bare percentage is only shown."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from wpsplan.kinds.figure import Aggregate, Contribution, Value, aggregate_of, qualifier_of
from wpsplan.kinds.form_field import AS_OF, QUALIFIER, WHOLE_NUMBER, FormField
from wpsplan.kinds.kind import MethodFault
from wpsplan.kinds.method import NumericMethod
from wpsplan.kinds.numeric import NumericKind
from wpsplan.model.number import Exact, exact, number_text, percent_text, share
from wpsplan.model.submission import Cell, Measurement, ProxyMeasurement
from wpsplan.model.types import Text


class PercentageMethod(NumericMethod):
    """A share: `numerator` of `denominator`, both in words."""

    kind: Literal["percentage"]
    numerator: Text | None = None
    denominator: Text | None = None


class Percentage(NumericKind[PercentageMethod]):
    """A share of a whole, in percent."""

    name = "percentage"
    method = PercentageMethod
    label = "Percentage"
    keys = ("value", "numerator", "denominator", "cells")
    figure_keys = ("value", "numerator")
    open_keys = whole_keys = ("numerator", "denominator")
    how_to_write = "numerator: … and denominator: … (or value: … in percent)"
    change_unit = " percentage points"
    entries: ClassVar[Mapping[str, FormField]] = {
        "value": FormField("numerator", "number", note=WHOLE_NUMBER),
        "of": FormField("denominator", "number", title="The whole"),
        "percent": FormField("value", "percent"),
        "date": AS_OF,
        "qualifier": QUALIFIER,
    }
    cell_columns = ("value", "of", "percent")

    def missing_figure(self, measurement: Measurement) -> str:
        if measurement.value is not None or measurement.denominator is not None:
            return ""
        return "the total" if measurement.numerator is None else "the denominator"

    # --- the method ---------------------------------------------------------------------------------------------------

    def subject(self, method: PercentageMethod) -> str:
        if method.numerator:
            return f"{method.numerator}, of {method.denominator or 'all'}"
        return method.unit or ""

    def headline(self, method: PercentageMethod) -> str:
        if method.numerator and method.denominator:
            return f"{method.numerator}, share of {method.denominator}"
        return method.numerator or ""

    def unit_in_form(self, method: PercentageMethod) -> str:
        return method.unit or "of all, or %"

    def prompt(self, method: PercentageMethod) -> str:
        part = method.numerator or f"the {method.unit} that are meant"
        whole = method.denominator or f"all {method.unit}" if method.unit else "all"
        return (
            f"Answer: the number of {part}. Of: the number of {whole}. Only where these are not known: the share in %."
        )

    def value_faults(self, value: int | Decimal, route: tuple[str | int, ...]) -> Iterator[MethodFault]:
        if not 0 <= value <= 100:
            yield MethodFault(route, f"{value} is no percentage", "write a number from 0 to 100")

    # --- figures ------------------------------------------------------------------------------------------------------

    def aggregate(
        self, parts: Sequence[Contribution], expected: tuple[str, ...], method: PercentageMethod
    ) -> Aggregate:
        """The sum of the numerators divided by that of the denominators.

        A bare percentage is the figure only if a single respondent is expected.
        """
        pooled = [part for part in parts if part.numerator is not None and part.denominator]
        bare = [part for part in parts if part.value is not None]
        bare_values = tuple(
            Value(self.name, part.value, part.numerator, qualifier=qualifier_of([part]), places=part.places)
            for part in bare
        )
        if pooled:
            numerator = sum(part.numerator for part in pooled if part.numerator is not None)
            denominator = sum(part.denominator for part in pooled if part.denominator is not None)
            value = self._share(numerator, denominator)._replace(qualifier=qualifier_of(pooled))
            return aggregate_of(value, parts, expected, pooled)._replace(bare=bare_values)
        if len(expected) == 1 and bare:
            return aggregate_of(bare_values[0], parts, expected, bare)
        reason = "not-aggregable" if parts else None
        return aggregate_of(Value(self.name), parts, expected, ())._replace(bare=bare_values, reason=reason)

    def is_enough(self, used: int, expected: int, minimum: Exact) -> bool:
        return used >= minimum * expected

    def minimum_text(self, expected: int, minimum: Exact) -> str:
        least = minimum * expected
        needed = -(-least.numerator // least.denominator)
        return f"; {needed} are needed (minimum_response)"

    def value_of(self, figure: Measurement | ProxyMeasurement, method: PercentageMethod | None) -> Value:
        if figure.numerator is None or not figure.denominator:
            return super().value_of(figure, method)
        return self._share(exact(figure.numerator), exact(figure.denominator))._replace(qualifier=figure.qualifier)

    def can_add(self, cell: Cell) -> bool:
        return cell.numerator is not None and bool(cell.denominator)

    def sum_of(self, cells: Sequence[Cell], method: PercentageMethod) -> Value:
        numerator = sum(exact(cell.numerator) for cell in cells if cell.numerator is not None)
        return self._share(numerator, sum(exact(cell.denominator) for cell in cells if cell.denominator is not None))

    def _share(self, numerator: Exact, denominator: Exact) -> Value:
        return Value(self.name, share(100 * numerator, denominator), numerator, denominator, places=1)

    # --- text ---------------------------------------------------------------------------------------------------------

    def number(self, value: Exact, places: int = 0) -> str:
        return percent_text(value, places)

    def value_step(self, figure: Aggregate) -> str:
        value = figure.value
        if value.denominator is None:
            return self.text(value)
        parts = f"{number_text(value.numerator or 0)} / {number_text(value.denominator)}"
        return f"100 × {parts} = {percent_text(value.value or 0, value.places)}"

    def not_pooled(self, figure: Aggregate) -> str:
        limits, number = figure.range, len(figure.parts)
        why = f"{number} figure{'s' if number > 1 else ''} without numerator and denominator can't be pooled"
        if not limits or number == 1:
            return why
        return f"{why}; the percentages lie between {self.text(limits[0])} and {self.text(limits[1])}"
