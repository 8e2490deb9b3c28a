"""An answer and what is on file → what the file is to say. What differs is a question, unless it is to be replaced."""

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
    """What is on file and what the form says, and the cell that says it."""

    cell: Raw
    key: str
    on_file: str
    in_form: str


@dataclass
class MergedEntry:
    """An item's entry as it is to be, and what was asked on the way."""

    entry: dict[str, Any]
    changed: bool = False
    differences: list[Difference] = field(default_factory=list)


def merge(old: dict[str, Any] | None, answer: FormAnswer, public: bool, replace: bool) -> MergedEntry:
    """Blank cells leave what is there. `public`: what is there was compiled from published figures."""
    old = old or {}
    if public and answer.official:  # an official answer takes its place, whole
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
        self.instead_of_a_reason()
        if self.answer.reason:
            self.instead_of_a_figure()
        if self.answer.figure:
            self.figure()
        for key in SIMPLE:
            if key in self.answer.values:
                self.one(self.entry, key, self.answer.values[key], self.answer.raw_cells[key,])
        for (dimension, category), figure in self.answer.cells.items():
            self.cell(dimension, category, figure)
        if self.answer.source:
            self.source()
        if self.answer.reason:
            reason = self.entry.setdefault("not_reported", {})
            for key, cell in (("reason", "reason"), ("note", "note")):
                if key in self.answer.reason:
                    self.one(reason, key, self.answer.reason[key], self.answer.raw_cells["not_reported", cell])

    def ask(self, cell: Raw, key: str, on_file: Any, in_form: Any) -> bool:
        """Whether the form's may take the place of what is on file; if not, it is a question."""
        if not self.replace:
            self.merged.differences.append(Difference(cell, key, format_value(on_file), format_value(in_form)))
        return self.replace

    def one(self, holder: dict[str, Any], key: str, value: Any, cell: Raw) -> None:
        had = holder.get(key)
        if same_value(had, value):
            return
        if had is None or self.ask(cell, key, had, value):
            holder[key] = value
            self.merged.changed = True

    def instead_of_a_reason(self) -> None:
        reason = self.entry.get("not_reported")
        if reason and not self.answer.reason and (self.answer.figure or self.answer.cells):
            cell = next(iter(self.answer.raw_cells.values()))
            said = reason.get("reason") if isinstance(reason, dict) else reason
            if self.ask(cell, "answer", f"no figure ({said})", self.answer.figure or "parts of a figure"):
                del self.entry["not_reported"]
                self.merged.changed = True

    def instead_of_a_figure(self) -> None:
        had = [key for key in (*FIGURE_KEYS, "cells", "proxy", "also", "qualifier", "as_of") if self.entry.get(key)
               not in (None, [])]  # fmt: skip
        said = {key: self.entry[key] for key in had if key in FIGURE_KEYS} or ("a figure" if had else None)
        if said and self.ask(self.answer.raw_cells["not_reported", next(iter(self.answer.reason))], "answer", said,
                             "no figure"):  # fmt: skip
            for key in had:
                del self.entry[key]
            self.merged.changed = True

    def figure(self) -> None:
        figure = self.answer.figure
        had = {key: self.entry[key] for key in FIGURE_KEYS if self.entry.get(key) is not None}
        if all(same_value(had.get(key), value) for key, value in figure.items()):
            return
        fits = all(same_value(figure.get(key), value) for key, value in had.items()) and "proxy" not in self.entry
        cell = next(self.answer.raw_cells[key,] for key in figure if not same_value(had.get(key), figure[key]))
        if fits or self.ask(cell, "answer", had or "a figure that stands in for it", figure):
            for key in (*had, "proxy"):
                self.entry.pop(key, None)
            self.entry.update(figure)
            self.merged.changed = True

    def cell(self, dimension: str, category: str, figure: dict[str, Any]) -> None:
        cells = self.entry.setdefault("cells", [])
        had = next((cell for cell in cells if _category_of(cell) == {dimension: category}), None)
        if had is None:
            cells.append({dimension: category, **figure})
            self.merged.changed = True
            return
        kept = {key: value for key, value in had.items() if key in FIGURES}
        if all(same_value(kept.get(key), value) for key, value in figure.items()):
            return
        fits = all(same_value(figure.get(key), value) for key, value in kept.items())
        place = self.answer.raw_cells["cells", dimension, category, next(iter(figure))]
        if fits or self.ask(place, category, kept, figure):
            for key in kept:
                del had[key]
            had.update(figure)
            self.merged.changed = True

    def source(self) -> None:
        sources = self.entry.get("sources") or []
        source = self.answer.source
        if not sources:
            self.entry["sources"] = [source]
            self.merged.changed = True
            return
        first = sources[0]
        title = source.get("title")
        if title is not None and not same_value(first.get("title"), title):
            if self.ask(self.answer.raw_cells["sources", "title"], "source", first.get("title"), title):
                sources[0] = source  # another document: page and quote were the other one's
                self.merged.changed = True
            return
        for key, value in source.items():
            self.one(first, key, value, self.answer.raw_cells["sources", key])


def _category_of(cell: Any) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key not in FIGURES} if isinstance(cell, dict) else {}


def same_value(one: Any, other: Any) -> bool:
    """Whether two values say the same: numbers by their size, days as precise as they are, text but for its edges."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return one == other
    if isinstance(one, str) and isinstance(other, str):
        return _lines(one) == _lines(other)
    return type(one) is type(other) and bool(one == other)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def format_value(value: Any) -> str:
    """A value in words: `numerator 551, denominator 9044`."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {format_value(each)}" for key, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal | date):
        return str(value)
    text = " ".join(str(value).split())
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def route_cells(answer: FormAnswer, entry: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Raw]]:
    """Each place in the merged entry that the form has a cell for."""
    index = {tuple(_category_of(cell).items()): number for number, cell in enumerate(entry.get("cells") or [])}
    for route, cell in answer.raw_cells.items():
        match route:
            case ("cells", dimension, category, key):
                yield ("cells", index.get(((dimension, category),), 0), key), cell
            case ("sources", key):
                yield ("sources", 0, key), cell
            case _:
                yield route, cell
