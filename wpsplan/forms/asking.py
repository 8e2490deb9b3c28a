"""What exactly to enter, in words for somebody who has never seen the plan's files."""

from collections.abc import Iterator
from typing import Any

from wpsplan.framework.framework import Measurable
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod

QUALIFIERS = {"about": "about", "more-than": "more than", "at-least": "at least", "less-than": "less than",
              "at-most": "at most"}  # fmt: skip
REASONS = {"not-available": "not available", "not-applicable": "not applicable", "not-collected": "not collected",
           "withheld": "withheld"}  # fmt: skip
YES_NO = {True: "yes", False: "no"}
STATUSES = ("final", "draft")


def ask_text(measurable: Measurable, period: ReportingPeriod, of: ReportingPeriod) -> str:
    """What to enter for an indicator; a period inside the form's own is named."""
    method: Any = measurable.indicator.method
    return " ".join([_figure(method), *_when(method, period, of), *_also(method)])


def _figure(method: Any) -> str:
    match method.kind:
        case "count":
            return f"The number of {method.unit}: a whole number." if method.unit else "A whole number."
        case "percentage":
            part = method.numerator or f"the {method.unit} that are meant"
            whole = method.denominator or f"all {method.unit}" if method.unit else "all"
            return (
                f"Answer: the number of {part}. Of: the number of {whole}. "
                "Only where these are not known: the share in %."
            )
        case "milestone":
            return "Yes or no; if yes, the day on which it was achieved, as far as it is known."
        case "scale":
            return f"One of: {', '.join(method.levels)}."
        case _:
            return "In your own words, under Narrative."


def _when(method: Any, period: ReportingPeriod, of: ReportingPeriod) -> Iterator[str]:
    span = f"{day_in_words(period.start)} to {day_in_words(period.end)}"
    if getattr(method, "over_time", None) == "flow":
        yield f"Counted from {span}."
    elif period is not of:
        yield f"For {span}."
    if method.kind == "milestone" and method.due:
        yield f"It is due by {day_in_words(method.due)}."


def _also(method: Any) -> Iterator[str]:
    if method.narrative == "required" and method.kind != "narrative":
        yield "A narrative belongs to the answer."
    if method.sources == "required":
        yield "A source belongs to the answer: the document itself."
