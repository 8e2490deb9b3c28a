"""A plan as a list of records: each item with its fields, so that two plans can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.framework.outcome import Action, Indicator, Outcome
from wpsplan.model.partial_date import PartialDate
from wpsplan.model.types import Model

Key = tuple[str, str]
"""An item's kind and id."""


@dataclass(frozen=True, slots=True)
class FlatItem:
    """One item of a plan: outcome, action, indicator, entity, dimension, period, or the plan as a whole."""

    item: str
    id: str
    parent: str
    """The id of the outcome or action that it stands in; an outcome's area."""
    fields: Mapping[str, Any]
    """Name → value, nested ones by a dotted name (method.unit); only what is set, or has a default."""
    written: frozenset[str]
    """The fields that the file itself has: others have their default."""
    place: Place


def flatten_plan(framework: Framework) -> dict[Key, FlatItem]:
    """Every item of a plan by its key, in the plan's order."""
    records = {("plan", framework.plan.id): _plan(framework)}
    for record in (*_periods(framework), *_entities(framework), *_dimensions(framework), *_outcomes(framework)):
        records.setdefault((record.item, record.id), record)
    return records


def flat(value: Any) -> Any:
    """A value as plain data, the same however it was written."""
    if isinstance(value, Model):
        return {key: flat(item) for key, item in value.values_by_key() if item is not None}
    if isinstance(value, list | tuple):
        return [flat(item) for item in value]
    if isinstance(value, PartialDate | date):
        return str(value)
    return value


def _plan(framework: Framework) -> FlatItem:
    plan = framework.plan
    fields = {
        name: flat(getattr(plan, name))
        for name in ("title", "edition", "period", "minimum_response", "supersedes", "introduction", "aim")
    }
    fields |= {f"strategic_outcomes.{outcome.id}": outcome.text for outcome in plan.strategic_outcomes}
    fields |= {f"footnotes.{note.mark}": note.text for note in plan.footnotes}
    for area in plan.areas:
        fields |= {f"areas.{area.id}.{name}": getattr(area, name) for name in ("title", "group", "note")}
        fields[f"areas.{area.id}"] = area.id
    return FlatItem("plan", plan.id, "", fields, frozenset(plan.model_fields_set), Place("plan/plan.yaml"))


def _periods(framework: Framework) -> Iterator[FlatItem]:
    for period in framework.plan.reporting_periods:
        fields = {name: flat(getattr(period, name)) for name in ("frequency", "start", "end", "baseline", "due")}
        place = framework.place("period", period.id)
        yield FlatItem("period", period.id, "", fields, frozenset(period.model_fields_set), place)


def _entities(framework: Framework) -> Iterator[FlatItem]:
    for entity in framework.entities.values():
        fields: dict[str, Any] = {
            "name": entity.name,
            "aliases": flat(entity.aliases),
            "group": entity.members is not None,
        }
        for member in entity.members or ():
            span = {key: value for key, value in flat(member).items() if key != "id"}
            fields.setdefault(f"members.{member.id}", []).append(span)
        place = framework.place("entity", entity.id)
        yield FlatItem("entity", entity.id, "", fields, frozenset(entity.model_fields_set), place)


def _dimensions(framework: Framework) -> Iterator[FlatItem]:
    for dimension in framework.dimensions.values():
        fields = {"title": dimension.title, "total": dimension.total}
        fields |= {f"categories.{category.id}": category.title for category in dimension.categories}
        place = framework.place("dimension", dimension.id)
        yield FlatItem("dimension", dimension.id, "", fields, frozenset(dimension.model_fields_set), place)


def _outcomes(framework: Framework) -> Iterator[FlatItem]:
    for outcome in framework.outcomes:
        yield from flatten_outcome(outcome, framework)


def flatten_outcome(outcome: Outcome, framework: Framework | None = None) -> Iterator[FlatItem]:
    """An outcome, its actions and their indicators; `framework`: to know their places."""

    def place(item: str, id: str) -> Place:
        return framework.place(item, id) if framework else Place("")

    texts = {"text": outcome.text, "note": outcome.note}
    written = frozenset(outcome.model_fields_set)
    yield FlatItem("outcome", outcome.id, outcome.area, texts, written, place("outcome", outcome.id))
    for action in outcome.actions:
        yield FlatItem("action", action.id, outcome.id, *_action(action), place("action", action.id))
        for indicator in action.indicators:
            yield FlatItem(
                "indicator", indicator.id, action.id, *_indicator(indicator), place("indicator", indicator.id)
            )


def _action(action: Action) -> tuple[dict[str, Any], frozenset[str]]:
    fields = {name: flat(getattr(action, name)) for name in ("text", "entities", "note", "retired")}
    return fields, frozenset(action.model_fields_set)


def _indicator(indicator: Indicator) -> tuple[dict[str, Any], frozenset[str]]:
    fields: dict[str, Any] = {name: flat(getattr(indicator, name)) for name in ("text", "note", "retired")}
    written = set(indicator.model_fields_set)
    if indicator.method is not None:
        method = indicator.method
        fields |= {f"method.{key}": flat(value) for key, value in method.values_by_key()}
        written |= {f"method.{name}" for name in method.model_fields_set}
    return fields, frozenset(written)
