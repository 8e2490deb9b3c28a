"""A workspace → model + findings, in one pass over the files that are asked for."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wpsplan.finding import Finding
from wpsplan.model.commentary import Commentary
from wpsplan.model.framework import Framework
from wpsplan.model.submission import Submission
from wpsplan.workspace.layout import scan
from wpsplan.workspace.lines import Lines
from wpsplan.workspace.loader import Loader
from wpsplan.workspace.survey import gather, read_files


@dataclass(frozen=True)
class Workspace:
    """What the files of a workspace say, and what is wrong with them."""

    root: Path
    framework: Framework | None
    """None where plan/plan.yaml can't be read."""
    submissions: tuple[Submission, ...]
    """Those whose head is sound and agrees with the path."""
    commentaries: Mapping[str, Commentary]
    """By period: the office's own words, where they are sound."""
    findings: tuple[Finding, ...]
    """With lines and columns, files with errors first, each file's in its own order."""
    files: tuple[str, ...]
    """The files that were looked at."""
    inputs: Mapping[str, str]
    """The files that were read → their content's id."""
    overlay: Mapping[str, bytes]
    """Submissions that are not on the disk, or not as they are there."""

    lines: Lines
    """Of places in its files."""


Periods = Callable[[Framework], Collection[str]]


def load(
    root: Path,
    periods: Periods | None = None,
    today: date | None = None,
    overlay: Mapping[str, bytes] | None = None,
) -> Workspace:
    """Reads the plan, and the submissions of the periods that `periods` names once the plan is known (None: of all).

    `today` decides which entries of plan/checks.yaml are over; None, for what must be the same on every day: those that
    have an end at all. `overlay`: submissions that are read in place of the disk's.
    """
    loader = Loader(scan(root, overlay), today)
    framework = loader.plan()
    wanted = periods(framework) if periods and framework else None
    paths = [path for path in loader.layout.submissions if wanted is None or path.split("/")[1] in wanted]
    gathered = gather(
        loader, framework, paths, lambda paths, of: read_files(loader.layout, paths, framework, of, whole=True), wanted
    )
    files = {file.path: file for kept in gathered.kept for file in kept.files}
    submissions = tuple(submission for path in paths if (submission := files[path].submission))
    return Workspace(
        root, framework, submissions, gathered.commentaries, tuple(gathered.findings), tuple(loader.files),
        loader.inputs, loader.layout.overlay, Lines(loader.layout, {path: file.lines for path, file in files.items()}),
    )  # fmt: skip
