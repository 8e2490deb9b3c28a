"""One indicator in one period as plain data: the keys of `show ID --period P --format json`."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from wpsplan.finding import Finding
from wpsplan.framework.framework import Framework
from wpsplan.kinds import KINDS, Kind, value_text
from wpsplan.kinds.figure import Value
from wpsplan.kinds.progress import Progress, RequiredValue, StartingPoint, Trend
from wpsplan.model.number import few_places, progress_text
from wpsplan.model.partial_date import day_in_words
from wpsplan.model.source import Source
from wpsplan.render.findings.json import finding_data
from wpsplan.render.json.plain import Plain, counts, number, plain
from wpsplan.render.json.plan import indicator_text
from wpsplan.results.breakdown import Breakdown
from wpsplan.results.dataset import DueItem, Judged
from wpsplan.results.explain import REASONS
from wpsplan.results.indicator_result import IndicatorResult, Published, SeriesPoint
from wpsplan.results.report import ReportedAction
from wpsplan.results.reported import ReportedFigure
from wpsplan.workspace.positions import Lines


def value(figure: Value) -> Plain:
    """A figure: percentages in percent, unrounded; `text` as people read it."""
    return {
        "value": number(figure.value),
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "achieved": figure.achieved,
        "level": figure.level,
        "qualifier": figure.qualifier,
        "text": value_text(figure),
        "distribution": dict(figure.distribution) or None,
    }


def said(one: ReportedFigure, lines: Lines) -> Plain:
    """One measurement with its source and place."""
    figure, proxy, reason = value(one.value), one.proxy, one.not_reported
    return {
        "entity": one.entity,
        "name": one.name,
        "period": one.period,
        **figure,
        "text": one.text if reason else figure["text"],
        "unit": one.unit,
        "counted": one.counted,
        "basis": one.basis,
        "as_of": one.as_of,
        "achieved_on": one.achieved_on,
        "confidence": one.confidence,
        "notes": _notes(one),
        "proxy": plain(proxy) if proxy else None,
        "narrative": one.narrative,
        "not_reported": plain(reason) if reason else None,
        "cells": [{"at": dict(cell.at), "words": cell.words, "text": cell.text} for cell in one.cells],
        "sources": [source(item) for item in one.sources],
        "accepted": [plain(item) for item in one.accepted],
        "path": one.place.path,
        "line": lines.of(one.place),
    }


def _notes(one: ReportedFigure) -> list[str]:
    """What a reader has to know of a figure, in a few words each."""
    found = []
    if one.as_of:
        found.append(f"as of {one.as_of}")
    if one.achieved_on:
        found.append(f"on {one.achieved_on}")
    if one.confidence:
        found.append(f"{one.confidence} confidence")
    if one.public:
        found.append("public source")
    if not (one.counted or one.proxy or one.not_reported):
        found.append("not in the figure")
    return found


@lru_cache(maxsize=2000)
def source(item: Source) -> Plain:
    """A source, with its dates as people write them beside the exact ones. One source stands behind many figures."""
    found: Plain = plain(item)
    found["date_words"] = item.date.words if item.date else None
    found["accessed_words"] = item.accessed.words if item.accessed else None
    return found


def trend(one: Trend) -> Plain:
    """A trend with what it compares."""
    return {
        "trend": one.word,
        "change": number(one.change),
        "change_text": one.change_text,
        "since": one.since,
        "before": value_text(one.before) if one.before else None,
        "after": value_text(one.after) if one.after else None,
        "compared": one.respondents,
    }


def published(one: Published, lines: Lines) -> Plain:
    """A figure published for a group, with its own trend."""
    return {**said(one.said, lines), **trend(one.trend)}


def point(one: SeriesPoint, lines: Lines) -> Plain:
    """One period of a series."""
    return {
        "period": one.period,
        "date": str(one.on),
        **value(one.value),
        "used": one.used,
        "expected": one.expected,
        "incomplete": one.incomplete,
        "comparable": one.comparable,
        "range": [value_text(limit) for limit in one.range] if one.range else None,
        "published": [
            {
                "entity": item.entity,
                "name": item.name,
                "value": number(item.value.value),
                "text": item.text,
                "path": item.place.path,
                "line": lines.of(item.place),
            }
            for item in one.published
        ],
    }


def baseline(one: StartingPoint | None, kind: Kind[Any]) -> Plain | None:
    """What a pace begins from; `origin`: \"method\", or the baseline period that the figure is of."""
    if one is None:
        return None
    places = 0 if one.value is None else few_places(one.value)
    return {
        "value": number(one.value),
        "level": one.level,
        "text": kind.text(Value(kind.name, one.value, level=one.level, places=places)),
        "date": str(one.on),
        "date_words": day_in_words(one.on),
        "origin": one.origin,
    }


def pace(one: Progress, kind: Kind[Any]) -> Plain | None:
    """The value that would be exactly on the pace, and how far along the figure is (1: exactly on it)."""
    if one.pace is None or one.ratio is None:
        return None
    return {
        "value": number(one.pace),
        "text": kind.number(one.pace, 1),
        "ratio": number(one.ratio),
        "ratio_text": progress_text(one.ratio),
    }


def wanted(one: RequiredValue | None, kind: Kind[Any]) -> Plain | None:
    """What would have been on track: a value (at least, or downward at most), or a scale's level."""
    if one is None:
        return None
    return {"value": number(one.value), "level": one.level, "upward": one.upward, "text": kind.required_value_text(one)}


def breakdown(one: Breakdown) -> Plain:
    """A figure by the categories of one dimension."""
    return {
        "dimension": one.dimension,
        "title": one.title,
        "whole": one.whole,
        "respondents": one.respondents,
        "shares": [{"category": each.category, "title": each.title, **value(each.value)} for each in one.shares],
    }


def item(one: DueItem, lines: Lines) -> Plain:
    """An item that is due."""
    return {
        "indicator": one.indicator,
        "respondent": one.respondent,
        "period": one.period,
        "availability": one.availability,
        "draft": one.draft,
        "basis": one.basis,
        "lacks": list(one.lacks),
        "reason": one.reason,
        "path": one.place.path if one.place else None,
        "line": lines.of(one.place) if one.place else None,
    }


def indicator(one: IndicatorResult, framework: Framework, lines: Lines, questions: Sequence[Finding] = ()) -> Plain:
    """An indicator in a period: the keys of `show ID --period P --format json`. `questions`: of the whole period."""
    limits, kind = one.aggregate.range, KINDS[one.value.kind]
    return {
        **indicator_text(one.measurable, framework),
        "outcome": one.measurable.outcome.id,
        "period": one.period,
        "availability": one.availability,
        "told": one.has_anything,
        "counts": counts(one.counts),
        "value": value(one.value),
        "incomplete": one.incomplete,
        "range": [number(limit.value) for limit in limits] if limits else None,
        "range_text": [value_text(limit) for limit in limits] if limits else None,
        "respondents": {
            "reporting": one.respondents.reporting,
            "used": one.respondents.used,
            "expected": one.respondents.expected,
        },
        "missing": [{"entity": entity, "name": framework.name(entity)} for entity in one.missing],
        "partial": [
            {**item(partial, lines), "name": framework.name(partial.respondent)}
            for partial in one.items
            if partial.availability == "partial"
        ],
        "published": [published(each, lines) for each in one.published],
        "proxies": [said(each, lines) for each in one.proxies],
        "progress": one.progress.state,
        "reason": one.progress.reason,
        "reason_text": REASONS.get(one.progress.reason or ""),
        "baseline": baseline(one.baseline, kind),
        "pace": pace(one.progress, kind),
        "wanted": wanted(one.required_value, kind),
        **trend(one.trend),
        "judgement": judgement(one.judged, lines),
        "breakdowns": [breakdown(each) for each in one.breakdowns],
        "series": [point(each, lines) for each in one.series],
        "history": [
            {
                "period": each.period.id,
                "availability": each.availability,
                "progress": each.progress.state,
                "reason": each.progress.reason,
            }
            for each in one.statuses
        ],
        "steps": list(one.steps),
        "inputs": [said(each, lines) for each in one.said],
        "questions": [finding_data(each) for each in questions if each.indicator == one.id],
    }


def judgement(one: Judged | None, lines: Lines) -> Plain | None:
    """The office's own view, beside the computed state."""
    if one is None:
        return None
    return {
        **plain(one.judgement),
        "date_words": day_in_words(one.judgement.date),
        "path": one.place.path,
        "line": lines.of(one.place),
    }


def said_of_action(one: ReportedAction, lines: Lines) -> Plain:
    """What somebody reports was done about an action."""
    return {
        "entity": one.entity,
        "name": one.name,
        "period": one.period,
        "status": one.report.status,
        "narrative": one.report.narrative,
        "sources": [source(item) for item in one.report.sources],
        "basis": one.basis,
        "path": one.place.path,
        "line": lines.of(one.place),
    }
