"""The layout of each kind of file: its keys in the order in which the model has them, short entries on one line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wpsplan.framework import outcome
from wpsplan.framework.framework import natural_key
from wpsplan.kinds import METHOD_KEYS, method
from wpsplan.model import commentary, plan, source, submission
from wpsplan.yaml import Route


@dataclass(frozen=True)
class MappingLayout:
    """A mapping of a kind of file: its model's keys, what its values are, and whether it may stand on one line."""

    model: Any
    inner: dict[str, str] = field(default_factory=dict)
    """Key → the kind of its value, or of each item of its list."""
    short: bool = False
    ids: bool = False
    """A mapping of ids, in natural order, instead of keys."""


_SOURCED = {"source": "source"}
_FIGURE = {"sources": "source", "proxy": "proxy", "also": "also", "cells": "cell", "accepted": "short"}
LAYOUTS: dict[str, MappingLayout] = {
    "plan": MappingLayout(plan.PlanFile, {
        "period": "span", "supersedes": "supersedes", "strategic_outcomes": "strategic_outcome", "areas": "area",
        "footnotes": "footnote", "reporting_periods": "period"}),
    "span": MappingLayout(plan.Span, short=True),
    "supersedes": MappingLayout(plan.Supersedes, short=True),
    "strategic_outcome": MappingLayout(plan.StrategicOutcome, short=True),
    "area": MappingLayout(plan.Area, short=True),
    "footnote": MappingLayout(plan.Footnote, short=True),
    "period": MappingLayout(plan.ReportingPeriod, short=True),
    "entities": MappingLayout(plan.EntitiesFile, {"entities": "entity"}),
    "entity": MappingLayout(plan.Entity, {"members": "member"}, short=True),
    "member": MappingLayout(plan.Member, short=True),
    "dimensions": MappingLayout(plan.DimensionsFile, {"dimensions": "dimension"}),
    "dimension": MappingLayout(plan.Dimension, {"categories": "category"}),
    "category": MappingLayout(plan.Category, short=True),
    "outcome": MappingLayout(outcome.Outcome, {"actions": "action"}),
    "action": MappingLayout(outcome.Action, {"retired": "retired", "indicators": "indicator"}),
    "indicator": MappingLayout(outcome.Indicator, {"retired": "retired", "method": "method"}),
    "retired": MappingLayout(outcome.Retired, short=True),
    "method": MappingLayout(None, {"disaggregation": "disaggregation", "baseline": "target", "targets": "target",
                          "comparable_from": "comparable_from"}),
    "disaggregation": MappingLayout(method.Disaggregation, short=True),
    "target": MappingLayout(method.Target, _SOURCED, short=True),
    "comparable_from": MappingLayout(method.ComparableFrom, short=True),
    "source": MappingLayout(source.Source, short=True),
    "submission": MappingLayout(submission.SubmissionHeader, {"measurements": "measurements"}),
    "measurements": MappingLayout(None, {"": "measurement"}, ids=True),
    "measurement": MappingLayout(submission.Measurement, {**_FIGURE, "not_reported": "short"}, short=True),
    "also": MappingLayout(submission.ProxyMeasurement, _FIGURE),
    "proxy": MappingLayout(submission.Proxy, short=True),
    "cell": MappingLayout(None, short=True),
    "short": MappingLayout(None, short=True),
    "commentary": MappingLayout(commentary.Commentary, {"highlights": "highlights", "judgements": "judgements"}),
    "highlights": MappingLayout(None, ids=True),
    "judgements": MappingLayout(None, {"": "judgement"}, ids=True),
    "judgement": MappingLayout(commentary.Judgement, short=True),
}  # fmt: skip
INLINE = frozenset({"member", "disaggregation"})
"""Items of which several may share a line; of all others each has its own."""


def layout_name(path: str) -> str | None:
    """Tell the kind of a workspace's file; None: it has no layout of its own."""
    if path.startswith("plan/outcomes/"):
        return "outcome"
    if path.startswith("measurements/"):
        return "commentary" if path.endswith("/commentary.yaml") else "submission"
    name = path.removeprefix("plan/").removesuffix(".yaml")
    return name if name in ("plan", "entities", "dimensions") else None


@dataclass(frozen=True)
class FileLayout:
    """The layout of one kind of file."""

    kind: str

    def keys(self, route: Route, data: dict[Any, Any]) -> Sequence[Any]:
        """Give the keys in order: the model's first, then those that it doesn't have, as they came."""
        kind = LAYOUTS[self._at(route)]
        if kind.ids:
            return sorted(data, key=lambda key: natural_key(str(key)))
        if self._at(route) == "cell":
            figures = ("value", "numerator", "denominator")
            return sorted(data, key=lambda key: (key in figures, figures.index(key) if key in figures else str(key)))
        order: Sequence[str] = METHOD_KEYS if self._at(route) == "method" else _fields(kind.model)
        if self._at(route) == "measurement" and "status" in data:
            order = _fields(submission.ActionReport)
        return sorted(data, key=lambda key: order.index(key) if key in order else len(order))

    def on_one_line(self, route: Route, data: Any) -> bool:
        """True for short kinds whose values are plain, lists of words, and lists of items that may share a line."""
        name = self._at(route)
        if isinstance(data, list):
            mappings = any(isinstance(item, dict | list) for item in data)
            return not mappings or (name in INLINE and all(self.on_one_line((*route, 0), item) for item in data))
        if not isinstance(data, dict):
            return True
        if None in data.values():  # left open for somebody to fill in
            return False
        return LAYOUTS[name].short and all(
            self.on_one_line((*route, str(key)), value) or key == "source" for key, value in data.items()
            if isinstance(value, dict | list)
        ) and not any(isinstance(value, list) and value for value in data.values())  # fmt: skip

    def _at(self, route: Route) -> str:
        """Tell the kind of the mapping at a place."""
        name = self.kind
        for step in route:
            if isinstance(step, int):
                continue
            kind = LAYOUTS.get(name, LAYOUTS["short"])
            name = kind.inner.get(step, kind.inner.get("", "short"))
        return name


def _fields(model: Any) -> list[str]:
    return model.file_keys() if model else []
