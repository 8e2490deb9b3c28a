"""How `check` grows with what is found: `python -m tests.benchmarks.growth [--large]`. Nothing fails here.

The same workspaces as in `speed`, in which so many figures are dated outside of their period, a warning each: found,
accepted, turned off for a path, or known by a baseline. Seconds of the processor, read anew; and microseconds for each
measurement, without what a start takes.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.sets import SIZES, make, write
from tests.benchmarks.speed import Case
from tests.tools import REPO

RECORDS = 5_500
"""Of a period."""
ACCEPTED = "    accepted: [{code: as-of-outside, reason: Exercise figures are dated so.}]\n"
OFF = "rules:\n  - {code: as-of-outside, severity: off, paths: ['measurements/*'], reason: Exercise data.}\n"


def misdated(root: Path, number: int, more: str = "") -> Path:
    """Dates this many figures outside of their period; `more`: what else stands with each."""
    for path in sorted(root.glob("measurements/*/*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for index, line in enumerate(lines):
            if number and line.startswith("    as_of:"):
                lines[index] = f"    as_of: 1999-01-01\n{more}"
                number -= 1
        path.write_text("".join(lines), encoding="utf-8")
        if not number:
            break
    return root


def cases(folder: Path, sizes: list[str]) -> Iterator[tuple[Case, int]]:
    """Each with the number of its measurements."""
    for size in sizes:
        plain = make(folder / size, SIZES[size])
        records = RECORDS * SIZES[size]
        some = misdated(shutil.copytree(plain, folder / f"{size}-some"), 5_000)
        settled = misdated(shutil.copytree(plain, folder / f"{size}-settled"), 5_000, ACCEPTED)
        off = shutil.copytree(some, folder / f"{size}-off")
        write(off / "plan/checks.yaml", OFF)
        many = misdated(shutil.copytree(plain, folder / f"{size}-many"), 27_500)
        known = folder / f"{size}.json"
        check = [sys.executable, "-m", "wpsplan", "-C"]
        subprocess.run([*check, str(some), "check", "--write-baseline", str(known)], check=True, capture_output=True)
        assert len(json.loads(known.read_bytes())["findings"]) >= 5_000
        for name, root, more in (
            ("nothing found", plain, []), ("5,000 found", some, []), ("5,000 accepted", settled, []),
            ("a rule turned off", off, []), ("5,000 known", some, ["--baseline", str(known)]),
            (f"{min(records, 27_500):,} found", many, []),
        ):  # fmt: skip
            yield Case(f"{size}, {name}", [*check, str(root), "check", *more]), records


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="the large set, too: 80 MB, six times")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    sizes = [size for size in SIZES if size != "large" or options.large]
    with tempfile.TemporaryDirectory() as folder:
        start = Case("start", [sys.executable, "-m", "wpsplan", "-C", str(REPO / "wpsplan/starter"), "check"])
        every = [(start, 0), *cases(Path(folder), sizes)]
        for number in range(options.rounds + 1):
            for one, _ in every:
                one.compiled = f"{folder}/compiled"
                one.run()
                if number == 0:  # it fills the disk's cache, and is not counted
                    one.wall, one.cpu, one.memory = [], [], []
    least = median(start.cpu)
    print("| | of a processor | MB | µs a measurement |")
    print("| --- | --: | --: | --: |")
    for one, records in every:
        each = f"{(median(one.cpu) - least) / records * 1e6:.0f}" if records else ""
        print(f"| {one.name} | {median(one.cpu):.3f} | {max(one.memory):.0f} | {each} |")


if __name__ == "__main__":
    main()
