"""What is kept of one respondent's files, now and for the next time."""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from wpsplan.finding import Finding
from wpsplan.rules.accepting import Accepted
from wpsplan.rules.copies import Trace
from wpsplan.rules.gist import Gist, Said
from wpsplan.workspace.layout import Layout
from wpsplan.workspace.memory import contents, digest_of, finding_of, plain, program, recall, remember

Wanted = Mapping[tuple[str, str], Collection[str]]
"""(period, entity) → the indicators whose figures are held against a published total."""

KIND = "respondents"
MOST_KEPT = 1000
"""Respondents, or states of their files; of more the oldest are forgotten."""


@dataclass(slots=True)
class Kept:
    """What is kept of one respondent's files."""

    findings: list[Finding] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    gists: list[Gist] = field(default_factory=list)
    """Of groups; and of their members, as far as they are wanted."""


def plan_of(root: Path) -> str | None:
    """The digest of the plan and of the program; None where something of the plan is no plain file or folder."""
    try:
        return digest_of(chain(program(), contents(f"{root}/", "plan")))
    except (OSError, ValueError):
        return None


def remembered(
    layout: Layout, paths: Sequence[str], plan: str | None, wanted: Wanted, read: Callable[[], Kept]
) -> Kept:
    """What was kept of these files the last time, else what `read` now makes of them. `plan`: None, not to remember."""
    name = _name(layout, paths, plan, wanted)
    kept = None if name is None else recall(KIND, name, _of)
    if kept is None:
        kept = read()
        if name is not None and name == _name(layout, paths, plan, wanted):  # nothing has changed while it was read
            remember(KIND, name, _plain(kept))
    return kept


def _name(layout: Layout, paths: Sequence[str], plan: str | None, wanted: Wanted) -> str | None:
    """The digest of all that is kept depends on; None where a file can't be read."""
    try:
        return None if plan is None else digest_of(_parts(layout, paths, plan, wanted))
    except ValueError:
        return None


def _parts(layout: Layout, paths: Sequence[str], plan: str, wanted: Wanted) -> Iterator[bytes]:
    """Raises ValueError where a file can't be read."""
    yield plan.encode()
    for path in paths:
        raw = layout.read(path)
        if isinstance(raw, Finding):
            raise ValueError(path)
        _, period, name = path.split("/")
        yield path.encode("utf-8", "surrogateescape")
        yield raw
        yield "\n".join(sorted(wanted.get((period, name.removesuffix(".yaml")), ()))).encode()


def _plain(kept: Kept) -> dict[str, Any]:
    return {
        "findings": [plain(one) for one in kept.findings],
        "accepted": [[one.path, one.indicator, one.index, one.code, one.reason] for one in kept.accepted],
        "traces": [
            [one.path, one.period, one.entity, one.ids, one.figures, list(one.narratives)] for one in kept.traces
        ],
        "gists": [
            [one.path, one.period, one.entity, {id: _numbers(said) for id, said in one.said.items()}]
            for one in kept.gists
        ],
    }  # fmt: skip


def _of(data: dict[str, Any]) -> Kept:
    return Kept(
        [finding_of(one) for one in data["findings"]],
        [Accepted(*one) for one in data["accepted"]],
        [
            Trace(path, period, entity, ids, figures, array("q", narratives))
            for path, period, entity, ids, figures, narratives in data["traces"]
        ],
        [
            Gist(path, period, entity, {id: _said(*one) for id, one in said.items()})
            for path, period, entity, said in data["gists"]
        ],
    )


def _numbers(said: Said) -> list[Any]:
    """For JSON, exact: a number with a point as its text."""
    return [str(one) if isinstance(one, Decimal) else one for one in said]


def _said(value: Any, numerator: Any, denominator: Any, achieved: bool | None, narrative: int | None) -> Said:
    value, numerator, denominator = (
        Decimal(one) if isinstance(one, str) else one for one in (value, numerator, denominator)
    )
    return Said(value, numerator, denominator, achieved, narrative)
