"""The plan as plain data: the keys of `show --format json`."""

from wpsplan.framework.framework import Framework, IndicatorContext
from wpsplan.framework.outcome import Action, Outcome
from wpsplan.kinds import kind_of
from wpsplan.model.partial_date import day_in_words
from wpsplan.render.json.plain import Plain, plain


def indicator_text(measurable: IndicatorContext, framework: Framework) -> Plain:
    """Give the keys of an indicator as the plan has it: agreed text, note, method."""
    indicator = measurable.indicator
    data: Plain = {
        "id": indicator.id,
        "text": indicator.text,
        "note": indicator.note,
        "method": plain(indicator.method),
    }
    data["respondent_names"] = [framework.name(id) for id in measurable.respondents]
    data["method_text"] = method_text(measurable, framework)
    if indicator.retired:
        data["retired"] = plain(indicator.retired)
    return data


def method_text(measurable: IndicatorContext, framework: Framework) -> str:
    """Describe an indicator's method in one line."""
    method = measurable.indicator.method
    if method is None:
        return "No method of measuring it is written down."
    kind = kind_of(method)
    subject, direction, baseline = kind.subject(method), kind.direction(method), kind.baseline(method)
    names = [framework.name(id) for id in measurable.respondents]
    parts = [
        f"{kind.label}{': ' if subject else ''}{subject}",
        f"{method.frequency}, from {', '.join(names) or 'nobody'}",
    ]
    if direction != "none":
        parts.insert(1, f"wanted: {direction}")
    breakdowns = kind.disaggregation(method)
    dimensions = [breakdown.dimension + ("" if breakdown.required else " (if known)") for breakdown in breakdowns]
    if dimensions:
        parts.append(f"by {', '.join(dimensions)}")
    for target in kind.targets(method):
        parts.append(f"target: {target.value} {f'by {day_in_words(target.date)}' if target.date else 'each year'}")
    if baseline:
        parts.append(f"baseline: {baseline.value} on {day_in_words(baseline.date)}")
    if method.comparable_from:
        parts.append(f"series from {method.comparable_from.period}: {method.comparable_from.reason}")
    return " · ".join(parts)


def action_text(action: Action, framework: Framework) -> Plain:
    """Give the keys of an action as the plan has it."""
    return {
        "id": action.id,
        "text": action.text,
        "entities": list(action.entities),
        "entity_names": [framework.name(id) for id in action.entities],
        "note": action.note,
        **({"retired": plain(action.retired)} if action.retired else {}),
    }


def outcome_text(outcome: Outcome) -> Plain:
    """Give the keys of an outcome as the plan has it."""
    return {"id": outcome.id, "text": outcome.text, "area": outcome.area, "note": outcome.note}


def whole_plan(framework: Framework) -> Plain:
    """Give the whole plan: the keys of `show --format json`."""
    plan = framework.plan
    return {
        "id": plan.id,
        "title": plan.title,
        "edition": plan.edition,
        "plan_period": plain(plan.period),
        "supersedes": plain(plan.supersedes),
        "introduction": plan.introduction,
        "aim": plan.aim,
        "strategic_outcomes": plain(plan.strategic_outcomes),
        "areas": [{"id": area.id, "title": area.title, "group": area.group, "note": area.note} for area in plan.areas],
        "footnotes": plain(plan.footnotes),
        "reporting_periods": plain(list(framework.periods.values())),
        "entities": plain(list(framework.entities.values())),
        "dimensions": plain(list(framework.dimensions.values())),
        "outcomes": [
            {
                **outcome_text(outcome),
                "actions": [
                    {
                        **action_text(action, framework),
                        "indicators": [
                            indicator_text(framework.indicators[indicator.id], framework)
                            for indicator in action.indicators
                        ],
                    }
                    for action in outcome.actions
                ],
            }
            for outcome in framework.outcomes
        ],
    }
