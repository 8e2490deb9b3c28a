"""Two revisions of a workspace side by side: what changed in the plan, what that touches, and which figures differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wpsplan.finding import Finding, Severity, UserError
from wpsplan.history.figure_diff import FigureChange, figure_changes
from wpsplan.history.flatten import FlatItem, flatten_plan
from wpsplan.history.impact import Sides, add_impact
from wpsplan.history.plan_diff import Change, plan_changes
from wpsplan.history.revisions import snapshot_at, working_tree
from wpsplan.workspace import Snapshot, Workspace, load

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Diff:
    """The differences from one revision to another."""

    base: str
    head: str | None
    """None: the working tree."""
    changes: tuple[Change, ...]
    figures: tuple[FigureChange, ...]
    errors: tuple[tuple[str, Finding], ...]
    """(BASE or HEAD, an error in a file there): what is wrong is left out of the comparison."""


def compare(root: Path, base: str, head: str | None = None) -> Diff:
    """Compare two revisions; `head` None: the working tree."""
    old = snapshot_at(root, base)
    new = snapshot_at(root, head) if head is not None else working_tree(root)
    before = _loaded(old, base)
    after = _loaded(new, head or "the working tree")
    sides = Sides(before, after)
    changes = _changes(sides)
    same_plan, same_measurements = (_same(old.files, new.files, folder) for folder in ("plan/", "measurements/"))
    middle = before if same_plan else after if same_measurements else None
    if middle is None:
        middle = load(Snapshot({**_only(new.files, "plan/"), **_only(old.files, "measurements/")}))
    figures = figure_changes((before, middle, after), changes)
    placed = list(_placed(changes, sides))
    errors = [("BASE", finding) for finding in _errors(before)] + [("HEAD", finding) for finding in _errors(after)]
    return Diff(base, head, tuple(placed), tuple(figures), tuple(errors))


def _loaded(files: Snapshot, name: str) -> Workspace:
    workspace = load(files)
    if workspace.framework is None:
        broken = next((finding for finding in workspace.findings if finding.place.path == "plan/plan.yaml"), None)
        why = f": line {broken.line}: {broken.message}" if broken else ""
        raise UserError(f"plan/plan.yaml can't be read in {name}{why}", "nothing can be compared without it", code=1)
    return workspace


def _changes(sides: Sides) -> list[Change]:
    records = [flatten_plan(framework) for framework in sides.frameworks]
    unread = (_unread(sides.base), _unread(sides.head))
    changes = plan_changes(records[0], records[1], unread)
    return add_impact([_doubted(change, records[0].get(change.key), sides) for change in changes], sides)


def _unread(workspace: Workspace) -> frozenset[str]:
    """Plan files of which nothing could be read."""
    framework = workspace.framework
    assert framework is not None
    read = {framework.place("outcome", outcome.id).path for outcome in framework.outcomes}
    outcomes = {path for path in workspace.files if path.startswith("plan/outcomes/")} - read
    others = {f"plan/{name}.yaml" for name in ("entities", "dimensions") if not framework.whole.get(name, True)}
    return frozenset(outcomes | others)


def _doubted(change: Change, before: FlatItem | None, sides: Sides) -> Change:
    """The change, with a remark where its item is in error on one side: it is compared without what is wrong."""
    for name, side, place in (
        ("BASE", sides.base, before.place if before else None),
        ("HEAD", sides.head, change.place),
    ):
        for finding in _errors(side) if place else ():
            path, route = finding.place.path, finding.place.route
            if place and path == place.path and route[: len(place.route)] == place.route and place.route:
                return replace(change, remark=f"in error in {name}, {path}:{finding.line}: {finding.message}")
    return change


def _errors(workspace: Workspace) -> list[Finding]:
    return [finding for finding in workspace.findings if finding.severity is Severity.ERROR]


def _placed(changes: list[Change], sides: Sides) -> Iterator[Change]:
    """The changes, with the line that each item stands on."""
    for change in changes:
        side = sides.base if change.change == "removed" else sides.head
        yield replace(change, line=side.lines.of(change.place))


def _only(files: Files, folder: str) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.startswith(folder)}


def _same(first: Files, second: Files, folder: str) -> bool:
    """Tell if a folder holds the same files with the same content, whatever their line ends."""
    texts = [
        {path: content.replace(b"\r\n", b"\n") for path, content in _only(files, folder).items()}
        for files in (first, second)
    ]
    return texts[0] == texts[1]
