"""The result of importing forms, as text and as JSON."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from wpsplan.finding import Finding
from wpsplan.forms.importing import Imported
from wpsplan.render.findings.json import finding_data
from wpsplan.render.json.plain import json_text
from wpsplan.render.text.terminal import Paint, counted, visible, width


def import_text(workbooks: Sequence[Imported], *, dry_run: bool, paint: Paint) -> str:
    """Write the findings by workbook, the changes of a dry run, and a table of all workbooks, by respondent."""
    lines: list[str] = []
    explained: set[tuple[str, str]] = set()
    for workbook in workbooks:
        for finding in workbook.findings:
            lines += _finding(finding, paint, explained)
        lines += [""] if workbook.findings else []
    if dry_run:
        for workbook in workbooks:
            lines += _changes(workbook)
    return "\n".join([*lines, *_table(workbooks, dry_run, paint)]) + "\n"


def place_text(finding: Finding) -> str:
    """Write a finding's place: form-BEL.xlsx [Crisis management!F12]; without a cell, the file alone."""
    route = finding.place.route
    return f"{finding.place.path} [{route[0]}!{route[1]}]" if len(route) == 2 else finding.place.path


def _finding(finding: Finding, paint: Paint, explained: set[tuple[str, str]]) -> Iterator[str]:
    word = finding.severity.word
    head = f"{paint('strong', visible(place_text(finding)))}: {paint(word, f'{word}[{finding.code}]')}"
    yield f"{head} {visible(finding.message)}"
    if finding.help and (finding.code, finding.help) not in explained:
        explained.add((finding.code, finding.help))
        yield f"  {paint('dim', '=')} {visible(finding.help)}"


def _changes(workbook: Imported) -> Iterator[str]:
    for filed in workbook.files:
        if filed.path in workbook.changes and filed.after is not None:
            old = (filed.before or b"").decode("utf-8-sig").splitlines()
            new = filed.after.decode("utf-8").splitlines()
            name = "/dev/null" if filed.before is None else filed.path
            yield from (visible(line) for line in unified_diff(old, new, name, filed.path, lineterm=""))
            yield ""


def outcome(workbook: Imported, dry_run: bool) -> str:
    """The result for a workbook: (would be) written, unchanged, nothing filled in, asked or refused."""
    if workbook.refused:
        return "refused"
    if workbook.asked:
        return "asked"
    if workbook.changes:
        return "would be written" if dry_run else "written"
    return "unchanged" if workbook.answered else "nothing filled in"


_STYLE = {"refused": "error", "asked": "warning", "written": "good", "would be written": "good"}


def _table(workbooks: Sequence[Imported], dry_run: bool, paint: Paint) -> Iterator[str]:
    rows = []
    for workbook in sorted(workbooks, key=lambda workbook: (workbook.name or "~", workbook.path)):
        result = outcome(workbook, dry_run)
        details = ", ".join(workbook.changes) if workbook.changes else _why(workbook)
        rows.append(
            (
                workbook.name or "?",
                workbook.period,
                result,
                f"{workbook.answered}",
                f"{workbook.changed}",
                workbook.path,
                details,
            )
        )
    heads = ("Respondent", "Period", "Outcome", "Answers", "New", "Workbook", "")
    widths = [max(width(visible(row[column])) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    for index, row in enumerate((heads, *rows)):
        cells = [visible(cell) + " " * (size - width(visible(cell))) for cell, size in zip(row, widths, strict=False)]
        style = "strong" if index == 0 else _STYLE.get(row[2], "dim")
        cells[2 if index else 0] = paint(style, cells[2 if index else 0])
        yield f"{'  '.join(cells)}  {visible(row[-1])}".rstrip()


def _why(workbook: Imported) -> str:
    errors = sum(finding.severity.word == "error" for finding in workbook.findings)
    questions = sum(finding.code == "form-differs" for finding in workbook.findings)
    return ", ".join([counted(errors, "error")] * bool(errors) + [counted(questions, "question")] * bool(questions))


def import_json(workbooks: Sequence[Imported], *, dry_run: bool) -> str:
    """Write `workbooks[]`, each with its findings, which have a sheet and a cell."""
    return json_text(
        {
            "workbooks": [
                {
                    "path": workbook.path,
                    "entity": workbook.entity or None,
                    "period": workbook.period or None,
                    "outcome": outcome(workbook, dry_run),
                    "answered": workbook.answered,
                    "changed": workbook.changed,
                    "files": list(workbook.changes),
                    "findings": [_finding_data(finding) for finding in workbook.findings],
                }
                for workbook in workbooks
            ]
        }
    )


def _finding_data(finding: Finding) -> dict[str, object]:
    route = finding.place.route
    sheet, cell = route if len(route) == 2 else (None, None)
    data = {key: value for key, value in finding_data(finding).items() if key not in ("line", "column")}
    return {**data, "sheet": sheet, "cell": cell}
