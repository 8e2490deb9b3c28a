"""Worked cases of milestones, scales, the present series, and figures over sub-periods."""

from fractions import Fraction

from tests.results.cases import MILESTONE, SCALE, SCALE_FROM, SCALE_TO, UP, Case, count, value

KINDS = [
    # milestones; the plan ends on 2018-12-31
    Case("milestone achieved", f"{{{MILESTONE}}}", {"2017": {"one": "{achieved: true, date: 2017-05}"}}, "achieved"),
    Case("milestone pending", f"{{{MILESTONE}}}", {"2017": {"one": "{achieved: false}"}}, "pending"),
    Case(
        "milestone overdue on the day it is due",
        f"{{{MILESTONE}, due: 2017-12-31}}",
        {"2017": {"one": "{achieved: false}"}},
        "overdue",
    ),
    Case(
        "milestone not yet due", f"{{{MILESTONE}, due: 2018-01-01}}", {"2017": {"one": "{achieved: false}"}}, "pending"
    ),
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
