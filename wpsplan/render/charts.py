"""The coordinates of charts, worked out from the report's data; shared/charts.jinja draws them.

Lengths are in the units of the picture's viewBox; x grows to the right, y downwards. Nothing here knows of colours.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from wpsplan.model.number import few_places, number_text

Plain = dict[str, Any]

FILTERS = ("counted", "heat_chart", "segments", "share_charts", "timeline_chart", "trend_chart")
"""The filters for templates, as in `{{ one|trend_chart }}`."""

WIDTH = 340
LEFT = 56
RIGHT = 26
"""The width of a trend and of a timeline, and its margins; no wider than a phone, so that their text stays legible."""
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


def counted(counts: Mapping[str, int], states: Iterable[str]) -> list[tuple[str, int]]:
    """Pair each state with its count, in the order of `states`; leave out those that count nothing.

    `states` are spelled as values are (`on-track`); the keys of `counts` have no hyphens (`on_track`).
    """
    pairs = [(state, counts.get(state.replace("-", "_"), 0)) for state in states]
    return [(state, count) for state, count in pairs if count]


def segments(counts: Mapping[str, int], states: Iterable[str]) -> list[Plain]:
    """The parts of a stacked bar (`x` and `width` in percent of its length); states that count nothing are left out."""
    parts = counted(counts, states)
    whole = sum(count for _, count in parts)
    pieces, start = [], 0
    for state, count in parts:
        pieces.append(
            {"key": state, "count": count, "x": _short(100 * start / whole), "width": _short(100 * count / whole)}
        )
        start += count
    return pieces


def trend_chart(indicator: Plain) -> Plain | None:
    """Chart an indicator's figures over time, with its baseline, targets and pace.

    None where there is one point at most, and nothing to compare it with.
    """
    own = [point for point in reversed(indicator["series"]) if point["value"] is not None]
    published: dict[str, list[Plain]] = {}
    for point in reversed(indicator["series"]):
        for figure in point["published"]:
            if figure["value"] is not None:
                published.setdefault(figure["name"], []).append({**figure, "date": point["date"]})
    method = indicator["method"] or {}
    targets = [target for target in method.get("targets") or () if _is_number(target["value"])]
    dated = [target for target in targets if target["date"]]
    baseline = indicator["baseline"] if indicator["baseline"] and indicator["baseline"]["value"] is not None else None
    if max([len(own), *map(len, published.values())]) + bool(own and (targets or baseline)) < 2:
        return None
    every = [*own, *(point for line in published.values() for point in line), *dated, *([baseline] if baseline else [])]
    y = _Values([point["value"] for point in every] + [target["value"] for target in targets], method["kind"])
    x = _Days([date.fromisoformat(point["date"]) for point in every])

    def position(point: Plain) -> tuple[float, float]:
        return x.of(date.fromisoformat(point["date"])), y.of(point["value"])

    lines = [{"kind": "own", "points": _path([position(point) for point in run])} for run in _runs(own)]
    lines += [
        {"kind": "published", "points": _path([position(point) for point in line])} for line in published.values()
    ]
    if baseline and dated and method.get("direction") in ("increase", "decrease"):
        lines.append({"kind": "pace", "points": _path([position(baseline), *(position(target) for target in dated)])})
    lines += [
        {"kind": "target", "points": _path([(LEFT, y.of(target["value"])), (WIDTH - RIGHT, y.of(target["value"]))])}
        for target in targets
        if target["each"]
    ]
    marks = [_mark("so-far" if point["incomplete"] else "own", position(point)) for point in own]
    marks += [_mark("published", position(point)) for line in published.values() for point in line]
    marks += [_mark("target", position(target)) for target in dated]
    marks += [_mark("baseline", position(baseline))] if baseline else []
    day_names = {point["date"]: point["period"] for point in indicator["series"]}
    day_names.update({target["date"]: target["date"][:7] for target in dated if target["date"] not in day_names})
    return {
        "width": WIDTH,
        "height": TREND_HEIGHT,
        "lines": [line for line in lines if " " in line["points"]],
        "marks": marks,
        "y_ticks": y.ticks(),
        "x_ticks": x.ticks({date.fromisoformat(day): name for day, name in day_names.items()}),
        "kinds": sorted({mark["kind"] for mark in marks} | {line["kind"] for line in lines if " " in line["points"]}),
        "published": list(published),
    }


def _runs(points: Sequence[Plain]) -> list[list[Plain]]:
    """Group the points that one line may join.

    Figures "so far" stand alone, as other respondents make them each year; a series that can't be compared with the
    one before begins a new line.
    """
    runs: list[list[Plain]] = [[]]
    for point in points:
        if point["incomplete"] or (runs[-1] and runs[-1][-1]["comparable"] != point["comparable"]):
            runs.append([])
        if not point["incomplete"]:
            runs[-1].append(point)
    return runs


def share_charts(indicator: Plain) -> list[Plain]:
    """Charts of shares as rows of bars: one of each respondent's percentage, one for each breakdown."""
    method = indicator["method"] or {}
    part = method.get("numerator") or method.get("unit") or "the figure"
    charts = []
    measurements = [measurement for measurement in indicator["inputs"] if measurement["value"] is not None]
    if method.get("kind") == "percentage" and len(measurements) > 1:
        rows = [
            _row(measurement["name"], measurement["value"] / 100, measurement["text"], percent=True)
            for measurement in measurements
        ]
        rows.sort(key=lambda row: -row["share"])
        charts.append({"id": f"s-{indicator['id']}", "title": f"{part}, as each respondent has it", "part": part,
                      "rest": "all others", **_stack(rows)})  # fmt: skip
    for breakdown in indicator["breakdowns"]:
        shares, percent = breakdown["shares"], method["kind"] == "percentage"
        whole = 100 if percent else (sum if breakdown["whole"] else max)(share["value"] for share in shares)
        charts.append(
            {
                "id": f"b-{indicator['id']}-{breakdown['dimension']}",
                "title": f"{breakdown['title']}, from {breakdown['respondents']} of "
                f"{indicator['respondents']['expected']}",
                "part": part,
                "rest": "all others" if percent else "all together" if breakdown["whole"] else "the largest of them",
                **_stack(
                    [_row(share["title"], share["value"] / (whole or 1), share["text"], percent) for share in shares]
                ),
            }
        )
    return charts


def _row(label: str, share: float, text: str, percent: bool) -> Plain:
    """A row of a chart of shares: `share` from 0 to 1, and `text`; for a percentage, `short` is 6.9 % alone."""
    return {
        "label": label,
        "share": share,
        "width": _short(BAR * min(max(share, 0), 1)),
        "text": text,
        "short": text.rsplit(", ", 1)[-1].split(" (", maxsplit=1)[0] if percent else text,
    }


def _stack(rows: list[Plain]) -> Plain:
    """Put rows of bars one below the other: give each its upper edge `y`, and their height together."""
    for index, row in enumerate(rows):
        row["y"] = SHARE_ROW * index
    return {"rows": rows, "height": SHARE_ROW * len(rows) + 2}


def timeline_chart(milestones: Sequence[Plain], start: str, end: str, now: str) -> Plain:
    """Chart milestones between the plan's first and last day; `now` is the day on which the period is judged.

    `start`, `end` and `now` are days as YYYY-MM-DD.
    """
    now = min(now, end)  # nothing of the plan is judged later
    days = [
        date.fromisoformat(day)
        for milestone in milestones
        for day in (milestone["due"], milestone["achieved_on"])
        if day
    ]
    x = _Days([date.fromisoformat(start), date.fromisoformat(end), date.fromisoformat(now), *days])
    rows = []
    for index, milestone in enumerate(milestones):
        achieved = milestone["achieved_on"]
        rows.append(
            {
                **milestone,
                "y": TOP + ROW * index + ROW // 2,
                "due_x": _short(x.of(date.fromisoformat(milestone["due"]))),
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


def heat_chart(respondents: Sequence[Plain], matrix: Sequence[Plain], label: int = 18) -> Plain:
    """Chart the coverage: a row for each respondent, a column for each outcome; names are cut to `label` characters."""
    left, cell, row, top = 132, 13, 17, 20
    return {
        "width": left + cell * len(matrix) + 4,
        "height": top + row * len(respondents) + 4,
        "columns": [{"id": outcome["id"], "x": left + cell * index} for index, outcome in enumerate(matrix)],
        "rows": [
            {
                "name": entity["name"] if len(entity["name"]) <= label else f"{entity['name'][: label - 1]}…",
                "y": top + row * index,
                "cells": [
                    {"x": left + cell * column, "state": outcome["states"][entity["id"]]}
                    for column, outcome in enumerate(matrix)
                    if outcome["states"][entity["id"]]
                ],
            }
            for index, entity in enumerate(respondents)
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
        """The y of a value."""
        height = TREND_HEIGHT - TOP - BOTTOM
        return float(TOP + height * (1 - Fraction(value) / self.top))

    def ticks(self) -> list[Plain]:
        """The labels of the axis, a step apart, from 0 on."""
        ticks, value = [], Fraction(0)
        while value <= self.top:
            text = number_text(value, few_places(value)) + (" %" if self.percent else "")
            ticks.append({"y": _short(self.of(float(value))), "text": text})
            value += self.step
        return ticks


def _round_step(highest: int | float) -> Fraction:
    """The least 1, 2 or 5 times a power of ten of which four steps or fewer reach the highest value."""
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
        """The x of a day."""
        width = WIDTH - LEFT - RIGHT
        span = (self.last - self.first).days
        return LEFT + (width * (day - self.first).days / span if span else width / 2)

    def ticks(self, names: Mapping[date, str]) -> list[Plain]:
        """The labels of named days, from left to right; where there is no room for all, the later one is kept."""
        ticks: list[Plain] = []
        taken = WIDTH + LABEL - RIGHT + 0.0
        for day in sorted(names, reverse=True):
            x = self.of(day)
            if taken - x >= LABEL and x >= LEFT - 10:
                ticks.append({"x": _short(x), "text": names[day]})
                taken = x
        return ticks[::-1]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mark(kind: str, point: tuple[float, float]) -> Plain:
    return {"kind": kind, "x": _short(point[0]), "y": _short(point[1])}


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    """Write a coordinate with two decimal places, which are finer than any eye, and no zeros at its end."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
