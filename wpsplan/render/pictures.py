"""Where things stand in a picture: answers → coordinates. The drawing itself is the templates' (shared/pictures.jinja).

Lengths are in the units of the picture's viewBox; x grows to the right, y downwards. Nothing here knows of colours.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from wpsplan.model.number import few_places, number_text

Plain = dict[str, Any]

FILTERS = ("heat_picture", "segments", "share_pictures", "timeline_picture", "trend_picture")
"""What a template may call, as in `{{ one|trend_picture }}`."""

WIDTH = 340
LEFT = 56
RIGHT = 26
"""A trend's and a timeline's width, and what of it is margin; as wide as a phone, so that their text stays legible."""
TREND_HEIGHT = 150
TOP = 10
BOTTOM = 26
ROW = 20
"""The height of a row of a timeline."""
BAR = 138
"""The length of a bar of shares."""
SHARE_ROW = 19
"""The height of a row with such a bar."""
LABEL = 54
"""The least distance between the middles of two labels on an axis."""


def segments(counts: Mapping[str, int], order: Sequence[str]) -> list[Plain]:
    """The parts of a stacked bar, in percent of its length; parts of nothing are left out."""
    whole = sum(counts.get(key, 0) for key in order)
    found, start = [], 0
    for key in order:
        count = counts.get(key, 0)
        if count:
            found.append(
                {"key": key, "count": count, "x": _short(100 * start / whole), "width": _short(100 * count / whole)}
            )
            start += count
    return found


def trend_picture(one: Plain) -> Plain | None:
    """An indicator's figures over time, with its baseline, targets and pace; None where a line would tell nothing."""
    own = [point for point in reversed(one["series"]) if point["value"] is not None]
    published: dict[str, list[Plain]] = {}
    for point in reversed(one["series"]):
        for each in point["published"]:
            if each["value"] is not None:
                published.setdefault(each["name"], []).append({**each, "date": point["date"]})
    method = one["method"] or {}
    targets = [target for target in method.get("targets") or () if _is_number(target["value"])]
    dated = [target for target in targets if target["date"]]
    baseline = one["baseline"] if one["baseline"] and one["baseline"]["value"] is not None else None
    if max([len(own), *map(len, published.values())]) + bool(own and (targets or baseline)) < 2:
        return None
    every = [*own, *(each for line in published.values() for each in line), *dated, *([baseline] if baseline else [])]
    y = _Values([each["value"] for each in every] + [target["value"] for target in targets], method["kind"])
    x = _Days([date.fromisoformat(each["date"]) for each in every])

    def at(each: Plain) -> tuple[float, float]:
        return x.of(date.fromisoformat(each["date"])), y.of(each["value"])

    lines = [{"kind": "own", "points": _path([at(each) for each in run])} for run in _runs(own)]
    lines += [{"kind": "published", "points": _path([at(each) for each in line])} for line in published.values()]
    if baseline and dated and method.get("direction") in ("increase", "decrease"):
        lines.append({"kind": "pace", "points": _path([at(baseline), *(at(target) for target in dated)])})
    lines += [
        {"kind": "target", "points": _path([(LEFT, y.of(target["value"])), (WIDTH - RIGHT, y.of(target["value"]))])}
        for target in targets
        if target["each"]
    ]
    marks = [_mark("so-far" if each["incomplete"] else "own", at(each)) for each in own]
    marks += [_mark("published", at(each)) for line in published.values() for each in line]
    marks += [_mark("target", at(target)) for target in dated]
    marks += [_mark("baseline", at(baseline))] if baseline else []
    named = {point["date"]: point["period"] for point in one["series"]}
    named.update({target["date"]: target["date"][:7] for target in dated if target["date"] not in named})
    return {
        "width": WIDTH,
        "height": TREND_HEIGHT,
        "lines": [line for line in lines if " " in line["points"]],
        "marks": marks,
        "y_ticks": y.ticks(),
        "x_ticks": x.ticks({date.fromisoformat(day): name for day, name in named.items()}),
        "kinds": sorted({mark["kind"] for mark in marks} | {line["kind"] for line in lines if " " in line["points"]}),
        "published": list(published),
    }


def _runs(points: Sequence[Plain]) -> list[list[Plain]]:
    """The points that a line may join: figures \"so far\" are of other respondents each year, so they stand alone."""
    runs: list[list[Plain]] = [[]]
    for point in points:
        if point["incomplete"] or (runs[-1] and runs[-1][-1]["comparable"] != point["comparable"]):
            runs.append([])
        if not point["incomplete"]:
            runs[-1].append(point)
    return runs


def share_pictures(one: Plain) -> list[Plain]:
    """Rows of bars, as long as a share is large: a percentage as each respondent has it, and the breakdowns."""
    method = one["method"] or {}
    part = method.get("numerator") or method.get("unit") or "the figure"
    found = []
    own = [each for each in one["inputs"] if each["value"] is not None]
    if method.get("kind") == "percentage" and len(own) > 1:
        rows = [_row(each["name"], each["value"] / 100, each["text"], percent=True) for each in own]
        rows.sort(key=lambda row: -row["share"])
        found.append({"id": f"s-{one['id']}", "title": f"{part}, as each respondent has it", "part": part,
                      "rest": "all others", **_stacked(rows)})  # fmt: skip
    for each in one["breakdowns"]:
        shares, percent = each["shares"], method["kind"] == "percentage"
        whole = 100 if percent else (sum if each["whole"] else max)(share["value"] for share in shares)
        found.append(
            {
                "id": f"b-{one['id']}-{each['dimension']}",
                "title": f"{each['title']}, from {each['respondents']} of {one['respondents']['expected']}",
                "part": part,
                "rest": "all others" if percent else "all together" if each["whole"] else "the largest of them",
                **_stacked(
                    [_row(share["title"], share["value"] / (whole or 1), share["text"], percent) for share in shares]
                ),
            }
        )
    return found


def _row(label: str, share: float, text: str, percent: bool) -> Plain:
    """`short`: of 83 of 1,208, 6.9 % the percentage alone."""
    return {
        "label": label,
        "share": share,
        "width": _short(BAR * min(max(share, 0), 1)),
        "text": text,
        "short": text.rsplit(", ", 1)[-1].split(" (", maxsplit=1)[0] if percent else text,
    }


def _stacked(rows: list[Plain]) -> Plain:
    """Rows of bars one below the other, each with its upper edge, and how high they are together."""
    for index, row in enumerate(rows):
        row["y"] = SHARE_ROW * index
    return {"rows": rows, "height": SHARE_ROW * len(rows) + 2}


def timeline_picture(milestones: Sequence[Plain], start: str, end: str, now: str) -> Plain:
    """Milestones on an axis from the plan's first day to its last, with the day on which the period is judged."""
    now = min(now, end)  # nothing of the plan is judged later
    days = [date.fromisoformat(day) for each in milestones for day in (each["due"], each["achieved_on"]) if day]
    x = _Days([date.fromisoformat(start), date.fromisoformat(end), date.fromisoformat(now), *days])
    rows = []
    for index, each in enumerate(milestones):
        achieved = each["achieved_on"]
        rows.append(
            {
                **each,
                "y": TOP + ROW * index + ROW // 2,
                "due_x": _short(x.of(date.fromisoformat(each["due"]))),
                "achieved_x": _short(x.of(date.fromisoformat(achieved))) if achieved else None,
            }
        )
    years = {date(year, 1, 1): str(year) for year in range(x.first.year + 1, x.last.year + 1)}
    return {
        "width": WIDTH,
        "height": TOP + ROW * len(rows) + BOTTOM,
        "bottom": TOP + ROW * len(rows),
        "rows": rows,
        "now": _short(x.of(date.fromisoformat(now))),
        "x_ticks": x.ticks(years),
    }


def heat_picture(respondents: Sequence[Plain], matrix: Sequence[Plain], label: int = 18) -> Plain:
    """A row a respondent, a column an outcome: whom to see at a glance, however many they are."""
    left, cell, row, top = 132, 13, 17, 20
    return {
        "width": left + cell * len(matrix) + 4,
        "height": top + row * len(respondents) + 4,
        "columns": [{"id": one["id"], "x": left + cell * index} for index, one in enumerate(matrix)],
        "rows": [
            {
                "name": one["name"] if len(one["name"]) <= label else f"{one['name'][: label - 1]}…",
                "y": top + row * index,
                "cells": [
                    {"x": left + cell * column, "state": outcome["states"][one["id"]]}
                    for column, outcome in enumerate(matrix)
                    if outcome["states"][one["id"]]
                ],
            }
            for index, one in enumerate(respondents)
        ],
    }


class _Values:
    """The vertical axis: from 0 to a round number over the highest value."""

    def __init__(self, values: Sequence[int | float], kind: str) -> None:
        self.percent = kind == "percentage"
        self.step = _round_step(max(values, default=0) or 1)
        if kind == "count":
            self.step = max(self.step, Fraction(1))
        self.top = self.step * max(1, -(-Fraction(max(values, default=0)) // self.step))

    def of(self, value: int | float) -> float:
        height = TREND_HEIGHT - TOP - BOTTOM
        return float(TOP + height * (1 - Fraction(value) / self.top))

    def ticks(self) -> list[Plain]:
        found, value = [], Fraction(0)
        while value <= self.top:
            text = number_text(value, few_places(value)) + (" %" if self.percent else "")
            found.append({"y": _short(self.of(float(value))), "text": text})
            value += self.step
        return found


def _round_step(highest: int | float) -> Fraction:
    """1, 2 or 5 times a power of ten, so that four steps or fewer reach the highest value."""
    step = Fraction(1)
    while step * 4 >= highest:
        step /= 10
    while True:
        for times in (1, 2, 5):
            if step * times * 4 >= Fraction(highest):
                return step * times
        step *= 10


class _Days:
    """The horizontal axis: from the first day to the last."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first, self.last = min(days), max(days)

    def of(self, day: date) -> float:
        width = WIDTH - LEFT - RIGHT
        span = (self.last - self.first).days
        return LEFT + (width * (day - self.first).days / span if span else width / 2)

    def ticks(self, named: Mapping[date, str]) -> list[Plain]:
        """The names of days, where there is room for them; the latest first."""
        found: list[Plain] = []
        taken = WIDTH + LABEL - RIGHT + 0.0
        for day in sorted(named, reverse=True):
            x = self.of(day)
            if taken - x >= LABEL and x >= LEFT - 10:
                found.append({"x": _short(x), "text": named[day]})
                taken = x
        return found[::-1]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mark(kind: str, at: tuple[float, float]) -> Plain:
    return {"kind": kind, "x": _short(at[0]), "y": _short(at[1])}


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    """A coordinate: two decimal places are finer than any eye."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
