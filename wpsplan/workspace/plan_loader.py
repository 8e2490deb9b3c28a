"""Read the plan's files and the commentaries into the model, and put the findings of all files into order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wpsplan.finding import Finding, Place
from wpsplan.framework.framework import Declaration, Framework, natural_key
from wpsplan.framework.outcome import Action, Indicator, Outcome
from wpsplan.model.commentary import Commentary
from wpsplan.model.plan import DimensionsFile, EntitiesFile, PlanFile
from wpsplan.model.rule_config import ChecksFile, RuleSetting
from wpsplan.rules import all_rules, commentary_findings, plan_findings
from wpsplan.rules.configuration import PATH as CONFIGURATION
from wpsplan.rules.configuration import apply_configuration
from wpsplan.rules.configuration import group as configuration_rules
from wpsplan.rules.submissions import header_mismatch
from wpsplan.rules.text_rules import hidden_in_data
from wpsplan.workspace.discovery import WorkspaceFiles
from wpsplan.workspace.positions import add_positions
from wpsplan.workspace.validation import (
    LoadedFile,
    declarations_in,
    declarations_of,
    read_file,
    salvage,
    validate_commentary,
)


class PlanLoader:
    """A reader of the files that are no submissions; it puts the findings of all files into order."""

    def __init__(self, workspace_files: WorkspaceFiles, today: date | None) -> None:
        self.workspace_files = workspace_files
        self.today = today
        self.findings: list[Finding] = list(workspace_files.findings)
        self.declared: list[Declaration] = []
        self.files: list[str] = []
        self.inputs: dict[str, str] = {}

    def plan(self) -> Framework | None:
        """Read the plan, and note its findings; None where plan/plan.yaml can't be read."""
        framework = self.framework()
        if framework:
            wrong = list(plan_findings(framework))
            self.findings += wrong
            framework = _without_bad_targets(framework, wrong)
        return framework

    def complete(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give the findings as this workspace takes them, with their subject and their line, in order."""
        before = len(self.findings)
        rules = self.rule_settings()
        wanted = apply_configuration([*findings, *self.findings[before:]], rules, self.today)
        return add_positions(self.workspace_files, wanted, self.declared)

    def data(self, path: str) -> dict[Any, Any] | None:
        """Read a file's keys and values; None, and findings, where it has none."""
        file = read_file(self.workspace_files, path)
        self.add_file(file)
        data: dict[Any, Any] | None = file.document.data if file.document else None
        if file.document and file.document.unusual:
            self.findings += hidden_in_data(data, Place(path))
        return data

    def add_file(self, file: LoadedFile) -> None:
        """Note a file that was opened, and its findings."""
        self.files.append(file.path)
        self.findings += file.findings
        if file.id is not None:
            self.inputs[file.path] = file.id

    def model(self, model: Any, path: str, *lists: tuple[str, str]) -> Any:
        """Read a plan file as its model; `lists`: (key, kind) of the lists whose items have ids."""
        data = self.data(path) if path in self.workspace_files.plan else None
        if data is None:
            return None
        for key, kind in lists:
            self.declared += declarations_in(kind, data.get(key), Place(path).down(key))
        content, findings = salvage(model, data, Place(path))
        self.findings += findings
        return content

    def framework(self) -> Framework | None:
        plan = self.model(PlanFile, "plan/plan.yaml", ("strategic_outcomes", "strategic outcome"), ("areas", "area"),
                          ("reporting_periods", "period"))  # fmt: skip
        entities = self.model(EntitiesFile, "plan/entities.yaml", ("entities", "entity"))
        dimensions = self.model(DimensionsFile, "plan/dimensions.yaml", ("dimensions", "dimension"))
        outcomes = [self.outcome(path) for path in self.workspace_files.outcomes]
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
        self.declared += declarations_of(
            "outcome", data, Place(path), ("actions", "action"), ("indicators", "indicator")
        )
        outcome, findings = salvage(Outcome, data, Place(path))
        self.findings += findings
        return outcome

    def rule_settings(self) -> Sequence[RuleSetting]:
        """The rules that plan/checks.yaml turns off or changes."""
        data = self.data(CONFIGURATION) if CONFIGURATION in self.workspace_files.extras else None
        if data is None:
            return []
        checks, findings = salvage(ChecksFile, data, Place(CONFIGURATION))
        self.findings += findings
        if checks is None:
            return []
        self.findings += configuration_rules.run(checks, all_rules().keys(), self.today)
        return checks.rules

    def commentaries(self, framework: Framework | None, wanted: Collection[str] | None) -> dict[str, Commentary]:
        """Read period → the office's words on it; `wanted` None: of all periods."""
        commentaries = {}
        for path in self.workspace_files.extras:
            period = path.split("/")[1]
            if path.startswith("measurements/") and (wanted is None or period in wanted):
                commentary = self.commentary(path, framework)
                if commentary:
                    commentaries[commentary.period] = commentary
        return commentaries

    def commentary(self, path: str, framework: Framework | None) -> Commentary | None:
        data = self.data(path)
        if data is None:
            return None
        commentary, findings = validate_commentary(data, path)
        self.findings += findings
        if commentary is None:
            return None
        if commentary.period != path.split("/")[1]:
            message = f"the head says period {commentary.period}, the path says {path.split('/')[1]}"
            self.findings.append(header_mismatch.finding(Place(path).down("period"), message))
            return None
        self.findings += commentary_findings(commentary, framework) if framework else ()
        return commentary


def _without_bad_targets(framework: Framework, findings: Iterable[Finding]) -> Framework:
    """Give the plan without the targets and baselines that can't be worked with."""
    wrong = {finding.place for finding in findings if finding.code == "bad-target"}
    unusable = {
        id
        for id in framework.indicators
        for place in wrong
        if place.path == (top := framework.place("indicator", id)).path and place.route[: len(top.route)] == top.route
    }
    if not unusable:
        return framework

    def mend_indicator(indicator: Indicator) -> Indicator:
        if indicator.id not in unusable or indicator.method is None:
            return indicator
        method = indicator.method.model_copy(update={"targets": (), "baseline": None})
        return indicator.model_copy(update={"method": method})

    def mend_action(action: Action) -> Action:
        return action.model_copy(
            update={"indicators": tuple(mend_indicator(indicator) for indicator in action.indicators)}
        )

    outcomes = (
        outcome.model_copy(update={"actions": tuple(mend_action(action) for action in outcome.actions)})
        for outcome in framework.outcomes
    )
    return replace(framework, outcomes=tuple(outcomes))


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    items_by_id: dict[str, Any] = {}
    for item in items:
        items_by_id.setdefault(item.id, item)
    return items_by_id


def _distinct(outcomes: Iterable[Outcome | None]) -> tuple[Outcome, ...]:
    """Give the outcomes in natural order, without the second of two with one id (at every level)."""
    seen: set[str] = set()

    def first(items: Iterable[Any]) -> list[Any]:
        kept = []
        for item in sorted(items, key=lambda item: natural_key(item.id)):
            if item.id.lower() not in seen:
                seen.add(item.id.lower())
                kept.append(item)
        return kept

    distinct = []
    for outcome in first(item for item in outcomes if item is not None):
        actions = tuple(
            action.model_copy(update={"indicators": tuple(first(action.indicators))})
            for action in first(outcome.actions)
        )
        distinct.append(outcome.model_copy(update={"actions": actions}))
    return tuple(distinct)
