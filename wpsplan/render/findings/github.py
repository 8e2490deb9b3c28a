"""Findings as GitHub's annotations: workflow commands, worst first, within the platform's limits."""

from collections.abc import Iterator

from wpsplan.finding import Finding, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.text.terminal import counted, visible
from wpsplan.workspace import CheckResult

MOST = 10
"""The most annotations of a kind that a step may have; the platform drops those after them."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(result: CheckResult, setting: Setting) -> str:
    """Write a line for each annotation; GitHub counts paths from the repository's root."""
    prefix = setting.prefix()
    looked_at = set(result.paths)  # with --changed: the changed files, which come before what they break elsewhere
    unsettled = [finding for finding in result.findings if finding.accepted is None]
    unsettled.sort(key=lambda finding: finding.place.path not in looked_at)
    lines: list[str] = []
    for severity in sorted(_COMMANDS, reverse=True):
        lines += _annotations(severity, [finding for finding in unsettled if finding.severity is severity], prefix)
    return "".join(f"{line}\n" for line in lines)


def _annotations(severity: Severity, findings: list[Finding], prefix: str) -> Iterator[str]:
    """The annotations of one severity; where there are too many, the last line tells how many more there are."""
    shown = findings if len(findings) <= MOST else findings[: MOST - 1]
    for finding in shown:
        place = f"file={_property(prefix + finding.place.path)},line={finding.line},col={finding.column}"
        text = f"{finding.message}. {finding.help}" if finding.help else finding.message
        yield f"::{_COMMANDS[severity]} {place},title={_property(finding.code)}::{_data(text)}"
    if len(findings) > len(shown):
        more = counted(len(findings) - len(shown), f"more {severity.word}")
        yield f"::{_COMMANDS[severity]} title=and more::{_data(f'{more}: see the log, or run wpsplan check')}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
