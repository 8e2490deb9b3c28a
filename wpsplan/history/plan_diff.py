"""Changes between two plans: item by item, field by field, each with its level."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wpsplan.finding import Place
from wpsplan.history.flatten import FlatItem, Key
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
    """The place of the item: in HEAD, or in BASE where it is gone."""
    remark: str = ""
    affects: tuple[str, ...] = ()
    """Measurement files that it touches."""
    effects: tuple[str, ...] = ()
    """Its effects on them and on those who report, in words."""
    line: int = 1

    @property
    def key(self) -> Key:
        """The item's kind and id."""
        return self.item, self.id


def plan_changes(
    base: Mapping[Key, FlatItem], head: Mapping[Key, FlatItem], unread: tuple[frozenset[str], frozenset[str]]
) -> list[Change]:
    """The changes from one plan to another, in the order of the plan. `unread`: files that can't be read in BASE and in
    HEAD; what stood in them elsewhere is not called added or removed."""
    base_only, head_only = (
        [record for key, record in records.items() if key not in others and not _in_unread(record, files)]
        for records, others, files in ((base, head, unread[1]), (head, base, unread[0]))
    )
    changes = [_whole(record, "removed", base, head) for record in base_only]
    changes += [_whole(record, "added", base, head) for record in head_only]
    for key, after in head.items():
        if key in base:
            changes += _fields(base[key], after, base, head)
    order = {key: index for index, key in enumerate(dict.fromkeys((*base, *head)))}
    return sorted(changes, key=lambda change: order[change.key])


def item_changes(base: Mapping[Key, FlatItem], head: Mapping[Key, FlatItem]) -> list[Change]:
    """The changes of single items, looked at alone: the rest of the plan is not known."""
    changes = [_whole(record, "removed", {}, {}) for key, record in base.items() if key not in head]
    changes += [_whole(record, "added", {}, {}) for key, record in head.items() if key not in base]
    return changes + [change for key in head if key in base for change in _fields(base[key], head[key], {}, {})]


def _in_unread(record: FlatItem, files: Iterable[str]) -> bool:
    return record.place.path in files


def _whole(record: FlatItem, change: str, base: Mapping[Key, FlatItem], head: Mapping[Key, FlatItem]) -> Change:
    name = record.fields.get("text") or record.fields.get("name") or record.fields.get("title") or record.id
    other = head if change == "removed" else base
    twin = _twin(record, other)
    remark = ""
    if twin:
        remark = f"its text stands under {twin.id} {'now' if change == 'removed' else 'there'}"
    if change == "removed":
        retired = record.fields.get("retired")
        level = "review" if retired else "breaking"
        return Change(record.item, record.id, change, level, name, None, record.place, remark)
    return Change(record.item, record.id, change, "minor", None, name, record.place, remark)


def _twin(record: FlatItem, others: Mapping[Key, FlatItem]) -> FlatItem | None:
    """Another item of the same kind that bears this one's agreed text."""
    if record.item not in TEXTED:
        return None
    same = (
        other
        for (item, id), other in others.items()
        if item == record.item and id != record.id and other.fields["text"] == record.fields["text"]
    )
    return next(same, None)


def _fields(
    before: FlatItem, after: FlatItem, base: Mapping[Key, FlatItem], head: Mapping[Key, FlatItem]
) -> Iterator[Change]:
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


def _method(record: FlatItem) -> Any:
    """All fields of a method, without those that are not set; None where there is no method."""
    fields = {
        name.removeprefix("method."): value for name, value in record.fields.items() if name.startswith("method.")
    }
    return {name: value for name, value in fields.items() if value is not None} or None


def _field(
    before: FlatItem, after: FlatItem, name: str, base: Mapping[Key, FlatItem], head: Mapping[Key, FlatItem]
) -> Change:
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


def _text(record: FlatItem | None) -> Any:
    return record.fields["text"] if record else None


def worst(changes: Sequence[Change]) -> str | None:
    """The gravest level among changes; None: there is none."""
    return max((change.level for change in changes), key=LEVELS.index, default=None)
