"""Rules on the values of one measurement. Each takes a `MeasurementContext`."""

from collections.abc import Iterator
from decimal import Decimal

from wpsplan.finding import Place
from wpsplan.kinds import KINDS, kind_of
from wpsplan.kinds.percentage import Percentage
from wpsplan.model.submission import Measurement
from wpsplan.model.types import quote_value
from wpsplan.rules.context import MeasurementContext
from wpsplan.rules.registry import ERROR, NOTE, SUBMISSION, WARNING, RuleGroup, Violation

group = RuleGroup(head=SUBMISSION, depth=2)
WHOLE_NUMBERS = tuple(kind.name for kind in KINDS.values() if kind.whole_keys)
"""The kinds with whole numbers: counts, and percentages by their numerator and denominator."""
SHARES = tuple(kind.name for kind in KINDS.values() if "denominator" in kind.keys)
LEVELS = tuple(kind.name for kind in KINDS.values() if "level" in kind.keys)
ACHIEVEMENTS = tuple(kind.name for kind in KINDS.values() if "achieved" in kind.keys)


@group.rule(
    "wrong-kind", ERROR, "A figure of another kind than the indicator's",
    why="A count is no percentage: it would be read as one.",
    mend="give the figure that the indicator's method asks for",
    bad="2.1.1: {value: 1}", good="2.1.1: {achieved: true, date: 2017-05-12}",
)  # fmt: skip
def wrong_kind(context: MeasurementContext) -> Iterator[Violation]:
    kind = context.kind
    if kind is None:
        return
    for key in context.given:
        if key not in kind.keys:
            yield Violation(
                context.place.key(key), f"{context.id} is a {kind.name}: it has no {key}", f"write {kind.how_to_write}"
            )
    if kind.in_words and context.figure.qualifier:
        message = f"{context.id} is a {kind.name}: there is no figure to qualify"
        yield Violation(context.place.key("qualifier"), message, "take it out")


@group.rule(
    "nothing-reported", ERROR, "An entry that answers nothing",
    why="Sources and remarks alone are no figure; the item would look reported.",
    mend="add the figure, or say with not_reported why there is none",
    bad="1.2.2: {confidence: high}", good="1.2.2: {value: 3, confidence: high}",
)  # fmt: skip
def nothing_reported(context: MeasurementContext) -> Iterator[Violation]:
    figure, kind = context.figure, context.kind
    if kind is None or context.given or (isinstance(figure, Measurement) and figure.not_reported):
        return
    if not kind.in_words:
        yield Violation(context.place, f"no figure is given for {context.id} ({kind.name})", f"add {kind.how_to_write}")
    elif figure.narrative is None:
        yield Violation(context.place, f"no narrative is given for {context.id}", f"add {kind.how_to_write}")


@group.rule(
    "reason-and-figure", ERROR, "A figure, and a reason why there is none",
    why="Only one of the two can be true.",
    mend="keep the figure or the reason",
    bad="1.2.2: {value: 3, not_reported: {reason: withheld}}", good="1.2.2: {value: 3}",
)  # fmt: skip
def reason_and_figure(context: MeasurementContext) -> Iterator[Violation]:
    figure = context.figure
    if isinstance(figure, Measurement) and figure.not_reported and (context.given or figure.proxy or figure.qualifier):
        yield Violation(context.place.key("not_reported"), f"{context.id} has a figure and a reason why there is none")


@group.rule(
    "percentage-parts", ERROR, "Parts of a percentage that don't go together",
    why="Three figures can contradict each other, and a denominator alone says nothing.",
    mend="write numerator and denominator; or the value, with its numerator where known; or a numerator alone",
    bad="1.2.1: {value: 25, numerator: 5, denominator: 20}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=SHARES,
)  # fmt: skip
def percentage_parts(context: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in context.parts:
        if figure.denominator is None:
            continue
        if figure.numerator is None:
            place = context.place.key(*steps, "denominator")
            yield Violation(place, "a denominator without its numerator", "add numerator: …")
        elif figure.value is not None:
            yield Violation(
                context.place.key(*steps, "value"),
                "a value beside numerator and denominator: they could contradict each other",
                "take the value out; it is computed",
            )


@group.rule(
    "no-count", ERROR, "A number that is no count",
    why="Persons and things are counted in whole numbers, from 0 on.",
    mend="write a whole number without point, comma or sign",
    bad="1.2.2: {value: 1.012}", good="1.2.2: {value: 1012}",
    kinds=WHOLE_NUMBERS,
)  # fmt: skip
def no_count(context: MeasurementContext) -> Iterator[Violation]:
    keys = context.kind.whole_keys if context.kind else ()
    for steps, figure in context.parts:
        for key in keys:
            value = getattr(figure, key)
            if isinstance(value, Decimal):
                place, text = context.place.down(*steps, key), quote_value(value)
                if value.is_finite() and value == int(value) >= 0:
                    yield Violation(place, f"{text} is not written as a whole number", f"write {int(value)}")
                    continue
                grouped = text.count(".") == 1 and len(text.split(".")[1]) == 3
                help = f"if the point separates thousands, write {text.replace('.', '')}" if grouped else ""
                yield Violation(place, f"{text} is no whole number", help)
            elif value is not None and value < 0:
                place = context.place.down(*steps, key)
                yield Violation(place, f"{value} is less than nothing", "write a whole number, 0 or more")


@group.rule(
    "no-percentage", ERROR, "A percentage outside 0 to 100",
    why="A share of all can't be less than nothing or more than all.",
    mend="write a number from 0 to 100, in percent",
    bad="1.2.1: {value: 112}", good="1.2.1: {value: 11.2}",
    kinds=(Percentage.name,),
)  # fmt: skip
def no_percentage(context: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in context.parts:
        if figure.value is not None and not 0 <= figure.value <= 100:
            yield Violation(context.place.down(*steps, "value"), f"{quote_value(figure.value)} is no percentage")


@group.rule(
    "numerator-over-denominator", ERROR, "A part that is greater than the whole",
    why="Figures have been exchanged or mistyped.",
    mend="check both figures; the numerator is the part, the denominator the whole",
    bad="1.2.1: {numerator: 20, denominator: 5}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=(Percentage.name,),
)  # fmt: skip
def numerator_over_denominator(context: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in context.parts:
        part, whole = figure.numerator, figure.denominator
        if part is not None and whole is not None and part > whole > 0:
            place = context.place.down(*steps, "numerator")
            yield Violation(place, f"{part} of {whole}: the part is greater than the whole")


@group.rule(
    "zero-denominator", ERROR, "A share of nothing",
    why="Nothing can be divided by 0.",
    mend="if there was nobody to count, write not_reported: {reason: not-applicable, note: …}",
    bad="1.2.1: {numerator: 0, denominator: 0}",
    good="1.2.1: {not_reported: {reason: not-applicable, note: no personnel}}",
    kinds=SHARES,
)  # fmt: skip
def zero_denominator(context: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in context.parts:
        if figure.denominator == 0:
            yield Violation(context.place.down(*steps, "denominator"), "the denominator is 0")


@group.rule(
    "bare-percentage", NOTE, "A percentage without its numbers",
    why="It can be shown, but not pooled with other respondents' figures.",
    mend="give numerator and denominator where they are known",
    bad="1.2.1: {value: 25}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=(Percentage.name,),
)  # fmt: skip
def bare_percentage(context: MeasurementContext) -> Iterator[Violation]:
    value, entities = context.figure.value, context.framework.entities
    bare = context.method and value is not None and context.figure.denominator is None
    respondent = context.submission.entity
    if bare and respondent in entities and not context.framework.is_group(respondent):
        message = f"{quote_value(value)} % without its numbers can't be pooled with those of others"
        yield Violation(context.place.down("value"), message)


@group.rule(
    "unknown-level", ERROR, "A level that the scale doesn't have",
    why="It can't be ranked among the others.",
    mend="write one of the method's levels, letter for letter",
    bad="2.1.2: {level: nearly}", good="2.1.2: {level: partly}",
    kinds=LEVELS,
)  # fmt: skip
def unknown_level(context: MeasurementContext) -> Iterator[Violation]:
    level = context.figure.level if isinstance(context.figure, Measurement) else None
    if context.method is None or level is None:
        return
    levels = kind_of(context.method).choices(context.method)
    if level not in levels:
        yield Violation(
            context.place.down("level"),
            f"{quote_value(level)} is none of the levels",
            f"the levels: {', '.join(levels)}",
        )


@group.rule(
    "as-of-outside", WARNING, "A figure dated outside its period",
    why="It may belong to another period.",
    mend="correct the date, or report the figure in the period that it belongs to",
    bad="1.2.2: {value: 3, as_of: 2016-12-31}", good="1.2.2: {value: 3, as_of: 2017-12-31}",
)  # fmt: skip
def as_of_outside(context: MeasurementContext) -> Iterator[Violation]:
    period, as_of, achieved_on = context.period, context.figure.as_of, context.figure.date
    if period and as_of and not period.touches(as_of.first, as_of.last):
        yield Violation(
            context.place.down("as_of"), f"{as_of} lies outside {period.id} ({period.start} to {period.end})"
        )
    if period and achieved_on and achieved_on.first > period.end:
        message = f"achieved on {achieved_on}, after {period.id} ended ({period.end})"
        yield Violation(context.place.down("date"), message)


@group.rule(
    "date-unachieved", ERROR, "A day on which something was not achieved",
    why="The date says the day of the achievement; achieved: false says that there was none.",
    mend="take the date out, or write achieved: true",
    bad="2.1.1: {achieved: false, date: 2017-05-12}", good="2.1.1: {achieved: true, date: 2017-05-12}",
    kinds=ACHIEVEMENTS,
)  # fmt: skip
def date_unachieved(context: MeasurementContext) -> Iterator[Violation]:
    if context.figure.date and context.figure.achieved is not True:
        yield Violation(context.place.key("date"), "a date, but the milestone is not said to be achieved")


@group.rule(
    "not-in-period", WARNING, "An indicator that is not reported in this period",
    why="It is reported in periods of its own frequency; here it enters no figure.",
    mend="move it to the file of a period of its frequency",
    file="measurements/2017-H1/EXA.yaml", head=SUBMISSION.replace("2017", "2017-H1"),
    bad="1.2.2: {value: 3}", good="",
)  # fmt: skip
def not_in_period(context: MeasurementContext) -> Iterator[Violation]:
    method, period = context.method, context.period
    if method and period:
        wanted = "annual" if method.frequency in ("once", "biennial") else method.frequency
        if period.frequency != wanted:
            yield Violation(
                Place(context.submission.path).key("measurements", context.id),
                f"{context.id} is reported in {wanted} periods; {period.id} is {period.frequency}",
            )
