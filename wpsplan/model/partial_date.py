"""A date as precise as its source and no more: a year, a month or a day."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, and as far as they are known its month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    first: date = field(init=False, compare=False, repr=False)
    """The first day it may be."""
    last: date = field(init=False, compare=False, repr=False)
    """The last day it may be."""
    words: str = field(init=False, compare=False, repr=False)
    """The date as people write it: 2016, November 2016, 30 November 2016."""

    def __post_init__(self) -> None:
        month = self.month or 12
        days = 31 if month == 12 else (date(self.year, month + 1, 1) - timedelta(1)).day
        object.__setattr__(self, "first", date(self.year, self.month or 1, self.day or 1))
        object.__setattr__(self, "last", date(self.year, month, self.day or days))
        parts = [str(self.day) if self.day else "", _MONTHS[self.month - 1] if self.month else "", str(self.year)]
        object.__setattr__(self, "words", " ".join(part for part in parts if part))

    @staticmethod
    def of(value: Any) -> "PartialDate | None":
        """Read `2016`, `2016-11` or a day; None for anything else."""
        if isinstance(value, str):
            match = re.match(r"([1-9]\d{3})-(0[1-9]|1[0-2])\Z", value)
            return PartialDate(int(match[1]), int(match[2])) if match else None
        return _read(value) if isinstance(value, date | int) else None

    def __str__(self) -> str:
        """Write the date as in the files: 2016, 2016-11, 2016-11-30."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@lru_cache(maxsize=2_000, typed=True)
def _read(value: date | int) -> PartialDate | None:  # the same few days stand in file after file
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    return PartialDate(value) if type(value) is int and 1000 <= value <= 9999 else None


def day_in_words(day: date) -> str:
    """Write a day as people do: 1 January 2017."""
    return PartialDate(day.year, day.month, day.day).words
