"""Gaps for a terminal: by owner, those who owe most first."""

import textwrap
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from wpsplan.render.text.terminal import counted, visible
from wpsplan.results.gaps import OFFICE

Plain = dict[str, Any]
TITLES = {
    "missing-file": "no file",
    "draft": "draft",
    "missing-item": "missing",
    "late-file": "late",
    "partial-item": "partly",
    "reason-given": "reason given",
    "action-without-indicator": "no indicator",
    "indicator-without-method": "no method",
    "indicator-without-respondent": "nobody asked",
    "dangling-reference": "dangling reference",
    "wording": "wording",
    "indicator-without-unit": "no unit",
    "indicator-without-baseline": "no baseline",
    "indicator-without-target": "no target",
}


def gaps_text(data: Plain) -> str:
    """Write all gaps of a period (of `gaps_data`)."""
    gaps = data["gaps"]
    items = sum(gap["kind"] == "missing-item" for gap in gaps)
    plan = sum(gap["entity"] is None for gap in gaps)
    owners = len({gap["entity"] for gap in gaps if gap["entity"] and gap["kind"] == "missing-item"})
    owed = f"{counted(items, 'item')} owed by {counted(owners, 'respondent')}"
    lines = [f"Gaps of {data['period']}: {owed}, {plan:,} in the plan itself"]
    for owner, owner_gaps in groupby(gaps, key=lambda gap: (gap["entity"], gap["owner"])):
        lines += ["", *_owner(owner[1], list(owner_gaps))]
    if not gaps:
        lines += ["", "Nothing is missing."]
    return "\n".join(lines) + "\n"


def _owner(name: str, gaps: list[Plain]) -> Iterable[str]:
    yield visible(name[0].upper() + name[1:] if name == OFFICE else name)
    for kind, group in groupby(gaps, key=lambda gap: (gap["kind"], gap["period"])):
        group_gaps = list(group)
        title = TITLES[kind[0]]
        if kind[0] in ("missing-item", "indicator-without-baseline", "indicator-without-target"):
            period = f"{kind[1]}  " if kind[1] else ""
            head = f"  {title:<14} {period}{counted(len(group_gaps), 'item' if kind[1] else 'indicator')}: "
            yield textwrap.fill(head + ", ".join(gap["id"] for gap in group_gaps), 100, subsequent_indent=" " * 17)
            yield f"                 = {visible(group_gaps[0]['mend'])}"
            continue
        for gap in group_gaps:
            label = f"{gap['id']}: " if gap["id"] else ""
            yield f"  {title:<14} {label}{visible(gap['message'])}"
            where = f"{gap['path']}:{gap['line']}" if gap["line"] else gap["path"]
            yield f"                 {where}   = {visible(gap['mend'])}"
