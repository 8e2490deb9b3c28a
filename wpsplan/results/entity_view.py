"""What one entity was asked, what it answered, what is open, and how that compares."""

from collections.abc import Sequence
from typing import NamedTuple

from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.coverage import Rates, rates_of
from wpsplan.results.dataset import Dataset, DueItem
from wpsplan.results.gaps import Gap, gaps_of
from wpsplan.results.indicator_result import IndicatorResult
from wpsplan.results.reported import ReportedFigure
from wpsplan.results.status import Distribution, distribution_of


class EntityView(NamedTuple):
    """One entity in a period: as one who answers (a group: through its members), and as one who implements."""

    id: str
    name: str
    members: tuple[str, ...]
    """Of a group: the respondents it reports through, on the day by which the period is judged; else empty."""
    items: tuple[DueItem, ...]
    rates: Rates
    everyone: Rates
    """The rates of all respondents together, to stand beside."""
    said: tuple[tuple[str, ReportedFigure], ...]
    """(indicator, what the entity said of it, stand-ins and published totals too)."""
    gaps: tuple[Gap, ...]
    """What it can close, worst first."""
    implements: tuple[str, ...]
    """Ids of the actions that name it, itself or a group it belongs to, as implementing."""
    spread: Distribution
    """Where the indicators of those actions stand."""


def entity_view(data: Dataset, period: ReportingPeriod, id: str, answers: Sequence[IndicatorResult]) -> EntityView:
    """One entity's part in a period, out of the answers about every indicator."""
    framework = data.framework
    day = framework.judged_on(period)
    members = framework.expand({id}, day)
    everyone = [item for one in answers for item in one.items]
    items = [item for item in everyone if item.respondent in members]
    speakers = {id, *members}
    implements = [
        action.id
        for action, _ in framework.actions.values()
        if any(each == id or id in framework.expand({each}, day) for each in action.entities)
    ]
    own = [one.statuses[0] for one in answers if one.measurable.action.id in implements]
    return EntityView(
        id=id,
        name=framework.name(id),
        members=members if framework.is_group(id) else (),
        items=tuple(items),
        rates=rates_of(data, items),
        everyone=rates_of(data, everyone),
        said=tuple(
            (one.id, said)
            for one in answers
            for said in (*one.said, *(each.said for each in one.published), *one.proxies)
            if said.entity in speakers
        ),
        gaps=tuple(gaps_of(data, period, id)),
        implements=tuple(implements),
        spread=distribution_of(own),
    )
