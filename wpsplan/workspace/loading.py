"""A workspace → model + findings, in one pass over the files that are asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wpsplan.finding import Finding
from wpsplan.model.commentary import Commentary
from wpsplan.model.framework import Framework
from wpsplan.model.submission import Submission
from wpsplan.rules import copies_findings, series_findings, totals_findings
from wpsplan.rules.accepting import accepted_in, settled
from wpsplan.rules.copies import trace_of
from wpsplan.rules.gist import Gist, gist_of
from wpsplan.workspace.filed import filed
from wpsplan.workspace.layout import scan
from wpsplan.workspace.lines import Lines
from wpsplan.workspace.loader import Loader
from wpsplan.workspace.spreading import spread


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
    read = spread(paths, lambda path: filed(loader.layout, path, framework, lines=True), loader.layout.size)
    for found in read:
        loader.looked_at(found)
    submissions = [found.submission for found in read if found.submission]
    commentaries = loader.commentaries(framework, wanted)
    findings = [*loader.findings, *(_across(submissions, framework) if framework else ())]
    accepted = [one for submission in submissions for one in accepted_in(submission)]
    findings = loader.finished(settled(findings, accepted))
    return Workspace(
        root, framework, tuple(submissions), commentaries, tuple(findings), tuple(loader.files), loader.inputs,
        loader.layout.overlay, Lines(loader.layout, {found.path: found.lines for found in read}),
    )  # fmt: skip


def _across(submissions: Iterable[Submission], framework: Framework) -> Iterator[Finding]:
    """What is asked of all submissions together."""
    gists = [gist for one in submissions if (gist := gist_of(one, framework))]
    by_entity: dict[str, list[Gist]] = {}
    for gist in gists:
        by_entity.setdefault(gist.entity, []).append(gist)
    for of_one in by_entity.values():
        yield from series_findings(of_one, framework)
    yield from copies_findings(trace for gist in gists if (trace := trace_of(gist, framework)))
    groups = [gist for gist in gists if framework.is_group(gist.entity)]
    yield from totals_findings(groups, {(gist.period, gist.entity): gist for gist in gists}, framework)
