"""The items that are due, from whom, and if they were reported: the first axis, which knows nothing of progress."""

from collections.abc import Iterable, Mapping, Sequence

from wpsplan.framework.framework import Framework, IndicatorContext
from wpsplan.kinds import Method, kind_of
from wpsplan.kinds.figure import Observation
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Measurement
from wpsplan.results.dataset import Dataset, DueItem

AVAILABILITIES = ("reported", "partial", "unavailable", "missing", "not-applicable")
"""The availabilities of an item."""
INDICATOR_AVAILABILITIES = (*AVAILABILITIES, "mixed", "no-method", "not-due", "no-respondent")
"""The availabilities of an indicator."""


def inner_periods(framework: Framework, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The period itself and those that lie inside it, in the order of time."""
    return [other for other in framework.periods.values() if other is period or period.holds(other)]


def frequency_of(method: Method) -> str:
    """The frequency of the periods in which a method's figures are reported."""
    return "annual" if method.frequency in ("once", "biennial") else str(method.frequency)


def retired(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> bool:
    """Tell if the indicator or its action is retired on the day on which the period is judged."""
    day = framework.judged_on(period)
    return any(item.retired and item.retired.date < day for item in (measurable.indicator, measurable.action))


def is_due(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> bool:
    """Tell if an indicator is due in exactly this period (not in one inside it)."""
    method = measurable.indicator.method
    if method is None or period.baseline or period.frequency != frequency_of(method):
        return False
    if retired(framework, measurable, period):
        return False
    if method.frequency in ("once", "biennial"):
        return period.start <= (method.due or framework.plan.period.end) <= period.end
    return True


def due_periods(framework: Framework, measurable: IndicatorContext, period: ReportingPeriod) -> list[ReportingPeriod]:
    """The period and those inside it in which the indicator is due."""
    return [inner for inner in inner_periods(framework, period) if is_due(framework, measurable, inner)]


def items_of(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Sequence[DueItem]:
    """Every item that is due of an indicator in a period, and in those inside it."""
    key = (measurable.indicator.id, period.id)
    if key not in data.items_known:
        data.items_known[key] = tuple(
            [
                _item(data, measurable, inner, respondent, answers.get(respondent))
                for inner in due_periods(data.framework, measurable, period)
                for answers in [answers_to(data, measurable, inner)]
                for respondent in data.framework.respondents(measurable, inner)
            ]
        )
    return data.items_known[key]


def all_items(data: Dataset, period: ReportingPeriod) -> list[DueItem]:
    """Every item of a period, in the plan's order."""
    return [item for measurable in data.framework.indicators.values() for item in items_of(data, measurable, period)]


def answers_to(data: Dataset, measurable: IndicatorContext, period: ReportingPeriod) -> Mapping[str, Observation]:
    """Respondent → the answer to an item; for once and biennial an earlier year's figure, if there is no other."""
    id, method = measurable.indicator.id, measurable.indicator.method
    own = data.observations.get((period.id, id), {})
    if method is None or method.frequency not in ("once", "biennial"):
        return own
    answers: dict[str, Observation] = {}
    for other in data.framework.periods.values():  # in the order of time
        if other.frequency == "annual" and other.end < period.start:
            earlier = data.observations.get((other.id, id), {})
            answers |= {
                entity: observation
                for entity, observation in earlier.items()
                if observation.measurement.not_reported is None
            }
    return answers | own


def _item(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, respondent: str, answer: Observation | None
) -> DueItem:
    id = measurable.indicator.id
    if answer is None:
        submission = data.by_key.get((period.id, respondent))
        draft = submission is not None and not submission.final and id in submission.measurements
        place = submission.place(id) if submission and draft else None
        return DueItem(id, respondent, period.id, "missing", draft, place=place)
    measurement = answer.measurement
    method = measurable.indicator.method
    lacks = tuple(missing_parts(measurement, method)) if method else ()
    if measurement.not_reported:
        availability = "not-applicable" if measurement.not_reported.reason == "not-applicable" else "unavailable"
    else:
        availability = "partial" if lacks else "reported"
    return DueItem(
        id,
        respondent,
        period.id,
        availability,
        basis=answer.submission.basis_of(measurement),
        place=answer.place,
        lacks=lacks if availability == "partial" else (),
        reason=measurement.not_reported.reason if measurement.not_reported else None,
        submitted=answer.submission.header.submitted,
    )


def missing_parts(measurement: Measurement, method: Method) -> Iterable[str]:
    """The parts that an answer lacks to be complete, in words."""
    kind = kind_of(method)
    if measurement.proxy:
        yield "the figure itself (a stand-in is given)"
    elif missing := kind.missing_figure(measurement):
        yield missing
    for disaggregation in kind.disaggregation(method):
        dimension = disaggregation.dimension
        if disaggregation.required and not any(dimension in cell.dimensions for cell in measurement.cells):
            yield f"the breakdown by {dimension}"
    if method.narrative == "required" and not measurement.narrative:
        yield "a narrative"
    if method.sources == "required" and not measurement.sources:
        yield "a source"


def indicator_availability(
    data: Dataset, measurable: IndicatorContext, period: ReportingPeriod, items: Sequence[DueItem]
) -> str:
    """An indicator's own availability: that of its items if they agree, else mixed; or the reason why it has none."""
    if measurable.indicator.method is None:
        return "no-method"
    if items:
        availabilities = {item.availability for item in items}
        return availabilities.pop() if len(availabilities) == 1 else "mixed"
    return "no-respondent" if due_periods(data.framework, measurable, period) else "not-due"


def counts_of(items: Iterable[DueItem]) -> Mapping[str, int]:
    """The number of items of each availability."""
    counts = dict.fromkeys(AVAILABILITIES, 0)
    for item in items:
        counts[item.availability] += 1
    return counts
