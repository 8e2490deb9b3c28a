"""Flaws of the agreed text itself, which can't be mended here, only be known."""

import re
from collections.abc import Iterator

from wpsplan.framework.framework import Framework, natural_key
from wpsplan.rules import examples
from wpsplan.rules.registry import WARNING, RuleGroup, Violation

group = RuleGroup(file=examples.OUTCOME)
_REFERENCE = re.compile(r"\b[Rr]ef\.?\s+([0-9]+(?:\.[0-9]+)+)")


@group.rule(
    "action-without-indicator", WARNING, "An action that nothing measures",
    why="Whatever is done about it, no figure will show it; what was done can still be reported on the action itself.",
    mend="propose an indicator, or report on the action in words (its id is a key under measurements)",
    bad=examples.outcome("  - {id: '3.1', text: Exercise action, entities: [exercise-staff], indicators: []}"),
    good=examples.action(),
)  # fmt: skip
def action_without_indicator(framework: Framework) -> Iterator[Violation]:
    for id, (action, _) in framework.actions.items():
        if not action.indicators and not action.retired:
            yield Violation(framework.place("action", id).down("id"), f"action {id} has no indicator")


@group.rule(
    "dangling-reference", WARNING, "A reference to an item that doesn't exist",
    why="The text sends its reader to a place that is not in the plan.",
    mend="say in the action's note what is known of the item meant; the agreed text stays as it is",
    bad=examples.action(text="Exercise action (Ref. 9.9)"), good=examples.action(),
)  # fmt: skip
def dangling_reference(framework: Framework) -> Iterator[Violation]:
    texts = [("outcome", outcome.id, outcome.text) for outcome in framework.outcomes]
    texts += [("action", id, action.text) for id, (action, _) in framework.actions.items()]
    texts += [("indicator", id, measurable.indicator.text) for id, measurable in framework.indicators.items()]
    for kind, id, text in texts:
        for reference in _REFERENCE.findall(text):
            if not (framework.knows("action", reference) or framework.knows("indicator", reference)):
                yield Violation(
                    framework.place(kind, id).down("text"),
                    f'"{reference}" is no action of this plan{_last(framework, reference)}',
                )


def _last(framework: Framework, reference: str) -> str:
    beginning = reference.rsplit(".", 1)[0] + "."
    near = sorted((id for id in framework.actions if id.startswith(beginning)), key=natural_key)
    return f" (last: {near[-1]})" if near else ""
