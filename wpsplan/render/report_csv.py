"""A report as a list: one row an indicator, with both axes, its figure and how it moves."""

from collections.abc import Iterable

from wpsplan.render.data import Plain

COLUMNS = (
    "id",
    "text",
    "area",
    "outcome",
    "period",
    "availability",
    "reporting",
    "used",
    "expected",
    "value",
    "numerator",
    "denominator",
    "achieved",
    "level",
    "qualifier",
    "text_of_value",
    "so_far",
    "progress",
    "reason",
    "pace",
    "judgement",
    "trend",
    "change",
    "since",
)


def rows(report: Plain) -> Iterable[Plain]:
    """The rows of a report's data, in the plan's order."""
    for area in report["areas"]:
        for outcome in area["outcomes"]:
            for action in outcome["actions"]:
                for one in action["indicators"]:
                    value = {key: one["value"][key] for key in _FIGURE}
                    yield {
                        **one,
                        **one["respondents"],
                        **value,
                        "area": area["id"],
                        "text_of_value": one["value"]["text"],
                        "so_far": one["incomplete"],
                        "pace": one["pace"]["value"] if one["pace"] else None,
                        "judgement": one["judgement"]["state"] if one["judgement"] else None,
                    }


_FIGURE = ("value", "numerator", "denominator", "achieved", "level", "qualifier")
