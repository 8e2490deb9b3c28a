"""The report of a period: every outcome, action and indicator with its results, and the answers still missing."""

from collections.abc import Sequence
from typing import NamedTuple

from wpsplan.finding import Finding, Place, Severity
from wpsplan.framework.framework import Framework, natural_key
from wpsplan.framework.outcome import Action, Outcome
from wpsplan.model.commentary import Commentary
from wpsplan.model.plan import Area, ReportingPeriod
from wpsplan.model.submission import ActionReport, Submission
from wpsplan.results.availability import inner_periods
from wpsplan.results.coverage import Coverage, coverage
from wpsplan.results.dataset import Dataset, DueItem
from wpsplan.results.entity_view import EntityView, entity_view
from wpsplan.results.indicator_result import IndicatorResult, indicator_result
from wpsplan.results.milestones import MilestoneStatus, milestones_by_due_date
from wpsplan.results.period_change import PeriodChange, changes_since_previous
from wpsplan.results.status import Distribution, PeriodSummary, distribution_of, summary_of
from wpsplan.results.trend import earlier_periods
from wpsplan.rules import is_question


class ReportedAction(NamedTuple):
    """An entity's report on an action, with the entity's name, the period, the basis and the place."""

    entity: str
    name: str
    period: str
    report: ActionReport
    basis: str
    place: Place


class ActionChapter(NamedTuple):
    """An action with its indicators."""

    action: Action
    entities: tuple[str, ...]
    """The names of the entities that implement it."""
    reports: tuple[ReportedAction, ...]
    indicators: tuple[IndicatorResult, ...]


class OutcomeChapter(NamedTuple):
    """An outcome with its actions."""

    outcome: Outcome
    spread: Distribution
    actions: tuple[ActionChapter, ...]


class AreaChapter(NamedTuple):
    """An area with its outcomes."""

    area: Area
    spread: Distribution
    outcomes: tuple[OutcomeChapter, ...]


class Owed(NamedTuple):
    """The answers that one respondent still owes in one period."""

    respondent: str
    name: str
    period: str
    due: int
    missing: tuple[DueItem, ...]
    file: str
    """The path of the file to which the answers belong."""
    draft: bool


class Report(NamedTuple):
    """All contents of the report of a period."""

    framework: Framework
    periods: tuple[PeriodSummary, ...]
    """This period in numbers, and the earlier ones of its frequency, latest first."""
    since: PeriodChange | None
    """The changes since the period before; None: there is none."""
    areas: tuple[AreaChapter, ...]
    coverage: Coverage
    """By respondent, with the matrix of outcomes."""
    timeline: tuple[MilestoneStatus, ...]
    files: tuple[Submission, ...]
    """The submissions of this period and those inside it."""
    owed: tuple[Owed, ...]
    left_out: tuple[Finding, ...]
    """Errors in the files: an answer with an error counts as missing."""
    plan_gaps: tuple[Finding, ...]
    """Known faults of the agreed text itself."""
    questions: tuple[Finding, ...]
    """Questions about figures of this period, open or settled (`accepted`)."""
    commentary: Commentary | None
    """The office's own words on the period."""
    entity: EntityView | None = None
    """The part of the entity that the report is for; None: for all."""

    @property
    def here(self) -> PeriodSummary:
        """This period in numbers."""
        return self.periods[0]

    @property
    def period(self) -> ReportingPeriod:
        """The period of the report."""
        return self.here.period

    @property
    def indicators(self) -> list[IndicatorResult]:
        """Every indicator, in the order of the report."""
        return [
            indicator
            for area in self.areas
            for outcome in area.outcomes
            for action in outcome.actions
            for indicator in action.indicators
        ]


def make_report(data: Dataset, period: ReportingPeriod, entity: str | None = None) -> Report:
    """Make the report of a period; `entity`: add the part of this entity."""
    framework, findings = data.framework, data.findings
    chapters = [_outcome(data, outcome, period) for outcome in framework.outcomes]
    results = [indicator for chapter in chapters for action in chapter.actions for indicator in action.indicators]
    periods = [
        summary_of(data, compared, [result.statuses[index] for result in results])
        for index, compared in enumerate((period, *earlier_periods(data, period)))
    ]
    period_ids = {inner.id for inner in inner_periods(framework, period)}
    return Report(
        framework=framework,
        periods=tuple(periods),
        since=changes_since_previous(results, periods[1]) if len(periods) > 1 else None,
        areas=_areas(framework, chapters),
        coverage=coverage(data, period, "respondent"),
        timeline=milestones_by_due_date(framework, results),
        files=tuple(submission for submission in data.submissions if submission.period in period_ids),
        owed=_owed(data, [item for result in results for item in result.items]),
        left_out=tuple(left_out(framework, findings, period)),
        plan_gaps=tuple(
            finding for finding in findings if finding.code in ("action-without-indicator", "dangling-reference")
        ),
        questions=tuple(finding for finding in findings if finding.period in period_ids and is_question(finding)),
        commentary=data.commentaries.get(period.id),
        entity=entity_view(data, period, entity, results) if entity else None,
    )


def left_out(framework: Framework, findings: Sequence[Finding], period: ReportingPeriod | None) -> list[Finding]:
    """The errors that can make figures of a period wrong: not those of later periods; `period` None: all errors."""

    def concerns(finding: Finding) -> bool:
        other = framework.periods.get(finding.period or "")
        return other is None or period is None or other.start <= period.end

    return [finding for finding in findings if finding.severity is Severity.ERROR and concerns(finding)]


def _outcome(data: Dataset, outcome: Outcome, period: ReportingPeriod) -> OutcomeChapter:
    actions = tuple(_action(data, action, period) for action in outcome.actions)
    return OutcomeChapter(
        outcome, _distribution([result for action in actions for result in action.indicators]), actions
    )


def _action(data: Dataset, action: Action, period: ReportingPeriod) -> ActionChapter:
    framework = data.framework
    return ActionChapter(
        action,
        tuple(framework.name(entity) for entity in action.entities),
        tuple(reported_actions(data, action.id, period)),
        tuple(indicator_result(data, framework.indicators[indicator.id], period) for indicator in action.indicators),
    )


def reported_actions(data: Dataset, id: str, period: ReportingPeriod) -> list[ReportedAction]:
    """The reports of final files on an action in a period and those inside it, by name and period."""
    reports = []
    period_ids = {inner.id for inner in inner_periods(data.framework, period)}
    for submission in data.submissions:
        if submission.final and submission.period in period_ids and id in submission.actions:
            action_report = submission.actions[id]
            reports.append(
                ReportedAction(
                    submission.entity,
                    data.framework.name(submission.entity),
                    submission.period,
                    action_report,
                    submission.basis_of(action_report),
                    Place(submission.path).key("measurements", id),
                )
            )
    return sorted(reports, key=lambda report: (report.name.lower(), report.period))


def _distribution(results: Sequence[IndicatorResult]) -> Distribution:
    return distribution_of([result.statuses[0] for result in results])


def _areas(framework: Framework, chapters: Sequence[OutcomeChapter]) -> tuple[AreaChapter, ...]:
    """The areas in the plan's order; outcomes of an unknown area come last, under its id."""
    areas = list(framework.plan.areas)
    known = {area.id for area in areas}
    areas += [Area(id=id) for id in dict.fromkeys(chapter.outcome.area for chapter in chapters) if id not in known]
    area_chapters = []
    for area in areas:
        inside = tuple(chapter for chapter in chapters if chapter.outcome.area == area.id)
        results = [result for chapter in inside for action in chapter.actions for result in action.indicators]
        area_chapters.append(AreaChapter(area, _distribution(results), inside))
    return tuple(area_chapters)


def _owed(data: Dataset, items: Sequence[DueItem]) -> tuple[Owed, ...]:
    """Group the missing items by respondent and period, those who owe most first."""
    by_file: dict[tuple[str, str], list[DueItem]] = {}
    for item in items:
        by_file.setdefault((item.period, item.respondent), []).append(item)
    owed = []
    for (period, respondent), due in by_file.items():
        missing = tuple(
            sorted(
                (item for item in due if item.availability == "missing"), key=lambda item: natural_key(item.indicator)
            )
        )
        if missing:
            file = f"measurements/{period}/{respondent}.yaml"
            draft = any(item.draft for item in missing)
            owed.append(Owed(respondent, data.framework.name(respondent), period, len(due), missing, file, draft))
    return tuple(sorted(owed, key=lambda file: (-len(file.missing), file.name.lower(), file.file)))
