"""Questions about what two respondents say alike. Each check is given the traces of one period."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from wpsplan.finding import Place
from wpsplan.model.framework import Framework
from wpsplan.rules.across import same_narrative
from wpsplan.rules.family import NOTE, Complaint, Family
from wpsplan.rules.gist import Gist, Said, shown_figure

family = Family("copies")
_HEAD = "period: '2017'\nentity: EXB\nstatus: final\nmeasurements:\n"


class Trace(NamedTuple):
    """By what a copy is known, packed: there is one of each file, of 220,000 measurements 8 MB in all."""

    path: str
    period: str
    entity: str
    ids: str
    """The indicators, a line each."""
    figures: str
    """Value, numerator and denominator, a line each; empty where there are none, or two nations meet by chance."""
    narratives: "array[int]"
    """Their digests; 0 where there is none."""


def trace_of(gist: Gist, framework: Framework) -> Trace | None:
    """None where there is nothing to copy; and for a group, which is nobody's copy."""
    own = {id: said for id, said in gist.said.items() if framework.indicators[id].indicator.method is not None}
    if not own or framework.is_group(gist.entity):
        return None
    figures = ["" if _meets_by_chance(said) else f"{said[0]} {said[1]} {said[2]}" for said in own.values()]
    narratives = array("q", [said.narrative or 0 for said in own.values()])
    return Trace(gist.path, gist.period, gist.entity, "\n".join(own), "\n".join(figures), narratives)


def _meets_by_chance(said: Said) -> bool:
    """Small counts and bare percentages are often the same in two nations; no figure is nobody's copy."""
    value, numerator, denominator = said[:3]
    number = value if numerator is None else numerator
    if number is None:
        return denominator is None
    return number < 100 or (value is not None and "." in str(value))


def periods_of(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    """The traces of each period, in the order of the entities' ids."""
    ordered = sorted(traces, key=attrgetter("period", "entity"))
    for _, of_one in groupby(ordered, key=attrgetter("period")):
        yield list(of_one)


def _again(traces: Sequence[Trace], said: Callable[[Trace], Iterable[Any]]) -> Iterator[tuple[Trace, str, Any, str]]:
    """What somebody says of an indicator that another has said before, and who has."""
    first: dict[tuple[str, Any], str] = {}
    for trace in traces:
        for id, what in zip(trace.ids.split("\n"), said(trace), strict=True):
            if what:
                entity = first.setdefault((id, what), trace.entity)
                if entity != trace.entity:
                    yield trace, id, what, entity


@family.rule(
    "same-as-other", NOTE, "The same numbers as another respondent's",
    why="Two nations seldom have the same figures to the digit; often a file was copied and not filled in anew.",
    mend="check the figure; if it is right, say so: accepted: [{code: same-as-other, reason: …}]",
    file="measurements/2017/EXB.yaml",
    bad=_HEAD + "  1.2.1: {numerator: 150, denominator: 1000}",
    good=_HEAD + "  1.2.1: {numerator: 80, denominator: 500}",
)  # fmt: skip
def same_as_other(traces: Sequence[Trace]) -> Iterator[Complaint]:
    for trace, id, what, other in _again(traces, lambda trace: trace.figures.split("\n")):
        figure = shown_figure(*(None if number == "None" else number for number in what.split(" ")))
        yield Complaint(Place(trace.path, ("measurements", id)), f"{id}: the same numbers as {other} ({figure})")


@family.checking(same_narrative)
def narrative_of_other(traces: Sequence[Trace]) -> Iterator[Complaint]:
    for trace, id, _, other in _again(traces, lambda trace: trace.narratives):
        yield Complaint(Place(trace.path).key("measurements", id, "narrative"), f"{id}: the same narrative as {other}")
