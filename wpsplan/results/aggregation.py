"""An indicator's figure in a period: put together over the periods inside it first, then over its respondents."""

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
    """Every observation of an indicator in a period and those inside it; `only`: of these entities (None: all)."""
    return [
        observation
        for inner in inner_periods(data.framework, period)
        for entity, observation in data.observations.get((inner.id, measurable.indicator.id), {}).items()
        if only is None or entity in only
    ]


def sub_periods(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The periods within this one in which figures of an indicator are reported, by its frequency."""
    method = measurable.indicator.method
    if method is None:
        return []
    frequency = frequency_of(method)
    return [inner for inner in inner_periods(data.framework, period) if inner.frequency == frequency]


def aggregate(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, only: frozenset[str] | None = None
) -> Aggregate:
    """An indicator's figure in a period; `only`: of these respondents (None: all who are asked)."""
    method = measurable.indicator.method
    if method is None:
        return Aggregate(Value(UNMEASURED.name))
    inside = sub_periods(data, measurable, period)
    kind = kind_of(method)
    by_respondent: dict[str, list[Contribution]] = {}
    for inner in inside:
        answers = _answers_in(data, measurable, inner)
        for respondent in data.framework.respondents(measurable, inner):
            if only is None or respondent in only:
                observation = answers.get(respondent)
                single = kind.contribution(observation) if observation and observation.is_poolable else None
                by_respondent.setdefault(respondent, []).extend([single] if single else ())
    expected = tuple(sorted(by_respondent))
    parts = [
        kind.over_time(method, by_respondent[respondent], len(inside))
        for respondent in expected
        if by_respondent[respondent]
    ]
    return kind.aggregate(parts, expected, method)


def _answers_in(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Mapping[str, Observation]:
    """Respondent → the answer in a period; if one is due there, it may be the figure of an earlier year."""
    if is_due(data.framework, measurable, period):
        return answers_to(data, measurable, period)
    return data.observations.get((period.id, measurable.indicator.id), {})
