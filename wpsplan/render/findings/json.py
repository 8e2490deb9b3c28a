"""Findings as JSON."""

from typing import Any

from wpsplan.finding import Finding, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.json.plain import json_text
from wpsplan.workspace import CheckResult


def render(result: CheckResult, setting: Setting) -> str:
    """Write `findings[]` and `summary`."""
    return json_text(
        {
            "findings": [finding_data(finding) for finding in result.findings],
            "summary": {
                "errors": result.count(Severity.ERROR),
                "warnings": result.count(Severity.WARNING),
                "notes": result.count(Severity.NOTE),
                "files": result.files,
            },
        }
    )


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "message": finding.message,
        "help": finding.help,
        "path": finding.place.path,
        "line": finding.line,
        "column": finding.column,
        "indicator": finding.indicator,
        "entity": finding.entity,
        "period": finding.period,
        "accepted": finding.accepted,
    }
