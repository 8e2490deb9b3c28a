"""A submission as a file: its head and its references. Each check is given a submission and the framework."""

from collections.abc import Iterator
from datetime import date

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework, natural_key
from wpsplan.model.submission import Submission
from wpsplan.rules.registry import ERROR, NOTE, SUBMISSION, WARNING, RuleGroup, Violation, did_you_mean

group = RuleGroup()
_BODY = "  1.2.2: {value: 3}"
_WHOLE = SUBMISSION + _BODY

header_mismatch = group.declare(
    "header-mismatch", ERROR, "A file whose name and head disagree",
    why="The figures could be Belgium's or Bulgaria's, 2016's or 2017's. Nothing in the file counts.",
    mend="correct the head, or move the file to measurements/PERIOD/ENTITY.yaml",
    bad=_WHOLE.replace("EXA", "EXB"), good=_WHOLE,
)  # fmt: skip


def mismatches(submission: Submission) -> Iterator[Violation]:
    """Complain where a submission's head disagrees with its path, on the period or the entity."""
    _, period, name = submission.path.split("/")
    for key, value, path in (
        ("period", submission.period, period),
        ("entity", submission.entity, name.removesuffix(".yaml")),
    ):
        if value != path:
            yield Violation(
                Place(submission.path).down(key),
                f"the head says {key} {value}, the path says {path}",
                f"write {path} here, or move the file to measurements/{submission.period}/{submission.entity}.yaml",
            )


@group.rule(
    "unknown-period", ERROR, "A period that the plan doesn't have",
    why="The figures belong to no time that is reported on.",
    mend="write the id of a reporting period of plan/plan.yaml",
    file="measurements/2031/EXA.yaml", bad=_WHOLE.replace("2017", "2031"), good="",
)  # fmt: skip
def unknown_period(submission: Submission, framework: Framework) -> Iterator[Violation]:
    if not framework.knows("period", submission.period):
        yield Violation(
            Place(submission.path).down("period"),
            f'no reporting period "{submission.period}" in plan/plan.yaml',
            f"the periods: {', '.join(framework.periods)}",
        )


@group.rule(
    "unknown-respondent", ERROR, "A submission by somebody the plan doesn't know",
    why="Nobody expects the file, and nobody would count it.",
    mend="write the id of an entity of plan/entities.yaml",
    file="measurements/2017/EXZ.yaml", bad=_WHOLE.replace("EXA", "EXZ"), good="",
)  # fmt: skip
def unknown_respondent(submission: Submission, framework: Framework) -> Iterator[Violation]:
    id = submission.entity
    if framework.whole.get("entities", True) and not framework.knows("entity", id):
        by_name = framework.entity_by_name(id)
        yield Violation(
            Place(submission.path).down("entity"),
            f'no entity "{id}" in plan/entities.yaml',
            f"write {by_name}" if by_name else did_you_mean(id, framework.entities),
        )


@group.rule(
    "unknown-indicator", ERROR, "A figure for an indicator that the plan doesn't have",
    why="The figure would appear nowhere.",
    mend="write the id of an indicator or action of the plan",
    bad=SUBMISSION + "  1.2.9: {value: 3}", good=_WHOLE,
)  # fmt: skip
def unknown_indicator(submission: Submission, framework: Framework) -> Iterator[Violation]:
    place = Place(submission.path)
    if not framework.whole.get("outcomes", True):
        return
    for id in (*submission.measurements, *submission.actions, *sorted(submission.unfilled)):
        if not (framework.knows("indicator", id) or framework.knows("action", id)):
            yield Violation(
                place.key("measurements", id), f'no indicator or action "{id}" in the plan', _nearest(id, framework)
            )


def _nearest(id: str, framework: Framework) -> str:
    """Help with an unknown id: name its neighbours in the plan, which a reader knows better than a similar string."""
    if id in {outcome.id for outcome in framework.outcomes}:
        return f"{id} is an outcome: report on its indicators"
    siblings = sorted(
        (known for known in framework.indicators if known.rsplit(".", 1)[0] == id.rsplit(".", 1)[0]), key=natural_key
    )
    if siblings:
        return f"the indicators near it: {', '.join(siblings)}"
    return did_you_mean(id, (*framework.indicators, *framework.actions))


@group.rule(
    "unfilled", NOTE, "An entry that is not filled in",
    why="It counts as missing, as if it were not there.",
    mend="fill it in, or say why there is no figure with not_reported",
    bad=SUBMISSION + "  1.2.2: {}", good=_WHOLE,
)  # fmt: skip
def unfilled(submission: Submission, framework: Framework) -> Iterator[Violation]:
    for id in sorted(submission.unfilled, key=natural_key):
        yield Violation(Place(submission.path).key("measurements", id), f"{id} is not filled in: it counts as missing")


@group.rule(
    "draft", NOTE, "A draft",
    why="A draft enters no figure: its items count as missing until it is final.",
    mend="when it is finished, write status: final",
    bad=_WHOLE.replace("final", "draft"), good=_WHOLE,
)  # fmt: skip
def draft(submission: Submission, framework: Framework) -> Iterator[Violation]:
    if not submission.final:
        yield Violation(Place(submission.path).down("status"), "a draft: nothing in this file counts yet")


@group.rule(
    "submitted-early", WARNING, "Submitted before the period began",
    why="What happens in a period can't be reported before it begins: one of the two dates is wrong.",
    mend="correct the date, or the period",
    bad=_WHOLE.replace("status", "submitted: 2016-02-01\nstatus"),
    good=_WHOLE.replace("status", "submitted: 2018-02-01\nstatus"),
)  # fmt: skip
def submitted_early(submission: Submission, framework: Framework) -> Iterator[Violation]:
    period = framework.periods.get(submission.period)
    submitted: date | None = submission.header.submitted
    if period and submitted and submitted < period.start:
        yield Violation(
            Place(submission.path).down("submitted"),
            f"submitted on {submitted}, before {period.id} began ({period.start})",
        )


@group.rule(
    "no-respondent", WARNING, "A figure from somebody who is not asked for it",
    why="The figure is shown, but it enters no rate and no sum.",
    mend="take it out, or make the entity a respondent of the indicator in the plan",
    bad=SUBMISSION + "  1.1.1: {value: 3}", good=_WHOLE,
)  # fmt: skip
def no_respondent(submission: Submission, framework: Framework) -> Iterator[Violation]:
    period = framework.periods.get(submission.period)
    if period is None or submission.entity not in framework.entities or framework.is_group(submission.entity):
        return
    for id in submission.measurements:
        measurable = framework.indicators.get(id)
        if (
            measurable
            and measurable.indicator.method
            and not framework.is_respondent(submission.entity, measurable, period)
        ):
            yield Violation(
                Place(submission.path).key("measurements", id),
                f"{submission.entity} is not asked for {id} on {framework.judged_on(period)}: the figure is shown, "
                "but enters no rate and no sum",
            )
