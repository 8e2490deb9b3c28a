"""The summary that `wpsplan report` prints on the terminal."""

from collections.abc import Sequence
from typing import Any

from wpsplan.render.text.terminal import counted, visible


def summary(data: dict[str, Any], written: Sequence[str]) -> str:
    """Write the summary of a report: reporting, progress, open tasks, and the paths of the files written."""
    period, rates, progress = data["period"], data["rates"], data["spread"]["progress"]
    title = f"Action plan {data['plan']['edition']}" if data["plan"]["edition"] else data["plan"]["title"]
    assessed = data["spread"]["indicators"] - progress["not_assessed"]
    states = [
        f"{count} {state.replace('_', ' ')}" for state, count in progress.items() if count and state != "not_assessed"
    ]
    lines = [
        f"{visible(title)} · period {period['id']} ({period['words']})",
        "",
        f"  Reported    {rates['reporting']['text']}{_basis(data)}",
        f"  Progress    {assessed} of {data['spread']['indicators']} indicators assessed"
        f"{': ' if states else ''}{', '.join(states)}",
        f"  Needs you   {_needs(data)}",
        "",
        *(f"  {visible(path)}" for path in written),
    ]
    return "\n".join(lines) + "\n"


def _basis(data: dict[str, Any]) -> str:
    if data["period"]["baseline"]:
        return ": a baseline period, in which nothing is expected"
    public, received = data["rates"]["reporting"]["public"], data["rates"]["submission"]["numerator"]
    whose = (
        f", {'all' if public == data['rates']['reporting']['numerator'] else public} of them from public sources"
        if public
        else ""
    )
    return f" expected items{whose}; {counted(received, 'submission') if received else 'no submission'} received"


def _needs(data: dict[str, Any]) -> str:
    parts = []
    if data["owed"]:
        respondents = len({owed["respondent"] for owed in data["owed"]})
        parts.append(f"{counted(data['counts']['missing'], 'item')} owed by {counted(respondents, 'respondent')}")
    actions = sum(gap["code"] == "action-without-indicator" for gap in data["plan_gaps"])
    if actions:
        parts.append(f"{counted(actions, 'action')} without an indicator")
    open_questions = sum(question["accepted"] is None for question in data["questions"])
    if open_questions:
        parts.append(counted(open_questions, "open question"))
    if data["left_out"]:
        parts.append(f"{counted(len(data['left_out']), 'error')} in the files")
    return " · ".join(parts) or "nothing is missing"
