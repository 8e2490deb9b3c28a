"""Load a workspace: its files → model and findings, in one pass over the files that are asked for."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wpsplan.disk import Disk
from wpsplan.finding import Finding
from wpsplan.framework.framework import Framework
from wpsplan.model.commentary import Commentary
from wpsplan.model.submission import Submission
from wpsplan.rules import across_findings
from wpsplan.rules.suppressions import apply_suppressions
from wpsplan.workspace.discovery import discover
from wpsplan.workspace.plan_loader import PlanLoader
from wpsplan.workspace.positions import Lines
from wpsplan.workspace.snapshot import Snapshot
from wpsplan.workspace.validation import load_submission


@dataclass(frozen=True)
class Workspace:
    """The content of a workspace's files, and the findings about them."""

    source: Disk | Snapshot
    framework: Framework | None
    """None where plan/plan.yaml can't be read."""
    submissions: tuple[Submission, ...]
    """The submissions whose head is sound and agrees with the path."""
    commentaries: Mapping[str, Commentary]
    """Period → the office's own words, where they are sound."""
    findings: tuple[Finding, ...]
    """The findings, with lines and columns: files with errors first, each file's in its own order."""
    files: tuple[str, ...]
    """The files that were looked at."""
    inputs: Mapping[str, str]
    """The files that were read → their content's id."""
    overlay: Mapping[str, bytes]
    """Submissions that are not on the disk, or not as they are there."""

    lines: Lines
    """The lines of places in its files."""


Periods = Callable[[Framework], Collection[str]]


def load(
    source: Path | Snapshot,
    periods: Periods | None = None,
    today: date | None = None,
    overlay: Mapping[str, bytes] | None = None,
) -> Workspace:
    """Read the plan, and the submissions of the periods that `periods` names once the plan is known (None: of all).

    `source`: the workspace's root, or its files in memory.

    `today` decides which entries of plan/checks.yaml are over; None, for what must be the same on every day: those that
    have an end at all. `overlay`: submissions that are read in place of the disk's.
    """
    files = Disk(source) if isinstance(source, Path) else source
    with _pause_collector():
        return _load(PlanLoader(discover(files, overlay), today), periods)


def _load(loader: PlanLoader, periods: Periods | None) -> Workspace:
    workspace_files = loader.workspace_files
    framework = loader.plan()
    wanted = periods(framework) if periods and framework else None
    paths = [path for path in workspace_files.submissions if wanted is None or path.split("/")[1] in wanted]
    files = [load_submission(workspace_files, path, framework) for path in paths]
    for file in files:
        loader.add_file(file)
    commentaries = loader.commentaries(framework, wanted)
    submissions = tuple(file.submission for file in files if file.submission)
    findings = loader.findings
    if framework:
        findings = apply_suppressions([*findings, *across_findings(submissions, framework)], submissions)
    return Workspace(
        source=workspace_files.source,
        framework=framework,
        submissions=submissions,
        commentaries=commentaries,
        findings=tuple(loader.complete(findings)),
        files=tuple(loader.files),
        inputs=loader.inputs,
        overlay=workspace_files.overlay,
        lines=Lines(workspace_files, {file.path: file.lines for file in files}),
    )


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Pause the garbage collector: loading makes many objects and no cycles, so that a collection finds nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
