"""Merge an answer into its entry on file. A difference becomes a question, unless the answer is to replace it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from wpsplan.forms.answers import FIGURE_KEYS, FormAnswer
from wpsplan.forms.cells import Raw
from wpsplan.model.submission import FIGURES

SIMPLE = ("as_of", "qualifier", "narrative")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between the file and the form, with the form's cell."""

    cell: Raw
    key: str
    on_file: str
    in_form: str


@dataclass
class MergedEntry:
    """An item's merged entry, and the differences to ask about."""

    entry: dict[str, Any]
    changed: bool = False
    differences: list[Difference] = field(default_factory=list)


def merge(old: dict[str, Any] | None, answer: FormAnswer, public: bool, replace: bool) -> MergedEntry:
    """Merge an answer into an item's entry on file (None: there is none). Blank cells leave the entry as it is.

    `public`: the entry was compiled from published figures. `replace`: the answer wins where the two differ.
    """
    old = old or {}
    if public and answer.official:  # an official answer replaces the whole entry
        old, start_anew = {}, True
    else:
        start_anew = False
    merged = MergedEntry(deepcopy(old), changed=start_anew)
    _Merger(merged, answer, replace).run()
    return merged


class _Merger:
    def __init__(self, merged: MergedEntry, answer: FormAnswer, replace: bool) -> None:
        self.merged = merged
        self.entry = merged.entry
        self.answer = answer
        self.replace = replace

    def run(self) -> None:
        self.replace_reason()
        if self.answer.reason:
            self.replace_figure()
        if self.answer.figure:
            self.set_figure()
        for key in SIMPLE:
            if key in self.answer.values:
                self.set_value(self.entry, key, self.answer.values[key], self.answer.raw_cells[key,])
        for (dimension, category), figure in self.answer.cells.items():
            self.set_cell(dimension, category, figure)
        if self.answer.source:
            self.set_source()
        if self.answer.reason:
            reason = self.entry.setdefault("not_reported", {})
            for key, cell in (("reason", "reason"), ("note", "note")):
                if key in self.answer.reason:
                    self.set_value(reason, key, self.answer.reason[key], self.answer.raw_cells["not_reported", cell])

    def may_replace(self, cell: Raw, key: str, on_file: Any, in_form: Any) -> bool:
        """Tell if the form's value may replace the one on file; if not, record the difference."""
        if not self.replace:
            self.merged.differences.append(Difference(cell, key, format_value(on_file), format_value(in_form)))
        return self.replace

    def set_value(self, holder: dict[str, Any], key: str, value: Any, cell: Raw) -> None:
        old_value = holder.get(key)
        if same_value(old_value, value):
            return
        if old_value is None or self.may_replace(cell, key, old_value, value):
            holder[key] = value
            self.merged.changed = True

    def replace_reason(self) -> None:
        reason = self.entry.get("not_reported")
        if reason and not self.answer.reason and (self.answer.figure or self.answer.cells):
            cell = next(iter(self.answer.raw_cells.values()))
            old_reason = reason.get("reason") if isinstance(reason, dict) else reason
            if self.may_replace(cell, "answer", f"no figure ({old_reason})", self.answer.figure or "parts of a figure"):
                del self.entry["not_reported"]
                self.merged.changed = True

    def replace_figure(self) -> None:
        keys = (*FIGURE_KEYS, "cells", "proxy", "also", "qualifier", "as_of")
        old_keys = [key for key in keys if self.entry.get(key) not in (None, [])]
        old_figure = {key: self.entry[key] for key in old_keys if key in FIGURE_KEYS} or (
            "a figure" if old_keys else None
        )
        cell = self.answer.raw_cells["not_reported", next(iter(self.answer.reason))]
        if old_figure and self.may_replace(cell, "answer", old_figure, "no figure"):
            for key in old_keys:
                del self.entry[key]
            self.merged.changed = True

    def set_figure(self) -> None:
        figure = self.answer.figure
        old_figure = {key: self.entry[key] for key in FIGURE_KEYS if self.entry.get(key) is not None}
        if all(same_value(old_figure.get(key), value) for key, value in figure.items()):
            return
        fits = (
            all(same_value(figure.get(key), value) for key, value in old_figure.items()) and "proxy" not in self.entry
        )
        cell = next(self.answer.raw_cells[key,] for key in figure if not same_value(old_figure.get(key), figure[key]))
        if fits or self.may_replace(cell, "answer", old_figure or "a figure that stands in for it", figure):
            for key in (*old_figure, "proxy"):
                self.entry.pop(key, None)
            self.entry.update(figure)
            self.merged.changed = True

    def set_cell(self, dimension: str, category: str, figure: dict[str, Any]) -> None:
        cells = self.entry.setdefault("cells", [])
        old_cell = next((cell for cell in cells if _category_of(cell) == {dimension: category}), None)
        if old_cell is None:
            cells.append({dimension: category, **figure})
            self.merged.changed = True
            return
        old_figure = {key: value for key, value in old_cell.items() if key in FIGURES}
        if all(same_value(old_figure.get(key), value) for key, value in figure.items()):
            return
        fits = all(same_value(figure.get(key), value) for key, value in old_figure.items())
        raw_cell = self.answer.raw_cells["cells", dimension, category, next(iter(figure))]
        if fits or self.may_replace(raw_cell, category, old_figure, figure):
            for key in old_figure:
                del old_cell[key]
            old_cell.update(figure)
            self.merged.changed = True

    def set_source(self) -> None:
        sources = self.entry.get("sources") or []
        source = self.answer.source
        if not sources:
            self.entry["sources"] = [source]
            self.merged.changed = True
            return
        first = sources[0]
        title = source.get("title")
        if title is not None and not same_value(first.get("title"), title):
            if self.may_replace(self.answer.raw_cells["sources", "title"], "source", first.get("title"), title):
                sources[0] = source  # a different document: the old page and quote don't belong to it
                self.merged.changed = True
            return
        for key, value in source.items():
            self.set_value(first, key, value, self.answer.raw_cells["sources", key])


def _category_of(cell: Any) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key not in FIGURES} if isinstance(cell, dict) else {}


def same_value(first: Any, second: Any) -> bool:
    """Tell if two values are the same: numbers by size, days of one precision, text but for blanks at its edges."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, int | Decimal) and isinstance(second, int | Decimal):
        return first == second
    if isinstance(first, str) and isinstance(second, str):
        return _lines(first) == _lines(second)
    return type(first) is type(second) and bool(first == second)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def format_value(value: Any) -> str:
    """Return a value in words: `numerator 551, denominator 9044`."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {format_value(item)}" for key, item in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal | date):
        return str(value)
    text = " ".join(str(value).split())
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def route_cells(answer: FormAnswer, entry: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Raw]]:
    """Yield each route in the merged entry that the form has a cell for, with that cell."""
    positions = {tuple(_category_of(cell).items()): number for number, cell in enumerate(entry.get("cells") or [])}
    for route, cell in answer.raw_cells.items():
        match route:
            case ("cells", dimension, category, key):
                yield ("cells", positions.get(((dimension, category),), 0), key), cell
            case ("sources", key):
                yield ("sources", 0, key), cell
            case _:
                yield route, cell
