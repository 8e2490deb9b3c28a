"""The base of all kinds of indicators. A kind overrides what is special to it; the rest is the same for all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from wpsplan.kinds.figure import Aggregate, Contribution, Observation, Value, aggregate_of
from wpsplan.kinds.form_field import FormField
from wpsplan.kinds.method import Disaggregation, MethodBase, OnDay, ToReach
from wpsplan.kinds.progress import Progress, ProgressContext, RequiredValue, Trend, not_assessed
from wpsplan.model.number import Exact, exact, number_text, places_of, qualified, share
from wpsplan.model.submission import Cell, Measurement, ProxyMeasurement

M = TypeVar("M", bound=MethodBase)


class MethodFault(NamedTuple):
    """An error in a method: the keys that lead to it, what is wrong, what to write instead."""

    route: tuple[str | int, ...]
    message: str
    help: str = ""


class Kind(Generic[M]):
    """A kind of indicator, of which `M` is the method. All of it is text and figures: nothing is read or written."""

    name: ClassVar[str]
    """The word behind `kind:`"""
    method: type[M]

    # --- the answer ---------------------------------------------------------------------------------------------------

    keys: ClassVar[tuple[str, ...]] = ()
    """The keys of a measurement that hold its figure."""
    figure_keys: ClassVar[tuple[str, ...]]
    """The keys that hold a figure: a measurement with any one of them enters the aggregate."""
    open_keys: ClassVar[tuple[str, ...]]
    """The keys that a new submission leaves open to be filled in."""
    how_to_write: ClassVar[str]
    """The figure as it is written in a file, for the help of a finding."""
    in_words: ClassVar[bool] = False
    """True if the answer is a narrative: there is no figure."""
    whole_keys: ClassVar[tuple[str, ...]] = ()
    """The keys whose values are whole numbers, and in cells add up to the whole."""

    @property
    def has_cells(self) -> bool:
        """True if the figure may be broken down by dimensions."""
        return "cells" in self.keys

    @property
    def cell_how_to_write(self) -> str:
        """The figure of a cell as it is written in a file."""
        return ", ".join(f"{key}: …" for key in self.whole_keys)

    def is_figure(self, measurement: Measurement) -> bool:
        """Tell if a measurement has a figure that enters the aggregate."""
        return any(getattr(measurement, key) is not None for key in self.figure_keys)

    def missing_figure(self, measurement: Measurement) -> str:
        """The part that the figure itself lacks to be complete; empty if it lacks nothing."""
        return ""

    # --- the method ---------------------------------------------------------------------------------------------------

    label: ClassVar[str]
    """The first word of the method's description in one line."""
    has_due_day: ClassVar[bool] = False
    """True if it is to be achieved by a day (`due`), whatever its frequency."""
    needs_unit: ClassVar[bool] = False
    """True if a figure says nothing without a unit."""

    def subject(self, method: M) -> str:
        """The thing that is measured, in the method's words; may be empty."""
        return method.unit or ""

    def headline(self, method: M) -> str:
        """A title of the figure for a reader who hasn't seen the indicator; empty: the agreed text is clear enough."""
        return ""

    def unit_in_form(self, method: M) -> str:
        """The unit that stands beside the cell to fill in."""
        return method.unit or ""

    def prompt(self, method: M) -> str:
        """The instruction to enter the figure, for somebody who has never seen the plan's files."""
        raise NotImplementedError

    def choices(self, method: M) -> Sequence[str]:
        """The words from which the answer is chosen; empty if the answer is no choice."""
        return ()

    def direction(self, method: M) -> str:
        """The wanted direction: increase, decrease, maintain or none."""
        return "none"

    def is_flow(self, method: M) -> bool:
        """Tell if the figures of sub-periods add up to that of the whole period."""
        return False

    def disaggregation(self, method: M) -> Sequence[Disaggregation]:
        """The dimensions that the figure is to be broken down by."""
        return ()

    def faults(self, method: M) -> Iterator[MethodFault]:
        """Find the errors in a method."""
        yield from ()

    # --- figures ------------------------------------------------------------------------------------------------------

    def contribution(self, observation: Observation) -> Contribution | None:
        """The part of one observation in the aggregate; None if it has no figure of this kind."""
        measurement = observation.measurement
        if not self.is_figure(measurement):
            return None
        value, numerator, denominator = measurement.value, measurement.numerator, measurement.denominator
        return Contribution(
            observation.entity,
            (observation,),
            None if value is None else exact(value),
            None if numerator is None else exact(numerator),
            None if denominator is None else exact(denominator),
            measurement.achieved,
            measurement.level,
            0 if value is None else places_of(value),
            frozenset((measurement.qualifier,)) if measurement.qualifier else frozenset(),
            observation.on,
        )

    def over_time(self, method: M, singles: Sequence[Contribution], periods: int) -> Contribution:
        """Make one contribution out of those of the sub-periods: the latest; `periods`: the number of sub-periods."""
        return singles[-1]

    def aggregate(self, parts: Sequence[Contribution], expected: tuple[str, ...], method: M) -> Aggregate:
        """The figure of several respondents, one contribution each; `expected`: all who are asked."""
        return aggregate_of(Value(self.name), parts, expected, parts)

    def is_enough(self, used: int, expected: int, minimum: Exact) -> bool:
        """Tell if `used` respondents are enough to judge by; `minimum`: the plan's least share of those expected."""
        return True

    def value_of(self, figure: Measurement | ProxyMeasurement, method: M | None) -> Value:
        """One measurement's own figure, as it stands in the file; `method`: None for a stand-in."""
        return Value(
            self.name,
            None if figure.value is None else exact(figure.value),
            None if figure.numerator is None else exact(figure.numerator),
            None,
            figure.achieved,
            figure.level if isinstance(figure, Measurement) else None,
            figure.qualifier,
            places=0 if figure.value is None else places_of(figure.value),
        )

    def can_add(self, cell: Cell) -> bool:
        """Tell if a cell can be added to the cells of other respondents."""
        return cell.value is not None

    def sum_of(self, cells: Sequence[Cell], method: M) -> Value:
        """The figure of cells that can be added."""
        return Value(self.name, sum(exact(cell.value) for cell in cells if cell.value is not None))

    # --- text ---------------------------------------------------------------------------------------------------------

    change_unit: ClassVar[str] = ""
    """The unit that is written after a change."""

    def number(self, value: Exact, places: int = 0) -> str:
        """A number with the kind's own sign: 1,012."""
        return number_text(value, places)

    def text(self, value: Value) -> str:
        """A figure as people write it: 1,012 of 9,044, 11.2 %. Empty if there is none."""
        counts = ""
        if value.numerator is not None:
            counts = number_text(value.numerator)
            counts += f" of {number_text(value.denominator)}" if value.denominator is not None else ""
        if value.value is None:
            return qualified(counts, value.qualifier) if counts else ""
        shown = self.number(value.value, value.places)
        if counts and value.denominator is None:
            return f"{qualified(shown, value.qualifier)} ({counts})"
        return qualified(f"{counts}, {shown}" if counts else shown, value.qualifier)

    def share_text(self, numerator: Exact, denominator: Exact) -> str:
        """A share with its numbers."""
        return self.text(Value(self.name, share(100 * numerator, denominator), numerator, denominator, places=1))

    def value_step(self, figure: Aggregate) -> str:
        """The computation of the value, in words."""
        return self.text(figure.value)

    def not_pooled(self, figure: Aggregate) -> str:
        """The reason why several figures make no value."""
        return "they can't be put together"

    def minimum_text(self, expected: int, minimum: Exact) -> str:
        """The number of respondents that are needed, as text to follow "So far: 2 of 3"."""
        return ""

    # --- over time ----------------------------------------------------------------------------------------------------

    has_course: ClassVar[bool] = False
    """True if the figure moves: it has a baseline, targets and a trend, and is compared within its series."""
    without_progress: ClassVar[str] = ""
    """The reason why an indicator of this kind is never assessed; empty if it is assessed."""
    only_grows: ClassVar[bool] = False
    """True if more respondents can only add to the figure."""

    def baseline(self, method: M) -> OnDay | None:
        """The baseline that the method gives."""
        return None

    def baseline_value(self, method: M) -> Value | None:
        """The value of the method's baseline."""
        return None

    def targets(self, method: M) -> Sequence[ToReach]:
        """The targets that the method sets."""
        return ()

    def yearly_target(self, method: M) -> ToReach | None:
        """The target that is to be reached in each year anew; None if there is none."""
        return None

    def progress(self, method: M, context: ProgressContext) -> Progress:
        """Assess the progress in a period, of a figure that is known and comparable."""
        return not_assessed("no-target")

    def required_value(self, method: M, context: ProgressContext) -> RequiredValue | None:
        """The value that would have been on track; None if no pace leads to a target yet."""
        return None

    def required_value_text(self, required: RequiredValue) -> str:
        """A required value in words: 17.8 % or more; largely or better."""
        return ""

    def compare(self, method: M, before: Value, after: Value, since: str, respondents: int) -> Trend:
        """Compare two values of the same respondents; `since`: the earlier period; `respondents`: their number."""
        return Trend()

    # --- forms --------------------------------------------------------------------------------------------------------

    entries: ClassVar[Mapping[str, FormField]]
    """Column of a form → the field that the figure fills there; all kinds have narrative, source and reason besides."""
    cell_columns: ClassVar[tuple[str, ...]] = ()
    """The columns that are filled in the rows of a breakdown."""
