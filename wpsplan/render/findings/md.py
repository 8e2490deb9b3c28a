"""Findings as Markdown: for a comment on a pull request, or the summary of a step."""

from wpsplan.finding import Finding, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.pages.escape import code_span, for_markdown
from wpsplan.render.text.terminal import counted
from wpsplan.workspace import CheckResult

MANY = 30
MARKS = {Severity.ERROR: "✖ error", Severity.WARNING: "▲ warning", Severity.NOTE: "○ note"}


def render(result: CheckResult, setting: Setting) -> str:
    """Write a table, errors first; findings after the first 30, and the accepted ones, are folded."""
    unsettled = sorted(
        (finding for finding in result.findings if finding.accepted is None), key=lambda finding: -finding.severity
    )
    accepted = [finding for finding in result.findings if finding.accepted is not None]
    counts = ", ".join(counted(result.count(level), level.word) for level in reversed(Severity) if result.count(level))
    files = counted(result.files, "file")
    parts = [f"### {files} checked: {counts or 'nothing to complain about'}"]
    if unsettled:
        parts.append(_table(unsettled[:MANY]))
    if len(unsettled) > MANY:
        rest = _table(unsettled[MANY:])
        parts.append(f"<details><summary>{len(unsettled) - MANY} more</summary>\n\n{rest}\n\n</details>")
    if accepted:
        lines = "\n".join(
            f"- {_place(finding)}: {for_markdown(finding.message)}. Answer: {for_markdown(finding.accepted)}"
            for finding in accepted
        )
        parts.append(
            f"<details><summary>{counted(len(accepted), 'question')} accepted</summary>\n\n{lines}\n\n</details>"
        )
    return "\n\n".join(parts) + "\n"


def _table(findings: list[Finding]) -> str:
    rows = [
        f"| {MARKS[finding.severity]} | {_place(finding)} | {for_markdown(finding.message)} | "
        f"{for_markdown(finding.help)} | {code_span(finding.code)} |"
        for finding in findings
    ]
    return "\n".join(["| | where | what | what to write instead | rule |", "|---|---|---|---|---|", *rows])


def _place(finding: Finding) -> str:
    return str(code_span(f"{finding.place.path}:{finding.line}:{finding.column}"))
