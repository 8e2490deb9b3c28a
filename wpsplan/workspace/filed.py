"""One file of measurements/, read by itself: its content and its findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wpsplan.finding import Finding, Severity
from wpsplan.framework.framework import Framework
from wpsplan.model.submission import Submission
from wpsplan.rules import submission_findings
from wpsplan.rules.submissions import header_mismatch, mismatches
from wpsplan.workspace.blob import content_id
from wpsplan.workspace.discovery import Layout
from wpsplan.workspace.validation import document_findings, read_submission
from wpsplan.yaml import Document, read


@dataclass(slots=True)
class Filed:
    """A file that was opened, or could not be."""

    path: str
    id: str | None = None
    """The id of its content; None where it can't be opened."""
    document: Document | None = None
    """None where it has no keys and values."""
    findings: list[Finding] = field(default_factory=list)
    submission: Submission | None = None
    """Without the measurements in error; None where the file is none, or its head is not sound or not the path's."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Id → line of each entry."""


def opened(layout: Layout, path: str) -> Filed:
    """Open a file as YAML, with the lines of its entries."""
    raw = layout.read(path)
    if isinstance(raw, Finding):
        return Filed(path, findings=[raw])
    document = read(raw)
    sound = document if isinstance(document.data, dict) else None
    file = Filed(path, content_id(raw), sound, document_findings(document, path))
    file.lines = {
        str(route[1]): line for route, line in document.lines.items() if len(route) == 2 and route[0] == "measurements"
    }
    return file


def filed(layout: Layout, path: str, framework: Framework | None) -> Filed:
    """Open a file as a submission, with the lines of its entries."""
    file = opened(layout, path)
    if file.document is None:
        return file
    result = read_submission(file.document, path, framework)
    file.document = None
    submission = result.submission
    file.findings += result.findings
    if submission is None:
        return file
    mismatched = [
        header_mismatch.finding(mismatch.place, mismatch.message, mismatch.help) for mismatch in mismatches(submission)
    ]
    file.findings += mismatched
    file.findings += submission_findings(submission, framework) if framework else ()
    file.submission = None if mismatched else _sound(submission, file.findings)
    return file


def _sound(submission: Submission, findings: Iterable[Finding]) -> Submission:
    """The submission without the measurements that are in error: they count as missing, their neighbours count."""
    routes = (finding.place.route for finding in findings if finding.severity is Severity.ERROR)
    wrong = {str(route[1]) for route in routes if len(route) > 1 and route[0] == "measurements"}
    if not wrong:
        return submission
    measurements = {id: measurement for id, measurement in submission.measurements.items() if id not in wrong}
    return replace(submission, measurements=measurements)
