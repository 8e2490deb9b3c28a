"""What `show ID` answers, by the kind of item: plain data, and the places whose lines it names."""

from collections.abc import Callable
from dataclasses import dataclass

from wpsplan.figures.answer import answer
from wpsplan.figures.data import Data
from wpsplan.figures.items import AVAILABILITIES, all_items, frequency_of, inner_periods
from wpsplan.figures.report import said_of_action
from wpsplan.finding import Place
from wpsplan.model.plan import ReportingPeriod
from wpsplan.render import figure_data, plan_data
from wpsplan.render.data import Lines, Plain, plain
from wpsplan.rules import is_question


@dataclass(frozen=True)
class About:
    """An answer that waits for the lines of its places."""

    places: tuple[Place, ...]
    plain: Callable[[Lines], Plain]


def indicator(data: Data, id: str, period: ReportingPeriod | None) -> About:
    """An indicator: with a period its figure there, else its text, method and figures over time."""
    framework = data.framework
    measurable = framework.indicators[id]
    method = measurable.indicator.method
    same = [one for one in framework.periods.values() if method is None or one.frequency == frequency_of(method)]
    of = period or (same or list(framework.periods.values()))[-1]
    found = answer(data, measurable, of)
    places = tuple(figure_data.places_of_answer(found))
    if period:
        inner = {one.id for one in inner_periods(framework, period)}
        asked = [finding for finding in data.findings if finding.period in inner and is_question(finding)]
        return About(places, lambda lines: figure_data.indicator(found, framework, lines, asked))
    return About(
        places,
        lambda lines: {
            **plan_data.indicator_text(measurable, framework),
            **_where(data, "indicator", id),
            "action": measurable.action.id,
            "outcome": measurable.outcome.id,
            "series": [figure_data.point(one, lines) for one in found.series],
        },
    )


def action(data: Data, id: str, period: ReportingPeriod | None) -> About:
    """An action: its text, what was said of it, and its indicators (with a period: their figures)."""
    framework = data.framework
    found, outcome = framework.actions[id]
    periods = [period] if period else [one for one in framework.periods.values() if one.frequency == "annual"]
    said = {place.place: place for one in periods for place in said_of_action(data, id, one)}
    inside = [indicator(data, one.id, period) for one in found.indicators]
    places = (*said, *(place for one in inside for place in one.places))
    return About(
        tuple(places),
        lambda lines: {
            **plan_data.action_text(found, framework),
            **_where(data, "action", id),
            "outcome": outcome.id,
            "said": [figure_data.said_of_action(one, lines) for one in said.values()],
            "indicators": [one.plain(lines) for one in inside],
        },
    )


def outcome(data: Data, id: str, period: ReportingPeriod | None) -> About:
    """An outcome with its actions."""
    found = next(one for one in data.framework.outcomes if one.id == id)
    inside = [action(data, one.id, period) for one in found.actions]
    return About(
        tuple(place for one in inside for place in one.places),
        lambda lines: {
            **plan_data.outcome_text(found),
            **_where(data, "outcome", id),
            "actions": [one.plain(lines) for one in inside],
        },
    )


def entity(data: Data, id: str, period: ReportingPeriod | None) -> About:
    """An entity: its groups, what it is asked for, and what it reported, period by period."""
    framework = data.framework
    found = framework.entities[id]
    groups = [
        {"id": group.id, "name": group.name, "membership": plain(member)}
        for group in framework.entities.values()
        for member in group.members or ()
        if member.id == id
    ]
    periods = [period] if period else [one for one in framework.periods.values() if not one.baseline]
    items = {
        one.id: [item for item in all_items(data, one) if item.respondent == id and item.period == one.id]
        for one in periods
    }
    places = tuple(item.place for inside in items.values() for item in inside if item.place)
    return About(
        places,
        lambda lines: {
            **plain(found),
            **_where(data, "entity", id),
            "groups": groups,
            "periods": [
                {
                    "period": name,
                    "due": len(inside),
                    "counts": {
                        word.replace("-", "_"): sum(item.availability == word for item in inside)
                        for word in AVAILABILITIES
                    },
                    "items": [
                        {**figure_data.item(item, lines), "text": framework.indicators[item.indicator].indicator.text}
                        for item in inside
                    ],
                }
                for name, inside in items.items()
            ],
        },
    )


def _where(data: Data, kind: str, id: str) -> Plain:
    return {"path": data.framework.place(kind, id).path}


ABOUT: dict[str, Callable[[Data, str, ReportingPeriod | None], About]] = {
    "indicator": indicator,
    "action": action,
    "outcome": outcome,
    "entity": entity,
}
