"""Scale: one of several levels, worst first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from wpsplan.kinds.figure import Aggregate, Contribution, Value, aggregate_of
from wpsplan.kinds.form_field import AS_OF, FormField
from wpsplan.kinds.kind import Kind, MethodFault
from wpsplan.kinds.method import MethodBase
from wpsplan.kinds.progress import Progress, ProgressContext, RequiredValue, Trend, not_assessed
from wpsplan.model.source import Source
from wpsplan.model.types import AsList, Day, ListOf, Model, Text


class LevelBaseline(Model):
    """The level at which a scale stood before the plan."""

    date: Day
    value: Text
    source: Source | None = None


class LevelTarget(Model):
    """A level of a scale to be reached by a day."""

    date: Day
    value: Text
    source: Source | None = None


class ScaleMethod(MethodBase):
    """One of several levels, worst first."""

    kind: Literal["scale"]
    levels: Annotated[ListOf[Text], AsList]
    baseline: LevelBaseline | None = None
    targets: ListOf[LevelTarget] = ()


class Scale(Kind[ScaleMethod]):
    """One of several levels. Levels of several respondents are counted, not averaged."""

    name = "scale"
    method = ScaleMethod
    label = "Scale"
    keys = figure_keys = open_keys = ("level",)
    how_to_write = "level: …"
    has_course = True
    entries: ClassVar[Mapping[str, FormField]] = {
        "value": FormField("level", "choice", note="Choose from the list."),
        "date": AS_OF,
    }

    # --- the method ---------------------------------------------------------------------------------------------------

    def subject(self, method: ScaleMethod) -> str:
        return ", ".join(method.levels)

    def prompt(self, method: ScaleMethod) -> str:
        return f"One of: {', '.join(method.levels)}."

    def choices(self, method: ScaleMethod) -> Sequence[str]:
        return method.levels

    def baseline(self, method: ScaleMethod) -> LevelBaseline | None:
        return method.baseline

    def baseline_value(self, method: ScaleMethod) -> Value | None:
        return Value(self.name, level=method.baseline.value) if method.baseline else None

    def targets(self, method: ScaleMethod) -> Sequence[LevelTarget]:
        return method.targets

    def faults(self, method: ScaleMethod) -> Iterator[MethodFault]:
        if len(method.levels) < 2 or len(set(method.levels)) < len(method.levels):
            yield MethodFault(
                ("levels",), "a scale needs two levels or more, each once", "write the levels, worst first"
            )
        levels: list[tuple[tuple[str | int, ...], str]] = []
        if method.baseline:
            levels.append((("baseline", "value"), method.baseline.value))
        levels += [(("targets", index, "value"), target.value) for index, target in enumerate(method.targets)]
        for route, level in levels:
            if level not in method.levels:
                yield MethodFault(route, f'"{level}" is none of the levels', f"the levels: {', '.join(method.levels)}")

    # --- figures ------------------------------------------------------------------------------------------------------

    def aggregate(self, parts: Sequence[Contribution], expected: tuple[str, ...], method: ScaleMethod) -> Aggregate:
        """One respondent's level; of several expected, how many stand on each level."""
        if len(expected) == 1 or not parts:
            level = parts[0].level if parts else None
            return aggregate_of(Value(self.name, level=level), parts, expected, parts)
        distribution = tuple((level, sum(part.level == level for part in parts)) for level in method.levels)
        figure = aggregate_of(Value(self.name, distribution=distribution), parts, expected, ())
        return figure._replace(reason="not-aggregable")

    def text(self, value: Value) -> str:
        return value.level or ", ".join(f"{level}: {count}" for level, count in value.distribution)

    def not_pooled(self, figure: Aggregate) -> str:
        return f"the levels of {len(figure.parts)} respondents are no single level"

    def progress(self, method: ScaleMethod, context: ProgressContext) -> Progress:
        if not method.targets:
            return not_assessed("no-target")
        rank = {level: index for index, level in enumerate(method.levels)}
        current, start = rank[context.figure.value.level or ""], context.start
        if current >= rank[method.targets[-1].value]:
            return Progress("achieved", start=start)
        falls = start is not None and current < rank[start.level or ""]
        return Progress("reversing" if falls else "pending", start=start)

    def required_value(self, method: ScaleMethod, context: ProgressContext) -> RequiredValue | None:
        return RequiredValue(level=method.targets[-1].value)

    def required_value_text(self, required: RequiredValue) -> str:
        return f"{required.level} or better"

    def compare(self, method: ScaleMethod, before: Value, after: Value, since: str, respondents: int) -> Trend:
        levels = list(method.levels)
        step = levels.index(after.level or "") - levels.index(before.level or "")
        word = "improving" if step > 0 else "worsening" if step < 0 else "steady"
        return Trend(word, None, "", since, before, after, respondents)
