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
    """Give the keys of a figure: percentages in percent, unrounded; `text` as people read it."""
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


def measurement(figure: ReportedFigure, lines: Lines) -> Plain:
    """Give the keys of one measurement, with its sources and its place."""
    value_data, proxy, reason = value(figure.value), figure.proxy, figure.not_reported
    return {
        "entity": figure.entity,
        "name": figure.name,
        "period": figure.period,
        **value_data,
        "text": figure.text if reason else value_data["text"],
        "unit": figure.unit,
        "counted": figure.counted,
        "basis": figure.basis,
        "as_of": figure.as_of,
        "achieved_on": figure.achieved_on,
        "confidence": figure.confidence,
        "notes": _notes(figure),
        "proxy": plain(proxy) if proxy else None,
        "narrative": figure.narrative,
        "not_reported": plain(reason) if reason else None,
        "cells": [{"at": dict(cell.categories), "words": cell.words, "text": cell.text} for cell in figure.cells],
        "sources": [source(item) for item in figure.sources],
        "accepted": [plain(item) for item in figure.accepted],
        "path": figure.place.path,
        "line": lines.of(figure.place),
    }


def _notes(figure: ReportedFigure) -> list[str]:
    """Give the remarks that a reader of a figure needs, in a few words each."""
    notes = []
    if figure.as_of:
        notes.append(f"as of {figure.as_of}")
    if figure.achieved_on:
        notes.append(f"on {figure.achieved_on}")
    if figure.confidence:
        notes.append(f"{figure.confidence} confidence")
    if figure.public:
        notes.append("public source")
    if not (figure.counted or figure.proxy or figure.not_reported):
        notes.append("not in the figure")
    return notes


@lru_cache(maxsize=2000)
def source(item: Source) -> Plain:
    """Give the keys of a source, its dates also in words. The result is cached: many figures share a source."""
    data: Plain = plain(item)
    data["date_words"] = item.date.words if item.date else None
    data["accessed_words"] = item.accessed.words if item.accessed else None
    return data


def trend(result: Trend) -> Plain:
    """Give the keys of a trend, with the two figures that it compares."""
    return {
        "trend": result.word,
        "change": number(result.change),
        "change_text": result.change_text,
        "since": result.since,
        "before": value_text(result.before) if result.before else None,
        "after": value_text(result.after) if result.after else None,
        "compared": result.respondents,
    }


def published_figure(figure: Published, lines: Lines) -> Plain:
    """Give the keys of a figure published for a group, with its own trend."""
    return {**measurement(figure.figure, lines), **trend(figure.trend)}


def point(series_point: SeriesPoint, lines: Lines) -> Plain:
    """Give the keys of one period of a series."""
    return {
        "period": series_point.period,
        "date": str(series_point.on),
        **value(series_point.value),
        "used": series_point.used,
        "expected": series_point.expected,
        "incomplete": series_point.incomplete,
        "comparable": series_point.comparable,
        "range": [value_text(limit) for limit in series_point.range] if series_point.range else None,
        "published": [
            {
                "entity": item.entity,
                "name": item.name,
                "value": number(item.value.value),
                "text": item.text,
                "path": item.place.path,
                "line": lines.of(item.place),
            }
            for item in series_point.published
        ],
    }


def baseline(start: StartingPoint | None, kind: Kind[Any]) -> Plain | None:
    """Give the keys of a baseline; `origin`: `method`, or the id of the baseline period. None: there is no baseline."""
    if start is None:
        return None
    places = 0 if start.value is None else few_places(start.value)
    return {
        "value": number(start.value),
        "level": start.level,
        "text": kind.text(Value(kind.name, start.value, level=start.level, places=places)),
        "date": str(start.on),
        "date_words": day_in_words(start.on),
        "origin": start.origin,
    }


def pace(progress: Progress, kind: Kind[Any]) -> Plain | None:
    """Give the value that is exactly on the pace, and the figure's ratio to it (1: on it). None: there is no pace."""
    if progress.pace is None or progress.ratio is None:
        return None
    return {
        "value": number(progress.pace),
        "text": kind.number(progress.pace, 1),
        "ratio": number(progress.ratio),
        "ratio_text": progress_text(progress.ratio),
    }


def required_value(required: RequiredValue | None, kind: Kind[Any]) -> Plain | None:
    """Give the value that would be on track (at least; downward: at most), or a scale's level. None: there is none."""
    if required is None:
        return None
    return {
        "value": number(required.value),
        "level": required.level,
        "upward": required.upward,
        "text": kind.required_value_text(required),
    }


def breakdown(result: Breakdown) -> Plain:
    """Give the keys of a figure by the categories of one dimension."""
    return {
        "dimension": result.dimension,
        "title": result.title,
        "whole": result.whole,
        "respondents": result.respondents,
        "shares": [{"category": share.category, "title": share.title, **value(share.value)} for share in result.shares],
    }


def item(due_item: DueItem, lines: Lines) -> Plain:
    """Give the keys of an item that is due."""
    return {
        "indicator": due_item.indicator,
        "respondent": due_item.respondent,
        "period": due_item.period,
        "availability": due_item.availability,
        "draft": due_item.draft,
        "basis": due_item.basis,
        "lacks": list(due_item.lacks),
        "reason": due_item.reason,
        "path": due_item.place.path if due_item.place else None,
        "line": lines.of(due_item.place) if due_item.place else None,
    }


def indicator(result: IndicatorResult, framework: Framework, lines: Lines, questions: Sequence[Finding] = ()) -> Plain:
    """Give the keys of an indicator in a period. `questions`: the findings of the whole period that ask something."""
    limits, kind = result.aggregate.range, KINDS[result.value.kind]
    return {
        **indicator_text(result.measurable, framework),
        "outcome": result.measurable.outcome.id,
        "period": result.period,
        "availability": result.availability,
        "told": result.has_anything,
        "counts": counts(result.counts),
        "value": value(result.value),
        "incomplete": result.incomplete,
        "range": [number(limit.value) for limit in limits] if limits else None,
        "range_text": [value_text(limit) for limit in limits] if limits else None,
        "respondents": {
            "reporting": result.respondents.reporting,
            "used": result.respondents.used,
            "expected": result.respondents.expected,
        },
        "missing": [{"entity": entity, "name": framework.name(entity)} for entity in result.missing],
        "partial": [
            {**item(partial, lines), "name": framework.name(partial.respondent)}
            for partial in result.items
            if partial.availability == "partial"
        ],
        "published": [published_figure(figure, lines) for figure in result.published],
        "proxies": [measurement(figure, lines) for figure in result.proxies],
        "progress": result.progress.state,
        "reason": result.progress.reason,
        "reason_text": REASONS.get(result.progress.reason or ""),
        "baseline": baseline(result.baseline, kind),
        "pace": pace(result.progress, kind),
        "wanted": required_value(result.required_value, kind),
        **trend(result.trend),
        "judgement": judgement(result.judged, lines),
        "breakdowns": [breakdown(part) for part in result.breakdowns],
        "series": [point(series_point, lines) for series_point in result.series],
        "history": [
            {
                "period": status.period.id,
                "availability": status.availability,
                "progress": status.progress.state,
                "reason": status.progress.reason,
            }
            for status in result.statuses
        ],
        "steps": list(result.steps),
        "inputs": [measurement(figure, lines) for figure in result.reported],
        "questions": [finding_data(finding) for finding in questions if finding.indicator == result.id],
    }


def judgement(judged: Judged | None, lines: Lines) -> Plain | None:
    """Give the keys of the office's own judgement. None: there is none."""
    if judged is None:
        return None
    return {
        **plain(judged.judgement),
        "date_words": day_in_words(judged.judgement.date),
        "path": judged.place.path,
        "line": lines.of(judged.place),
    }


def action_statement(statement: ReportedAction, lines: Lines) -> Plain:
    """Give the keys of a respondent's statement on an action."""
    return {
        "entity": statement.entity,
        "name": statement.name,
        "period": statement.period,
        "status": statement.report.status,
        "narrative": statement.report.narrative,
        "sources": [source(item) for item in statement.report.sources],
        "basis": statement.basis,
        "path": statement.place.path,
        "line": lines.of(statement.place),
    }
