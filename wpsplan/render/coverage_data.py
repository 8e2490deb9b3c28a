"""Coverage as plain data: the keys of `coverage --format json`, and the rows of its CSV."""

from wpsplan.figures.coverage import Coverage
from wpsplan.framework.framework import Framework
from wpsplan.render.data import Plain, counts
from wpsplan.render.figure_data import item
from wpsplan.render.period_data import group, matrix, period, rates
from wpsplan.workspace.lines import Lines

ITEM_COLUMNS = (
    "indicator",
    "respondent",
    "name",
    "period",
    "availability",
    "draft",
    "basis",
    "lacks",
    "reason",
    "path",
    "line",
)
GROUP_COLUMNS = (
    "id",
    "name",
    "due",
    "expected",
    "reported",
    "partial",
    "unavailable",
    "missing",
    "not_applicable",
    *(
        f"{rate}_{part}"
        for rate in ("submission", "reporting", "completeness", "timeliness")
        for part in ("numerator", "denominator", "rate", "public")
    ),
)


def coverage_data(one: Coverage, framework: Framework, lines: Lines) -> Plain:
    """Who reported what in a period."""
    return {
        "period": one.period.id,
        "period_words": period(one.period)["words"],
        "baseline": one.period.baseline,
        "due": one.due,
        "expected": one.expected,
        **counts(one.counts),
        "not_due": one.not_due,
        "rates": rates(one.rates),
        "by": one.by,
        "groups": [group(each) for each in one.groups],
        **matrix(one, framework),
        "items": [
            {
                **item(each, lines),
                "name": framework.name(each.respondent),
                "text": framework.indicators[each.indicator].indicator.text,
            }
            for each in one.items
        ],
    }


def group_row(one: Plain) -> Plain:
    """A group as a flat row: each rate with its numerator and denominator."""
    flat = {f"{name}_{part}": rate[part] for name, rate in one["rates"].items() for part in rate}
    return {**one, **flat}
