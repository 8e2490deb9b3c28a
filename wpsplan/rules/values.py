"""The values of one measurement. Each check is given an `Answer`."""

from collections.abc import Iterator
from decimal import Decimal

from wpsplan.finding import Place
from wpsplan.kinds import KINDS, kind_of
from wpsplan.kinds.percentage import Percentage
from wpsplan.model.submission import Measurement
from wpsplan.model.types import quote_value
from wpsplan.rules.context import MeasurementContext
from wpsplan.rules.registry import ERROR, NOTE, SUBMISSION, WARNING, RuleGroup, Violation

group = RuleGroup("values", head=SUBMISSION, depth=2)
WHOLE_NUMBERS = tuple(kind.name for kind in KINDS.values() if kind.whole_keys)
"""The kinds in which something is counted."""
SHARES = tuple(kind.name for kind in KINDS.values() if "denominator" in kind.keys)
LEVELS = tuple(kind.name for kind in KINDS.values() if "level" in kind.keys)
ACHIEVEMENTS = tuple(kind.name for kind in KINDS.values() if "achieved" in kind.keys)


@group.rule(
    "wrong-kind", ERROR, "A figure of another kind than the indicator's",
    why="A count is no percentage: it would be read as one.",
    mend="give the figure that the indicator's method asks for",
    bad="2.1.1: {value: 1}", good="2.1.1: {achieved: true, date: 2017-05-12}",
)  # fmt: skip
def wrong_kind(answer: MeasurementContext) -> Iterator[Violation]:
    kind = answer.kind
    if kind is None:
        return
    for key in answer.given:
        if key not in kind.keys:
            yield Violation(
                answer.place.key(key), f"{answer.id} is a {kind.name}: it has no {key}", f"write {kind.how_to_write}"
            )
    if kind.in_words and answer.figure.qualifier:
        yield Violation(
            answer.place.key("qualifier"), f"{answer.id} is a {kind.name}: there is no figure to qualify", "take it out"
        )


@group.rule(
    "nothing-reported", ERROR, "An entry that answers nothing",
    why="Sources and remarks alone are no figure; the item would look reported.",
    mend="add the figure, or say with not_reported why there is none",
    bad="1.2.2: {confidence: high}", good="1.2.2: {value: 3, confidence: high}",
)  # fmt: skip
def nothing_reported(answer: MeasurementContext) -> Iterator[Violation]:
    figure, kind = answer.figure, answer.kind
    if kind is None or answer.given or (isinstance(figure, Measurement) and figure.not_reported):
        return
    if not kind.in_words:
        yield Violation(answer.place, f"no figure is given for {answer.id} ({kind.name})", f"add {kind.how_to_write}")
    elif figure.narrative is None:
        yield Violation(answer.place, f"no narrative is given for {answer.id}", f"add {kind.how_to_write}")


@group.rule(
    "reason-and-figure", ERROR, "A figure, and a reason why there is none",
    why="Only one of the two can be true.",
    mend="keep the figure or the reason",
    bad="1.2.2: {value: 3, not_reported: {reason: withheld}}", good="1.2.2: {value: 3}",
)  # fmt: skip
def reason_and_figure(answer: MeasurementContext) -> Iterator[Violation]:
    figure = answer.figure
    if isinstance(figure, Measurement) and figure.not_reported and (answer.given or figure.proxy or figure.qualifier):
        yield Violation(answer.place.key("not_reported"), f"{answer.id} has a figure and a reason why there is none")


@group.rule(
    "percentage-parts", ERROR, "Parts of a percentage that don't go together",
    why="Three figures can contradict each other, and a denominator alone says nothing.",
    mend="write numerator and denominator; or the value, with its numerator where known; or a numerator alone",
    bad="1.2.1: {value: 25, numerator: 5, denominator: 20}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=SHARES,
)  # fmt: skip
def percentage_parts(answer: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in answer.parts:
        if figure.denominator is None:
            continue
        if figure.numerator is None:
            at = answer.place.key(*steps, "denominator")
            yield Violation(at, "a denominator without its numerator", "add numerator: …")
        elif figure.value is not None:
            yield Violation(
                answer.place.key(*steps, "value"),
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
def no_count(answer: MeasurementContext) -> Iterator[Violation]:
    keys = answer.kind.whole_keys if answer.kind else ()
    for steps, figure in answer.parts:
        for key in keys:
            value = getattr(figure, key)
            if isinstance(value, Decimal):
                at, text = answer.place.down(*steps, key), quote_value(value)
                if value.is_finite() and value == int(value) >= 0:
                    yield Violation(at, f"{text} is not written as a whole number", f"write {int(value)}")
                    continue
                grouped = text.count(".") == 1 and len(text.split(".")[1]) == 3
                help = f"if the point separates thousands, write {text.replace('.', '')}" if grouped else ""
                yield Violation(at, f"{text} is no whole number", help)
            elif value is not None and value < 0:
                at = answer.place.down(*steps, key)
                yield Violation(at, f"{value} is less than nothing", "write a whole number, 0 or more")


@group.rule(
    "no-percentage", ERROR, "A percentage outside 0 to 100",
    why="A share of all can't be less than nothing or more than all.",
    mend="write a number from 0 to 100, in percent",
    bad="1.2.1: {value: 112}", good="1.2.1: {value: 11.2}",
    kinds=(Percentage.name,),
)  # fmt: skip
def no_percentage(answer: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in answer.parts:
        if figure.value is not None and not 0 <= figure.value <= 100:
            yield Violation(answer.place.down(*steps, "value"), f"{quote_value(figure.value)} is no percentage")


@group.rule(
    "numerator-over-denominator", ERROR, "A part that is greater than the whole",
    why="Figures have been exchanged or mistyped.",
    mend="check both figures; the numerator is the part, the denominator the whole",
    bad="1.2.1: {numerator: 20, denominator: 5}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=(Percentage.name,),
)  # fmt: skip
def numerator_over_denominator(answer: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in answer.parts:
        part, whole = figure.numerator, figure.denominator
        if part is not None and whole is not None and part > whole > 0:
            at = answer.place.down(*steps, "numerator")
            yield Violation(at, f"{part} of {whole}: the part is greater than the whole")


@group.rule(
    "zero-denominator", ERROR, "A share of nothing",
    why="Nothing can be divided by 0.",
    mend="if there was nobody to count, write not_reported: {reason: not-applicable, note: …}",
    bad="1.2.1: {numerator: 0, denominator: 0}",
    good="1.2.1: {not_reported: {reason: not-applicable, note: no personnel}}",
    kinds=SHARES,
)  # fmt: skip
def zero_denominator(answer: MeasurementContext) -> Iterator[Violation]:
    for steps, figure in answer.parts:
        if figure.denominator == 0:
            yield Violation(answer.place.down(*steps, "denominator"), "the denominator is 0")


@group.rule(
    "bare-percentage", NOTE, "A percentage without its numbers",
    why="It can be shown, but not pooled with other respondents' figures.",
    mend="give numerator and denominator where they are known",
    bad="1.2.1: {value: 25}", good="1.2.1: {numerator: 5, denominator: 20}",
    kinds=(Percentage.name,),
)  # fmt: skip
def bare_percentage(answer: MeasurementContext) -> Iterator[Violation]:
    value, entities = answer.figure.value, answer.framework.entities
    bare = answer.method and value is not None and answer.figure.denominator is None
    respondent = answer.submission.entity
    if bare and respondent in entities and not answer.framework.is_group(respondent):
        message = f"{quote_value(value)} % without its numbers can't be pooled with those of others"
        yield Violation(answer.place.down("value"), message)


@group.rule(
    "unknown-level", ERROR, "A level that the scale doesn't have",
    why="It can't be ranked among the others.",
    mend="write one of the method's levels, letter for letter",
    bad="2.1.2: {level: nearly}", good="2.1.2: {level: partly}",
    kinds=LEVELS,
)  # fmt: skip
def unknown_level(answer: MeasurementContext) -> Iterator[Violation]:
    level = answer.figure.level if isinstance(answer.figure, Measurement) else None
    if answer.method is None or level is None:
        return
    levels = kind_of(answer.method).choices(answer.method)
    if level not in levels:
        yield Violation(
            answer.place.down("level"),
            f"{quote_value(level)} is none of the levels",
            f"the levels: {', '.join(levels)}",
        )


@group.rule(
    "as-of-outside", WARNING, "A figure dated outside its period",
    why="It may belong to another period.",
    mend="correct the date, or report the figure in the period that it belongs to",
    bad="1.2.2: {value: 3, as_of: 2016-12-31}", good="1.2.2: {value: 3, as_of: 2017-12-31}",
)  # fmt: skip
def as_of_outside(answer: MeasurementContext) -> Iterator[Violation]:
    period, as_of, achieved_on = answer.period, answer.figure.as_of, answer.figure.date
    if period and as_of and not period.touches(as_of.first, as_of.last):
        yield Violation(
            answer.place.down("as_of"), f"{as_of} lies outside {period.id} ({period.start} to {period.end})"
        )
    if period and achieved_on and achieved_on.first > period.end:
        yield Violation(answer.place.down("date"), f"achieved on {achieved_on}, after {period.id} ended ({period.end})")


@group.rule(
    "date-unachieved", ERROR, "A day on which something was not achieved",
    why="The date says the day of the achievement; achieved: false says that there was none.",
    mend="take the date out, or write achieved: true",
    bad="2.1.1: {achieved: false, date: 2017-05-12}", good="2.1.1: {achieved: true, date: 2017-05-12}",
    kinds=ACHIEVEMENTS,
)  # fmt: skip
def date_unachieved(answer: MeasurementContext) -> Iterator[Violation]:
    if answer.figure.date and answer.figure.achieved is not True:
        yield Violation(answer.place.key("date"), "a date, but the milestone is not said to be achieved")


@group.rule(
    "not-in-period", WARNING, "An indicator that is not reported in this period",
    why="It is reported in periods of its own frequency; here it enters no figure.",
    mend="move it to the file of a period of its frequency",
    file="measurements/2017-H1/EXA.yaml", head=SUBMISSION.replace("2017", "2017-H1"),
    bad="1.2.2: {value: 3}", good="",
)  # fmt: skip
def not_in_period(answer: MeasurementContext) -> Iterator[Violation]:
    method, period = answer.method, answer.period
    if method and period:
        wanted = "annual" if method.frequency in ("once", "biennial") else method.frequency
        if period.frequency != wanted:
            yield Violation(
                Place(answer.submission.path).key("measurements", answer.id),
                f"{answer.id} is reported in {wanted} periods; {period.id} is {period.frequency}",
            )
