"""The plan as one whole: its files put together, with the look-ups that every other room needs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from wpsplan.finding import Place
from wpsplan.framework.outcome import Action, Indicator, Outcome
from wpsplan.model.plan import Dimension, Entity, PlanFile, ReportingPeriod


def natural_key(id: str) -> tuple[tuple[int, int, str], ...]:
    """The sort key under which 2.2 comes before 2.10, the same on every machine."""
    return tuple(
        (0, int(part), part) if part.isdigit() else (1, 0, part.lower()) for part in re.findall(r"[0-9]+|[^0-9]+", id)
    )


class Declaration(NamedTuple):
    """Something that the plan's files give an id to, even if the rest of it is not sound."""

    kind: str
    """outcome, action, indicator, entity, dimension, area, strategic outcome or period"""
    id: str
    place: Place


class IndicatorContext(NamedTuple):
    """An indicator with the action and the outcome it belongs to."""

    indicator: Indicator
    action: Action
    outcome: Outcome

    @property
    def respondents(self) -> tuple[str, ...]:
        """Ids of the entities and groups that hold the data: the method's, else the action's entities."""
        method = self.indicator.method
        if method is None:
            return ()
        return tuple(self.action.entities if method.respondents is None else method.respondents)


@dataclass(frozen=True)
class Framework:
    """A plan that was read: the sound parts of its files, and the place of everything that they declare."""

    plan: PlanFile
    entities: Mapping[str, Entity]
    dimensions: Mapping[str, Dimension]
    outcomes: tuple[Outcome, ...]
    """In natural order."""
    declared: tuple[Declaration, ...] = ()
    whole: Mapping[str, bool] = field(default_factory=dict)
    """entities, dimensions, outcomes → True if every file of theirs could be read."""

    @cached_property
    def indicators(self) -> dict[str, IndicatorContext]:
        """Every indicator by id, in the plan's order."""
        return {
            indicator.id: IndicatorContext(indicator, action, outcome)
            for outcome in self.outcomes
            for action in outcome.actions
            for indicator in action.indicators
        }

    @cached_property
    def actions(self) -> dict[str, tuple[Action, Outcome]]:
        """Every action by id, with its outcome."""
        return {action.id: (action, outcome) for outcome in self.outcomes for action in outcome.actions}

    @cached_property
    def categories(self) -> dict[str, frozenset[str]]:
        """The ids of each dimension's categories."""
        return {
            id: frozenset(category.id for category in dimension.categories) for id, dimension in self.dimensions.items()
        }

    @cached_property
    def titles(self) -> dict[tuple[str, str], str]:
        """(dimension, category) → the category's title."""
        return {
            (id, category.id): category.title
            for id, dimension in self.dimensions.items()
            for category in dimension.categories
        }

    def add_up(self, dimensions: tuple[str, ...]) -> bool:
        """Tell if the categories of each of these dimensions add up to the total."""
        if dimensions not in self._adding_up:
            known = [self.dimensions.get(name) for name in dimensions]
            self._adding_up[dimensions] = all(dimension is not None and dimension.total == "sum" for dimension in known)
        return self._adding_up[dimensions]

    @cached_property
    def _adding_up(self) -> dict[tuple[str, ...], bool]:
        return {}

    @cached_property
    def periods(self) -> dict[str, ReportingPeriod]:
        """The reporting periods by id, in the order of time."""
        periods = sorted(
            self.plan.reporting_periods, key=lambda period: (period.start, -period.end.toordinal(), period.id)
        )
        return {period.id: period for period in periods}

    @cached_property
    def places(self) -> dict[tuple[str, str], Place]:
        """(kind, id) → the place where it is declared, the first one if there are several."""
        places: dict[tuple[str, str], Place] = {}
        for declaration in self.declared:
            places.setdefault((declaration.kind, declaration.id), declaration.place)
        return places

    def place(self, kind: str, id: str) -> Place:
        """The place where something is declared; the plan's first line if it is declared nowhere."""
        return self.places.get((kind, id), Place("plan/plan.yaml"))

    def knows(self, kind: str, id: str) -> bool:
        """Tell if the plan's files give this id to something of this kind, be it sound or not."""
        return (kind, id) in self.places

    # --- time -----------------------------------------------------------------------------------------------------

    def judged_on(self, period: ReportingPeriod) -> date:
        """The day on which a period is judged: its last, or the plan's last if that is earlier (not for a baseline)."""
        return period.end if period.baseline else min(period.end, self.plan.period.end)

    # --- entities -------------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> frozenset[str]:
        """The entities that report through their members."""
        return frozenset(id for id, entity in self.entities.items() if entity.members is not None)

    def is_group(self, id: str) -> bool:
        """Tell if this entity reports through its members."""
        return id in self.groups

    @cached_property
    def _expanded(self) -> dict[tuple[frozenset[str], date], tuple[str, ...]]:
        return {}

    def expand(self, ids: Iterable[str], day: date) -> tuple[str, ...]:
        """The respondents behind these entities and groups on a day: groups opened, nobody twice, in natural order."""
        key = (frozenset(ids), day)
        if key not in self._expanded:  # asked for each figure anew, and of few groups
            self._expanded[key] = self._expand(*key)
        return self._expanded[key]

    def _expand(self, ids: frozenset[str], day: date) -> tuple[str, ...]:
        respondents: set[str] = set()
        seen: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id in seen:
                continue
            seen.add(id)
            entity = self.entities.get(id)
            if entity is None:
                continue
            if entity.members is None:
                respondents.add(id)
            else:
                waiting += [member.id for member in entity.members if member.on(day)]
        return tuple(sorted(respondents, key=self._by_name))

    def _by_name(self, id: str) -> tuple[bool, str, str]:
        return (len(id) == 3 and id.isupper(), self.entities[id].name, id)

    def respondents(self, measurable: IndicatorContext, period: ReportingPeriod) -> tuple[str, ...]:
        """The respondents who are asked for an indicator in a period."""
        return self.expand(measurable.respondents, self.judged_on(period))

    def is_respondent(self, entity: str, measurable: IndicatorContext, period: ReportingPeriod) -> bool:
        """Tell if this respondent is asked for an indicator in a period."""
        key = (measurable.indicator.id, period.id)
        if key not in self._asked:
            self._asked[key] = frozenset(self.respondents(measurable, period))
        return entity in self._asked[key]

    @cached_property
    def _asked(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def entity_by_name(self, name: str) -> str:
        """The id of the entity that bears this name or alias; empty where none does."""
        lowered = name.lower()
        ids = (
            entity.id
            for entity in self.entities.values()
            if lowered in (entity.name.lower(), *map(str.lower, entity.aliases))
        )
        return next(ids, "")

    def name(self, entity: str) -> str:
        """An entity's name; its id where it has none."""
        return self.entities[entity].name if entity in self.entities else entity
