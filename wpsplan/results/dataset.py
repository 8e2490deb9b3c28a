"""A plan and its submissions, with the look-ups that every figure needs. Reads no file."""

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
    """The parts that a partial answer lacks, in words."""
    reason: str | None = None
    """The reason why there is no figure, as the respondent gives it."""
    submitted: date | None = None
    """The day on which the answer was handed in; None: not known."""

    @property
    def public(self) -> bool:
        """True if the answer was compiled from published figures."""
        return self.basis == PUBLIC


class Judged(NamedTuple):
    """A judgement of the office, and its place in the file."""

    judgement: Judgement
    place: Place


@dataclass(frozen=True)
class Dataset:
    """A plan and its submissions."""

    framework: Framework
    submissions: Sequence[Submission]
    findings: Sequence[Finding] = ()
    """The findings of the checks on the files."""
    commentaries: Mapping[str, Commentary] = field(default_factory=dict)
    """Period → the office's own words."""

    @classmethod
    def of(cls, workspace: Workspace) -> "Dataset":
        """Make the dataset of a workspace whose plan can be read."""
        assert workspace.framework is not None  # if it can't be read, the command has ended before
        return cls(workspace.framework, workspace.submissions, workspace.findings, workspace.commentaries)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Submission]:
        """(period, entity) → the submission."""
        return {(submission.period, submission.entity): submission for submission in self.submissions}

    @cached_property
    def observations(self) -> dict[tuple[str, str], dict[str, Observation]]:
        """(period, indicator) → entity → the observation of its final submission."""
        observations: defaultdict[tuple[str, str], dict[str, Observation]] = defaultdict(dict)
        for submission in self.submissions:
            period = self.framework.periods.get(submission.period)
            if period is None or not submission.final:
                continue
            day, entity = self.framework.judged_on(period), submission.entity
            for id, measurement in submission.measurements.items():
                on = measurement.as_of.last if measurement.as_of else day
                observations[period.id, id][entity] = Observation(
                    entity, period.id, measurement, submission, submission.place(id), on
                )
        return dict(observations)

    @cached_property
    def items_known(self) -> dict[tuple[str, str], tuple[DueItem, ...]]:
        """(indicator, period) → its items: a cache of `items_of`, which rates and figures call with the same keys."""
        return {}

    @cached_property
    def words_known(self) -> dict[tuple[tuple[str, str], ...], str]:
        """The categories of a cell → the same in words: a cache, as many cells have the same few categories."""
        return {}

    def final(self, period: str, entity: str, indicator: str) -> Observation | None:
        """The observation of an indicator in an entity's final submission; None if there is none."""
        return self.observations.get((period, indicator), {}).get(entity)

    def judged(self, period: str, indicator: str) -> Judged | None:
        """The office's judgement of an indicator in a period; None if there is none."""
        commentary = self.commentaries.get(period)
        if commentary is None or indicator not in commentary.judgements:
            return None
        return Judged(commentary.judgements[indicator], Place(commentary.path).key("judgements", indicator))
