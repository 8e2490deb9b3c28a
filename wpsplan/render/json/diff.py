"""A comparison as plain data: the keys of `diff --format json`."""

import difflib
import re
from typing import Any

from wpsplan.history.compare import Diff
from wpsplan.history.figure_diff import FigureChange
from wpsplan.history.plan_diff import LEVELS, Change, worst
from wpsplan.kinds.progress import Progress
from wpsplan.render.findings.json import finding_data
from wpsplan.render.json.indicator import value
from wpsplan.render.json.plain import Plain, plain

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def diff_data(diff: Diff) -> Plain:
    """The changes from one revision to another, gravest first, and the figures that differ."""
    changes = sorted(diff.changes, key=lambda change: -LEVELS.index(change.level))
    return {
        "base": diff.base,
        "head": diff.head,
        "level": worst(diff.changes),
        "counts": {level: sum(change.level == level for change in diff.changes) for level in reversed(LEVELS)},
        "changes": [change_data(change) for change in changes],
        "figures": [figure(figure_change) for figure_change in diff.figures],
        "errors": [{"side": side, **finding_data(finding)} for side, finding in diff.errors],
    }


def change_data(change: Change) -> Plain:
    """A change of an item, with its words compared where both sides are text."""
    return {
        "id": change.id,
        "item": change.item,
        "change": change.change,
        "level": change.level,
        "before": plain(change.before),
        "after": plain(change.after),
        "path": change.place.path,
        "line": change.line,
        "remark": change.remark,
        "affects": list(change.affects),
        "effects": list(change.effects),
        "words": words(change.before, change.after)
        if isinstance(change.before, str) and isinstance(change.after, str)
        else None,
    }


def figure(change: FigureChange) -> Plain:
    """A figure or state that differs, before and after."""
    return {
        "indicator": change.indicator,
        "period": change.period,
        "before": value(change.before) if change.before else None,
        "after": value(change.after) if change.after else None,
        "progress_before": _state(change.progress_before),
        "progress_after": _state(change.progress_after),
        "reason_before": change.progress_before.reason if change.progress_before else None,
        "reason_after": change.progress_after.reason if change.progress_after else None,
        "flips": change.flips,
        "cause": change.cause,
    }


def _state(progress: Progress | None) -> str | None:
    return progress.state if progress else None


def words(before: str, after: str) -> list[dict[str, Any]]:
    """Compare two texts word by word: give the runs of words that stay (keep), go (cut) or come (add)."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[dict[str, Any]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append({"what": "keep", "text": "".join(old[a:b])})
            continue
        if b > a:
            runs.append({"what": "cut", "text": "".join(old[a:b])})
        if d > c:
            runs.append({"what": "add", "text": "".join(new[c:d])})
    return runs
