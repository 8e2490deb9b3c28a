"""What is missing, by the one who can close the gap: respondents' answers, and what the plan itself leaves open."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from wpsplan.finding import Place
from wpsplan.framework.framework import Framework, IndicatorContext, natural_key
from wpsplan.kinds import kind_of
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.plan import ReportingPeriod
from wpsplan.model.submission import Submission
from wpsplan.results.availability import all_items
from wpsplan.results.dataset import Dataset, DueItem
from wpsplan.results.progress import baseline_of

OFFICE = "the plan"
"""The owner of what only a change of the plan, or of its methods, can close."""
ORDER = (
    "missing-file",
    "draft",
    "missing-item",
    "late-file",
    "partial-item",
    "reason-given",
    "action-without-indicator",
    "indicator-without-method",
    "indicator-without-respondent",
    "dangling-reference",
    "wording",
    "indicator-without-unit",
    "indicator-without-baseline",
    "indicator-without-target",
)
"""The kinds of gaps, worst first."""


class Gap(NamedTuple):
    """Something that is missing, and what would mend it."""

    kind: str
    id: str | None
    """The indicator, action or outcome it is about."""
    entity: str | None
    """The respondent who can close it; None: a gap of the plan itself."""
    period: str | None
    message: str
    mend: str
    path: str
    """The file in which it can be closed."""
    place: Place | None
    """Where it shows; None: the file has nothing about it yet."""


def gaps_of(data: Dataset, period: ReportingPeriod, entity: str | None = None) -> list[Gap]:
    """All gaps of a period, worst first; `entity`: those that this respondent, or this group's members, can close."""
    found = list(_answers(data, period))
    if entity is not None:
        members = data.framework.expand({entity}, data.framework.judged_on(period))
        found = [gap for gap in found if gap.entity in members]
    owed: dict[str, int] = {}
    for gap in found:
        owed[gap.entity or ""] = owed.get(gap.entity or "", 0) + (gap.kind == "missing-item")
    found.sort(key=lambda gap: (-owed[gap.entity or ""], data.framework.name(gap.entity or "").lower(), _rank(gap)))
    return found if entity is not None else found + sorted(_plan_gaps(data), key=_rank)


def _rank(gap: Gap) -> tuple[int, Any, Any]:
    return (ORDER.index(gap.kind), natural_key(gap.period or ""), natural_key(gap.id or ""))


# --- respondents ------------------------------------------------------------------------------------------------------


def _answers(data: Dataset, period: ReportingPeriod) -> Iterator[Gap]:
    items = all_items(data, period)
    yield from _files(data, items)
    for item in items:
        text = data.framework.indicators[item.indicator].indicator.text
        before_colon = text.rstrip(".")

        def gap(kind: str, message: str, mend: str, item: DueItem = item) -> Gap:
            path = item.place.path if item.place else f"measurements/{item.period}/{item.respondent}.yaml"
            return Gap(kind, item.indicator, item.respondent, item.period, message, mend, path, item.place)

        if item.availability == "missing":
            mend = "finish the draft" if item.draft else "report it, or say with not_reported why there is no figure"
            yield gap("missing-item", text, mend)
        elif item.availability == "partial":
            yield gap("partial-item", f"{before_colon}: lacks {', '.join(item.lacks)}", f"add {', '.join(item.lacks)}")
        elif item.availability == "unavailable":
            reason = (item.reason or "").replace("-", " ")
            yield gap("reason-given", f"{before_colon}: {reason}", "report it when the figure can be had")


def _files(data: Dataset, items: Sequence[DueItem]) -> Iterator[Gap]:
    owed: dict[tuple[str, str], int] = {}
    for item in items:
        owed[item.period, item.respondent] = owed.get((item.period, item.respondent), 0) + 1
    for (period, respondent), due in owed.items():
        file = data.by_key.get((period, respondent))
        found = _file_gap(file, data.framework.periods[period], due)
        if found:
            kind, message, mend = found
            path = f"measurements/{period}/{respondent}.yaml"
            yield Gap(kind, None, respondent, period, message, mend, path, Place(path) if file else None)


def _file_gap(file: Submission | None, period: ReportingPeriod, due: int) -> tuple[str, str, str] | None:
    """The kind, message and mend of what is wrong with a respondent's file as a whole."""
    if file is None:
        items = f"{due} item{'s are' if due > 1 else ' is'} due"
        return "missing-file", f"no file for {period.id}: {items}", "send the file"
    if not file.final:
        return (
            "draft",
            f"the file for {period.id} is a draft: nothing in it counts",
            "finish it, and write status: final",
        )
    submitted = file.header.submitted if file.header.basis == "submission" else None  # nobody else's is late
    if submitted is None or period.due is None or submitted <= period.due:
        return None
    days = (submitted - period.due).days
    late = f"submitted on {day_in_words(submitted)}, {days} day{'s' if days > 1 else ''} after it was due"
    return "late-file", late, "nothing to do; it counts, but not as in time"


# --- the plan ---------------------------------------------------------------------------------------------------------

_COMPOUND = re.compile(
    r"\b(number|scale|level|gender balance targets)\b[^.]{0,40}?,?\s+and\s+(scope|role|effectiveness|gender sensitive)|"
    r"\bnumber\b.*\band\s+(recommendations|scope)\b",
    re.IGNORECASE,
)
_EXTENT = re.compile(r"\bextent to which\b", re.IGNORECASE)


def _plan_gaps(data: Dataset) -> Iterator[Gap]:
    framework = data.framework
    for finding in data.findings:
        if finding.code in ("action-without-indicator", "dangling-reference"):
            id = _id_at(framework, finding.place)
            yield Gap(finding.code, id, None, None, finding.message, finding.help, finding.place.path, finding.place)
    for measurable in framework.indicators.values():
        if not (measurable.indicator.retired or measurable.action.retired):
            yield from _indicator(data, measurable)


def _id_at(framework: Framework, place: Place) -> str | None:
    """The item that a place is inside of: the deepest one."""
    inside = [
        item
        for item in framework.declared
        if item.place.path == place.path and place.route[: len(item.place.route)] == item.place.route
    ]
    return max(inside, key=lambda item: len(item.place.route)).id if inside else None


def _indicator(data: Dataset, measurable: IndicatorContext) -> Iterator[Gap]:
    indicator = measurable.indicator
    method = indicator.method
    at = data.framework.place("indicator", indicator.id)

    def gap(kind: str, message: str, mend: str, *steps: str) -> Gap:
        return Gap(kind, indicator.id, None, None, message, mend, at.path, at.down(*steps) if steps else at)

    if _COMPOUND.search(indicator.text):
        message = "asks for several things at once, which no single figure can answer"
        yield gap("wording", message, "agree which of them is counted; the others can be told in the narrative", "text")
    elif _EXTENT.search(indicator.text):
        message = "asks for an extent without saying how it is measured"
        yield gap("wording", message, "agree on levels (a scale), each with what it takes to reach it", "text")
    if method is None:
        yield gap(
            "indicator-without-method",
            "no method of measuring it is written down",
            "agree on a method: what is counted, in which unit, by whom",
        )
        return
    if not measurable.respondents:
        yield gap(
            "indicator-without-respondent",
            "nobody is asked for it",
            "write respondents: [...] into its method",
            "method",
        )
    kind = kind_of(method)
    if kind.needs_unit and not method.unit:
        yield gap("indicator-without-unit", "no unit is written down", "write unit: … into its method", "method")
    if not kind.has_course:
        return
    if kind.yearly_target(method) is None and baseline_of(data, measurable) is None:
        yield gap(
            "indicator-without-baseline",
            "no baseline is known",
            "find the figure of a year before the plan, with its source",
            "method",
        )
    if not kind.targets(method):
        yield gap(
            "indicator-without-target", "the plan sets no target", "agree on a target: a value and a day", "method"
        )
