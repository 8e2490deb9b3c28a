"""Limits of time, memory and length for a stranger's template; time and memory only where the system can do it.

Each of `LIMITS` can be set in the user's own environment, as in WPSPLAN_TEMPLATE_SECONDS=60: no workspace can do that.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from wpsplan.finding import UserError
from wpsplan.render.text.terminal import as_bytes, counted

LIMITS = {
    "SECONDS": 20,  # of the processor; the largest page of the built-in templates takes about one
    "MEMORY": 1_000_000_000,  # bytes that may come to what is taken already
    "LENGTH": 50_000_000,  # characters of a page
}
BITS = 10_000
"""The most bits of a whole number that a template may work out."""
REPEATS = 100_000
"""The most times that a text or a list may be repeated; a `range` may be as long."""


GRACE = 2
"""The seconds of the processor after SECONDS in which a template can still be ended with its line."""
T = TypeVar("T")


class Exceeded(Exception):
    """A limit that a template has exceeded."""


def limit(name: str) -> int:
    """Give one of `LIMITS`: as the environment sets it, else its default. Raises `UserError` for no number."""
    variable = f"WPSPLAN_TEMPLATE_{name}"
    text = os.environ.get(variable, "")
    if not text:
        return LIMITS[name]
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UserError(f"{variable} is {text}, and no whole number above 0", f"its default is {LIMITS[name]}")
    return int(text)


def confined(work: Callable[[], T]) -> T:
    """Do work in a process of its own, within the limits; raise what it raises, and `Exceeded` where it is ended.

    No signal handler of Python runs inside one long step of C code (a `sum` of lists, a regular expression). There the
    system ends the process, and this one goes on. On Windows, which can't do that, the work is done here.
    """
    if sys.platform == "win32":
        return work()
    seconds = limit("SECONDS")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_and_exit(work, writing, seconds)
    try:
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
    except BaseException:  # interrupted: nobody waits for the page any more
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if status != 0:
        raise Exceeded(f"it takes more than {counted(seconds, 'second')}, or more memory than there is")
    done, result = pickle.loads(answer)
    if not done:
        raise result
    return result  # type: ignore[no-any-return]


def _work_and_exit(work: Callable[[], object], writing: int, seconds: int) -> NoReturn:
    """Do the work in this process, write its result or its error into the pipe, and end the process.

    It holds none of the parent's streams: should the parent die, nobody waits for this process to end.
    """
    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        _end_after(seconds + GRACE)
        try:
            with limit_work():
                answer: tuple[bool, object] = (True, work())
        except Exception as error:
            answer = (False, error)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_pickled(answer))
        code = 0
    finally:
        os._exit(code)


def _pickled(answer: tuple[bool, object]) -> bytes:
    try:
        raw = pickle.dumps(answer)
        pickle.loads(raw)
    except Exception:  # an error whose class can't be made again from its words
        return pickle.dumps((False, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]}")))
    return raw


def _end_after(seconds: int) -> None:
    """Have the system end this process after so many seconds of the processor, whatever it does then."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


@contextmanager
def limit_work() -> Iterator[None]:
    """Limit the work inside: more than SECONDS of it raise `Exceeded`, more than MEMORY bytes a MemoryError."""
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
    """Limit the bytes that are taken inside; only on Linux, which tells how many are taken already."""
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


def join(pieces: Iterable[str], end: str = "") -> bytes:
    """Join the pieces of a page in UTF-8, and put `end` below it, an empty line apart.

    Raises `Exceeded` where the page is longer than LENGTH characters.
    """
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


def refuse_too_large(operator: str, left: Any, right: Any) -> None:
    """Refuse products and powers that take for ever in one step, where no clock can end them: raise `Exceeded`."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * max(right, 0) if operator == "**" else left.bit_length() + right.bit_length()
        if bits > BITS:
            raise Exceeded("the number is too large")
    elif operator == "*" and any(isinstance(operand, int) and operand > REPEATS for operand in (left, right)):
        raise Exceeded(f"nothing can be repeated more than {REPEATS:,} times")


def round_value(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Round as Jinja's own filter does, but to 100 places at most: that filter works out 10 to the power of them."""
    from jinja2.filters import do_round

    if abs(precision) > 100:
        raise Exceeded("nothing is rounded to more than 100 places")
    return do_round(value, precision, method)  # type: ignore[arg-type]
