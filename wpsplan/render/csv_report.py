"""A report as a list: a row for each indicator, with both axes, its figure and its trend."""

from collections.abc import Iterable

from wpsplan.render.json.plain import Plain

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
    """Give the rows of a report (of `report_data`), in the plan's order."""
    for area in report["areas"]:
        for outcome in area["outcomes"]:
            for action in outcome["actions"]:
                for indicator in action["indicators"]:
                    value = {key: indicator["value"][key] for key in _FIGURE}
                    yield {
                        **indicator,
                        **indicator["respondents"],
                        **value,
                        "area": area["id"],
                        "text_of_value": indicator["value"]["text"],
                        "so_far": indicator["incomplete"],
                        "pace": indicator["pace"]["value"] if indicator["pace"] else None,
                        "judgement": indicator["judgement"]["state"] if indicator["judgement"] else None,
                    }


_FIGURE = ("value", "numerator", "denominator", "achieved", "level", "qualifier")
