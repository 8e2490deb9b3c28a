"""Findings: whom they are about, and on which line they stand."""

from collections.abc import Iterable, Mapping

from wpsplan.document import Mark, Route, Side, locate
from wpsplan.finding import Finding, Place
from wpsplan.model.framework import Declared, natural
from wpsplan.workspace.layout import COMMENTARY, Layout
from wpsplan.workspace.spreading import spread


def annotated(findings: Iterable[Finding], items: Iterable[Declared]) -> list[Finding]:
    indicators = {(item.place.path, item.place.route): item.id for item in items if item.kind == "indicator"}
    annotated = []
    for finding in findings:
        indicator, entity, period = _subject(finding.place, indicators)
        annotated.append(finding._replace(indicator=indicator, entity=entity, period=period))
    return annotated


def _subject(place: Place, indicators: Mapping[tuple[str, Route], str]) -> tuple[str | None, str | None, str | None]:
    """The indicator, entity and period that a place is about: in the plan an indicator alone."""
    if place.path.startswith("measurements/") and place.path.count("/") == 2:
        _, period, name = place.path.split("/")
        inside = len(place.route) > 1 and place.route[0] in ("measurements", "highlights", "judgements")
        indicator = str(place.route[1]) if inside else None
        return indicator, None if name == COMMENTARY else name.removesuffix(".yaml"), period
    above = (indicators.get((place.path, place.route[:length])) for length in range(len(place.route), 0, -1))
    return next((id for id in above if id), None), None, None


def marks_of_places(layout: Layout, places: Iterable[Place]) -> dict[Place, Mark]:
    """Where places stand, each file read once."""
    wanted: dict[str, list[Place]] = {}
    for place in places:
        wanted.setdefault(place.path, []).append(place)

    def marks(path: str) -> list[Mark]:
        raw = layout.read(path)
        asked = [(place.route, place.side) for place in wanted[path]]
        found: dict[tuple[Route, Side], Mark] = {} if isinstance(raw, Finding) else locate(raw, asked)
        return [found.get(one, (1, 1)) for one in asked]

    in_files = spread(list(wanted), marks, layout.size)
    return {
        place: mark
        for path, found in zip(wanted, in_files, strict=True)
        for place, mark in zip(wanted[path], found, strict=True)
    }


def placed(layout: Layout, findings: list[Finding]) -> list[Finding]:
    marks = marks_of_places(layout, [finding.place for finding in findings if finding.place.mark is None])
    found = [finding if finding.place.mark else finding.at(marks[finding.place]) for finding in findings]
    worst: dict[str, int] = {}
    for finding in found:
        worst[finding.place.path] = max(worst.get(finding.place.path, 0), finding.severity)
    return sorted(
        dict.fromkeys(found),
        key=lambda item: (
            -worst[item.place.path],
            natural(item.place.path),
            item.line,
            item.column,
            item.code,
            item.message,
        ),
    )
