"""What changed between two plans: item by item, field by field, each change with how grave it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wpsplan.finding import Place
from wpsplan.history.records import Key, Record
from wpsplan.kinds import DEFINING_KEYS

LEVELS = ("minor", "review", "breaking")
"""From the least grave to the gravest."""
BREAKS_DATA = frozenset(f"method.{name}" for name in DEFINING_KEYS)
"""Another value makes other figures of the same name: breaking, where measurements exist."""
TEXTED = ("outcome", "action", "indicator")
"""Items that are recognised by their agreed text."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item; `before` and `after` are plain values, None where there is none."""

    item: str
    id: str
    change: str
    """added, removed, moved, or the field that differs (text, method.unit, members.BEL, …)"""
    level: str
    before: Any
    after: Any
    place: Place
    """Where the item stands: in HEAD, or in BASE where it is gone."""
    remark: str = ""
    affects: tuple[str, ...] = ()
    """Measurement files that it touches."""
    effects: tuple[str, ...] = ()
    """What it does to them and to those who report, in words."""
    line: int = 1

    @property
    def key(self) -> Key:
        """The item's kind and id."""
        return self.item, self.id


def plan_changes(
    base: Mapping[Key, Record], head: Mapping[Key, Record], unread: tuple[frozenset[str], frozenset[str]]
) -> list[Change]:
    """The changes from one plan to another, in the order of the plan. `unread`: files that can't be read in BASE and in
    HEAD; what stood in them elsewhere is not called added or removed."""
    base_only, head_only = (
        [one for key, one in this.items() if key not in other and not _in_unread(one, files)]
        for this, other, files in ((base, head, unread[1]), (head, base, unread[0]))
    )
    found = [_whole(one, "removed", base, head) for one in base_only]
    found += [_whole(one, "added", base, head) for one in head_only]
    for key, after in head.items():
        if key in base:
            found += _fields(base[key], after, base, head)
    order = {key: index for index, key in enumerate(dict.fromkeys((*base, *head)))}
    return sorted(found, key=lambda change: order[change.key])


def item_changes(base: Mapping[Key, Record], head: Mapping[Key, Record]) -> list[Change]:
    """The changes of single items, looked at alone: what else is in the plan is not known."""
    found = [_whole(one, "removed", {}, {}) for key, one in base.items() if key not in head]
    found += [_whole(one, "added", {}, {}) for key, one in head.items() if key not in base]
    return found + [change for key in head if key in base for change in _fields(base[key], head[key], {}, {})]


def _in_unread(record: Record, files: Iterable[str]) -> bool:
    return record.place.path in files


def _whole(one: Record, change: str, base: Mapping[Key, Record], head: Mapping[Key, Record]) -> Change:
    name = one.fields.get("text") or one.fields.get("name") or one.fields.get("title") or one.id
    other = head if change == "removed" else base
    twin = _twin(one, other)
    remark = ""
    if twin:
        remark = f"its text stands under {twin.id} {'now' if change == 'removed' else 'there'}"
    if change == "removed":
        retired = one.fields.get("retired")
        level = "review" if retired else "breaking"
        return Change(one.item, one.id, change, level, name, None, one.place, remark)
    return Change(one.item, one.id, change, "minor", None, name, one.place, remark)


def _twin(one: Record, others: Mapping[Key, Record]) -> Record | None:
    """Another item of the same kind that bears this one's agreed text."""
    if one.item not in TEXTED:
        return None
    same = (
        other
        for (item, id), other in others.items()
        if item == one.item and id != one.id and other.fields["text"] == one.fields["text"]
    )
    return next(same, None)


def _fields(before: Record, after: Record, base: Mapping[Key, Record], head: Mapping[Key, Record]) -> Iterator[Change]:
    if before.parent != after.parent:
        yield Change(after.item, after.id, "moved", "review", before.parent, after.parent, after.place)
    names = dict.fromkeys((*before.fields, *after.fields))
    old, new = _method(before), _method(after)
    if (old is None) != (new is None):
        yield Change(after.item, after.id, "method", "review", old, new, after.place)
        names = dict.fromkeys(name for name in names if not name.startswith("method."))
    for name in names:
        old, new = before.fields.get(name), after.fields.get(name)
        if old != new:
            yield _field(before, after, name, base, head)
        elif name.startswith("method.") and name in after.written - before.written:
            yield Change(after.item, after.id, name, "minor", None, new, after.place, "a default is written out")
        elif name.startswith("method.") and name in before.written - after.written:
            yield Change(after.item, after.id, name, "minor", old, None, after.place, "a default is left to itself")


def _method(one: Record) -> Any:
    """All that a method says, where there is one."""
    said = {name.removeprefix("method."): value for name, value in one.fields.items() if name.startswith("method.")}
    return {name: value for name, value in said.items() if value is not None} or None


def _field(before: Record, after: Record, name: str, base: Mapping[Key, Record], head: Mapping[Key, Record]) -> Change:
    old, new = before.fields.get(name), after.fields.get(name)
    level = "minor" if name == "note" or name.endswith(".note") else "review"
    change = Change(after.item, after.id, name, level, old, new, after.place)
    if name == "text" and after.item in TEXTED:
        gone, came = _twin(before, head), _twin(after, base)
        if gone and gone.fields["text"] != _text(base.get((gone.item, gone.id))):
            return replace(change, level="breaking", remark=f"its old text stands under {gone.id} now: another item")
        if came and came.fields["text"] != _text(head.get((came.item, came.id))):
            return replace(change, remark=f"the text stood under {came.id} before")
    return change


def _text(record: Record | None) -> Any:
    return record.fields["text"] if record else None


def worst(changes: Sequence[Change]) -> str | None:
    """The gravest level among changes; None: there is none."""
    return max((change.level for change in changes), key=LEVELS.index, default=None)
