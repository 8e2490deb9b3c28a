"""Gaps as plain data: the keys of `gaps --format json`, and the columns of its CSV."""

from collections.abc import Sequence

from wpsplan.framework.framework import Framework
from wpsplan.render.json.plain import Plain
from wpsplan.results.gaps import OFFICE, Gap
from wpsplan.workspace.positions import Lines

COLUMNS = ("kind", "id", "entity", "owner", "period", "message", "mend", "path", "line")


def gaps_data(period: str, gaps: Sequence[Gap], framework: Framework, lines: Lines) -> Plain:
    """The gaps of a period, worst first."""
    return {"period": period, "gaps": [gap_data(gap, framework, lines) for gap in gaps]}


def gap_data(gap: Gap, framework: Framework, lines: Lines) -> Plain:
    """A gap, with its owner's name and what would mend it."""
    return {
        "kind": gap.kind,
        "id": gap.id,
        "entity": gap.entity,
        "owner": framework.name(gap.entity) if gap.entity else OFFICE,
        "period": gap.period,
        "message": gap.message,
        "mend": gap.mend,
        "path": gap.path,
        "line": lines.of(gap.place) if gap.place else None,
    }
