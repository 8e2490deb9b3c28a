"""Rates of reporting: counts are added first and divided last, and every rate keeps its counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from wpsplan.figures.items import Data, Item
from wpsplan.figures.number import ratio_text

ANSWERED = ("reported", "partial", "unavailable")


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its counts; `public`: how many of the numerator come from published figures."""

    numerator: int
    denominator: int
    public: int = 0

    @property
    def rate(self) -> float | None:
        """Between 0 and 1; None over zero."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def text(self) -> str:
        """14 of 1,204 (1.2 %)."""
        return ratio_text(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Rates:
    """The four rates of a set of items. `timeliness` is 0 of 0 where no period has a day on which it is due."""

    submission: Rate
    reporting: Rate
    completeness: Rate
    timeliness: Rate


def rates_of(data: Data, items: Sequence[Item]) -> Rates:
    """The rates of these items."""
    expected = [item for item in items if item.availability != "not-applicable"]
    reported = [item for item in expected if item.availability == "reported"]
    with_figure = [item for item in expected if item.availability in ("reported", "partial")]
    return Rates(
        submission=_submission(data, items),
        reporting=_rate(with_figure, expected),
        completeness=_rate(reported, expected),
        timeliness=_timeliness(data, expected),
    )


def _rate(part: Sequence[Item], whole: Sequence[Item]) -> Rate:
    return Rate(len(part), len(whole), sum(item.public for item in part))


def _submission(data: Data, items: Sequence[Item]) -> Rate:
    """Final files of those who owe one; a file compiled from published figures is nobody's submission."""
    owed = {(item.period, item.respondent) for item in items}
    files = [data.by_key[key] for key in owed if key in data.by_key]
    return Rate(sum(file.final and file.header.basis == "submission" for file in files), len(owed))


def _timeliness(data: Data, expected: Sequence[Item]) -> Rate:
    in_time = whole = 0
    for item in expected:
        due = data.framework.periods[item.period].due
        if due is None or item.public:
            continue
        answered = item.availability in ANSWERED and item.submission is not None
        submitted = item.submission.header.submitted if answered and item.submission else None
        if answered and submitted is None:
            continue  # nobody knows whether it was in time: it leaves both sides
        whole += 1
        in_time += submitted is not None and submitted <= due
    return Rate(in_time, whole)
