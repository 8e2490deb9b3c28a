"""One file of measurements/, read by itself: what it says, and what is wrong in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wpsplan.document import Document, read
from wpsplan.finding import Finding, Severity
from wpsplan.framework.framework import Framework
from wpsplan.model.submission import Submission
from wpsplan.rules import submission_findings
from wpsplan.rules.submissions import header_mismatch, mismatches
from wpsplan.workspace.content import content_id
from wpsplan.workspace.layout import Layout
from wpsplan.workspace.parse import document_findings, read_submission


@dataclass(slots=True)
class Filed:
    """A file that was opened. `document`: None where it has no keys and values; `id`: its content's, None unopened."""

    path: str
    id: str | None = None
    document: Document | None = None
    findings: list[Finding] = field(default_factory=list)
    submission: Submission | None = None
    """Where it is one, its head is sound and agrees with the path: without the measurements that are in error."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Of its entries."""


def opened(layout: Layout, path: str) -> Filed:
    """A file as YAML, with the lines of its entries."""
    raw = layout.read(path)
    if isinstance(raw, Finding):
        return Filed(path, findings=[raw])
    document = read(raw)
    sound = document if isinstance(document.data, dict) else None
    found = Filed(path, content_id(raw), sound, document_findings(document, path))
    found.lines = {
        str(route[1]): line for route, line in document.lines.items() if len(route) == 2 and route[0] == "measurements"
    }
    return found


def filed(layout: Layout, path: str, framework: Framework | None) -> Filed:
    """A file as a submission, with the lines of its entries."""
    found = opened(layout, path)
    if found.document is None:
        return found
    result = read_submission(found.document, path, framework)
    found.document = None
    submission = result.submission
    found.findings += result.findings
    if submission is None:
        return found
    mismatched = [header_mismatch.finding(one.place, one.message, one.help) for one in mismatches(submission)]
    found.findings += mismatched
    found.findings += submission_findings(submission, framework) if framework else ()
    found.submission = None if mismatched else _sound(submission, found.findings)
    return found


def _sound(submission: Submission, findings: Iterable[Finding]) -> Submission:
    """The submission without the measurements that are in error: they count as missing, their neighbours count."""
    routes = (finding.place.route for finding in findings if finding.severity is Severity.ERROR)
    wrong = {str(route[1]) for route in routes if len(route) > 1 and route[0] == "measurements"}
    if not wrong:
        return submission
    return replace(submission, measurements={id: one for id, one in submission.measurements.items() if id not in wrong})
