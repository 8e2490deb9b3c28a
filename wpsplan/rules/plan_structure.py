"""The fit of the plan's files: ids, references, groups, periods. Each check is given the framework."""

import re
from collections.abc import Iterator
from itertools import pairwise

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework
from wpsplan.kinds import kind_of
from wpsplan.model.submission import FIGURES
from wpsplan.rules import examples
from wpsplan.rules.registry import ERROR, WARNING, RuleGroup, Violation, did_you_mean

group = RuleGroup(file=examples.OUTCOME)
_SHARED = ("outcome", "action", "indicator", "entity")


@group.rule(
    "duplicate-id", ERROR, "Two things with the same id",
    why="A figure reported under the id could belong to either; the second one is not used.",
    mend="give the second one an id of its own",
    bad=examples.action(id="1.1"), good=examples.action(),
)  # fmt: skip
def duplicate_id(framework: Framework) -> Iterator[Violation]:
    first: dict[tuple[str, str], Place] = {}
    for item in framework.declared:
        space = "one space" if item.kind in _SHARED else item.kind
        key = (space, item.id.lower())
        if key in first:
            yield Violation(item.place.down("id"), f"{item.kind} {item.id}: this id is taken, in {first[key].path}")
        else:
            first[key] = item.place


@group.rule(
    "unknown-area", ERROR, "An area that the plan doesn't have",
    why="The report is ordered by area: the outcome would stand nowhere.",
    mend="write the id of an area of plan/plan.yaml",
    bad=examples.action(area="exercises"), good=examples.action(),
)  # fmt: skip
def unknown_area(framework: Framework) -> Iterator[Violation]:
    known = [area.id for area in framework.plan.areas]
    for outcome in framework.outcomes:
        if not framework.knows("area", outcome.area):
            yield Violation(
                framework.place("outcome", outcome.id).down("area"),
                f'no area "{outcome.area}" in plan/plan.yaml',
                did_you_mean(outcome.area, known, f"the areas: {', '.join(known)}"),
            )


@group.rule(
    "unknown-entity", ERROR, "An entity that the plan doesn't have",
    why="Nobody could be asked, and nobody counted.",
    mend="write the id of an entity of plan/entities.yaml",
    bad=examples.action(entity="exercise-stuff"), good=examples.action(),
)  # fmt: skip
def unknown_entity(framework: Framework) -> Iterator[Violation]:
    if not framework.whole.get("entities", True):
        return
    references: list[tuple[Place, str]] = []
    for action, _ in framework.actions.values():
        place = framework.place("action", action.id).down("entities")
        references += [(place.down(index), id) for index, id in enumerate(action.entities)]
    for id, measurable in framework.indicators.items():
        method = measurable.indicator.method
        place = framework.place("indicator", id).down("method", "respondents")
        references += [
            (place.down(index), entity) for index, entity in enumerate((method.respondents if method else None) or ())
        ]
    for entity in framework.entities.values():
        place = framework.place("entity", entity.id).down("members")
        references += [(place.down(index), member.id) for index, member in enumerate(entity.members or ())]
    for place, id in references:
        if not framework.knows("entity", id):
            yield Violation(place, f'no entity "{id}" in plan/entities.yaml', did_you_mean(id, framework.entities))


@group.rule(
    "group-circle", ERROR, "A group that contains itself",
    why="Its members could never be counted.",
    mend="take the group out of its own members",
    file=examples.ENTITIES,
    bad=examples.entities("inner", "  - {id: inner, name: Inner group, members: [exercise-nations]}\n"),
    good=examples.entities(),
)  # fmt: skip
def group_circle(framework: Framework) -> Iterator[Violation]:
    for id, entity in framework.entities.items():
        waiting = [member.id for member in entity.members or ()]
        seen: set[str] = set()
        while waiting:
            inner = waiting.pop()
            if inner == id:
                yield Violation(framework.place("entity", id).down("members"), f"the group {id} contains itself")
                break
            if inner not in seen and inner in framework.entities:
                seen.add(inner)
                waiting += [member.id for member in framework.entities[inner].members or ()]


@group.rule(
    "membership-span", ERROR, "Membership dates that don't fit",
    why="On some day the member would be counted twice, or never.",
    mend="let one span end before the next begins",
    file=examples.ENTITIES,
    bad=examples.entities("EXA, EXB, EXC, EXA"),
    good=examples.entities(),
)  # fmt: skip
def membership_span(framework: Framework) -> Iterator[Violation]:
    from datetime import date

    for id, entity in framework.entities.items():
        place = framework.place("entity", id).down("members")
        spans: dict[str, list[tuple[date, date]]] = {}
        for index, member in enumerate(entity.members or ()):
            span = (member.from_ or date.min, member.until or date.max)
            if span[1] < span[0]:
                yield Violation(
                    place.down(index), f"{member.id} leaves {id} before it joins", "exchange from and until"
                )
            elif any(span[0] <= other[1] and other[0] <= span[1] for other in spans.get(member.id, ())):
                yield Violation(place.down(index), f"{member.id} stands twice in {id} at the same time")
            spans.setdefault(member.id, []).append(span)


@group.rule(
    "reserved-id", ERROR, "An entity with the id of the office's commentary",
    why="measurements/PERIOD/commentary.yaml holds the office's own words, so nobody could report under this id.",
    mend="give the entity another id",
    file=examples.ENTITIES,
    bad=examples.entities(more="  - {id: commentary, name: Exercise commentators}\n"),
    good=examples.entities(more="  - {id: commentators, name: Exercise commentators}\n"),
)  # fmt: skip
def reserved_id(framework: Framework) -> Iterator[Violation]:
    for id in framework.entities:
        if id.lower() == "commentary":
            yield Violation(framework.place("entity", id).down("id"), f"{id} is no id that an entity may have")


@group.rule(
    "dimension-name", ERROR, "A dimension named like a figure",
    why="In a cell nobody could tell the dimension from the figure.",
    mend="give the dimension another id",
    file=examples.DIMENSIONS,
    bad=examples.dimensions("value"),
    good=examples.dimensions("worth"),
)  # fmt: skip
def dimension_name(framework: Framework) -> Iterator[Violation]:
    for id, dimension in framework.dimensions.items():
        place = framework.place("dimension", id)
        if id in FIGURES:
            yield Violation(place.down("id"), f'a dimension may not be called "{id}": a cell has a key of this name')
        seen: set[str] = set()
        for index, category in enumerate(dimension.categories):
            if category.id.lower() in seen:
                yield Violation(
                    place.down("categories", index, "id"),
                    f"{category.id} stands twice among the categories of {id}",
                    "give each category an id of its own",
                )
            seen.add(category.id.lower())


@group.rule(
    "period-dates", ERROR, "Reporting periods that don't fit",
    why="A figure would belong to two periods, or to none.",
    mend="let each period end before the next of its frequency begins, and touch the plan's own period",
    file=examples.PLAN,
    bad=examples.plan("2016-12-31"),
    good=examples.plan("2017-01-01"),
)  # fmt: skip
def period_dates(framework: Framework) -> Iterator[Violation]:
    span = framework.plan.period
    if span.end < span.start:
        yield Violation(
            Place("plan/plan.yaml").down("period", "end"), "the plan ends before it starts", "exchange start and end"
        )
    periods = list(framework.periods.values())
    for period in periods:
        place = framework.place("period", period.id)
        if period.end < period.start:
            yield Violation(
                place.down("end"), f"the period {period.id} ends before it starts", "exchange start and end"
            )
        elif not period.baseline and not period.touches(span.start, span.end):
            yield Violation(
                place.down("start"),
                f"the period {period.id} lies outside the plan's own ({span.start} to {span.end})",
                "correct its dates, or say baseline: true",
            )
        if period.due and period.due < period.start:
            yield Violation(place.down("due"), f"the period {period.id} is due before it begins", "correct the date")
    for frequency in ("annual", "half-yearly", "quarterly"):
        for earlier, later in pairwise([period for period in periods if period.frequency == frequency]):
            if later.start <= earlier.end:
                yield Violation(
                    framework.place("period", later.id).down("start"),
                    f"the {frequency} periods {earlier.id} and {later.id} overlap",
                )


@group.rule(
    "unknown-dimension", ERROR, "A dimension or period that the plan doesn't have",
    why="A figure can't be broken down by, or compared from, what nobody has defined.",
    mend="write an id of plan/dimensions.yaml (or, for comparable_from, a reporting period)",
    bad=examples.action(method="{kind: count, disaggregation: [gender]}"),
    good=examples.action(method="{kind: count, disaggregation: [sex]}"),
)  # fmt: skip
def unknown_dimension(framework: Framework) -> Iterator[Violation]:
    for id, measurable in framework.indicators.items():
        method = measurable.indicator.method
        place = framework.place("indicator", id).down("method")
        for index, breakdown in enumerate(kind_of(method).disaggregation(method) if method else ()):
            if framework.whole.get("dimensions", True) and not framework.knows("dimension", breakdown.dimension):
                yield Violation(
                    place.down("disaggregation", index),
                    f'no dimension "{breakdown.dimension}" in plan/dimensions.yaml',
                    did_you_mean(breakdown.dimension, framework.dimensions),
                )
        series = method.comparable_from if method else None
        if series and series.period not in framework.periods:
            yield Violation(
                place.down("comparable_from", "period"),
                f"{series.period} is no reporting period of this plan",
                f"the periods: {', '.join(framework.periods)}",
            )


@group.rule(
    "outcome-file-name", WARNING, "A file named after another outcome",
    why="Who looks for outcome 6 opens 06.yaml.",
    mend="rename the file after its outcome",
    file="plan/outcomes/04.yaml",
    bad=examples.action(), good="id: '4'\ntext: Exercise outcome\narea: exercise\nactions: []",
)  # fmt: skip
def outcome_file_name(framework: Framework) -> Iterator[Violation]:
    for outcome in framework.outcomes:
        place = framework.place("outcome", outcome.id)
        stem = re.sub(r".*/|\.yaml$", "", place.path)
        if stem.lstrip("0") != outcome.id.lstrip("0"):
            yield Violation(
                place.down("id"),
                f"outcome {outcome.id} stands in {place.path}",
                f"rename the file to plan/outcomes/{outcome.id.zfill(2)}.yaml",
            )
