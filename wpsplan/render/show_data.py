"""What `show ID` answers, by the kind of item, as plain data."""

from collections.abc import Callable

from wpsplan.figures.answer import answer
from wpsplan.figures.data import Data
from wpsplan.figures.items import all_items, counts_of, frequency_of, inner_periods
from wpsplan.figures.report import said_of_action
from wpsplan.model.plan import ReportingPeriod
from wpsplan.render import figure_data, plan_data
from wpsplan.render.data import Plain, counts, plain
from wpsplan.rules import is_question
from wpsplan.workspace.lines import Lines


def indicator(data: Data, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An indicator: with a period its figure there, else its text, method and figures over time."""
    framework = data.framework
    measurable = framework.indicators[id]
    method = measurable.indicator.method
    same = [one for one in framework.periods.values() if method is None or one.frequency == frequency_of(method)]
    of = period or (same or list(framework.periods.values()))[-1]
    found = answer(data, measurable, of)
    if period:
        inner = {one.id for one in inner_periods(framework, period)}
        asked = [finding for finding in data.findings if finding.period in inner and is_question(finding)]
        return figure_data.indicator(found, framework, lines, asked)
    return {
        **plan_data.indicator_text(measurable, framework),
        **_where(data, "indicator", id),
        "action": measurable.action.id,
        "outcome": measurable.outcome.id,
        "series": [figure_data.point(one, lines) for one in found.series],
    }


def action(data: Data, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An action: its text, what was said of it, and its indicators (with a period: their figures)."""
    framework = data.framework
    found, outcome = framework.actions[id]
    periods = [period] if period else [one for one in framework.periods.values() if one.frequency == "annual"]
    said = {place.place: place for one in periods for place in said_of_action(data, id, one)}
    return {
        **plan_data.action_text(found, framework),
        **_where(data, "action", id),
        "outcome": outcome.id,
        "said": [figure_data.said_of_action(one, lines) for one in said.values()],
        "indicators": [indicator(data, lines, one.id, period) for one in found.indicators],
    }


def outcome(data: Data, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An outcome with its actions."""
    found = next(one for one in data.framework.outcomes if one.id == id)
    return {
        **plan_data.outcome_text(found),
        **_where(data, "outcome", id),
        "actions": [action(data, lines, one.id, period) for one in found.actions],
    }


def entity(data: Data, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
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
    return {
        **plain(found),
        **_where(data, "entity", id),
        "groups": groups,
        "periods": [_asked(data, lines, id, one) for one in periods],
    }


def _asked(data: Data, lines: Lines, id: str, period: ReportingPeriod) -> Plain:
    """What an entity is asked for in a period, and what it has reported."""
    items = [item for item in all_items(data, period) if item.respondent == id and item.period == period.id]
    return {
        "period": period.id,
        "due": len(items),
        "counts": counts(counts_of(items)),
        "items": [
            {**figure_data.item(item, lines), "text": data.framework.indicators[item.indicator].indicator.text}
            for item in items
        ],
    }


def _where(data: Data, kind: str, id: str) -> Plain:
    return {"path": data.framework.place(kind, id).path}


ABOUT: dict[str, Callable[[Data, Lines, str, ReportingPeriod | None], Plain]] = {
    "indicator": indicator,
    "action": action,
    "outcome": outcome,
    "entity": entity,
}
