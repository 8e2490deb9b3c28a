"""Findings for a person: one line each that any editor can follow, with what to do below it."""

import re
from collections.abc import Iterator

from wpsplan.finding import Finding, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.text.terminal import Paint, counted, visible, width
from wpsplan.workspace import CheckResult

WIDEST = 100
"""The most columns of a file's line that are shown; of a longer one, the part around the place."""


def render(result: CheckResult, setting: Setting) -> str:
    """Write all findings and a summary; for a person, with the line of the file and a mark under the place."""
    paint, excerpts = setting.paint, setting.excerpts
    if not result.files:  # none at the paths that were named: check itself says so
        return ""
    lines: list[str] = []
    explained: set[tuple[str, str]] = set()
    path = ""
    for finding in result.findings:
        if lines and (excerpts or finding.place.path != path):
            lines.append("")
        path = finding.place.path
        lines += _finding(finding, result, paint, excerpts)
        for help in (finding.help, f"more: wpsplan rule {finding.code}"):
            if help and (finding.code, help) not in explained:  # the same advice twenty times is no help
                lines.append(f"  {paint('dim', '=')} {visible(help)}")
                explained.add((finding.code, help))
    return "\n".join([*lines, *([""] if lines else []), _summary(result, paint)]) + "\n"


def _finding(finding: Finding, result: CheckResult, paint: Paint, excerpts: bool) -> Iterator[str]:
    place = f"{visible(finding.place.path)}:{finding.line}:{finding.column}"
    word = finding.severity.word
    yield f"{paint('strong', place)}: {paint(word, f'{word}[{finding.code}]')} {visible(finding.message)}"
    line = result.lines.get((finding.place.path, finding.line))
    if excerpts and line:
        yield from _excerpt(line, finding, paint)
    title = result.titles.get(finding.indicator or "", "")
    if excerpts and title:
        yield f"  {paint('dim', '=')} {finding.indicator}  {visible(title[:WIDEST])}"
    if finding.accepted is not None:
        yield f"  {paint('dim', '=')} accepted: {visible(finding.accepted)}"


def _excerpt(line: str, finding: Finding, paint: Paint) -> Iterator[str]:
    number = str(finding.line)
    margin = " " * len(number)
    bar = paint("dim", "|")
    start = finding.column - 1
    first = max(0, start - WIDEST // 2) if len(line) > WIDEST else 0
    before, marked, after = (
        line[first:start],
        line[start : start + _length(line, start)],
        line[start + _length(line, start) :],
    )
    cut = (
        visible("…" * (first > 0) + before),
        visible(marked[:WIDEST]),
        visible(after[: max(0, WIDEST - len(before + marked))]),
    )
    yield f"{margin} {bar}"
    yield f"{paint('dim', number)} {bar} {''.join(cut)}{'…' * (len(line) - first > WIDEST)}"
    yield f"{margin} {bar} {' ' * width(cut[0])}{paint(finding.severity.word, '^' * max(1, width(cut[1])))}"


_THING = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[\[{]|(?:(?!:\s|:$|\s\#|,\s|[\]}]).)+""")


def _length(line: str, start: int) -> int:
    """Count the characters of the key or value that begins at `start`; at least 1."""
    match = _THING.match(line, start)
    return len(match[0].rstrip()) or 1 if match else 1


def _summary(result: CheckResult, paint: Paint) -> str:
    files = counted(result.files, "file")
    counts = [
        counted(result.count(severity), severity.word) for severity in reversed(Severity) if result.count(severity)
    ]
    accepted = sum(finding.accepted is not None for finding in result.findings)
    also = f" · {counted(accepted, 'question')} accepted" if accepted else ""
    also += f" · {counted(result.known, 'finding')} in the baseline" if result.known else ""
    if not counts:
        return paint("good", f"{files}: nothing to complain about") + also
    total = counted(sum(result.count(severity) for severity in Severity), "finding")
    return f"{paint('strong', f'{total} in {files}')}: {', '.join(counts)}{also}"
