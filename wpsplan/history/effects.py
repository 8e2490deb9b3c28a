"""What a change of the plan does: which measurements it touches and breaks, and who is asked for more or for less."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wpsplan.figures.data import Data
from wpsplan.figures.items import items_of
from wpsplan.finding import Severity
from wpsplan.framework.framework import Framework
from wpsplan.history.plan_diff import BREAKS_DATA, Change
from wpsplan.model.submission import Submission
from wpsplan.workspace import Workspace


@dataclass(frozen=True)
class Sides:
    """The two workspaces that are compared; both plans could be read."""

    base: Workspace
    head: Workspace

    @cached_property
    def frameworks(self) -> tuple[Framework, Framework]:
        """The two plans."""
        assert self.base.framework is not None and self.head.framework is not None
        return self.base.framework, self.head.framework

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """Those of both sides: what a change breaks can't be read in HEAD any more."""
        return (*self.base.submissions, *self.head.submissions)

    @cached_property
    def by_indicator(self) -> Mapping[str, list[str]]:
        """Which files say something of an indicator (or of an action), on either side."""
        found: dict[str, dict[str, None]] = {}
        for one in self.submissions:
            for id in (*one.measurements, *one.actions):
                found.setdefault(id, {})[one.path] = None
        return {id: sorted(paths) for id, paths in found.items()}


def with_effects(changes: Sequence[Change], sides: Sides) -> list[Change]:
    """The changes with what they touch and do; those that break figures already reported become breaking."""
    asked = dict(_asked(sides))
    told: set[str] = set()
    found = []
    for change in changes:
        affects = tuple(_affected(change, sides))
        level = "breaking" if affects and _breaks(change, sides) else change.level
        effects = list(_invalid(change, affects, sides))
        if level == "breaking" and change.change in BREAKS_DATA and not _declared(change, changes):
            effects.append("its series ends here: say so with comparable_from: {period: …, reason: …}")
        if change.change == "removed" and level == "breaking" and change.item in ("action", "indicator"):
            effects.append("retire it instead: retired: {date: …, reason: …} keeps its history")
        if change.id in asked and change.id not in told and _asks(change):
            told.add(change.id)
            effects.append(asked[change.id])
        found.append(replace(change, level=level, affects=affects, effects=tuple(effects)))
    return found


def _affected(change: Change, sides: Sides) -> Iterable[str]:
    field, _, part = change.change.partition(".")
    if change.item in ("indicator", "action"):
        touches = field in ("removed", "method", "retired", "entities") or change.level == "breaking"
        return sides.by_indicator.get(change.id, ()) if touches else ()
    if change.item == "entity":
        who = part if field == "members" else change.id if field in ("removed", "group") else ""
        return sorted({one.path for one in sides.submissions if one.entity == who})
    if change.item == "period":
        return sorted({one.path for one in sides.submissions if one.period == change.id})
    if change.item == "dimension" and field in ("removed", "categories"):
        return sorted({one.path for one in sides.submissions if _uses(one, change.id, part)})
    return ()


def _uses(submission: Submission, dimension: str, category: str) -> bool:
    return any(
        at == dimension and category in ("", what)
        for one in submission.measurements.values()
        for cell in one.cells
        for at, what in cell.at
    )


def _breaks(change: Change, sides: Sides) -> bool:
    """Whether figures that were reported lose their meaning or their place. The change is known to touch some."""
    field = change.change.partition(".")[0]
    gone = change.after is None
    if change.level == "minor":
        return False
    if change.change in BREAKS_DATA or change.change == "removed":
        return change.level != "review" or change.change != "removed"
    if change.change in ("method.respondents", "entities"):
        return bool(_dropped(change, sides))
    return gone and field in ("method", "members", "categories") and "." not in change.change.removeprefix(f"{field}.")


def _dropped(change: Change, sides: Sides) -> list[str]:
    """Files of those who have reported on the item's indicators and are no longer asked."""
    base, head = sides.frameworks
    found = []
    for one in sides.submissions:
        for id in one.measurements:
            measurable, before = head.indicators.get(id), base.indicators.get(id)
            if measurable is None or before is None or change.id not in (id, measurable.action.id):
                continue
            periods = [framework.periods.get(one.period) for framework in (base, head)]
            if not periods[0] or not periods[1]:
                continue
            asked = base.asks(one.entity, before, periods[0])
            if asked and not head.asks(one.entity, measurable, periods[1]):
                found.append(one.path)
    return found


def _declared(change: Change, changes: Iterable[Change]) -> bool:
    """Whether the same edit says from which period on the series is comparable."""
    return any(one.key == change.key and one.change == "method.comparable_from" for one in changes)


def _invalid(change: Change, affects: Sequence[str], sides: Sides) -> Iterator[str]:
    """Files whose measurements of the item are in error in HEAD, and were not in BASE."""
    if not affects or change.item not in ("indicator", "action"):
        return
    before = {(one.place.path, one.indicator) for one in sides.base.findings if one.severity is Severity.ERROR}
    wrong = sorted(
        {
            one.place.path
            for one in sides.head.findings
            if one.severity is Severity.ERROR
            and one.indicator == change.id
            and one.place.path in affects
            and (one.place.path, one.indicator) not in before
        }
    )
    if wrong:
        yield f"{len(wrong)} file{'s become' if len(wrong) > 1 else ' becomes'} invalid: {', '.join(wrong)}"


def _asks(change: Change) -> bool:
    return change.change in ("added", "removed", "retired", "moved", "entities") or change.change.startswith("method")


def _asked(sides: Sides) -> Iterator[tuple[str, str]]:
    """By indicator: how many items more or less it asks for, in words."""
    counts = [_items(framework) for framework in sides.frameworks]
    for id in dict.fromkeys((*counts[0], *counts[1])):
        before, after = (side.get(id, {}) for side in counts)
        if before != after:
            text = more_or_less(before, after)
            if text:
                yield id, text


def _items(framework: Framework) -> dict[str, dict[str, list[str]]]:
    """Indicator → annual period → the respondents of the items due in it."""
    data = Data(framework, ())
    years = [one for one in framework.periods.values() if one.frequency == "annual" and not one.baseline]
    found: dict[str, dict[str, list[str]]] = {}
    for id, measurable in framework.indicators.items():
        found[id] = {year.id: [item.respondent for item in items_of(data, measurable, year)] for year in years}
    return found


def more_or_less(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> str:
    """+3 items a year for each of 55 respondents; or year by year, where they differ."""
    steps = {}
    for year in dict.fromkeys((*before, *after)):
        step = len(after.get(year, ())) - len(before.get(year, ()))
        if step:
            steps[year] = step
    if not steps:
        return ""
    year = next(iter(steps))
    step = steps[year]
    here, there = {*before.get(year, ())}, {*after.get(year, ())}
    whom = (there - here or there) if step > 0 else (here - there or here)
    sign = "+" if step > 0 else "−"
    each, rest = divmod(abs(step), len(whom) or 1)
    shown = abs(step) if rest else each
    number = f"{sign}{shown} item{'s' if shown != 1 else ''}"
    of = f" for each of {len(whom)} respondents" if not rest and len(whom) > 1 else ""
    if len(set(steps.values())) == 1 and set(steps) == {*before, *after}:
        return f"{number} a year{of}"
    if len(set(steps.values())) == 1:
        return f"{number} in {', '.join(steps)}{of}"
    return ", ".join(f"{'+' if step > 0 else '−'}{abs(step)} items in {year}" for year, step in steps.items())
