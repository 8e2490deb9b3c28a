"""What is kept of one respondent's files, now and for the next time."""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from wpsplan.finding import Finding
from wpsplan.rules.accepting import Accepted
from wpsplan.rules.copies import Trace
from wpsplan.rules.gist import Gist, Said
from wpsplan.workspace.content import content_id
from wpsplan.workspace.filed import Filed
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
    read: dict[str, str] = field(default_factory=dict)
    """The files that could be read → the id of the content that they had when they were."""
    files: list[Filed] = field(default_factory=list)
    """The files themselves, where somebody goes on with them; never for the next time."""


def plan_of(root: Path, read: Mapping[str, str]) -> str | None:
    """The digest of the plan and of the program; None where something of the plan is no plain file or folder.

    `read`: the plan's files, and their contents' ids as they were read; None, too, where a file has another by now.
    """
    ids: dict[str, str] = {}
    try:
        name = digest_of(chain(program(), contents(f"{root}/", "plan", ids)))
    except (OSError, ValueError):
        return None
    return name if all(ids.get(path) == id for path, id in read.items()) else None


def remembered(
    layout: Layout, paths: Sequence[str], plan: str | None, wanted: Wanted, read: Callable[[Layout], Kept]
) -> Kept:
    """What was kept of these files the last time, else what `read` now makes of them. `plan`: None, not to remember."""
    contents = {} if plan is None else {path: layout.read(path) for path in paths}
    known = {path: raw for path, raw in contents.items() if isinstance(raw, bytes)}
    if plan is None or len(known) < len(paths):
        return read(layout)
    name = digest_of(_parts(known, plan, wanted))
    kept = recall(KIND, name, _of)
    if kept is not None:
        kept.read = {path: content_id(raw) for path, raw in known.items()}
        return kept
    kept = read(replace(layout, overlay={**layout.overlay, **known}))  # the same bytes, whatever the files hold now
    remember(KIND, name, _plain(kept))
    return kept


def _parts(contents: Mapping[str, bytes], plan: str, wanted: Wanted) -> Iterator[bytes]:
    yield plan.encode()
    for path, raw in contents.items():
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
