"""One answer that is due, and whether it was given."""

from datetime import date
from typing import NamedTuple

from wpsplan.finding import Place
from wpsplan.model.submission import PUBLIC


class Item(NamedTuple):
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
