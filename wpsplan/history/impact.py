"""Effects of a change of the plan: measurements that it touches or breaks, and respondents asked for more or less."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wpsplan.finding import Severity
from wpsplan.framework.framework import Framework
from wpsplan.history.plan_diff import BREAKS_DATA, Change
from wpsplan.model.submission import Submission
from wpsplan.results.availability import items_of
from wpsplan.results.dataset import Dataset
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
        """The submissions of both sides: what a change breaks can't be read in HEAD any more."""
        return (*self.base.submissions, *self.head.submissions)

    @cached_property
    def by_indicator(self) -> Mapping[str, list[str]]:
        """Indicator or action → the sorted paths of the files that report on it, on either side."""
        paths_by_id: dict[str, dict[str, None]] = {}
        for submission in self.submissions:
            for id in (*submission.measurements, *submission.actions):
                paths_by_id.setdefault(id, {})[submission.path] = None
        return {id: sorted(paths) for id, paths in paths_by_id.items()}


def add_impact(changes: Sequence[Change], sides: Sides) -> list[Change]:
    """Add to changes what they touch, and their effects; those that break figures already reported become breaking."""
    additions = dict(_asked(sides))
    explained: set[str] = set()
    completed = []
    for change in changes:
        affects = tuple(_affected(change, sides))
        level = "breaking" if affects and _breaks(change, sides) else change.level
        effects = list(_invalid(change, affects, sides))
        if level == "breaking" and change.change in BREAKS_DATA and not _declared(change, changes):
            effects.append("its series ends here: say so with comparable_from: {period: …, reason: …}")
        if change.change == "removed" and level == "breaking" and change.item in ("action", "indicator"):
            effects.append("retire it instead: retired: {date: …, reason: …} keeps its history")
        if change.id in additions and change.id not in explained and _asks(change):
            explained.add(change.id)
            effects.append(additions[change.id])
        completed.append(replace(change, level=level, affects=affects, effects=tuple(effects)))
    return completed


def _affected(change: Change, sides: Sides) -> Iterable[str]:
    field, _, part = change.change.partition(".")
    if change.item in ("indicator", "action"):
        touches = field in ("removed", "method", "retired", "entities") or change.level == "breaking"
        return sides.by_indicator.get(change.id, ()) if touches else ()
    if change.item == "entity":
        entity = part if field == "members" else change.id if field in ("removed", "group") else ""
        return sorted({submission.path for submission in sides.submissions if submission.entity == entity})
    if change.item == "period":
        return sorted({submission.path for submission in sides.submissions if submission.period == change.id})
    if change.item == "dimension" and field in ("removed", "categories"):
        return sorted({submission.path for submission in sides.submissions if _uses(submission, change.id, part)})
    return ()


def _uses(submission: Submission, dimension: str, category: str) -> bool:
    return any(
        cell_dimension == dimension and category in ("", cell_category)
        for measurement in submission.measurements.values()
        for cell in measurement.cells
        for cell_dimension, cell_category in cell.categories
    )


def _breaks(change: Change, sides: Sides) -> bool:
    """Tell if figures that were reported lose their meaning or their place. The change is known to touch some."""
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
    """Files of the entities that have reported on the item's indicators and are no longer asked."""
    base, head = sides.frameworks
    paths = []
    for submission in sides.submissions:
        for id in submission.measurements:
            measurable, before = head.indicators.get(id), base.indicators.get(id)
            if measurable is None or before is None or change.id not in (id, measurable.action.id):
                continue
            periods = [framework.periods.get(submission.period) for framework in (base, head)]
            if not periods[0] or not periods[1]:
                continue
            asked = base.is_respondent(submission.entity, before, periods[0])
            if asked and not head.is_respondent(submission.entity, measurable, periods[1]):
                paths.append(submission.path)
    return paths


def _declared(change: Change, changes: Iterable[Change]) -> bool:
    """Tell if the same edit says from which period on the series is comparable."""
    return any(other.key == change.key and other.change == "method.comparable_from" for other in changes)


def _invalid(change: Change, affects: Sequence[str], sides: Sides) -> Iterator[str]:
    """A sentence on the files whose measurements of the item are in error in HEAD, and were not in BASE."""
    if not affects or change.item not in ("indicator", "action"):
        return
    old = (finding for finding in sides.base.findings if finding.severity is Severity.ERROR)
    before = {(finding.place.path, finding.indicator) for finding in old}
    wrong = sorted(
        {
            finding.place.path
            for finding in sides.head.findings
            if finding.severity is Severity.ERROR
            and finding.indicator == change.id
            and finding.place.path in affects
            and (finding.place.path, finding.indicator) not in before
        }
    )
    if wrong:
        yield f"{len(wrong)} file{'s become' if len(wrong) > 1 else ' becomes'} invalid: {', '.join(wrong)}"


def _asks(change: Change) -> bool:
    return change.change in ("added", "removed", "retired", "moved", "entities") or change.change.startswith("method")


def _asked(sides: Sides) -> Iterator[tuple[str, str]]:
    """Pairs of an indicator and the number of items that it asks for more or less, in words."""
    counts = [_items(framework) for framework in sides.frameworks]
    for id in dict.fromkeys((*counts[0], *counts[1])):
        before, after = (side.get(id, {}) for side in counts)
        if before != after:
            text = more_or_less(before, after)
            if text:
                yield id, text


def _items(framework: Framework) -> dict[str, dict[str, list[str]]]:
    """Indicator → annual period → the respondents of the items due in it."""
    data = Dataset(framework, ())
    years = [period for period in framework.periods.values() if period.frequency == "annual" and not period.baseline]
    respondents: dict[str, dict[str, list[str]]] = {}
    for id, measurable in framework.indicators.items():
        respondents[id] = {year.id: [item.respondent for item in items_of(data, measurable, year)] for year in years}
    return respondents


def more_or_less(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> str:
    """Number of items more or less: +3 items a year for each of 55 respondents; or year by year, where they differ."""
    steps = {}
    for year in dict.fromkeys((*before, *after)):
        step = len(after.get(year, ())) - len(before.get(year, ()))
        if step:
            steps[year] = step
    if not steps:
        return ""
    year = next(iter(steps))
    step = steps[year]
    old, new = {*before.get(year, ())}, {*after.get(year, ())}
    respondents = (new - old or new) if step > 0 else (old - new or old)
    sign = "+" if step > 0 else "−"
    share, rest = divmod(abs(step), len(respondents) or 1)
    count = abs(step) if rest else share
    number = f"{sign}{count} item{'s' if count != 1 else ''}"
    whom = f" for each of {len(respondents)} respondents" if not rest and len(respondents) > 1 else ""
    if len(set(steps.values())) == 1 and set(steps) == {*before, *after}:
        return f"{number} a year{whom}"
    if len(set(steps.values())) == 1:
        return f"{number} in {', '.join(steps)}{whom}"
    return ", ".join(f"{'+' if step > 0 else '−'}{abs(step)} items in {year}" for year, step in steps.items())
