"""A workspace → model + findings, in one pass over the files that are asked for."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from wpsplan.document import Document, read
from wpsplan.finding import Finding, Place, Severity
from wpsplan.model.checks import ChecksFile, Turned
from wpsplan.model.commentary import Commentary
from wpsplan.model.framework import Declared, Framework, natural
from wpsplan.model.outcome import Action, Indicator, Outcome
from wpsplan.model.plan import DimensionsFile, EntitiesFile, PlanFile
from wpsplan.model.submission import Submission
from wpsplan.rules import across_findings, all_rules, commentary_findings, plan_findings, submission_findings
from wpsplan.rules.accepting import settled
from wpsplan.rules.submissions import header_mismatch, mismatches
from wpsplan.rules.turned import PATH as TURNED
from wpsplan.rules.turned import family as turned_family
from wpsplan.rules.turned import turned
from wpsplan.workspace.content import content_id
from wpsplan.workspace.layout import Layout, scan
from wpsplan.workspace.parse import (
    declared,
    declared_one,
    document_findings,
    read_commentary,
    read_submission,
    salvage,
)
from wpsplan.workspace.placing import annotated, marks_of_places, placed


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

    def lines(self, places: Iterable[Place]) -> dict[Place, int]:
        """The lines of places, each file read once."""
        marks = marks_of_places(Layout(self.root, self.overlay), places)
        return {place: mark[0] for place, mark in marks.items()}


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
    return _Loader(scan(root, overlay), today).run(periods)


class _Loader:
    def __init__(self, layout: Layout, today: date | None) -> None:
        self.layout = layout
        self.today = today
        self.findings: list[Finding] = list(layout.findings)
        self.declared: list[Declared] = []
        self.files: list[str] = []
        self.inputs: dict[str, str] = {}

    def run(self, periods: Periods | None) -> Workspace:
        framework = self.framework()
        if framework:
            wrong = list(plan_findings(framework))
            self.findings += wrong
            framework = _workable(framework, wrong)
        wanted = periods(framework) if periods and framework else None
        submissions = []
        for path in self.layout.submissions:
            if wanted is None or path.split("/")[1] in wanted:
                submission = self.submission(path, framework)
                if submission:
                    submissions.append(submission)
        commentaries = self.commentaries(framework, wanted)
        if framework:
            self.findings += across_findings(submissions, framework)
        rules = self.turned_rules()
        findings = annotated(settled(self.findings, submissions), self.declared)
        findings = placed(self.layout, list(turned(findings, rules, self.today)))
        return Workspace(
            self.layout.root,
            framework,
            tuple(submissions),
            commentaries,
            tuple(findings),
            tuple(self.files),
            self.inputs,
            self.layout.overlay,
        )

    def document(self, path: str) -> Document | None:
        """A file that has keys and values; None, and findings, where it has none."""
        self.files.append(path)
        raw = self.layout.read(path)
        if isinstance(raw, Finding):
            self.findings.append(raw)
            return None
        self.inputs[path] = content_id(raw)
        document = read(raw)
        self.findings += document_findings(document, path)
        return document if isinstance(document.data, dict) else None

    def data(self, path: str) -> dict[Any, Any] | None:
        """Its keys and values."""
        document = self.document(path)
        return document.data if document else None

    def model(self, model: Any, path: str, *lists: tuple[str, str]) -> Any:
        """A plan file as its model; `lists`: (key, kind) of the lists whose items have ids."""
        data = self.data(path) if path in self.layout.plan else None
        if data is None:
            return None
        for key, kind in lists:
            self.declared += declared(kind, data.get(key), Place(path).down(key))
        found, findings = salvage(model, data, Place(path))
        self.findings += findings
        return found

    def framework(self) -> Framework | None:
        plan = self.model(PlanFile, "plan/plan.yaml", ("strategic_outcomes", "strategic outcome"), ("areas", "area"),
                          ("reporting_periods", "period"))  # fmt: skip
        entities = self.model(EntitiesFile, "plan/entities.yaml", ("entities", "entity"))
        dimensions = self.model(DimensionsFile, "plan/dimensions.yaml", ("dimensions", "dimension"))
        outcomes = [self.outcome(path) for path in self.layout.outcomes]
        if plan is None:
            return None
        return Framework(
            plan=plan,
            entities=_by_id(entities.entities if entities else ()),
            dimensions=_by_id(dimensions.dimensions if dimensions else ()),
            outcomes=_distinct(outcomes),
            declared=tuple(self.declared),
            whole={
                "entities": entities is not None,
                "dimensions": dimensions is not None,
                "outcomes": None not in outcomes,
            },
        )

    def outcome(self, path: str) -> Outcome | None:
        data = self.data(path)
        if data is None:
            return None
        self.declared += declared_one("outcome", data, Place(path), ("actions", "action"), ("indicators", "indicator"))
        outcome, findings = salvage(Outcome, data, Place(path))
        self.findings += findings
        return outcome

    def submission(self, path: str, framework: Framework | None) -> Submission | None:
        before = len(self.findings)
        document = self.document(path)
        if document is None:
            return None
        result = read_submission(document, path, framework)
        self.findings += result.findings
        submission = result.submission
        if submission is None:
            return None
        mismatched = [header_mismatch.finding(item.place, item.message, item.help) for item in mismatches(submission)]
        wrong = submission_findings(submission, framework) if framework else ()
        self.findings += [*mismatched, *wrong]
        return None if mismatched else _sound(submission, self.findings[before:])

    def turned_rules(self) -> list[Turned]:
        """What plan/checks.yaml turns off or changes."""
        data = self.data(TURNED) if TURNED in self.layout.extras else None
        if data is None:
            return []
        found, findings = salvage(ChecksFile, data, Place(TURNED))
        self.findings += findings
        if found is None:
            return []
        self.findings += turned_family.run(found, all_rules().keys(), self.today)
        return found.rules

    def commentaries(self, framework: Framework | None, wanted: Collection[str] | None) -> dict[str, Commentary]:
        """The office's words by period."""
        found = {}
        for path in self.layout.extras:
            period = path.split("/")[1]
            if path.startswith("measurements/") and (wanted is None or period in wanted):
                commentary = self.commentary(path, framework)
                if commentary:
                    found[commentary.period] = commentary
        return found

    def commentary(self, path: str, framework: Framework | None) -> Commentary | None:
        data = self.data(path)
        if data is None:
            return None
        commentary, findings = read_commentary(data, path)
        self.findings += findings
        if commentary is None:
            return None
        if commentary.period != path.split("/")[1]:
            message = f"the head says period {commentary.period}, the path says {path.split('/')[1]}"
            self.findings.append(header_mismatch.finding(Place(path).down("period"), message))
            return None
        self.findings += commentary_findings(commentary, framework) if framework else ()
        return commentary


def _workable(framework: Framework, findings: Iterable[Finding]) -> Framework:
    """The plan without the targets and baselines that can't be worked with."""
    wrong = {finding.place for finding in findings if finding.code == "bad-target"}
    unusable = {
        id
        for id in framework.indicators
        for place in wrong
        if place.path == (at := framework.place("indicator", id)).path and place.route[: len(at.route)] == at.route
    }
    if not unusable:
        return framework

    def mended(indicator: Indicator) -> Indicator:
        if indicator.id not in unusable or indicator.method is None:
            return indicator
        method = indicator.method.model_copy(update={"targets": [], "baseline": None})
        return indicator.model_copy(update={"method": method})

    def with_mended(action: Action) -> Action:
        return action.model_copy(update={"indicators": [mended(one) for one in action.indicators]})

    outcomes = (
        outcome.model_copy(update={"actions": [with_mended(action) for action in outcome.actions]})
        for outcome in framework.outcomes
    )
    return replace(framework, outcomes=tuple(outcomes))


def _sound(submission: Submission, findings: Iterable[Finding]) -> Submission:
    """The submission without the measurements that are in error: they count as missing, their neighbours count."""
    routes = (finding.place.route for finding in findings if finding.severity is Severity.ERROR)
    wrong = {str(route[1]) for route in routes if len(route) > 1 and route[0] == "measurements"}
    if not wrong:
        return submission
    return replace(submission, measurements={id: one for id, one in submission.measurements.items() if id not in wrong})


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def _distinct(outcomes: Iterable[Outcome | None]) -> tuple[Outcome, ...]:
    """Outcomes in natural order, without the second of two with one id (at every level)."""
    seen: set[str] = set()

    def first(items: Iterable[Any]) -> list[Any]:
        kept = []
        for item in sorted(items, key=lambda item: natural(item.id)):
            if item.id.lower() not in seen:
                seen.add(item.id.lower())
                kept.append(item)
        return kept

    found = []
    for outcome in first(item for item in outcomes if item is not None):
        actions = [
            action.model_copy(update={"indicators": first(action.indicators)}) for action in first(outcome.actions)
        ]
        found.append(outcome.model_copy(update={"actions": actions}))
    return tuple(found)
