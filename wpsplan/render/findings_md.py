"""Findings as Markdown: for a comment on a pull request, or the summary of a step."""

from wpsplan.finding import Finding, Severity
from wpsplan.render.escape import code_span, for_markdown
from wpsplan.render.findings import Setting
from wpsplan.render.terminal import counted
from wpsplan.workspace import Checked

MANY = 30
MARKS = {Severity.ERROR: "✖ error", Severity.WARNING: "▲ warning", Severity.NOTE: "○ note"}


def findings_md(answer: Checked, setting: Setting) -> str:
    """A table, errors first; what is long is folded."""
    open_ones = sorted((one for one in answer.findings if one.accepted is None), key=lambda one: -one.severity)
    accepted = [one for one in answer.findings if one.accepted is not None]
    counts = ", ".join(counted(answer.count(level), level.word) for level in reversed(Severity) if answer.count(level))
    files = counted(answer.files, "file")
    parts = [f"### {files} checked: {counts or 'nothing to complain about'}"]
    if open_ones:
        parts.append(_table(open_ones[:MANY]))
    if len(open_ones) > MANY:
        rest = _table(open_ones[MANY:])
        parts.append(f"<details><summary>{len(open_ones) - MANY} more</summary>\n\n{rest}\n\n</details>")
    if accepted:
        told = "\n".join(
            f"- {_place(one)}: {for_markdown(one.message)}. Answer: {for_markdown(one.accepted)}" for one in accepted
        )
        parts.append(
            f"<details><summary>{counted(len(accepted), 'question')} accepted</summary>\n\n{told}\n\n</details>"
        )
    return "\n\n".join(parts) + "\n"


def _table(findings: list[Finding]) -> str:
    rows = [
        f"| {MARKS[one.severity]} | {_place(one)} | {for_markdown(one.message)} | {for_markdown(one.help)} | "
        f"{code_span(one.code)} |"
        for one in findings
    ]
    return "\n".join(["| | where | what | what to write instead | rule |", "|---|---|---|---|---|", *rows])


def _place(one: Finding) -> str:
    return str(code_span(f"{one.place.path}:{one.line}:{one.column}"))
