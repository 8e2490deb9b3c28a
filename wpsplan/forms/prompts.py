"""Word the prompts of a form for respondents who have never seen the plan's files."""

from collections.abc import Iterator

from wpsplan.framework.framework import IndicatorContext
from wpsplan.kinds import Method, kind_of
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod

QUALIFIERS = {"about": "about", "more-than": "more than", "at-least": "at least", "less-than": "less than",
              "at-most": "at most"}  # fmt: skip
REASONS = {"not-available": "not available", "not-applicable": "not applicable", "not-collected": "not collected",
           "withheld": "withheld"}  # fmt: skip
YES_NO = {True: "yes", False: "no"}
STATUSES = ("final", "draft")


def prompt_text(measurable: IndicatorContext, period: ReportingPeriod, form_period: ReportingPeriod) -> str:
    """Return the text that says what to enter for an indicator. It names a period other than the form's."""
    method = measurable.indicator.method
    assert method is not None  # what is asked for has a method
    return " ".join([kind_of(method).prompt(method), *_when(method, period, form_period), *_also(method)])


def _when(method: Method, period: ReportingPeriod, form_period: ReportingPeriod) -> Iterator[str]:
    span = f"{day_in_words(period.start)} to {day_in_words(period.end)}"
    if kind_of(method).is_flow(method):
        yield f"Counted from {span}."
    elif period is not form_period:
        yield f"For {span}."
    if kind_of(method).has_due_day and method.due:
        yield f"It is due by {day_in_words(method.due)}."


def _also(method: Method) -> Iterator[str]:
    if method.narrative == "required" and not kind_of(method).in_words:
        yield "A narrative belongs to the answer."
    if method.sources == "required":
        yield "A source belongs to the answer: the document itself."
