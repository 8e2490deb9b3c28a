"""Complete findings: with their subject, and the line and column of their place."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from wpsplan.finding import Finding, Place
from wpsplan.framework.framework import Declaration, natural_key
from wpsplan.workspace.discovery import COMMENTARY, WorkspaceFiles
from wpsplan.yaml import Mark, Route, Side, line_finder, locate


def add_positions(
    workspace_files: WorkspaceFiles, findings: Iterable[Finding], items: Iterable[Declaration]
) -> list[Finding]:
    """Complete the findings, each once, with their subject and their mark; files with errors first.

    `items`: the ids that the plan declares.
    """
    findings = list(findings)
    indicators = {(item.place.path, item.place.route): item.id for item in items if item.kind == "indicator"}
    marks = _marks_of_places(workspace_files, [finding.place for finding in findings if finding.place.mark is None])
    completed = dict.fromkeys(_complete(finding, marks, indicators) for finding in findings)
    worst: dict[str, int] = {}
    for finding in completed:
        worst[finding.place.path] = max(worst.get(finding.place.path, 0), finding.severity)
    order = {path: (-severity, natural_key(path)) for path, severity in worst.items()}
    return sorted(
        completed,
        key=lambda finding: (order[finding.place.path], finding.line, finding.column, finding.code, finding.message),
    )


def _complete(finding: Finding, marks: Mapping[Place, Mark], indicators: Mapping[tuple[str, Route], str]) -> Finding:
    place = finding.place
    indicator, entity, period = _subject(place, indicators)
    if place.mark is None:
        place = place._replace(mark=marks[place])
    return finding._replace(place=place, indicator=indicator, entity=entity, period=period)


def _subject(place: Place, indicators: Mapping[tuple[str, Route], str]) -> tuple[str | None, str | None, str | None]:
    """Give the indicator, entity and period that a place is about: in the plan an indicator alone."""
    if file := _entity_and_period(place.path):
        inside = len(place.route) > 1 and place.route[0] in ("measurements", "highlights", "judgements")
        return str(place.route[1]) if inside else None, *file
    above = (indicators.get((place.path, place.route[:length])) for length in range(len(place.route), 0, -1))
    return next((id for id in above if id), None), None, None


@lru_cache(maxsize=1000)
def _entity_and_period(path: str) -> tuple[str | None, str] | None:
    """Give the entity (or None) and the period of a file of measurements/; None for any other file."""
    parts = path.split("/")
    if parts[0] != "measurements" or len(parts) != 3:
        return None
    _, period, name = parts
    return None if name == COMMENTARY else name.removesuffix(".yaml"), period


def _marks_of_places(workspace_files: WorkspaceFiles, places: Iterable[Place]) -> dict[Place, Mark]:
    """Find the marks of places; each file is read once."""
    wanted: dict[str, list[Place]] = {}
    for place in places:
        wanted.setdefault(place.path, []).append(place)

    marks: dict[Place, Mark] = {}
    for path, in_file in wanted.items():
        raw = workspace_files.read(path)
        routes: set[tuple[Route, Side]] = {(place.route, place.side) for place in in_file}
        by_route = {} if isinstance(raw, Finding) else locate(raw, routes)
        marks |= {place: by_route.get((place.route, place.side), (1, 1)) for place in in_file}
    return marks


class Lines:
    """The lines of places. `entries`: path → id of a measurement, or of an action that is reported on → its line."""

    def __init__(self, workspace_files: WorkspaceFiles, entries: Mapping[str, Mapping[str, int]]) -> None:
        self._layout = workspace_files
        self._entries = entries
        self._finders: dict[str, Callable[[Route, Side], int]] = {}

    def of(self, place: Place) -> int:
        """Find a place's line, from 1; where there is no such place its nearest ancestor's."""
        path, route, side, _ = place
        if len(route) == 2 and route[0] == "measurements" and side == "key":
            line = self._entries.get(path, {}).get(str(route[1]))
            if line is not None:
                return line
        if path not in self._finders:
            raw = self._layout.read(path)
            self._finders[path] = line_finder(b"" if isinstance(raw, Finding) else raw)
        return self._finders[path](route, side)
