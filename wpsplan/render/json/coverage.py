"""Coverage as plain data: the keys of `coverage --format json`, and the rows of its CSV."""

from wpsplan.framework.framework import Framework
from wpsplan.render.json.indicator import item
from wpsplan.render.json.period import group, matrix, period, rates
from wpsplan.render.json.plain import Plain, counts
from wpsplan.results.coverage import Coverage
from wpsplan.workspace.positions import Lines

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


def coverage_data(coverage: Coverage, framework: Framework, lines: Lines) -> Plain:
    """A period's coverage: its counts, rates, groups, matrix and items."""
    return {
        "period": coverage.period.id,
        "period_words": period(coverage.period)["words"],
        "baseline": coverage.period.baseline,
        "due": coverage.due,
        "expected": coverage.expected,
        **counts(coverage.counts),
        "not_due": coverage.not_due,
        "rates": rates(coverage.rates),
        "by": coverage.by,
        "groups": [group(coverage_group) for coverage_group in coverage.groups],
        **matrix(coverage, framework),
        "items": [
            {
                **item(coverage_item, lines),
                "name": framework.name(coverage_item.respondent),
                "text": framework.indicators[coverage_item.indicator].indicator.text,
            }
            for coverage_item in coverage.items
        ],
    }


def group_row(group: Plain) -> Plain:
    """A group as a flat row: each rate with its numerator and denominator."""
    flat = {f"{name}_{part}": rate[part] for name, rate in group["rates"].items() for part in rate}
    return {**group, **flat}
