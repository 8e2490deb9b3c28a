"""Trend and change: every worked case comes out as it was worked out by hand; published totals have their own."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.results.cases import SHARES
from tests.results.cases_trend import MORE, SERIES, TRENDS, Case
from tests.results.worked import Reported, worked
from wpsplan.kinds import value_text

STAND_IN = "{value: 40, proxy: {text: Exercise stand-in, kind: percentage}}"


@pytest.mark.parametrize("case", TRENDS, ids=lambda case: case.name)
def test_worked_case(case: Case, tmp_path: Path) -> None:
    trend = worked(tmp_path, case.method, case.reported, case.period).trend
    found = (trend.word, trend.change, trend.change_text, trend.since, trend.respondents)
    assert found == (case.word, case.change, case.text, case.since, case.compared)


def test_names_are_distinct() -> None:
    assert len({case.name for case in TRENDS}) == len(TRENDS)


def published(then: str | None, now: str, year: str = "2016") -> Reported:
    """Figures for the group as a whole; of its nations EXA alone reports, 10 % and then 5 %."""
    return {
        year: {"EXA": "{numerator: 10, denominator: 100}", **({"many": then} if then else {})},
        "2017": {"EXA": "{numerator: 5, denominator: 100}", "many": now},
    }


# method, reported, then the published total's own word, change, text, since
PUBLISHED: list[tuple[str, str, Reported, str | None, Fraction | None, str, str | None]] = [
    ("rising", MORE, published("{value: 10.8}", "{value: 10.9}"),
     "improving", Fraction(1, 10), "+0.1 percentage points", "2016"),
    ("falling", MORE, published("{value: 10.9}", "{value: 10.8}"),
     "worsening", Fraction(-1, 10), "−0.1 percentage points", "2016"),
    ("the coarser precision", MORE, published("{value: 10.8}", "{value: 11}"),
     "steady", Fraction(2, 10), "±0 percentage points", "2016"),
    # 108 of 1,000 is 10.8 %, printed with one decimal
    ("with its numbers", MORE, published("{numerator: 108, denominator: 1000}", "{value: 11.84}"),
     "improving", Fraction(104, 100), "+1.0 percentage points", "2016"),
    ("no direction", "unit: persons", published("{value: 10.8}", "{value: 10.9}"),
     "changed", Fraction(1, 10), "+0.1 percentage points", "2016"),
    ("two years before", MORE, published("{value: 10.8}", "{value: 10.9}", "2015"),
     "improving", Fraction(1, 10), "+0.1 percentage points", "2015"),
    ("across the beginning of the series", f"{MORE}, {SERIES}", published("{value: 10.8}", "{value: 10.9}"),
     "not-comparable", None, "", "2016"),
    ("nothing earlier", MORE, published(None, "{value: 10.9}"), None, None, "", None),
    ("a stand-in before", MORE, published(STAND_IN, "{value: 10.9}"), None, None, "", None),
]  # fmt: skip


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case[0])
def test_a_published_total_has_a_trend_of_its_own(
    case: tuple[str, str, Reported, str | None, Fraction | None, str, str | None], tmp_path: Path
) -> None:
    _, method, reported, *expected = case
    answer = worked(tmp_path, f"{{{SHARES}, {method}}}", reported)
    (total,) = answer.published
    trend = total.trend
    assert [trend.word, trend.change, trend.change_text, trend.since] == expected
    # it is beside the nations' figure, and leaves it alone: 5 of 100, of EXA
    assert (total.figure.entity, total.figure.counted, answer.aggregate.used) == ("many", False, ("EXA",))
    assert value_text(answer.value) == "5 of 100, 5.0 %"


def test_a_group_s_stand_in_is_among_the_stand_ins(tmp_path: Path) -> None:
    answer = worked(tmp_path, f"{{{SHARES}, {MORE}}}", published("{value: 10}", STAND_IN))
    assert answer.published == ()
    assert [(one.entity, one.text) for one in answer.proxies] == [("many", "40 %")]


def test_a_qualifier_stands_before_both_ends(tmp_path: Path) -> None:
    reported = {"2016": {"one": "{value: 10}"}, "2017": {"one": "{value: 12, qualifier: more-than}"}}
    trend = worked(tmp_path, f"{{kind: count, respondents: [one], {MORE}}}", reported).trend
    assert trend.before is not None and trend.after is not None
    assert (value_text(trend.before), value_text(trend.after)) == ("10", "more than 12")
