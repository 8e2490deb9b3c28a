"""References in the office's commentary on a period. Each rule takes a commentary and the framework."""

from collections.abc import Iterator

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.model.commentary import Commentary
from wpsplan.rules.registry import ERROR, WARNING, RuleGroup, Violation, did_you_mean

group = RuleGroup(file="measurements/2017/commentary.yaml", head="period: '2017'\n")


@group.rule(
    "commentary-period", ERROR, "A commentary on a period that the plan doesn't have",
    why="The text would appear in no report.",
    mend="move the file into the folder of a reporting period of plan/plan.yaml",
    file="measurements/2031/commentary.yaml", head="period: '2031'\n",
    bad="overall: A quiet year.", good="",
)  # fmt: skip
def commentary_period(commentary: Commentary, framework: Framework) -> Iterator[Violation]:
    if not framework.knows("period", commentary.period):
        message = f'no reporting period "{commentary.period}" in plan/plan.yaml'
        yield Violation(Place(commentary.path).down("period"), message, f"the periods: {', '.join(framework.periods)}")


@group.rule(
    "unknown-highlight", ERROR, "A highlight of something that the plan doesn't have",
    why="The text would appear nowhere.",
    mend="write the id of an outcome, an action or an indicator of the plan",
    bad="highlights: {'1.9': Courses were held.}", good="highlights: {'1.1': Courses were held.}",
)  # fmt: skip
def unknown_highlight(commentary: Commentary, framework: Framework) -> Iterator[Violation]:
    known = {*(outcome.id for outcome in framework.outcomes), *framework.actions, *framework.indicators}
    for id in commentary.highlights if framework.whole.get("outcomes", True) else ():
        if id not in known:
            yield Violation(
                Place(commentary.path).key("highlights", id),
                f'no outcome, action or indicator "{id}" in the plan',
                did_you_mean(id, known),
            )


@group.rule(
    "unknown-judgement", ERROR, "A judgement of something that is no indicator",
    why="Progress is judged by indicator; a judgement of anything else would appear nowhere.",
    mend="write the id of an indicator of the plan",
    bad="judgements:\n  '1.1': {state: on-track, by: Exercise office, date: 2018-03-01, reason: Booked up.}",
    good="judgements:\n  1.1.1: {state: on-track, by: Exercise office, date: 2018-03-01, reason: Booked up.}",
)  # fmt: skip
def unknown_judgement(commentary: Commentary, framework: Framework) -> Iterator[Violation]:
    for id in commentary.judgements if framework.whole.get("outcomes", True) else ():
        if id not in framework.indicators:
            below = [known for known in framework.indicators if known.startswith(f"{id}.")]
            help = f"its indicators: {', '.join(below)}" if below else did_you_mean(id, framework.indicators)
            yield Violation(Place(commentary.path).key("judgements", id), f'no indicator "{id}" in the plan', help)


@group.rule(
    "early-judgement", WARNING, "A judgement from before the period",
    why="Nobody can judge what has not begun; likely the year is a slip.",
    mend="write the day on which the judgement was made",
    bad="judgements:\n  1.1.1: {state: on-track, by: Exercise office, date: 2016-03-01, reason: Booked up.}",
    good="judgements:\n  1.1.1: {state: on-track, by: Exercise office, date: 2018-03-01, reason: Booked up.}",
)  # fmt: skip
def early_judgement(commentary: Commentary, framework: Framework) -> Iterator[Violation]:
    period = framework.periods.get(commentary.period)
    for id, judgement in commentary.judgements.items() if period else ():
        if period and judgement.date < period.start:
            yield Violation(
                Place(commentary.path).down("judgements", id, "date"),
                f"{judgement.date} is before the period's first day, {period.start}",
            )
