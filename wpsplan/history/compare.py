"""Two revisions of a workspace side by side: what changed in the plan, what that touches, and which figures differ."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from wpsplan.finding import Finding, Severity, UserError
from wpsplan.history.effects import Sides, with_effects
from wpsplan.history.figure_diff import FigureChange, figure_changes
from wpsplan.history.plan_diff import Change, plan_changes
from wpsplan.history.records import Record, records_of
from wpsplan.history.revisions import files_at, laid_out, on_disk
from wpsplan.workspace import Workspace, load

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one revision to another."""

    base: str
    head: str | None
    """None: the working tree."""
    changes: tuple[Change, ...]
    figures: tuple[FigureChange, ...]
    errors: tuple[tuple[str, Finding], ...]
    """(BASE or HEAD, what could not be read there): it is left out of the comparison."""


def compare(root: Path, base: str, head: str | None = None) -> Diff:
    """Compares two revisions; `head` left out: the working tree."""
    with ExitStack() as stack:
        old = files_at(root, base)
        new = files_at(root, head) if head is not None else dict(on_disk(root))
        before = _loaded(stack.enter_context(laid_out(old)), base)
        after = _loaded(stack.enter_context(laid_out(new)), head or "the working tree")
        sides = Sides(before, after)
        changes = _changes(sides)
        middle = before if _same(old, new, "plan/") else after if _same(old, new, "measurements/") else None
        if middle is None:
            mixed = {**_only(new, "plan/"), **_only(old, "measurements/")}
            middle = load(stack.enter_context(laid_out(mixed)))
        figures = figure_changes((before, middle, after), changes)
        placed = list(_placed(changes, sides))
    errors = [("BASE", one) for one in _errors(before)] + [("HEAD", one) for one in _errors(after)]
    return Diff(base, head, tuple(placed), tuple(figures), tuple(errors))


def _loaded(root: Path, name: str) -> Workspace:
    workspace = load(root)
    if workspace.framework is None:
        broken = next((one for one in workspace.findings if one.place.path == "plan/plan.yaml"), None)
        why = f": line {broken.line}: {broken.message}" if broken else ""
        raise UserError(f"plan/plan.yaml can't be read in {name}{why}", "nothing can be compared without it", code=1)
    return workspace


def _changes(sides: Sides) -> list[Change]:
    records = [records_of(framework) for framework in sides.frameworks]
    unread = (_unread(sides.base), _unread(sides.head))
    changes = plan_changes(records[0], records[1], unread)
    return with_effects([_doubted(one, records[0].get(one.key), sides) for one in changes], sides)


def _unread(workspace: Workspace) -> frozenset[str]:
    """Plan files of which nothing could be read."""
    framework = workspace.framework
    assert framework is not None
    read = {framework.place("outcome", one.id).path for one in framework.outcomes}
    outcomes = {path for path in workspace.files if path.startswith("plan/outcomes/")} - read
    others = {f"plan/{name}.yaml" for name in ("entities", "dimensions") if not framework.whole.get(name, True)}
    return frozenset(outcomes | others)


def _doubted(change: Change, before: Record | None, sides: Sides) -> Change:
    """A change of something that is in error on one side says so: it is compared without what is wrong."""
    for name, side, place in (
        ("BASE", sides.base, before.place if before else None),
        ("HEAD", sides.head, change.place),
    ):
        for one in _errors(side) if place else ():
            at = one.place
            if place and at.path == place.path and at.route[: len(place.route)] == place.route and place.route:
                return replace(change, remark=f"in error in {name}, {at.path}:{one.line}: {one.message}")
    return change


def _errors(workspace: Workspace) -> list[Finding]:
    return [one for one in workspace.findings if one.severity is Severity.ERROR]


def _placed(changes: list[Change], sides: Sides) -> Iterator[Change]:
    """With the line that each item stands on."""
    for one in changes:
        side = sides.base if one.change == "removed" else sides.head
        yield replace(one, line=side.lines.of(one.place))


def _only(files: Files, folder: str) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.startswith(folder)}


def _same(one: Files, other: Files, folder: str) -> bool:
    """Whether a folder holds the same, whatever its line ends."""
    texts = [
        {path: content.replace(b"\r\n", b"\n") for path, content in _only(each, folder).items()}
        for each in (one, other)
    ]
    return texts[0] == texts[1]
