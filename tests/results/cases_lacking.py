"""Worked cases of what lacks: method, figure, target, baseline, respondents; maintain, qualifiers, each year."""

from fractions import Fraction

from tests.results.cases import DOWN_TO_50, SHARES, THREE, UP, YEARLY, YEARLY_DOWN, Case, count, shares, value

FROM_40_TO_60 = "direction: increase, baseline: {date: 2016-12-31, value: 40}, targets: [{date: 2018-12-31, value: 60}]"

LACKING = [
    # what lacks
    Case("no method", "", value(1), "not-assessed", "no-method"),
    Case(
        "a narrative",
        "{kind: narrative, respondents: [one]}",
        {"2017": {"one": "{narrative: Exercise text.}"}},
        "not-assessed",
        "narrative",
    ),
    Case("nothing reported", count(UP), {}, "not-assessed", "no-data"),
    Case(
        "a reason instead of a figure",
        count(UP),
        {"2017": {"one": "{not_reported: {reason: withheld}}"}},
        "not-assessed",
        "no-data",
    ),
    Case(
        "a stand-in alone",
        count(UP),
        {"2017": {"one": "{value: 200, proxy: {text: Exercise stand-in, kind: count}}"}},
        "not-assessed",
        "no-data",
    ),
    Case(
        "no target",
        count("direction: increase, baseline: {date: 2016-12-31, value: 0}"),
        value(5),
        "not-assessed",
        "no-target",
    ),
    Case(
        "no baseline",
        count("direction: increase, targets: [{date: 2018-12-31, value: 200}]"),
        value(5),
        "not-assessed",
        "no-baseline",
    ),
    Case(
        "no baseline is needed to see that the target is reached",
        count("direction: increase, targets: [{date: 2018-12-31, value: 200}]"),
        value(200),
        "achieved",
    ),
    Case(
        "no direction",
        count("baseline: {date: 2016-12-31, value: 0}, targets: [{date: 2018-12-31, value: 200}]"),
        value(300),
        "not-assessed",
        "no-direction",
    ),
    # several respondents: 50 + 60 of three is not all; 150 + 60 is past the target of 200 whatever the third says
    Case(
        "a count of two of three",
        f"{{{THREE}, {UP}}}",
        {"2017": {"EXA": "{value: 50}", "EXB": "{value: 60}"}},
        "not-assessed",
        "incomplete",
    ),
    Case(
        "a count of two of three, past the target",
        f"{{{THREE}, {UP}}}",
        {"2017": {"EXA": "{value: 150}", "EXB": "{value: 60}"}},
        "achieved",
    ),
    Case(
        "a falling count of two of three, under the target: the third may take it over",
        f"{{{THREE}, {DOWN_TO_50}}}",
        {"2017": {"EXA": "{value: 10}", "EXB": "{value: 20}"}},
        "not-assessed",
        "incomplete",
    ),
    # a percentage: 30 of 60 is 50 %; wanted 60 % from 40 %: half of the way is 50 %; four of five is 0.8 of them
    Case(
        "a percentage of four of five",
        f"{{{SHARES}, {FROM_40_TO_60}}}",
        shares((10, 10), (10, 20), (5, 20), (5, 10)),
        "on-track",
        ratio=Fraction(1),
    ),
    Case(
        "a percentage of three of five",
        f"{{{SHARES}, {FROM_40_TO_60}}}",
        shares((10, 10), (10, 20), (5, 20)),
        "not-assessed",
        "incomplete",
    ),
    Case(
        "percentages without their numbers, of several",
        f"{{{SHARES}, direction: increase, targets: [{{date: 2018-12-31, value: 10}}]}}",
        {"2017": {"EXA": "{value: 50}", "EXB": "{value: 60}"}},
        "not-assessed",
        "not-aggregable",
    ),
    # maintain
    Case(
        "maintain: held",
        count("direction: maintain, targets: [{date: 2018-12-31, value: 100}]"),
        value(100),
        "achieved",
    ),
    Case(
        "maintain: lost",
        count("direction: maintain, targets: [{date: 2018-12-31, value: 100}]"),
        value(99),
        "reversing",
    ),
    Case(
        "maintain: at or under, where the baseline is over the target",
        count(
            "direction: maintain, baseline: {date: 2016-12-31, value: 120}, targets: [{date: 2018-12-31, value: 100}]"
        ),
        value(90),
        "achieved",
    ),
    Case(
        "maintain: over, where the baseline is over the target",
        count(
            "direction: maintain, baseline: {date: 2016-12-31, value: 120}, targets: [{date: 2018-12-31, value: 100}]"
        ),
        value(101),
        "reversing",
    ),
    Case(
        "maintain: less than 100 may be 99",
        count("direction: maintain, targets: [{date: 2018-12-31, value: 100}]"),
        value(100, ", qualifier: less-than"),
        "not-assessed",
        "not-exact",
    ),
    # qualifiers
    Case(
        "less than the target is not the target",
        count(UP),
        value(200, ", qualifier: less-than"),
        "on-track",
        ratio=Fraction(2),
    ),
    Case("at least the target is the target", count(UP), value(200, ", qualifier: at-least"), "achieved"),
    Case("about the target is the target", count(UP), value(200, ", qualifier: about"), "achieved"),
    # from 200 to 50: 125 is expected; (200 - 50) / 75 = 2
    Case(
        "falling: more than the target is not the target",
        count(DOWN_TO_50),
        value(50, ", qualifier: more-than"),
        "on-track",
        ratio=Fraction(2),
    ),
    # each year
    Case("each year: reached", count(YEARLY), value(100), "achieved"),
    Case("each year: 0.95", count(YEARLY), value(95), "on-track", ratio=Fraction(95, 100)),
    Case("each year: 0.94", count(YEARLY), value(94), "behind", ratio=Fraction(94, 100)),
    Case("each year: 0.59", count(YEARLY), value(59), "off-track", ratio=Fraction(59, 100)),
    Case("each year: zero", count(YEARLY), value(0), "off-track", ratio=Fraction(0)),
    Case(
        "each year: more than 94 may be anything above",
        count(YEARLY),
        value(94, ", qualifier: more-than"),
        "not-assessed",
        "not-exact",
    ),
    Case(
        "each year: less than 59 is off track",
        count(YEARLY),
        value(59, ", qualifier: less-than"),
        "off-track",
        ratio=Fraction(59, 100),
    ),
    Case("each year, falling: under", count(YEARLY_DOWN), value(5), "achieved"),
    Case("each year, falling: over", count(YEARLY_DOWN), value(6), "off-track"),
    Case(
        "each year, falling: less than 6 may be 5",
        count(YEARLY_DOWN),
        value(6, ", qualifier: less-than"),
        "not-assessed",
        "not-exact",
    ),
]
