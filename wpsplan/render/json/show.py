"""The data of `show ID`, by the kind of item."""

from collections.abc import Callable

from wpsplan.model.plan import ReportingPeriod
from wpsplan.render.json import indicator as indicator_data
from wpsplan.render.json import plan
from wpsplan.render.json.plain import Plain, counts, plain
from wpsplan.results.availability import all_items, counts_of, frequency_of, inner_periods
from wpsplan.results.dataset import Dataset
from wpsplan.results.indicator_result import indicator_result
from wpsplan.results.report import reported_actions
from wpsplan.rules import is_question
from wpsplan.workspace.positions import Lines


def indicator(data: Dataset, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An indicator: in a given period its figure, else its text, method and figures over time."""
    framework = data.framework
    measurable = framework.indicators[id]
    method = measurable.indicator.method
    periods = [
        candidate
        for candidate in framework.periods.values()
        if method is None or candidate.frequency == frequency_of(method)
    ]
    chosen = period or (periods or list(framework.periods.values()))[-1]
    result = indicator_result(data, measurable, chosen)
    if period:
        inner = {inner_period.id for inner_period in inner_periods(framework, period)}
        questions = [finding for finding in data.findings if finding.period in inner and is_question(finding)]
        return indicator_data.indicator(result, framework, lines, questions)
    return {
        **plan.indicator_text(measurable, framework),
        **_path(data, "indicator", id),
        "action": measurable.action.id,
        "outcome": measurable.outcome.id,
        "series": [indicator_data.point(point, lines) for point in result.series],
    }


def action(data: Dataset, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An action: its text, statements on it, and its indicators (in a given period: their figures)."""
    framework = data.framework
    plan_action, outcome = framework.actions[id]
    annual = [candidate for candidate in framework.periods.values() if candidate.frequency == "annual"]
    periods = [period] if period else annual
    statements = {
        statement.place: statement
        for reporting_period in periods
        for statement in reported_actions(data, id, reporting_period)
    }
    return {
        **plan.action_text(plan_action, framework),
        **_path(data, "action", id),
        "outcome": outcome.id,
        "said": [indicator_data.action_statement(statement, lines) for statement in statements.values()],
        "indicators": [indicator(data, lines, plan_indicator.id, period) for plan_indicator in plan_action.indicators],
    }


def outcome(data: Dataset, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An outcome with its actions."""
    plan_outcome = next(candidate for candidate in data.framework.outcomes if candidate.id == id)
    return {
        **plan.outcome_text(plan_outcome),
        **_path(data, "outcome", id),
        "actions": [action(data, lines, plan_action.id, period) for plan_action in plan_outcome.actions],
    }


def entity(data: Dataset, lines: Lines, id: str, period: ReportingPeriod | None) -> Plain:
    """An entity: its groups, and for each period (or the one given) its items, asked for and reported."""
    framework = data.framework
    plan_entity = framework.entities[id]
    groups = [
        {"id": group.id, "name": group.name, "membership": plain(member)}
        for group in framework.entities.values()
        for member in group.members or ()
        if member.id == id
    ]
    periods = [period] if period else [candidate for candidate in framework.periods.values() if not candidate.baseline]
    return {
        **plain(plan_entity),
        **_path(data, "entity", id),
        "groups": groups,
        "periods": [_due_items(data, lines, id, reporting_period) for reporting_period in periods],
    }


def _due_items(data: Dataset, lines: Lines, id: str, period: ReportingPeriod) -> Plain:
    """Give the items that an entity is asked for in a period, with the state of each."""
    items = [item for item in all_items(data, period) if item.respondent == id and item.period == period.id]
    return {
        "period": period.id,
        "due": len(items),
        "counts": counts(counts_of(items)),
        "items": [
            {**indicator_data.item(item, lines), "text": data.framework.indicators[item.indicator].indicator.text}
            for item in items
        ],
    }


def _path(data: Dataset, kind: str, id: str) -> Plain:
    return {"path": data.framework.place(kind, id).path}


ABOUT: dict[str, Callable[[Dataset, Lines, str, ReportingPeriod | None], Plain]] = {
    "indicator": indicator,
    "action": action,
    "outcome": outcome,
    "entity": entity,
}
