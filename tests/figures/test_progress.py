"""Progress, case by case, worked out by hand.

Unless a case says otherwise: one respondent; the pace runs from 2016-12-31 to 2018-12-31 (730 days) and the figure is of
2017-12-31 (day 365), so exactly half of the way is expected. With a baseline of 0 and a target of 200 that is 100.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from tests.figures.worked import Reported, worked

UP = "direction: increase, baseline: {date: 2016-12-31, value: 0}, targets: [{date: 2018-12-31, value: 200}]"
UP_FROM_10 = "direction: increase, baseline: {date: 2016-12-31, value: 10}, targets: [{date: 2018-12-31, value: 210}]"
DOWN = "direction: decrease, baseline: {date: 2016-12-31, value: 200}, targets: [{date: 2018-12-31, value: 0}]"
DOWN_TO_50 = "direction: decrease, baseline: {date: 2016-12-31, value: 200}, targets: [{date: 2018-12-31, value: 50}]"
TWO = (
    "direction: increase, baseline: {date: 2016-12-31, value: 0}, "
    "targets: [{date: 2017-12-31, value: 100}, {date: 2018-12-31, value: 150}]"
)
YEARLY = "over_time: flow, direction: increase, targets: [{each: annual, value: 100}]"
YEARLY_DOWN = "over_time: flow, direction: decrease, targets: [{each: annual, value: 5}]"
SCALE = "kind: scale, respondents: [one], levels: [not yet, partly, largely, fully]"
SCALE_TO = f"{SCALE}, targets: [{{date: 2018-12-31, value: largely}}]"
SCALE_FROM = f"{SCALE_TO}, baseline: {{date: 2015-12-31, value: partly}}"
MILESTONE = "kind: milestone, respondents: [one]"
THREE = "kind: count, respondents: [EXA, EXB, EXC]"
SHARES = "kind: percentage, respondents: [many]"


def count(method: str) -> str:
    return f"{{kind: count, respondents: [one], {method}}}"


def value(number: int, more: str = "") -> Reported:
    return {"2017": {"one": f"{{value: {number}{more}}}"}}


def shares(*pairs: tuple[int, int]) -> Reported:
    names = ("EXA", "EXB", "EXC", "EXD", "EXE")
    return {"2017": {name: f"{{numerator: {n}, denominator: {d}}}" for name, (n, d) in zip(names, pairs, strict=False)}}


@dataclass(frozen=True)
class Case:
    name: str
    method: str
    reported: Reported
    state: str
    reason: str | None = None
    ratio: Fraction | None = None
    period: str = "2017"
    end: str = field(default="2018-12-31")


CASES = [
    # increase: p = a / 100
    Case("at the target", count(UP), value(200), "achieved"),
    Case("past the target", count(UP), value(201), "achieved"),
    Case("one short of the target is far ahead of the pace", count(UP), value(199), "on-track", ratio=Fraction(199, 100)),
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
        count("direction: increase, baseline: {date: 2016-12-31, value: 100}, targets: [{date: 2018-12-31, value: 100}]"),
        value(100),
        "achieved",
    ),
    Case(
        "target equals baseline, lost",
        count("direction: increase, baseline: {date: 2016-12-31, value: 100}, targets: [{date: 2018-12-31, value: 100}]"),
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
        count(
            "direction: increase, baseline: {date: 2016-12-31, value: 0}, targets: [{date: 2017-06-30, value: 200}]"
        ),
        value(190),
        "on-track",
        ratio=Fraction(190, 200),
    ),
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
    Case("a reason instead of a figure", count(UP), {"2017": {"one": "{not_reported: {reason: withheld}}"}}, "not-assessed", "no-data"),
    Case(
        "a stand-in alone",
        count(UP),
        {"2017": {"one": "{value: 200, proxy: {text: Exercise stand-in, kind: count}}"}},
        "not-assessed",
        "no-data",
    ),
    Case("no target", count("direction: increase, baseline: {date: 2016-12-31, value: 0}"), value(5), "not-assessed", "no-target"),
    Case("no baseline", count("direction: increase, targets: [{date: 2018-12-31, value: 200}]"), value(5), "not-assessed", "no-baseline"),
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
        f"{{{SHARES}, direction: increase, baseline: {{date: 2016-12-31, value: 40}}, targets: [{{date: 2018-12-31, value: 60}}]}}",
        shares((10, 10), (10, 20), (5, 20), (5, 10)),
        "on-track",
        ratio=Fraction(1),
    ),
    Case(
        "a percentage of three of five",
        f"{{{SHARES}, direction: increase, baseline: {{date: 2016-12-31, value: 40}}, targets: [{{date: 2018-12-31, value: 60}}]}}",
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
    Case("maintain: held", count("direction: maintain, targets: [{date: 2018-12-31, value: 100}]"), value(100), "achieved"),
    Case("maintain: lost", count("direction: maintain, targets: [{date: 2018-12-31, value: 100}]"), value(99), "reversing"),
    Case(
        "maintain: at or under, where the baseline is over the target",
        count("direction: maintain, baseline: {date: 2016-12-31, value: 120}, targets: [{date: 2018-12-31, value: 100}]"),
        value(90),
        "achieved",
    ),
    Case(
        "maintain: over, where the baseline is over the target",
        count("direction: maintain, baseline: {date: 2016-12-31, value: 120}, targets: [{date: 2018-12-31, value: 100}]"),
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
    Case("less than the target is not the target", count(UP), value(200, ", qualifier: less-than"), "on-track", ratio=Fraction(2)),
    Case("at least the target is the target", count(UP), value(200, ", qualifier: at-least"), "achieved"),
    Case("about the target is the target", count(UP), value(200, ", qualifier: about"), "achieved"),
    # from 200 to 50: 125 is expected; (200 - 50) / 75 = 2
    Case("falling: more than the target is not the target", count(DOWN_TO_50), value(50, ", qualifier: more-than"), "on-track", ratio=Fraction(2)),
    # each year
    Case("each year: reached", count(YEARLY), value(100), "achieved"),
    Case("each year: 0.95", count(YEARLY), value(95), "on-track", ratio=Fraction(95, 100)),
    Case("each year: 0.94", count(YEARLY), value(94), "behind", ratio=Fraction(94, 100)),
    Case("each year: 0.59", count(YEARLY), value(59), "off-track", ratio=Fraction(59, 100)),
    Case("each year: zero", count(YEARLY), value(0), "off-track", ratio=Fraction(0)),
    Case("each year: more than 94 may be anything above", count(YEARLY), value(94, ", qualifier: more-than"), "not-assessed", "not-exact"),
    Case("each year: less than 59 is off track", count(YEARLY), value(59, ", qualifier: less-than"), "off-track", ratio=Fraction(59, 100)),
    Case("each year, falling: under", count(YEARLY_DOWN), value(5), "achieved"),
    Case("each year, falling: over", count(YEARLY_DOWN), value(6), "off-track"),
    Case("each year, falling: less than 6 may be 5", count(YEARLY_DOWN), value(6, ", qualifier: less-than"), "not-assessed", "not-exact"),
    # milestones; the plan ends on 2018-12-31
    Case("milestone achieved", f"{{{MILESTONE}}}", {"2017": {"one": "{achieved: true, date: 2017-05}"}}, "achieved"),
    Case("milestone pending", f"{{{MILESTONE}}}", {"2017": {"one": "{achieved: false}"}}, "pending"),
    Case("milestone overdue on the day it is due", f"{{{MILESTONE}, due: 2017-12-31}}", {"2017": {"one": "{achieved: false}"}}, "overdue"),
    Case("milestone not yet due", f"{{{MILESTONE}, due: 2018-01-01}}", {"2017": {"one": "{achieved: false}"}}, "pending"),
    Case("milestone without a word", f"{{{MILESTONE}, due: 2017-01-01}}", {}, "not-assessed", "no-data"),
    Case(
        "milestone of two of three",
        "{kind: milestone, respondents: [EXA, EXB, EXC]}",
        {"2017": {"EXA": "{achieved: true}", "EXB": "{achieved: true}"}},
        "pending",
    ),
    Case(
        "milestone of three of three",
        "{kind: milestone, respondents: [EXA, EXB, EXC]}",
        {"2017": dict.fromkeys(("EXA", "EXB", "EXC"), "{achieved: true}")},
        "achieved",
    ),
    Case(
        "once: not due in this period, and nothing said",
        f"{{{MILESTONE}, frequency: once, due: 2018-06-30}}",
        {},
        "not-assessed",
        "not-due",
    ),
    Case(
        "once: not due in this period, but said all the same",
        f"{{{MILESTONE}, frequency: once, due: 2018-06-30}}",
        {"2017": {"one": "{achieved: true}"}},
        "achieved",
    ),
    Case(
        "once: said in an earlier year",
        f"{{{MILESTONE}, frequency: once, due: 2018-06-30}}",
        {"2016": {"one": "{achieved: true}"}},
        "achieved",
        period="2018",
    ),
    # scales
    Case("scale: at the target level", f"{{{SCALE_FROM}}}", {"2017": {"one": "{level: largely}"}}, "achieved"),
    Case("scale: past the target level", f"{{{SCALE_FROM}}}", {"2017": {"one": "{level: fully}"}}, "achieved"),
    Case("scale: at the baseline level", f"{{{SCALE_FROM}}}", {"2017": {"one": "{level: partly}"}}, "pending"),
    Case("scale: under the baseline level", f"{{{SCALE_FROM}}}", {"2017": {"one": "{level: not yet}"}}, "reversing"),
    Case("scale: without a baseline", f"{{{SCALE_TO}}}", {"2017": {"one": "{level: not yet}"}}, "pending"),
    Case("scale: without a target", f"{{{SCALE}}}", {"2017": {"one": "{level: fully}"}}, "not-assessed", "no-target"),
    Case(
        "scale: of several",
        f"{{{SCALE_TO.replace('[one]', '[EXA, EXB]')}}}",
        {"2017": {"EXA": "{level: fully}", "EXB": "{level: fully}"}},
        "not-assessed",
        "not-aggregable",
    ),
    # the present series
    Case(
        "a period before the present series",
        count(UP + ", comparable_from: {period: '2018', reason: exercise}"),
        value(200),
        "not-assessed",
        "not-comparable",
    ),
    Case(
        "a baseline before the present series",
        count(UP + ", comparable_from: {period: '2017', reason: exercise}"),
        value(150),
        "not-assessed",
        "no-baseline",
    ),
    Case(
        "the present series has its own baseline (2017-01-01, 0): 364 of 729 days, 200 * 364/729 is expected",
        count(UP.replace("2016-12-31", "2017-01-01") + ", comparable_from: {period: '2017', reason: exercise}"),
        value(100),
        "on-track",
        ratio=Fraction(100 * 729, 200 * 364),
    ),
    # over time
    Case(
        "a flow that lacks a half-year",
        "{kind: count, respondents: [one], frequency: half-yearly, over_time: flow, direction: increase, "
        "targets: [{each: annual, value: 10}]}",
        {"2017-H1": {"one": "{value: 9}"}},
        "not-assessed",
        "incomplete",
    ),
    Case(
        "a flow that lacks a half-year, past the target",
        "{kind: count, respondents: [one], frequency: half-yearly, over_time: flow, direction: increase, "
        "targets: [{each: annual, value: 10}]}",
        {"2017-H1": {"one": "{value: 10}"}},
        "achieved",
    ),
    Case(
        "a flow of both half-years: 4 + 5 of 10",
        "{kind: count, respondents: [one], frequency: half-yearly, over_time: flow, direction: increase, "
        "targets: [{each: annual, value: 10}]}",
        {"2017-H1": {"one": "{value: 4}"}, "2017-H2": {"one": "{value: 5}"}},
        "behind",
        ratio=Fraction(9, 10),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_worked_case(case: Case, tmp_path: Path) -> None:
    progress = worked(tmp_path, case.method, case.reported, case.period, case.end).progress
    assert (progress.state, progress.reason, progress.ratio) == (case.state, case.reason, case.ratio)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
