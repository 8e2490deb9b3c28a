"""How long and how large a stranger's template may become. Time and memory are limited where the system can do it.

Each of `LIMITS` can be set in the user's own environment, as in WPSPLAN_TEMPLATE_SECONDS=60: no workspace can do that.
"""

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wpsplan.finding import UserError
from wpsplan.render.terminal import as_bytes, counted

LIMITS = {
    "SECONDS": 20,  # of the processor; the largest page of the built-in templates takes about one
    "MEMORY": 1_000_000_000,  # bytes that may come to what is taken already
    "LENGTH": 50_000_000,  # characters of a page
}
DIGITS = 10_000
"""Bits of a whole number that a template may work out."""
REPEATS = 100_000
"""How often a text or a list may be repeated; as long as a `range` may be."""


class Exceeded(Exception):
    """What a template may not do, because it would take too long or too much."""


def limit(name: str) -> int:
    """One of `LIMITS`: as the environment sets it, else its default. Raises `UserError` where it sets no number."""
    variable = f"WPSPLAN_TEMPLATE_{name}"
    text = os.environ.get(variable, "")
    if not text:
        return LIMITS[name]
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UserError(f"{variable} is {text}, and no whole number above 0", f"its default is {LIMITS[name]}")
    return int(text)


@contextmanager
def limited() -> Iterator[None]:
    """Within it, more than SECONDS of work raise `Exceeded`, and more than MEMORY a MemoryError."""
    seconds, memory = limit("SECONDS"), limit("MEMORY")

    def stop(*_: object) -> None:
        raise Exceeded(f"it takes more than {counted(seconds, 'second')}")

    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        with _memory(memory):
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _memory(limit: int) -> Iterator[None]:
    """Limit the bytes that are taken within it. Only where the system says how much is taken already: on Linux."""
    try:
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = taken + limit
    lower = soft == resource.RLIM_INFINITY or most < soft
    if lower:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        if lower:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def joined(pieces: Iterable[str], end: str = "") -> bytes:
    """The page in UTF-8, not longer than LENGTH; `end`: what stands below it, an empty line apart."""
    parts, length, most = [], 0, limit("LENGTH")
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise Exceeded(f"the page is longer than {most:,} characters")
        parts.append(as_bytes(piece))
    if end:
        while parts and not parts[-1].strip():
            parts.pop()
        parts[-1:] = [part.rstrip() for part in parts[-1:]]
        parts.append(as_bytes(f"\n\n{end}"))
    return b"".join(parts)


def worked_out(operator: str, left: Any, right: Any) -> None:
    """Refuses products and powers that take for ever in one step, where no clock can end them."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * max(right, 0) if operator == "**" else left.bit_length() + right.bit_length()
        if bits > DIGITS:
            raise Exceeded("the number is too large")
    elif operator == "*" and any(isinstance(operand, int) and operand > REPEATS for operand in (left, right)):
        raise Exceeded(f"nothing can be repeated more than {REPEATS:,} times")


def rounded(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Jinja's own filter, which would work out 10 to the power of the precision."""
    from jinja2.filters import do_round

    if abs(precision) > 100:
        raise Exceeded("nothing is rounded to more than 100 places")
    return do_round(value, precision, method)  # type: ignore[arg-type]
