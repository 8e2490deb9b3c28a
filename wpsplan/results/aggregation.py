"""What an indicator's figure is in a period: over the periods inside it first, then over its respondents."""

from collections.abc import Mapping

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import UNMEASURED, kind_of
from wpsplan.kinds.figure import Aggregate, Contribution, Observation, Value
from wpsplan.model.plan import ReportingPeriod
from wpsplan.results.availability import answers_to, frequency_of, inner_periods, is_due
from wpsplan.results.dataset import Dataset


def observations_in(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, only: frozenset[str] | None = None
) -> list[Observation]:
    """Every final measurement of an indicator in a period and those inside it; `only`: of these entities."""
    return [
        one
        for inner in inner_periods(data.framework, period)
        for entity, one in data.observations.get((inner.id, measurable.indicator.id), {}).items()
        if only is None or entity in only
    ]


def sub_periods(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods in which figures of an indicator are reported, within this one."""
    method = measurable.indicator.method
    if method is None:
        return []
    wanted = frequency_of(method)
    return [inner for inner in inner_periods(data.framework, period) if inner.frequency == wanted]


def aggregate(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, only: frozenset[str] | None = None
) -> Aggregate:
    """An indicator's figure in a period; `only`: of these respondents."""
    method = measurable.indicator.method
    if method is None:
        return Aggregate(Value(UNMEASURED.name))
    inner = sub_periods(data, measurable, period)
    kind = kind_of(method)
    figures: dict[str, list[Contribution]] = {}
    for one in inner:
        said = _said_in(data, measurable, one)
        for respondent in data.framework.respondents(measurable, one):
            if only is None or respondent in only:
                found = said.get(respondent)
                single = kind.contribution(found) if found and found.is_poolable else None
                figures.setdefault(respondent, []).extend([single] if single else ())
    expected = tuple(sorted(figures))
    parts = [kind.over_time(method, figures[respondent], len(inner)) for respondent in expected if figures[respondent]]
    return kind.aggregate(parts, expected, method)


def _said_in(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Mapping[str, Observation]:
    """By respondent, what was said: where an answer is due, a figure of an earlier year may be one."""
    if is_due(data.framework, measurable, period):
        return answers_to(data, measurable, period)
    return data.observations.get((period.id, measurable.indicator.id), {})
