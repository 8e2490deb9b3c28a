"""A plan and what was submitted, with the look-ups that every figure needs. Reads no file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from wpsplan.finding import Finding, Place
from wpsplan.framework.framework import Framework
from wpsplan.kinds.figure import Observation
from wpsplan.model.commentary import Commentary, Judgement
from wpsplan.model.submission import PUBLIC, Submission
from wpsplan.workspace import Workspace


class DueItem(NamedTuple):
    """One answer that is due: an indicator, a respondent, a period."""

    indicator: str
    respondent: str
    period: str
    availability: str
    draft: bool = False
    basis: str | None = None
    place: Place | None = None
    lacks: tuple[str, ...] = ()
    """What a partial answer lacks, in words."""
    reason: str | None = None
    """Why there is no figure, as the respondent says."""
    submitted: date | None = None
    """The day on which the answer was handed in, where it is known."""

    @property
    def public(self) -> bool:
        """Whether the answer was compiled from published figures."""
        return self.basis == PUBLIC


class Judged(NamedTuple):
    """A judgement of the office, and where it stands."""

    judgement: Judgement
    place: Place


@dataclass(frozen=True)
class Dataset:
    """A plan and what was submitted."""

    framework: Framework
    submissions: Sequence[Submission]
    findings: Sequence[Finding] = ()
    """What is wrong with the files, or asked of them."""
    commentaries: Mapping[str, Commentary] = field(default_factory=dict)
    """By period: the office's own words."""

    @classmethod
    def of(cls, workspace: Workspace) -> "Dataset":
        """What a workspace holds whose plan can be read."""
        assert workspace.framework is not None  # a command has said so before, where it can't be read
        return cls(workspace.framework, workspace.submissions, workspace.findings, workspace.commentaries)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Submission]:
        """(period, entity) → the submission."""
        return {(submission.period, submission.entity): submission for submission in self.submissions}

    @cached_property
    def observations(self) -> dict[tuple[str, str], dict[str, Observation]]:
        """(period, indicator) → by entity, what final submissions say of it."""
        found: defaultdict[tuple[str, str], dict[str, Observation]] = defaultdict(dict)
        for one in self.submissions:
            period = self.framework.periods.get(one.period)
            if period is None or not one.final:
                continue
            day, entity = self.framework.judged_on(period), one.entity
            for id, said in one.measurements.items():
                on = said.as_of.last if said.as_of else day
                found[period.id, id][entity] = Observation(entity, period.id, said, one, one.place(id), on)
        return dict(found)

    @cached_property
    def items_known(self) -> dict[tuple[str, str], tuple[DueItem, ...]]:
        """(indicator, period) → its items, kept by `items_of`: rates and the figures of a period ask for the same."""
        return {}

    @cached_property
    def words_known(self) -> dict[tuple[tuple[str, str], ...], str]:
        """Where a cell stands among the dimensions → the same in words, kept by `said_in`: few places, many cells."""
        return {}

    def final(self, period: str, entity: str, indicator: str) -> Observation | None:
        """What a final submission says about an indicator."""
        return self.observations.get((period, indicator), {}).get(entity)

    def judged(self, period: str, indicator: str) -> Judged | None:
        """The office's judgement of an indicator in a period."""
        commentary = self.commentaries.get(period)
        if commentary is None or indicator not in commentary.judgements:
            return None
        return Judged(commentary.judgements[indicator], Place(commentary.path).key("judgements", indicator))
