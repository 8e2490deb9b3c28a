"""Questions across years, respondents, dimensions and published totals: what is asked, and what is not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.results.worked import made
from wpsplan.finding import Finding, Severity

COUNT = "{kind: count, unit: posts, respondents: [many]}"
SHARE = "{kind: percentage, respondents: [many]}"
SERIES = "{kind: count, unit: posts, respondents: [many], comparable_from: {period: '2017', reason: Counted anew.}}"
MILESTONE = "{kind: milestone, respondents: [many]}"
WORDS = "{kind: narrative, respondents: [many]}"
MEMBERS = ("EXA", "EXB", "EXC", "EXD", "EXE")

Reported = Mapping[str, Mapping[str, str]]
Asked = list[tuple[str, str]]


def asked(root: Path, method: str, reported: Reported, *codes: str) -> list[Finding]:
    """The findings with these codes; that nothing is in error is part of each case."""
    findings = made(root, method, reported).findings
    assert [one.message for one in findings if one.severity is Severity.ERROR] == []
    return [one for one in findings if one.code in codes]


def two(then: str, now: str, years: tuple[str, str] = ("2016", "2017")) -> Reported:
    """EXA in two periods."""
    return {year: {"EXA": f"{{{said}}}"} for year, said in zip(years, (then, now), strict=True)}


# --- value-jump -------------------------------------------------------------------------------------------------------

JUMPS = [
    # three times 10 is 30: exactly threefold is no jump
    ("threefold", COUNT, two("value: 10", "value: 30"), False),
    ("more than threefold", COUNT, two("value: 10", "value: 31"), True),
    ("to a third", COUNT, two("value: 30", "value: 10"), False),
    ("to less than a third", COUNT, two("value: 31", "value: 10"), True),
    ("from zero", COUNT, two("value: 0", "value: 1000"), False),
    ("to zero", COUNT, two("value: 1000", "value: 0"), False),
    # 1/10 = 10 %; 3/10 = 30 % is threefold; 31/100 = 31 % is more
    ("a share, threefold", SHARE, two("numerator: 1, denominator: 10", "numerator: 3, denominator: 10"), False),
    ("a share, more", SHARE, two("numerator: 1, denominator: 10", "numerator: 31, denominator: 100"), True),
    # 10 of 1,000 and 40 of 4,000 are 1 % each: the share is what is compared
    ("a share of more", SHARE, two("numerator: 10, denominator: 1000", "numerator: 40, denominator: 4000"), False),
    ("a bare percentage", SHARE, two("value: 2.5", "value: 7.6"), True),
    ("over a year without a word", COUNT, two("value: 10", "value: 31", ("2015", "2017")), True),
    ("over the beginning of the series", SERIES, two("value: 10", "value: 31"), False),
    ("within the series", SERIES, two("value: 10", "value: 31", ("2017", "2018")), True),
    ("a stand-in", COUNT, two("value: 10", "value: 31, proxy: {text: Exercise, kind: count}"), False),
    ("no figure", COUNT, two("value: 10", "not_reported: {reason: withheld}"), False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "reported", "jumps"), JUMPS, ids=[case[0] for case in JUMPS])
def test_value_jump(tmp_path: Path, name: str, method: str, reported: Reported, jumps: bool) -> None:
    found = asked(tmp_path, method, reported, "value-jump")
    assert len(found) == jumps
    if found:
        (one,) = found
        later = max(reported)
        assert (one.severity, one.place.path, one.line) == (Severity.WARNING, f"measurements/{later}/EXA.yaml", 5)
        assert (one.indicator, one.entity, one.period) == ("1.1.1", "EXA", later)


def test_a_jump_says_both_figures(tmp_path: Path) -> None:
    (one,) = asked(tmp_path, COUNT, two("value: 10", "value: 31"), "value-jump")
    assert one.message == "1.1.1: 31 in 2017, after 10 in 2016: more than three times as much"
    assert "accepted" in one.help


def test_half_years_are_held_against_half_years(tmp_path: Path) -> None:
    method = "{kind: count, unit: posts, respondents: [many], frequency: half-yearly}"
    reported = two("value: 10", "value: 31", ("2017-H1", "2017-H2"))
    (one,) = asked(tmp_path, method, reported, "value-jump")
    assert one.period == "2017-H2"
    # a figure in a year is no figure of the half-years' series
    assert asked(tmp_path, method, {**reported, "2016": {"EXA": "{value: 99}"}}, "value-jump") == [one]


def test_a_draft_asks_nothing_and_is_not_held_against(tmp_path: Path) -> None:
    made(tmp_path, COUNT, two("value: 10", "value: 31"))
    for year in ("2016", "2017"):
        root = tmp_path / year
        made(root, COUNT, two("value: 10", "value: 31"))
        path = root / f"measurements/{year}/EXA.yaml"
        path.write_text(path.read_text().replace("status: final", "status: draft"))
        assert [one for one in loaded(root) if one.code == "value-jump"] == []


def loaded(root: Path) -> tuple[Finding, ...]:
    from wpsplan.workspace import load

    return load(root).findings


# --- the same as before, as another -----------------------------------------------------------------------------------

LONG = "Exercise nation A held two seminars."
SAME_BEFORE = [
    ("a count", COUNT, two("value: 57", "value: 57"), True),
    ("another count", COUNT, two("value: 57", "value: 58"), False),
    ("0 and 0", COUNT, two("value: 0", "value: 0"), False),
    ("1 and 1", COUNT, two("value: 1", "value: 1"), False),
    ("2 and 2", COUNT, two("value: 2", "value: 2"), True),
    ("a share", SHARE, two("numerator: 5, denominator: 120", "numerator: 5, denominator: 120"), True),
    ("another denominator", SHARE, two("numerator: 5, denominator: 120", "numerator: 5, denominator: 121"), False),
    ("0 of as many", SHARE, two("numerator: 0, denominator: 120", "numerator: 0, denominator: 120"), True),
    ("two years apart, with another between", COUNT,
     {"2015": {"EXA": "{value: 57}"}, "2016": {"EXA": "{value: 58}"}, "2017": {"EXA": "{value: 57}"}}, False),
    ("before the series", SERIES, two("value: 57", "value: 57"), False),
    ("of another", COUNT, {"2016": {"EXA": "{value: 57}"}, "2017": {"EXB": "{value: 57}"}}, False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "reported", "same"), SAME_BEFORE, ids=[case[0] for case in SAME_BEFORE])
def test_same_as_before(tmp_path: Path, name: str, method: str, reported: Reported, same: bool) -> None:
    found = asked(tmp_path, method, reported, "same-as-before")
    assert [(one.severity, one.period) for one in found] == ([(Severity.NOTE, "2017")] if same else [])


def year(**said: str) -> Reported:
    """2017, nation by nation."""
    return {"2017": {f"EX{letter}": f"{{{one}}}" for letter, one in said.items()}}


SAME_OTHER = [
    ("a count", COUNT, year(A="value: 1057", B="value: 1057"), ["EXB"]),
    ("three", COUNT, year(A="value: 1057", B="value: 1057", C="value: 1057"), ["EXB", "EXC"]),
    ("another count", COUNT, year(A="value: 1057", B="value: 1058"), []),
    ("0 and 0", COUNT, year(A="value: 0", B="value: 0"), []),
    ("1 and 1", COUNT, year(A="value: 1", B="value: 1"), []),
    ("a share", SHARE, year(A="numerator: 557, denominator: 9044", B="numerator: 557, denominator: 9044"), ["EXB"]),
    ("another denominator", SHARE, year(A="numerator: 557, denominator: 9044", B="numerator: 557, denominator: 9045"),
     []),
    ("in another year", COUNT, {"2016": {"EXA": "{value: 1057}"}, "2017": {"EXB": "{value: 1057}"}}, []),
    ("of a group", COUNT, {"2017": {"EXA": "{value: 1057}", "many": "{value: 1057}"}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "reported", "who"), SAME_OTHER, ids=[case[0] for case in SAME_OTHER])
def test_same_as_other(tmp_path: Path, name: str, method: str, reported: Reported, who: list[str]) -> None:
    found = asked(tmp_path, method, reported, "same-as-other")
    assert [one.entity for one in found] == who
    assert all(one.severity is Severity.NOTE and "EXA" in one.message for one in found)


NARRATIVES = [
    ("as last year", {"2016": {"EXA": f"{{narrative: {LONG}}}"}, "2017": {"EXA": f"{{narrative: {LONG}}}"}},
     [("2017", "EXA")]),
    ("as another", {"2017": {"EXA": f"{{narrative: {LONG}}}", "EXB": f"{{narrative: {LONG}}}"}}, [("2017", "EXB")]),
    ("another text", {"2017": {"EXA": f"{{narrative: {LONG}}}", "EXB": "{narrative: None were held.}"}}, []),
    ("as another last year", {"2016": {"EXA": f"{{narrative: {LONG}}}"}, "2017": {"EXB": f"{{narrative: {LONG}}}"}},
     []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reported", "where"), NARRATIVES, ids=[case[0] for case in NARRATIVES])
def test_same_narrative(tmp_path: Path, name: str, reported: Reported, where: Asked) -> None:
    found = asked(tmp_path, WORDS, reported, "same-narrative")
    assert [(one.period, one.entity) for one in found] == where
    assert all(one.severity is Severity.NOTE for one in found)


# --- milestones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "undone"), [("true", "false", True), ("true", "true", False), ("false", "true", False)]
)
def test_milestone_undone(tmp_path: Path, then: str, now: str, undone: bool) -> None:
    found = asked(tmp_path, MILESTONE, two(f"achieved: {then}", f"achieved: {now}"), "milestone-undone")
    assert [(one.severity, one.period, one.line) for one in found] == [(Severity.WARNING, "2017", 5)] * undone


# --- two breakdowns ---------------------------------------------------------------------------------------------------

RANK = "\n  - {id: rank, title: Rank, total: sum, categories: [{id: high, title: High}, {id: low, title: Low}]}\n"
BY_SEX = "{sex: women, value: 3}, {sex: men, value: 6}"
BREAKDOWNS = [
    # 3 + 6 = 9 against 2 + 6 = 8
    ("less by rank", f"value: 9, cells: [{BY_SEX}, {{rank: high, value: 2}}, {{rank: low, value: 6}}]", True),
    ("the same", f"value: 9, cells: [{BY_SEX}, {{rank: high, value: 2}}, {{rank: low, value: 7}}]", False),
    ("without a total", f"cells: [{BY_SEX}, {{rank: high, value: 2}}, {{rank: low, value: 6}}]", True),
    ("a part is not given", f"value: 9, cells: [{BY_SEX}, {{rank: high, value: 2}}]", False),
]


@pytest.mark.parametrize(("name", "said", "disagree"), BREAKDOWNS, ids=[case[0] for case in BREAKDOWNS])
def test_dimensions_disagree(tmp_path: Path, name: str, said: str, disagree: bool) -> None:
    made(tmp_path, COUNT, year(A=said))
    dimensions = tmp_path / "plan/dimensions.yaml"
    dimensions.write_text(dimensions.read_text().rstrip() + RANK)
    found = [one for one in loaded(tmp_path) if one.code == "dimensions-disagree"]
    assert [one.severity for one in found] == [Severity.WARNING] * disagree
    if found:
        assert found[0].message == "1.1.1: by sex the parts add up to 9, by rank to 8"


# --- published totals -------------------------------------------------------------------------------------------------


def whole(total: str, *members: str) -> Reported:
    """A published figure for the group, beside those of its members."""
    return {"2017": {"many": f"{{{total}}}", **{id: f"{{{one}}}" for id, one in zip(MEMBERS, members, strict=False)}}}


COUNTS = [f"value: {number}" for number in (1, 2, 3, 4, 5)]  # together 15
# (1 + 2 + 3 + 4 + 5) of (5 * 40) is 15 of 200, 7.5 %
SHARES = [f"numerator: {number}, denominator: 40" for number in (1, 2, 3, 4, 5)]
# 1 of 40 and four times 2 of 40: 9 of 200 is 4.5 %
HALF = ["numerator: 1, denominator: 40", *["numerator: 2, denominator: 40"] * 4]
STAND_IN = "value: 16, proxy: {text: Exercise, kind: count}"
PUBLISHED = [
    ("the sum", COUNT, whole("value: 15", *COUNTS), ""),
    ("one more", COUNT, whole("value: 16", *COUNTS),
     "1.1.1: published 16, but the sum is 15, from all 5 members of many"),
    ("a member is missing", COUNT, whole("value: 16", *COUNTS[:4]), ""),
    ("a member has a reason", COUNT, whole("value: 16", *COUNTS[:4], "not_reported: {reason: withheld}"), ""),
    ("a member has a stand-in", COUNT, whole("value: 16", *COUNTS[:4], STAND_IN), ""),
    ("a stand-in for the group", COUNT, whole(STAND_IN, *COUNTS), ""),
    ("a share", SHARE, whole("value: 7.5", *SHARES), ""),
    ("another share", SHARE, whole("value: 7.6", *SHARES),
     "1.1.1: published 7.6, but the sum is 15 of 200, from all 5 members of many"),
    # published without decimals: 7 and 8 are both within half a percent of 7.5; 9 is not
    ("rounded up", SHARE, whole("value: 8", *SHARES), ""),
    ("rounded down", SHARE, whole("value: 7", *SHARES), ""),
    ("too far", SHARE, whole("value: 9", *SHARES),
     "1.1.1: published 9, but the sum is 15 of 200, from all 5 members of many"),
    # 9 of 200 is 4.5: within 0.05 of 4.5, and not within 0.005 of 4.55
    ("within one decimal", SHARE, whole("value: 4.5", *HALF), ""),
    ("not within two decimals", SHARE, whole("value: 4.55", *HALF),
     "1.1.1: published 4.55, but the sum is 9 of 200, from all 5 members of many"),
    ("a member's is bare", SHARE, whole("value: 90", *SHARES[:4], "value: 12.5"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "reported", "message"), PUBLISHED, ids=[case[0] for case in PUBLISHED])
def test_published_differs(tmp_path: Path, name: str, method: str, reported: Reported, message: str) -> None:
    found = asked(tmp_path, method, reported, "published-differs")
    assert [(one.message, one.severity) for one in found] == ([(message, Severity.WARNING)] if message else [])
    if found:
        assert (found[0].place.path, found[0].entity) == ("measurements/2017/many.yaml", "many")
