"""Work that is shared out among the processor's cores, where that pays."""

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 400_000
"""Bytes of files that a core must have to read for a process of its own: below that, starting it takes longer."""


BEGINS = 30_000
"""Bytes that this process has read by the time that a copy of it begins."""
MODULES = 100_000
"""Bytes that it could read while it loads what `meanwhile` is for."""
MEASUREMENT = 300
"""Bytes that one takes in a file, or thereabouts: for work on measurements that have been read."""


_meanwhile: list[Callable[[], object]] = []


def meanwhile(work: Callable[[], object]) -> None:
    """Has this process load what only it will need, once copies of it are at work; where there are none, it waits."""
    _meanwhile.append(work)


def spread(items: Sequence[T], work: Callable[[T], R], size: Callable[[T], int], sending: float = 0) -> list[R]:
    """What `work` makes of each item. `size`: the bytes that an item stands for; `sending`: how much longer a copy of
    this process takes for it, as it has to send what it has made (0.1: a tenth).

    Copies of this process take a part each and send back what they have made; they know all that it knows. Only Linux
    can make them cheaply and safely; elsewhere, and on one core, everything is done here. So is what a copy fails to
    bring back, for whatever reason: a fault in the work then shows as it would without copies.
    """
    parts = _parts(items, size, sending)
    helpers: list[_Helper] = []
    made: dict[int, R] = {}
    try:
        helpers += [_Helper([items[index] for index in part], work) for part in parts[1:]]
        while helpers and _meanwhile:
            _meanwhile.pop()()
        made.update((index, work(items[index])) for index in parts[0])
        for helper, part in zip(helpers, parts[1:], strict=True):
            results = helper.results()
            made.update(zip(part, [work(items[index]) for index in part] if results is None else results, strict=True))
    finally:
        for helper in helpers:
            helper.end()
    return [made[index] for index in range(len(items))]


def _parts(items: Sequence[T], size: Callable[[T], int], sending: float) -> list[list[int]]:
    """Which items each core takes, this process first: the largest first, each to whoever has least."""
    if sys.platform != "linux" or len(items) < 2:
        return [list(range(len(items)))]
    sizes = [size(item) for item in items]
    number = max(1, min(len(os.sched_getaffinity(0)), sum(sizes) // WORTH, len(items)))
    parts: list[list[int]] = [[] for _ in range(number)]
    loads = [float(MODULES if _meanwhile else 0)] + [float(BEGINS)] * (number - 1)
    for index in sorted(range(len(items)), key=lambda index: -sizes[index]):
        least = loads.index(min(loads))
        parts[least].append(index)
        loads[least] += (sizes[index] + 1) * (1 + sending if least else 1)
    return parts


class _Helper:
    """A copy of this process that does a part of the work and ends."""

    def __init__(self, items: Sequence[Any], work: Callable[[Any], Any]) -> None:
        gc.freeze()  # what is there already is left alone by both, and so stays shared
        self.reading, writing = os.pipe()
        with warnings.catch_warnings():
            # Python 3.12 warns where there are threads: ours only tells on a terminal that work goes on
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = os.fork()
        if self.process == 0:
            _do(items, work, writing)
        os.close(writing)

    def results(self) -> list[Any] | None:
        """What it has made; None where it has failed."""
        import pickle  # here and below: not where there is little to do

        with open(self.reading, "rb", closefd=False) as pipe:
            try:
                return list(pickle.load(pipe))
            except Exception:  # of what is broken pickle promises no kind of error
                return None

    def end(self) -> None:
        """Ends it, be it in the middle of its work."""
        os.close(self.reading)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def _do(items: Sequence[Any], work: Callable[[Any], Any], writing: int) -> None:
    """All that a copy does: nothing of what its original would still do happens here, whatever goes wrong."""
    try:
        import pickle

        made = pickle.dumps([work(item) for item in items], protocol=pickle.HIGHEST_PROTOCOL)
        with open(writing, "wb") as pipe:  # all that takes long is done by now: the original may come for it late
            pipe.write(made)
        os._exit(0)
    finally:
        os._exit(1)
