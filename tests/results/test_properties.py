"""What holds for all figures: nothing crashes, better is never rated worse, order and units don't matter."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.results.drawn import NATIONS, Number, counts, flow, measurements, methods, reports, values, written
from tests.results.worked import Reported, made, worked
from wpsplan.model.number import decimals, percent_text, progress_text, ratio_text
from wpsplan.render.json.coverage import coverage_data
from wpsplan.render.json.gaps import gaps_data
from wpsplan.render.json.indicator import indicator
from wpsplan.results.coverage import coverage
from wpsplan.results.dataset import Dataset
from wpsplan.results.gaps import gaps_of
from wpsplan.results.indicator_result import IndicatorResult, indicator_result
from wpsplan.workspace import Snapshot, WorkspaceFiles
from wpsplan.workspace.positions import Lines

pytestmark = pytest.mark.slow

RANK = ("reversing", "off-track", "behind", "on-track", "achieved")
LEVELS = ("worst", "bad", "good", "best")


def answered(method: str, reported: Reported, period: str = "2017") -> IndicatorResult:
    with TemporaryDirectory() as folder:
        return worked(Path(folder), method, reported, period)


def data_of(method: str, reported: Reported) -> Dataset:
    with TemporaryDirectory() as folder:
        workspace = made(Path(folder), method, reported)
    assert workspace.framework is not None
    return Dataset(workspace.framework, workspace.submissions, workspace.findings)


NOWHERE = Lines(WorkspaceFiles(Snapshot({})), {})
PLAN_S_OWN_WORDS = ("method", "method_text", "respondent_names")


def everything(data: Dataset, periods: Sequence[str] = ("2016", "2017", "2017-H2")) -> list[dict[str, Any]]:
    """All that is said of these periods, as JSON has it."""
    found = []
    for period in map(data.framework.periods.__getitem__, periods):
        one = indicator(indicator_result(data, data.framework.indicators["1.1.1"], period), data.framework, NOWHERE)
        found.append({key: value for key, value in one.items() if key not in PLAN_S_OWN_WORDS})
        found.append(coverage_data(coverage(data, period), data.framework, NOWHERE))
        found.append(gaps_data(period.id, gaps_of(data, period), data.framework, NOWHERE))
    return found


# --- no crash, no NaN -------------------------------------------------------------------------------------------------


@given(methods(), reports())
def test_anything_gets_an_answer(method: str, reported: Reported) -> None:
    said = everything(data_of(method, reported))
    json.dumps(said, allow_nan=False)
    for one in said:
        for rate in one.get("rates", {}).values():
            assert 0 <= rate["public"] <= rate["numerator"] <= rate["denominator"]
            assert rate["rate"] is None if rate["denominator"] == 0 else 0 <= rate["rate"] <= 1
        if "due" in one:
            assert one["expected"] + one["not_applicable"] == one["due"]


# --- at the target; better is never worse -------------------------------------------------------------------------


@st.composite
def paths(draw: st.DrawFn) -> tuple[str, int, list[Number]]:
    """A method with a direction, its sign (1: more is better), and its targets; not all have a baseline."""
    kind = draw(st.sampled_from(["count", "percentage"]))
    sign = draw(st.sampled_from([1, -1]))
    drawn = draw(st.lists(values(kind), min_size=2, max_size=4, unique=True))
    baseline, *aims = sorted(drawn, reverse=sign < 0)
    days = draw(st.lists(st.integers(1, 28), min_size=len(aims), max_size=len(aims), unique=True))
    year = draw(st.sampled_from(["2017-06", "2017-12", "2018-12"]))
    targets = [flow({"date": f"{year}-{day:02}", "value": written(aim)})
               for day, aim in zip(sorted(days), aims, strict=True)]  # fmt: skip
    pairs = {
        "kind": kind,
        "respondents": "[one]",
        "direction": draw(st.sampled_from(["increase" if sign > 0 else "decrease", "maintain"])),
        "baseline": draw(st.none() | st.just(f"{{date: 2016-12-31, value: {written(baseline)}}}")),
        "targets": f"[{', '.join(targets)}]",
    }
    return flow(pairs), sign, aims


def reported_by_one(value: Number, earlier: Number | None = None) -> Reported:
    before: Reported = {} if earlier is None else {"2015": {"one": f"{{value: {written(earlier)}}}"}}
    return {**before, "2017": {"one": f"{{value: {written(value)}}}"}}


@given(paths())
def test_a_value_at_the_target_is_achieved(path: tuple[str, int, list[Number]]) -> None:
    method, _, aims = path
    assert answered(method, reported_by_one(aims[-1])).progress.state == "achieved"


@given(paths(), st.data())
def test_better_is_never_rated_worse(path: tuple[str, int, list[Number]], data: st.DataObject) -> None:
    method, sign, aims = path
    some = values("count" if "kind: count" in method else "percentage")
    near = st.sampled_from(aims) | st.sampled_from(aims).map(lambda aim: aim // 2)
    drawn = data.draw(st.lists(some | near, min_size=2, max_size=5), label="values")
    earlier = data.draw(st.none() | some, label="baseline period")
    if "maintain" in method and "baseline" not in method:  # held from below, unless things stood above it before
        sign = -1 if earlier is not None and earlier > aims[-1] else 1
    states = [answered(method, reported_by_one(value, earlier)).progress for value in sorted(drawn, reverse=sign < 0)]
    # what can't be assessed can't be for any value, but for those at the target
    ranks = [RANK.index(one.state) if one.state in RANK else -1 for one in states]
    assert ranks == sorted(ranks)
    assert all(rank in (-1, RANK.index("achieved")) for rank in ranks) or -1 not in ranks


@given(counts, counts, counts, st.sampled_from(["increase", "decrease"]))
def test_nor_in_a_year_of_its_own(target: int, one: int, other: int, direction: str) -> None:
    method = (
        f"{{kind: count, respondents: [one], over_time: flow, direction: {direction}, "
        f"targets: [{{each: annual, value: {target}}}]}}"
    )
    worse, better = sorted((one, other), reverse=direction == "decrease")
    ranks = [RANK.index(answered(method, reported_by_one(value)).progress.state) for value in (worse, better)]
    assert ranks == sorted(ranks)
    assert answered(method, reported_by_one(target)).progress.state == "achieved"


@given(st.sampled_from(LEVELS[1:]), st.sampled_from(LEVELS[:-1]))
def test_nor_on_a_scale(target: str, baseline: str) -> None:
    method = (
        f"{{kind: scale, respondents: [one], levels: [{', '.join(LEVELS)}], "
        f"baseline: {{date: 2016-12-31, value: {baseline}}}, targets: [{{date: 2018-12-31, value: {target}}}]}}"
    )
    rank = ("reversing", "pending", "achieved")
    states = [answered(method, {"2017": {"one": f"{{level: {level}}}"}}).progress.state for level in LEVELS]
    ranks = [rank.index(state) for state in states]
    assert ranks == sorted(ranks)
    assert states[LEVELS.index(target)] == "achieved"


# --- order and units ----------------------------------------------------------------------------------------------


@given(methods(), reports(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(method: str, reported: Reported, chance: random.Random) -> None:
    data = data_of(method, reported)
    files = list(data.submissions)
    chance.shuffle(files)
    assert everything(replace(data, submissions=files)) == everything(data)


@given(
    st.sampled_from(["count", "percentage", "milestone", "narrative"]),
    st.dictionaries(st.sampled_from(NATIONS), measurements(), min_size=2),
    st.permutations(NATIONS),
)
def test_the_order_of_respondents_changes_nothing(kind: str, said: dict[str, str], order: list[str]) -> None:
    def all_of(nations: list[str]) -> list[Any]:
        method = f"{{kind: {kind}, respondents: [{', '.join(nations)}]}}"
        reported = {"2016": dict(reversed(said.items())), "2017": {id: said[id] for id in nations if id in said}}
        return everything(data_of(method, reported))

    assert all_of(order) == all_of(list(NATIONS))


up_to_a_billion = st.integers(0, 10**9)


@given(
    st.lists(up_to_a_billion, min_size=5, max_size=5), st.integers(1, 10**6), st.sampled_from(["increase", "decrease"])
)
@example([100, 200, 147, 0, 7], 3, "increase")
def test_counting_in_other_units_changes_nothing(numbers: list[int], by: int, direction: str) -> None:
    def found(factor: int) -> tuple[Any, ...]:
        baseline, target, now, then, part = (number * factor for number in numbers)
        path = f"baseline: {{date: 2015-12-31, value: {baseline}}}, targets: [{{date: 2018-12-31, value: {target}}}]"
        method = f"{{kind: count, respondents: [EXA, EXB], direction: {direction}, {path}}}"
        one = answered(method, {"2016": {"EXA": f"{{value: {then}}}"},
                                "2017": {"EXA": f"{{value: {now}}}", "EXB": f"{{value: {part}}}"}})  # fmt: skip
        return one.progress.state, one.progress.reason, one.progress.ratio, one.trend.word

    assert found(by) == found(1)


shares = st.integers(1, 10**9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(st.tuples(shares, shares), st.integers(1, 10**6))
def test_shares_are_the_same_in_thousands(pairs: tuple[tuple[int, int], ...], by: int) -> None:
    def found(factor: int) -> tuple[Any, ...]:
        then, now = ({"EXA": f"{{numerator: {n * factor}, denominator: {d * factor}}}"} for n, d in pairs)
        path = "baseline: {date: 2015-12-31, value: 5}, targets: [{date: 2018-12-31, value: 60}]"
        method = f"{{kind: percentage, respondents: [EXA], direction: increase, {path}}}"
        one = answered(method, {"2016": then, "2017": now})
        return one.value.value, one.progress, one.trend.word, one.trend.change, one.trend.change_text

    assert found(by) == found(1)


# --- what is printed ----------------------------------------------------------------------------------------------

fractions = st.fractions(-2, 2) | st.builds(
    lambda edge, tiny, sign: edge + sign * Fraction(1, tiny),
    st.sampled_from([Fraction(0), Fraction(60, 100), Fraction(95, 100), Fraction(1)]),
    st.integers(10, 10**40),
    st.sampled_from([1, -1, 0]),
)


def side(value: Fraction, edge: Fraction | int) -> int:
    return (value > edge) - (value < edge)


def read_back(text: str) -> Fraction:
    return Fraction(text.removesuffix(" %").replace(",", "").replace("−", "-"))


@given(fractions)
@example(Fraction(9496, 10000))
@example(1 - Fraction(1, 10**30))
def test_progress_stays_on_its_side(value: Fraction) -> None:
    shown = read_back(progress_text(value))
    for edge in (0, Fraction(60, 100), Fraction(95, 100), 1):
        assert side(shown, edge) == side(value, edge)


@given(st.integers(0, 10**40), st.integers(1, 10**40))
@example(999, 1000)
@example(10**39 - 1, 10**39)
@example(1, 10**39)
def test_a_percentage_stays_on_its_side(numerator: int, denominator: int) -> None:
    assume(numerator <= denominator)
    share = Fraction(100 * numerator, denominator)
    for text in (percent_text(share), ratio_text(numerator, denominator).partition("(")[2].rstrip(")")):
        shown = read_back(text)
        assert (side(shown, 0), side(shown, 100)) == (side(share, 0), side(share, 100))


@given(st.fractions(), st.integers(0, 8), st.lists(st.integers(-5, 5)))
def test_a_number_is_rounded_no_further_than_half_a_place(value: Fraction, places: int, edges: list[int]) -> None:
    shown = read_back(decimals(value, places, tuple(edges)))
    assert abs(shown - value) * 2 <= Fraction(1, 10**places)
    assert [side(shown, edge) for edge in edges] == [side(value, edge) for edge in edges]
