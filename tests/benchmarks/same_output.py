"""What the program prints and writes, beside what it did: `python -m tests.benchmarks.same_output --release REV`.

The program of that git revision and the one of the working tree run the same commands, each in its own copy of the same
workspaces. Exit codes, stdout, stderr and all files written are compared byte for byte (workbooks part by part, without
the time at which they were saved). A line for each command that differs, and how many; exits with 1 where one does.
A workspace is copied without templates, so that each program uses its own; in the group `templates` both use REV's.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.same_output_cases import (
    Workspaces,
    init,
    layouts,
    mutants,
    odd,
    rules,
    shipped,
    templates,
    tests,
)
from tests.benchmarks.same_output_forms_and_git import forms, git
from tests.benchmarks.speed import released
from tests.benchmarks.two_programs import Case, Program, differences
from tests.tools import REPO

GROUPS: dict[str, Callable[[Workspaces], Iterator[Case]]] = {
    group.__name__: group for group in (shipped, init, tests, templates, rules, odd, layouts, mutants, forms, git)
}


def compare(cases: Sequence[Case], old: Program, new: Program, keep: bool) -> tuple[int, Counter[int]]:
    """Runs the cases with both programs at once and prints what differs; how many commands do, and all exit codes."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    each = max(1, cores // 2)
    differing, codes = 0, Counter[int]()
    with ThreadPoolExecutor(each) as old_pool, ThreadPoolExecutor(each) as new_pool:
        running = [
            (case, old_pool.submit(old.run, case, number, keep), new_pool.submit(new.run, case, number, keep))
            for number, case in enumerate(cases)
        ]
        for case, before, after in running:
            for command, old_outcome, new_outcome in zip(case.commands, before.result(), after.result(), strict=True):
                codes[old_outcome.code] += 1
                if found := list(differences(old_outcome, new_outcome)):
                    differing += 1
                    print(
                        f"{case.name}: wpsplan {' '.join(command)}",
                        *(f"    {line}" for line in found),
                        sep="\n",
                        flush=True,
                    )
    return differing, codes


def _processor_seconds() -> float:
    """What the programs run so far have taken of a processor: on two idle cores twice the time that passes."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> int:
    """Compares, and prints a count; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", metavar="REV", required=True, help="the git revision to compare with")
    parser.add_argument("--only", metavar="GROUP", choices=GROUPS, action="append", help=", ".join(GROUPS))
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep what was written, in this (new) folder")
    options = parser.parse_args()
    all_differing, all_commands = 0, 0
    with tempfile.TemporaryDirectory() as temporary, released(options.release) as code:
        assert code is not None
        folder = (options.keep or Path(temporary)).resolve()
        compiled = Path(temporary, "compiled")
        for group in options.only or GROUPS:
            start, start_processor = time.monotonic(), _processor_seconds()
            old = Program(code, folder / group / "old", compiled)
            new = Program(REPO, folder / group / "new", compiled)
            cases = list(GROUPS[group](Workspaces(folder / group / "from", old)))
            differing, codes = compare(cases, old, new, keep=options.keep is not None)
            counts = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
            seconds, processor = time.monotonic() - start, _processor_seconds() - start_processor
            said = f"{group}: {differing} of {codes.total()} commands differ; exit codes {counts}"
            print(f"{said}; {seconds:.0f} s, {processor:.0f} s of a processor", flush=True)
            all_differing += differing
            all_commands += codes.total()
    print(f"{all_differing} of {all_commands} commands differ")
    return int(all_differing > 0)


if __name__ == "__main__":
    sys.exit(main())
