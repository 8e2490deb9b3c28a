"""Submissions, read and asked respondent by respondent, side by side, and then all together.

`check` lets a respondent's files go once they have been asked, and keeps little; others go on with what they say.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wpsplan.finding import Finding
from wpsplan.model.commentary import Commentary
from wpsplan.model.framework import Framework
from wpsplan.rules import copies_findings, series_findings, totals_findings
from wpsplan.rules.accepting import accepted_in, settled
from wpsplan.rules.copies import trace_of
from wpsplan.rules.gist import Gist, gist_of
from wpsplan.rules.totals import members_of
from wpsplan.workspace.filed import filed
from wpsplan.workspace.kept import KIND, MOST_KEPT, Kept, Wanted, plan_of, remembered
from wpsplan.workspace.layout import Layout, scan
from wpsplan.workspace.loader import Loader
from wpsplan.workspace.memory import forget
from wpsplan.workspace.spreading import spread


class Surveyed(NamedTuple):
    """A workspace's plan and findings, and the files that were looked at."""

    framework: Framework | None
    findings: list[Finding]
    files: list[str]
    read: dict[str, str]
    """The files that could be read → the id of the content that they had when they were."""


def survey(
    root: Path, today: date | None = None, overlay: Mapping[str, bytes] | None = None, *, remembering: bool = False
) -> Surveyed:
    """What is wrong with a workspace; `today` and `overlay` as in `load()`.

    `remembering`: what was kept the last time is used, where plan, program and a respondent's files are the same.
    """
    layout = scan(root, overlay)
    loader = Loader(layout, today)
    framework = loader.plan()
    plan = plan_of(root, loader.inputs) if remembering else None

    def read(paths: Sequence[str], wanted: Wanted | None) -> Kept:
        if wanted is None:
            return read_files(layout, paths, framework, wanted)
        return remembered(layout, paths, plan, wanted, lambda layout: read_files(layout, paths, framework, wanted))

    gathered = gather(loader, framework, layout.submissions, read)
    if plan is not None:
        forget(KIND, MOST_KEPT)
    return Surveyed(framework, gathered.findings, loader.files, loader.inputs)


class Gathered(NamedTuple):
    """What was kept of each respondent, the office's own words by period, and all findings, in order."""

    kept: list[Kept]
    commentaries: dict[str, Commentary]
    findings: list[Finding]


def gather(
    loader: Loader,
    framework: Framework | None,
    paths: Sequence[str],
    read: Callable[[Sequence[str], Wanted | None], Kept],
    periods: Collection[str] | None = None,
) -> Gathered:
    """Reads these submissions, and the commentaries of these periods (None: of all).

    `read` makes what is kept of one respondent's files: with the figures that are wanted, or with all of them (None).
    """
    respondents = _by_respondent(paths)
    groups = [id for id in respondents if framework and framework.is_group(id)]
    kept = [read(respondents.pop(id), None) for id in groups]
    totals = [gist for one in kept for gist in one.gists]
    wanted = _wanted(totals, framework) if framework else {}
    kept += spread(
        list(respondents.values()),
        lambda paths: read(paths, wanted),
        lambda paths: sum(loader.layout.size(path) for path in paths),
    )
    loader.files += paths
    loader.inputs |= {path: id for one in kept for path, id in one.read.items()}
    commentaries = loader.commentaries(framework, periods)
    findings = [*loader.findings, *(finding for one in kept for finding in one.findings)]
    findings += copies_findings(trace for one in kept for trace in one.traces)
    if framework:
        members = {(gist.period, gist.entity): gist for one in kept for gist in one.gists}
        findings += totals_findings(totals, members, framework)
    accepted = [answer for one in kept for answer in one.accepted]
    return Gathered(kept, commentaries, loader.finished(settled(findings, accepted)))


def _by_respondent(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(path.rsplit("/", 1)[1].removesuffix(".yaml"), []).append(path)
    return found


def _wanted(totals: Iterable[Gist], framework: Framework) -> dict[tuple[str, str], set[str]]:
    """Whose figures published totals are held against."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for total in totals:
        for member in members_of(total, framework):
            wanted.setdefault((total.period, member), set()).update(total.said)
    return wanted


def read_files(
    layout: Layout, paths: Sequence[str], framework: Framework | None, wanted: Wanted | None, *, whole: bool = False
) -> Kept:
    """One respondent's files; `wanted`: None where all of their figures are; `whole`: with the files themselves."""
    kept, gists = Kept(), []
    for path in paths:
        found = filed(layout, path, framework)
        kept.findings += found.findings
        if found.id is not None:
            kept.read[path] = found.id
        if whole:
            kept.files.append(found)
        if found.submission is None or framework is None:
            continue
        kept.accepted += accepted_in(found.submission)
        gist = gist_of(found.submission, framework)
        if gist is None:
            continue
        gists.append(gist)
        trace = trace_of(gist, framework)
        if trace:
            kept.traces.append(trace)
        if wanted is None:
            kept.gists.append(gist)
        elif ids := wanted.get((gist.period, gist.entity)):
            figures = {id: said for id, said in gist.said.items() if id in ids}
            kept.gists.append(Gist(gist.path, gist.period, gist.entity, figures))
    if framework:
        kept.findings += series_findings(gists, framework)
    return kept
