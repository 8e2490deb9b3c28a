"""How long the forms of all respondents take: `python -m tests.benchmarks.forms`. Prints a table; nothing fails here.

All forms of the real plan should take less than 15 times as long as one report, and memory that doesn't grow with their
number.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.tools import REPO

RUNS = 3


def seconds(*arguments: str | Path) -> float:
    """How long a command takes, start-up included."""
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "wpsplan", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def peak() -> float:
    """The most memory that a child process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "real", Path(folder) / "forms"
        for name in ("plan", "measurements"):
            shutil.copytree(REPO / name, root / name)
        one = median(
            seconds("-C", root, "form", "2017", "--entity", "BEL", "-o", out / f"{n}.xlsx") for n in range(RUNS)
        )
        for_one = peak()
        every = median(seconds("-C", root, "form", "2017", "--all", "-o", out / str(n)) for n in range(RUNS))
        for_all, forms = peak(), sorted((out / "0").iterdir())
        back = median(seconds("-C", root, "import", *forms) for _ in range(RUNS))
        report = median(
            seconds("-C", root, "report", "2017", "-o", out / f"{n}.html", "--format", "html") for n in range(RUNS)
        )
        print(f"report 2017        {report:6.2f} s")
        print(f"one form           {one:6.2f} s   {for_one:4.0f} MB")
        print(f"{len(forms)} forms           {every:6.2f} s   {for_all:4.0f} MB   {every / report:.1f} times a report")
        print(f"{len(forms)} imports         {back:6.2f} s   {peak():4.0f} MB")


if __name__ == "__main__":
    main()
