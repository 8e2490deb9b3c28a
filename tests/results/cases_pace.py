"""Worked cases of the pace: rising, falling, several targets, dates."""

from fractions import Fraction

from tests.results.cases import DOWN, TWO, UP, UP_FROM_10, Case, count, value

PACE = [
    # increase: p = a / 100
    Case("at the target", count(UP), value(200), "achieved"),
    Case("past the target", count(UP), value(201), "achieved"),
    Case(
        "one short of the target is far ahead of the pace", count(UP), value(199), "on-track", ratio=Fraction(199, 100)
    ),
    Case("exactly on the pace", count(UP), value(100), "on-track", ratio=Fraction(1)),
    Case("exactly 0.95", count(UP), value(95), "on-track", ratio=Fraction(95, 100)),
    Case("just under 0.95", count(UP), value(94), "behind", ratio=Fraction(94, 100)),
    Case("exactly 0.60", count(UP), value(60), "behind", ratio=Fraction(60, 100)),
    Case("just under 0.60", count(UP), value(59), "off-track", ratio=Fraction(59, 100)),
    Case("not moved from a baseline of zero", count(UP), value(0), "off-track", ratio=Fraction(0)),
    # from 10 to 210: 110 is expected, p = (a - 10) / 100
    Case("not moved from the baseline", count(UP_FROM_10), value(10), "off-track", ratio=Fraction(0)),
    Case("under the baseline", count(UP_FROM_10), value(9), "reversing", ratio=Fraction(-1, 100)),
    Case("zero is a value", count(UP_FROM_10), value(0), "reversing", ratio=Fraction(-10, 100)),
    # decrease from 200 to 0: 100 is expected, p = (200 - a) / 100
    Case("falling: at a target of zero", count(DOWN), value(0), "achieved"),
    Case("falling: 0.95", count(DOWN), value(105), "on-track", ratio=Fraction(95, 100)),
    Case("falling: 0.94", count(DOWN), value(106), "behind", ratio=Fraction(94, 100)),
    Case("falling: 0.60", count(DOWN), value(140), "behind", ratio=Fraction(60, 100)),
    Case("falling: 0.59", count(DOWN), value(141), "off-track", ratio=Fraction(59, 100)),
    Case("falling: rising instead", count(DOWN), value(201), "reversing", ratio=Fraction(-1, 100)),
    # several targets: on 2017-12-31 the first, 100, is expected
    Case("several targets: on the first", count(TWO), value(100), "on-track", ratio=Fraction(1)),
    Case("several targets: behind the first", count(TWO), value(94), "behind", ratio=Fraction(94, 100)),
    Case("several targets: only the last achieves", count(TWO), value(149), "on-track", ratio=Fraction(149, 100)),
    Case("several targets: the last", count(TWO), value(150), "achieved"),
    # a baseline of a baseline period (60 on 2015-12-31): the target 50 is passed already and left out of the path.
    # From 60 to 1156 in 1096 days is 1 a day: after 731 days 791 is expected, p = (a - 60) / 731
    Case(
        "a target that the baseline is past: 695/731 = 0.9507",
        count("direction: increase, targets: [{date: 2016-12-31, value: 50}, {date: 2018-12-31, value: 1156}]"),
        {"2015": {"one": "{value: 60}"}, "2017": {"one": "{value: 755}"}},
        "on-track",
        ratio=Fraction(695, 731),
    ),
    Case(
        "a target that the baseline is past: 694/731 = 0.9494, not 0.95",
        count("direction: increase, targets: [{date: 2016-12-31, value: 50}, {date: 2018-12-31, value: 1156}]"),
        {"2015": {"one": "{value: 60}"}, "2017": {"one": "{value: 754}"}},
        "behind",
        ratio=Fraction(694, 731),
    ),
    Case(
        "all targets passed by the baseline, and still past them",
        count("direction: increase, targets: [{date: 2018-12-31, value: 50}]"),
        {"2015": {"one": "{value: 60}"}, "2017": {"one": "{value: 55}"}},
        "achieved",
    ),
    Case(
        "all targets passed by the baseline, and fallen behind them",
        count("direction: increase, targets: [{date: 2018-12-31, value: 50}]"),
        {"2015": {"one": "{value: 60}"}, "2017": {"one": "{value: 49}"}},
        "reversing",
    ),
    # target = baseline
    Case(
        "target equals baseline, held",
        count(
            "direction: increase, baseline: {date: 2016-12-31, value: 100}, targets: [{date: 2018-12-31, value: 100}]"
        ),
        value(100),
        "achieved",
    ),
    Case(
        "target equals baseline, lost",
        count(
            "direction: increase, baseline: {date: 2016-12-31, value: 100}, targets: [{date: 2018-12-31, value: 100}]"
        ),
        value(99),
        "not-assessed",
        "baseline-equals-target",
    ),
    # dates. Until 2017-06-30 there are 181 of 730 days: 200 * 181/730 = 3620/73 is expected
    Case(
        "a figure of the middle of the year is held against the middle of the year",
        count(UP),
        value(48, ", as_of: 2017-06-30"),
        "on-track",
        ratio=Fraction(48 * 73, 3620),
    ),
    Case(
        "a figure dated before the baseline",
        count("direction: increase, baseline: {date: 2017-06-30, value: 0}, targets: [{date: 2018-12-31, value: 200}]"),
        value(50, ", as_of: 2017-03"),
        "not-assessed",
        "too-early",
    ),
    Case(
        "a period before the start",
        count("direction: increase, baseline: {date: 2017-06-30, value: 0}, targets: [{date: 2018-12-31, value: 200}]"),
        {"2016": {"one": "{value: 50}"}},
        "not-assessed",
        "too-early",
        period="2016",
    ),
    # the plan ends on 2018-06-30, so 2018 is judged then: 546 of 730 days, 200 * 546/730 = 10920/73
    Case(
        "the plan's last day judges the last period",
        count(UP),
        {"2018": {"one": "{value: 150}"}},
        "on-track",
        ratio=Fraction(150 * 73, 10920),
        period="2018",
        end="2018-06-30",
    ),
    Case(
        "after the last target the whole of it is expected",
        count("direction: increase, baseline: {date: 2016-12-31, value: 0}, targets: [{date: 2017-06-30, value: 200}]"),
        value(190),
        "on-track",
        ratio=Fraction(190, 200),
    ),
]
