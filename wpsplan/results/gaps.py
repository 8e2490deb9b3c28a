"""Gaps, by the one who can close them: answers that respondents owe, and what the plan itself leaves open."""

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
"""The owner of the gaps that only a change of the plan, or of its methods, can close."""
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
    """The place where it shows; None: the file has nothing about it yet."""


def gaps_of(data: Dataset, period: ReportingPeriod, entity: str | None = None) -> list[Gap]:
    """All gaps of a period, worst first; `entity`: those that this respondent, or this group's members, can close."""
    gaps = list(_answers(data, period))
    if entity is not None:
        members = data.framework.expand({entity}, data.framework.judged_on(period))
        gaps = [gap for gap in gaps if gap.entity in members]
    owed: dict[str, int] = {}
    for gap in gaps:
        owed[gap.entity or ""] = owed.get(gap.entity or "", 0) + (gap.kind == "missing-item")
    gaps.sort(key=lambda gap: (-owed[gap.entity or ""], data.framework.name(gap.entity or "").lower(), _rank(gap)))
    return gaps if entity is not None else gaps + sorted(_plan_gaps(data), key=_rank)


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
        submission = data.by_key.get((period, respondent))
        gap = _file_gap(submission, data.framework.periods[period], due)
        if gap:
            kind, message, mend = gap
            path = f"measurements/{period}/{respondent}.yaml"
            yield Gap(kind, None, respondent, period, message, mend, path, Place(path) if submission else None)


def _file_gap(submission: Submission | None, period: ReportingPeriod, due: int) -> tuple[str, str, str] | None:
    """The kind, message and mend of the gap of a respondent's file as a whole; None if it has none."""
    if submission is None:
        items = f"{due} item{'s are' if due > 1 else ' is'} due"
        return "missing-file", f"no file for {period.id}: {items}", "send the file"
    if not submission.final:
        return (
            "draft",
            f"the file for {period.id} is a draft: nothing in it counts",
            "finish it, and write status: final",
        )
    header = submission.header
    submitted = header.submitted if header.basis == "submission" else None  # a file from public sources is never late
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
    """The id of the declaration around a place, the innermost one; None if there is none."""
    around = [
        declaration
        for declaration in framework.declared
        if declaration.place.path == place.path
        and place.route[: len(declaration.place.route)] == declaration.place.route
    ]
    return max(around, key=lambda declaration: len(declaration.place.route)).id if around else None


def _indicator(data: Dataset, measurable: IndicatorContext) -> Iterator[Gap]:
    indicator = measurable.indicator
    method = indicator.method
    place = data.framework.place("indicator", indicator.id)

    def gap(kind: str, message: str, mend: str, *steps: str) -> Gap:
        return Gap(kind, indicator.id, None, None, message, mend, place.path, place.down(*steps) if steps else place)

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
