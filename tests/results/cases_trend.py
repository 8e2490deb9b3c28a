"""Worked cases of trends. Unless a case says otherwise: 2016 against 2017, two counts, more is wanted."""

from dataclasses import dataclass
from fractions import Fraction

from tests.results.cases import MILESTONE, SCALE, SHARES, THREE, count
from tests.results.worked import Reported

MORE = "direction: increase"
LESS = "direction: decrease"
SERIES = "comparable_from: {period: '2017', reason: Exercise posts are counted anew.}"
POINTS = " percentage points"


def one(then: str, now: str) -> Reported:
    """One respondent, in two years."""
    return {"2016": {"one": f"{{{then}}}"}, "2017": {"one": f"{{{now}}}"}}


def bare(direction: str = MORE) -> str:
    """A percentage of one respondent."""
    return f"{{kind: percentage, respondents: [one], {direction}}}"


def each(**shares: tuple[int, int]) -> dict[str, str]:
    """Percentages, nation by nation."""
    return {f"EX{letter}": f"{{numerator: {n}, denominator: {d}}}" for letter, (n, d) in shares.items()}


@dataclass(frozen=True)
class Case:
    name: str
    method: str
    reported: Reported
    word: str | None
    change: Fraction | int | None = None
    text: str = ""
    since: str | None = "2016"
    compared: int = 1
    period: str = "2017"


TRENDS = [
    # one count
    Case("more, as wanted", count(MORE), one("value: 10", "value: 12"), "improving", 2, "+2"),
    Case("fewer, and more is wanted", count(MORE), one("value: 12", "value: 10"), "worsening", -2, "−2"),
    Case("as many", count(MORE), one("value: 12", "value: 12"), "steady", 0, "±0"),
    Case("fewer, as wanted", count(LESS), one("value: 12", "value: 10"), "improving", -2, "−2"),
    Case("more, and fewer is wanted", count(LESS), one("value: 10", "value: 12"), "worsening", 2, "+2"),
    Case("no direction", count("unit: posts"), one("value: 10", "value: 12"), "changed", 2, "+2"),
    Case("no direction, as many", count("unit: posts"), one("value: 12", "value: 12"), "steady", 0, "±0"),
    Case("maintain", count("direction: maintain"), one("value: 10", "value: 12"), "changed", 2, "+2"),
    Case("from zero", count(MORE), one("value: 0", "value: 1012"), "improving", 1012, "+1,012"),
    Case("zero stays zero", count(MORE), one("value: 0", "value: 0"), "steady", 0, "±0"),
    # which earlier period
    Case("nothing earlier", count(MORE), {"2017": {"one": "{value: 12}"}}, None, since=None, compared=0),
    Case("nothing now", count(MORE), {"2016": {"one": "{value: 12}"}}, None, since=None, compared=0),
    Case(
        "a year without a value is passed over: 2015",
        count(MORE),
        {"2015": {"one": "{value: 9}"}, "2016": {"one": "{not_reported: {reason: withheld}}"},
         "2017": {"one": "{value: 12}"}},
        "improving", 3, "+3", since="2015",
    ),
    Case(
        "a half-year against the half-year before, not against a year",
        count(f"{MORE}, frequency: half-yearly"),
        {"2017-H1": {"one": "{value: 5}"}, "2017-H2": {"one": "{value: 4}"}},
        "worsening", -1, "−1", since="2017-H1", period="2017-H2",
    ),
    # several respondents: only those present at both ends. (15 + 25) - (10 + 20) = 10
    Case(
        "counts of two",
        f"{{{THREE}, {MORE}}}",
        {"2016": {"EXA": "{value: 10}", "EXB": "{value: 20}"}, "2017": {"EXA": "{value: 15}", "EXB": "{value: 25}"}},
        "improving", 10, "+10", compared=2,
    ),
    # 2016 is 10 + 20, 2017 is 8 + 99: EXA alone has both, 8 - 10 = -2
    Case(
        "respondents that differ",
        f"{{{THREE}, {MORE}}}",
        {"2016": {"EXA": "{value: 10}", "EXB": "{value: 20}"}, "2017": {"EXA": "{value: 8}", "EXC": "{value: 99}"}},
        "worsening", -2, "−2",
    ),
    Case(
        "none at both ends",
        f"{{{THREE}, {MORE}}}",
        {"2016": {"EXA": "{value: 10}"}, "2017": {"EXC": "{value: 99}"}},
        "not-comparable", compared=0,
    ),
    # 2016: (10 + 30) / (100 + 100) = 20 %; 2017: (20 + 30) / (100 + 100) = 25 %; EXC's 90 of 100 has nothing before it
    Case(
        "percentages are pooled over those at both ends",
        f"{{{SHARES}, {MORE}}}",
        {"2016": each(A=(10, 100), B=(30, 100)), "2017": each(A=(20, 100), B=(30, 100), C=(90, 100))},
        "improving", 5, f"+5.0{POINTS}", compared=2,
    ),
    # pooled, not averaged: 2016 (1 + 50) / (10 + 100) = 51/110 = 46.36… %, 2017 (2 + 40) / (10 + 100) = 42/110 =
    # 38.18… %; 42/110 - 51/110 = -9/110 = -8.18… points; as printed 38.2 - 46.4 = -8.2. The mean of the two shares
    # would be 30 % in both years.
    Case(
        "a large nation weighs more",
        f"{{{SHARES}, {MORE}}}",
        {"2016": each(A=(1, 10), B=(50, 100)), "2017": each(A=(2, 10), B=(40, 100))},
        "worsening", Fraction(-900, 110), f"−8.2{POINTS}", compared=2,
    ),
    # a bare percentage can't be pooled: EXA alone stands behind both figures, 20 - 10
    Case(
        "a bare percentage beside a whole one",
        f"{{{SHARES}, {MORE}}}",
        {"2016": {**each(A=(10, 100)), "EXB": "{value: 90}"}, "2017": {**each(A=(20, 100)), "EXB": "{value: 10}"}},
        "improving", 10, f"+10.0{POINTS}",
    ),
    Case(
        "bare percentages of several",
        f"{{{SHARES}, {MORE}}}",
        {"2016": {"EXA": "{value: 10}", "EXB": "{value: 9}"}, "2017": {"EXA": "{value: 20}", "EXB": "{value: 8}"}},
        None, since=None, compared=0,
    ),
    # the coarser printed precision
    Case("bare percentages", bare(), one("value: 10.8", "value: 10.9"), "improving", Fraction(1, 10), f"+0.1{POINTS}"),
    Case("10.4 and 10: equal without decimals", bare(), one("value: 10.4", "value: 10"), "steady", Fraction(-4, 10),
         f"±0{POINTS}"),
    # halves away from zero: 10.5 is 11
    Case("10.5 and 11: equal without decimals", bare(), one("value: 10.5", "value: 11"), "steady", Fraction(5, 10),
         f"±0{POINTS}"),
    Case("10.5 and 10: 11 and 10 without decimals", bare(), one("value: 10.5", "value: 10"), "worsening",
         Fraction(-5, 10), f"−1{POINTS}"),
    Case("10.50 and 10.54: two decimals each", bare(), one("value: 10.50", "value: 10.54"), "improving",
         Fraction(4, 100), f"+0.04{POINTS}"),
    # a computed percentage has one decimal: 104/1000 = 10.4, 1044/10000 = 10.44, 1045/10000 = 10.45, which is 10.5
    Case("10.4 and 10.44", bare(), one("numerator: 104, denominator: 1000", "numerator: 1044, denominator: 10000"),
         "steady", Fraction(4, 100), f"±0.0{POINTS}"),
    Case("10.4 and 10.45", bare(), one("numerator: 104, denominator: 1000", "numerator: 1045, denominator: 10000"),
         "improving", Fraction(5, 100), f"+0.1{POINTS}"),
    # 1/3 = 33.33… %, given as 33.3 the year before; 33.333 to three decimals is no finer than the computed one
    Case("33.3 and a third", bare(), one("value: 33.3", "numerator: 1, denominator: 3"), "steady",
         Fraction(100, 3) - Fraction(333, 10), f"±0.0{POINTS}"),
    Case("33.383 and a third", bare(), one("value: 33.383", "numerator: 1, denominator: 3"), "worsening",
         Fraction(100, 3) - Fraction(33383, 1000), f"−0.1{POINTS}"),
    # scales rise with their levels, and have no number to subtract
    Case("a level up", f"{{{SCALE}}}", one("level: partly", "level: largely"), "improving"),
    Case("the same level", f"{{{SCALE}}}", one("level: fully", "level: fully"), "steady"),
    Case("levels down", f"{{{SCALE}}}", one("level: fully", "level: not yet"), "worsening"),
    Case(
        "levels of several",
        f"{{{SCALE.replace('[one]', '[EXA, EXB]')}}}",
        {"2016": {"EXA": "{level: partly}"}, "2017": {"EXA": "{level: fully}"}},
        None, since=None, compared=0,
    ),
    # milestones and narratives have no trend
    Case("a milestone", f"{{{MILESTONE}}}", one("achieved: false", "achieved: true"), None, since=None, compared=0),
    Case("a narrative", "{kind: narrative, respondents: [one]}", one("narrative: Exercise.", "narrative: Text."), None,
         since=None, compared=0),
    # against the method's baseline
    Case(
        "the method's baseline, where no period has a value",
        count(f"{MORE}, baseline: {{date: 2015-06-30, value: 10}}"),
        {"2017": {"one": "{value: 12}"}},
        "improving", 2, "+2", since="2015-06-30",
    ),
    Case(
        "a period before the method's baseline",
        count(f"{MORE}, baseline: {{date: 2015-06-30, value: 10}}"),
        one("value: 13", "value: 12"),
        "worsening", -1, "−1",
    ),
    Case(
        "a baseline with decimals: 11.25 and 11.3 as printed are 11.3 and 11.3",
        bare(f"{MORE}, baseline: {{date: 2015-06-30, value: 11.25}}"),
        {"2017": {"one": "{value: 11.3}"}},
        "steady", Fraction(5, 100), f"±0.0{POINTS}", since="2015-06-30",
    ),
    Case(
        "a scale's baseline",
        f"{{{SCALE}, baseline: {{date: 2015-06-30, value: largely}}}}",
        {"2017": {"one": "{level: partly}"}},
        "worsening", since="2015-06-30",
    ),
    Case(
        "the method's baseline, and only two of three have reported",
        f"{{{THREE}, {MORE}, baseline: {{date: 2015-06-30, value: 10}}}}",
        {"2017": {"EXA": "{value: 9}", "EXB": "{value: 9}"}},
        None, since=None, compared=0,
    ),
    # the figure is as of 30 June 2017, the day of the baseline: nothing lies between
    Case(
        "a baseline on the figure's own day",
        count(f"{MORE}, baseline: {{date: 2017-06-30, value: 10}}"),
        {"2017": {"one": "{value: 12, as_of: 2017-06-30}"}},
        None, since=None, compared=0,
    ),
    # comparable_from: 2017 begins on 1 January 2017
    Case("the present series begins now", count(f"{MORE}, {SERIES}"), one("value: 10", "value: 12"), "not-comparable",
         compared=0),
    Case(
        "before the present series nothing is compared",
        count(f"{MORE}, {SERIES}"),
        {"2015": {"one": "{value: 9}"}, "2016": {"one": "{value: 10}"}},
        "not-comparable", since="2015", compared=0, period="2016",
    ),
    Case(
        "the present series goes on",
        count(f"{MORE}, {SERIES}"),
        {"2017": {"one": "{value: 10}"}, "2018": {"one": "{value: 12}"}},
        "improving", 2, "+2", since="2017", period="2018",
    ),
    Case(
        "a baseline before the present series alone",
        count(f"{MORE}, {SERIES}, baseline: {{date: 2016-12-31, value: 10}}"),
        {"2017": {"one": "{value: 12}"}},
        "not-comparable", since="2016-12-31", compared=0,
    ),
    Case(
        "a baseline on the first day of the present series",
        count(f"{MORE}, {SERIES}, baseline: {{date: 2017-01-01, value: 10}}"),
        {"2017": {"one": "{value: 12}"}},
        "improving", 2, "+2", since="2017-01-01",
    ),
    # stand-ins are a series of their own
    Case(
        "a stand-in before",
        count(MORE),
        one("value: 5, proxy: {text: Exercise stand-in, kind: count}", "value: 12"),
        None, since=None, compared=0,
    ),
    Case(
        "a stand-in now",
        count(MORE),
        one("value: 5", "value: 12, proxy: {text: Exercise stand-in, kind: count}"),
        None, since=None, compared=0,
    ),
    Case(
        "a figure of one who isn't asked",
        count(MORE),
        {"2016": {"EXA": "{value: 5}"}, "2017": {"one": "{value: 12}"}},
        None, since=None, compared=0,
    ),
]  # fmt: skip
