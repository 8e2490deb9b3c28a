"""Make a report, for the commands that make one or make it again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wpsplan.cli.console import print_info
from wpsplan.cli.periods import chosen, known_entity, periods_up_to
from wpsplan.finding import Finding

if TYPE_CHECKING:
    from wpsplan.model.plan import ReportingPeriod
    from wpsplan.render.pages.manifest import Manifest
    from wpsplan.results.report import Report
    from wpsplan.workspace import Snapshot, Workspace


class BuiltReport(NamedTuple):
    """A report as data, with what it was made from."""

    root: Path
    workspace: "Workspace"
    period: "ReportingPeriod"
    report: "Report"
    """Kept until the end: to free it, object by object, would take as long as to write the page."""
    data: dict[str, Any]
    manifest: "Manifest"

    def drawn(self, format: str) -> bytes | Finding:
        """The report as md, html, json or csv, in UTF-8; a finding, where its template can't be drawn."""
        from wpsplan.render.json.plain import json_text
        from wpsplan.render.pages.manifest import stamp
        from wpsplan.render.pages.page import page
        from wpsplan.render.text.terminal import as_bytes

        if format == "json":
            return as_bytes(json_text(self.data))
        if format == "csv":
            from wpsplan.render.csv import COLUMNS, csv_text, rows

            return as_bytes(csv_text(COLUMNS, rows(self.data)))
        return page(self.manifest.template, format, self.data, self.root, stamp(self.manifest))


def build_report(
    root: Path,
    period: str | None,
    template: str,
    entity: str | None,
    *,
    revision: str | None = None,
    since: str | None = None,
) -> BuiltReport:
    """Make the report of a period (None: of the latest one with a final file) for a template.

    `revision`: of the plan and the measurements as they were in it; `since`: with what differs from that revision.
    """
    made = _made(root, workspace_as_at(root, revision), period, template, entity)
    if since is None:
        return made
    commit, figures = _differences(root, since, revision, made.period.id)
    manifest = made.manifest._replace(since=commit)
    data = {
        **made.data,
        "made_from": manifest.data(),
        "since_revision": {"revision": commit[:12], "figures": figures},
    }
    return made._replace(data=data, manifest=manifest)


def workspace_as_at(root: Path, revision: str | None) -> "Path | Snapshot":
    """The files of the workspace in a revision; None: its root, as it is."""
    if revision is None:
        return root
    from wpsplan.history.revisions import workspace_at

    return workspace_at(root, revision)


def _differences(root: Path, since: str, revision: str | None, period: str) -> tuple[str, list[dict[str, Any]]]:
    """The commit that `since` means, and the figures of a period that are others than they were there."""
    from wpsplan.history.compare import compare
    from wpsplan.history.git import Repository
    from wpsplan.render.json.diff import figure

    commit = Repository.of(root).commit(since)
    changes = compare(root, commit, revision).figures
    return commit, [figure(change) for change in changes if change.period == period]


def _made(root: Path, files: "Path | Snapshot", period: str | None, template: str, entity: str | None) -> BuiltReport:
    from wpsplan import __version__
    from wpsplan.render.json.report import report as report_data
    from wpsplan.render.pages.manifest import Manifest
    from wpsplan.render.pages.templates import own_files, page_names
    from wpsplan.results.dataset import Dataset
    from wpsplan.results.report import make_report
    from wpsplan.workspace.discovery import blob_id

    workspace, reporting_period = chosen(files, period, periods_up_to)
    framework = workspace.framework
    assert framework is not None  # chosen() says so, where the plan can't be read
    known_entity(framework, entity)
    report = make_report(Dataset.of(workspace), reporting_period, entity)
    templates = {path: blob_id(raw) for path, raw in own_files(page_names(template), root).items()}
    manifest = Manifest(__version__, template, reporting_period.id, entity, None, {**workspace.inputs, **templates})
    data = report_data(report, workspace.lines, manifest)
    return BuiltReport(root, workspace, reporting_period, report, data, manifest)


def tell_finding(finding: Finding) -> None:
    """Say on stderr what is wrong with a file that a command could not do without."""
    from wpsplan.render.text.terminal import visible

    print_info(
        f"{finding.place.path}:{finding.line}: {finding.severity.word}[{finding.code}] {visible(finding.message)}"
    )
    print_info(f"  = {visible(finding.help)}")
