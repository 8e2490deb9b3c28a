"""Changes in words, for the terminal and for Markdown alike: functions of type `Write` mark the words."""

from collections.abc import Callable
from typing import Any

from wpsplan.render.json.plain import Plain

MARKS = {"breaking": "✖", "review": "●", "minor": "○"}
CAUSES = {
    "method": "by this change of method alone (no new data)",
    "plan": "by this change of the plan alone (no new data)",
    "new-data": "new data",
    "corrected": "data corrected",
    "removed": "data removed",
}
Write = Callable[[str], str]
"""Write words that go (cut), come (add) or stay (keep), with their marks."""
LONGEST = 60
"""The most characters of a text that stays, in one run."""


def field(change: str) -> str:
    """A field's name as people say it: method.denominator → denominator; text → agreed text."""
    name = change.removeprefix("method.")
    return {"text": "agreed text", "name": "name", "method": "method"}.get(
        name, name.replace("_", " ").replace(".", " ")
    )


def what(change: Plain, cut: Write, add: Write, keep: Write) -> str:
    """Describe a change of an item: moved from 13.3 to 13.1; denominator: ~~staff~~ → **civilian staff**."""
    kind, before, after = change["change"], change["before"], change["after"]
    if kind in ("added", "removed"):
        return f"{kind}: {(add if kind == 'added' else cut)(_short(after or before))}"
    if kind == "moved":
        return f"moved from {keep(str(before))} to {keep(str(after))}"
    if change["words"] and any(part["what"] == "keep" and len(part["text"]) > 2 for part in change["words"]):
        return f"{field(kind)}: {mark_changes(change['words'], cut, add, keep)}"
    shown = [write(_short(value)) for value, write in ((before, cut), (after, add)) if value is not None]
    return f"{field(kind)}: {' → '.join(shown)}"


def mark_changes(parts: list[dict[str, Any]], cut: Write, add: Write, keep: Write) -> str:
    """Write a text with its changed words marked; long runs that stay are shortened in their middle."""
    shown = []
    for index, part in enumerate(parts):
        text = part["text"]
        if part["what"] == "keep":
            shown.append(keep(_middle(text, index == 0, index == len(parts) - 1)))
            continue
        inner = text.strip()
        write = cut if part["what"] == "cut" else add
        space = [text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]]
        beside = " " if shown and parts[index - 1]["what"] == "cut" and not space[0] else ""
        shown.append(f"{beside}{space[0]}{write(inner)}{space[1]}" if inner else text)
    return "".join(shown)


def _middle(text: str, first: bool, last: bool) -> str:
    if len(text) <= LONGEST:
        return text
    head = "" if first else text[:25]
    tail = "" if last else text[-25:]
    return f"{head}…{tail}"


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = ", ".join(f"{key}: {_short(item)}" for key, item in value.items())
    elif isinstance(value, list):
        value = ", ".join(_short(item) for item in value) or "none"
    text = " ".join(str(value).split())
    return text if len(text) <= 160 else f"{text[:159]}…"


def figure(change: Plain) -> str:
    """Describe a change of a figure and its state: 34 (on track) → 34 (off track)."""
    texts = [
        _figure(change[side], change[f"progress_{side}"], change[f"reason_{side}"]) for side in ("before", "after")
    ]
    return f"{texts[0]} → {texts[1]}"


def _figure(value: Plain | None, state: str | None, reason: str | None) -> str:
    shown = value["text"] if value and value["text"] else "no figure"
    if state in (None, "not-assessed"):
        return f"{shown} (not assessed: {(reason or '').replace('-', ' ')})" if state else "not there"
    return f"{shown} ({(state or '').replace('-', ' ')})"


def totals(data: Plain) -> str:
    """Count the changes by level: 1 breaking, 2 to review, 1 minor."""
    counts = data["counts"]
    words = {"breaking": "breaking", "review": "to review", "minor": "minor"}
    return ", ".join(f"{counts[level]} {words[level]}" for level in words if counts[level]) or "no change"
