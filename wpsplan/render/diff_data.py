"""A comparison as plain data: the keys of `diff --format json`."""

import difflib
import re
from typing import Any

from wpsplan.history.compare import Diff
from wpsplan.history.figure_diff import FigureChange
from wpsplan.history.plan_diff import LEVELS, Change, worst
from wpsplan.kinds.progress import Progress
from wpsplan.render.data import Plain, plain
from wpsplan.render.figure_data import value
from wpsplan.render.findings_json import finding_data

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def diff_data(one: Diff) -> Plain:
    """What changed from one revision to another; gravest first."""
    changes = sorted(one.changes, key=lambda change: -LEVELS.index(change.level))
    return {
        "base": one.base,
        "head": one.head,
        "level": worst(one.changes),
        "counts": {level: sum(change.level == level for change in one.changes) for level in reversed(LEVELS)},
        "changes": [change_data(change) for change in changes],
        "figures": [figure(each) for each in one.figures],
        "errors": [{"side": side, **finding_data(finding)} for side, finding in one.errors],
    }


def change_data(one: Change) -> Plain:
    """A change of an item, with its words compared where both sides are text."""
    return {
        "id": one.id,
        "item": one.item,
        "change": one.change,
        "level": one.level,
        "before": plain(one.before),
        "after": plain(one.after),
        "path": one.place.path,
        "line": one.line,
        "remark": one.remark,
        "affects": list(one.affects),
        "effects": list(one.effects),
        "words": words(one.before, one.after) if isinstance(one.before, str) and isinstance(one.after, str) else None,
    }


def figure(one: FigureChange) -> Plain:
    """A figure or state that differs, before and after."""
    return {
        "indicator": one.indicator,
        "period": one.period,
        "before": value(one.before) if one.before else None,
        "after": value(one.after) if one.after else None,
        "progress_before": _state(one.progress_before),
        "progress_after": _state(one.progress_after),
        "reason_before": one.progress_before.reason if one.progress_before else None,
        "reason_after": one.progress_after.reason if one.progress_after else None,
        "flips": one.flips,
        "cause": one.cause,
    }


def _state(one: Progress | None) -> str | None:
    return one.state if one else None


def words(before: str, after: str) -> list[dict[str, Any]]:
    """Two texts word by word: runs of words that stay (keep), go (cut) or come (add)."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[dict[str, Any]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append({"what": "keep", "text": "".join(old[a:b])})
            continue
        if b > a:
            found.append({"what": "cut", "text": "".join(old[a:b])})
        if d > c:
            found.append({"what": "add", "text": "".join(new[c:d])})
    return found
