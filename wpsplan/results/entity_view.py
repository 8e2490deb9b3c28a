"""One entity's part in a period: its items, its answers and gaps, and its rates beside those of all."""

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
    """The rates of all respondents together, for comparison."""
    figures: tuple[tuple[str, ReportedFigure], ...]
    """(indicator, a figure that the entity reported for it), stand-ins and published totals too."""
    gaps: tuple[Gap, ...]
    """The gaps that it can close, worst first."""
    implements: tuple[str, ...]
    """Ids of the actions that name it, itself or a group it belongs to, as implementing."""
    spread: Distribution
    """The states of the indicators of those actions."""


def entity_view(data: Dataset, period: ReportingPeriod, id: str, results: Sequence[IndicatorResult]) -> EntityView:
    """One entity's part in a period, from the results of every indicator."""
    framework = data.framework
    day = framework.judged_on(period)
    members = framework.expand({id}, day)
    everyone = [item for result in results for item in result.items]
    items = [item for item in everyone if item.respondent in members]
    reporters = {id, *members}
    implements = [
        action.id
        for action, _ in framework.actions.values()
        if any(entity == id or id in framework.expand({entity}, day) for entity in action.entities)
    ]
    statuses = [result.statuses[0] for result in results if result.measurable.action.id in implements]
    return EntityView(
        id=id,
        name=framework.name(id),
        members=members if framework.is_group(id) else (),
        items=tuple(items),
        rates=rates_of(data, items),
        everyone=rates_of(data, everyone),
        figures=tuple(
            (result.id, figure)
            for result in results
            for figure in (*result.reported, *(published.figure for published in result.published), *result.proxies)
            if figure.entity in reporters
        ),
        gaps=tuple(gaps_of(data, period, id)),
        implements=tuple(implements),
        spread=distribution_of(statuses),
    )
