"""Numbers as text for people, the same in every format; nothing here rounds across a boundary."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

Exact = int | Fraction
"""Figures lose nothing from the file to the page. They are added and multiplied as they are, and divided by `share`."""

_QUALIFIERS = {
    "about": "about ",
    "more-than": "more than ",
    "at-least": "at least ",
    "less-than": "less than ",
    "at-most": "at most ",
}


def exact(value: int | Decimal) -> Exact:
    """A number of the files without loss."""
    return value if type(value) is int else Fraction(value)


def share(part: Exact, whole: Exact) -> Fraction:
    """The share of `part` in `whole`, without loss."""
    return Fraction(part, whole)


def places_of(value: int | Decimal) -> int:
    """The number of decimal places that a number was given with."""
    if isinstance(value, int):
        return 0
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def few_places(value: Exact) -> int:
    """The number of decimal places that show a number whole, up to three; one if it takes more."""
    return next((places for places in range(4) if rounded(value, places) == value), 1)


def rounded(value: Exact, places: int) -> Fraction:
    """Round to decimal places, halves away from zero."""
    whole, rest = divmod(abs(value.numerator) * 10**places, value.denominator)
    if rest * 2 >= value.denominator:
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**places)


@lru_cache(maxsize=10_000)  # a report prints the same few numbers many thousand times
def decimals(value: Exact, places: int, boundaries: tuple[Exact, ...] = ()) -> str:
    """A number with `places` decimals; with more, where fewer would make it look as if it had reached a boundary."""
    shown = rounded(value, places)
    while shown != value and any(
        shown == edge or (shown - edge) * (value - edge) < 0 for edge in boundaries if value != edge
    ):
        places += 1
        shown = rounded(value, places)
    digits = f"{abs(shown.numerator) * 10**places // shown.denominator:0{places + 1}d}"
    whole, part = (digits[: len(digits) - places], digits[len(digits) - places :]) if places else (digits, "")
    return f"{'−' if shown < 0 else ''}{int(whole):,}{'.' if part else ''}{part}"


def number_text(value: Exact, places: int = 0) -> str:
    """A plain number: 1,012."""
    if type(value) is int and not places:
        return f"{value:,}".replace("-", "−")
    return decimals(value, places)


def percent_text(value: Exact, places: int = 1) -> str:
    """A percentage: 11.2 %. 999 of 1,000 is 99.9 %, and 9,999 of 10,000 is 99.99 %: never 100 %, nor 0 % for a few."""
    return f"{decimals(value, places, (0, 100))} %"


def ratio_text(numerator: int, denominator: int) -> str:
    """A rate with its counts: 14 of 1,204 (1.2 %); 0 of 0 has no rate."""
    counts = f"{numerator:,} of {denominator:,}"
    if not denominator:
        return counts
    percent = share(100 * numerator, denominator)
    return f"{counts} ({percent_text(percent, 0 if percent in (0, 100) else 1)})"


def progress_text(value: Exact) -> str:
    """A share of the pace: 0.95. 0.9496 is shown with more places: it stays below 0.95."""
    return decimals(value, 2, (0, Fraction(60, 100), Fraction(95, 100), 1))


def qualified(text: str, qualifier: str | None) -> str:
    """Put the source's reservation in front of a figure: more than 92 %."""
    return _QUALIFIERS.get(qualifier or "", "") + text


def signed_text(value: Exact, places: int, unit: str = "") -> str:
    """A change: +1.2, −3, ±0."""
    sign = "+" if value > 0 else "±" if value == 0 else ""
    return f"{sign}{decimals(value, places)}{unit}"
