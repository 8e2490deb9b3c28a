"""Progress, case by case, worked out by hand.

Unless a case says otherwise: one respondent; the pace runs from 2016-12-31 to 2018-12-31 (730 days) and the figure is
of 2017-12-31 (day 365), so exactly half of the way is expected. With a baseline of 0 and a target of 200 that is 100.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.results.worked import Reported

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
