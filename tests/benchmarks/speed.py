"""How fast the commands are: `python -m tests.benchmarks.speed [--large] [--release REV]`. Nothing fails here.

Everything is measured in turn, in several rounds of one run; medians, and how many times `python -c pass` they are.
With --release the program as it was in that git revision is measured beside this one. check-jsonschema (pip install
check-jsonschema ruamel.yaml.clib) is measured where it is installed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from tests.benchmarks.sets import SIZES, make
from tests.tools import REPO

SCRIPT = "import sys; from wpsplan.__main__ import main; sys.exit(main())"
"""What the installed command `wpsplan` is, beside of one core or the code of a release."""
EVENTS = """
import os, pathlib, sys
from yaml._yaml import CParser
from yaml.events import StreamEndEvent
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml"))
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
own, others = 0, []
for core in range(1, cores):
    process = os.fork()
    if process == 0:
        own, others = core, []
        break
    others.append(process)
for file in files[own::cores]:
    next_event = CParser(file.read_bytes()).get_event
    while type(next_event()) is not StreamEndEvent:
        pass
for process in others:
    os.waitpid(process, 0)
"""
"""The bare YAML events of the same files, on as many cores as there are."""
_RUN = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code]))
"""


@dataclass
class Case:
    """A command, and what its runs took."""

    name: str
    command: Sequence[str]
    target: str = ""
    code: Path = REPO
    compiled: str = ""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Once more."""
        env = {**os.environ, "PYTHONPATH": str(self.code), "PYTHONPYCACHEPREFIX": self.compiled}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        command = [sys.executable, "-c", _RUN, *self.command]
        done = subprocess.run(command, capture_output=True, check=True, env=env, cwd=self.code)
        wall, cpu, memory, code = json.loads(done.stdout)
        assert code in (0, 1), (self.command, code)
        self.wall.append(wall)
        self.cpu.append(cpu)
        self.memory.append(memory)


@contextmanager
def released(revision: str | None) -> Iterator[Path | None]:
    """The program as it was in a revision, in a folder of its own."""
    if revision is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "-C", str(REPO), "archive", revision, "wpsplan", "templates"]
        archive = subprocess.run(command, capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        yield Path(folder)


def cases(folder: Path, sizes: Sequence[str], old: Path | None) -> list[Case]:
    """What is measured."""
    python, wpsplan = [sys.executable, "-c"], [sys.executable, "-c", SCRIPT]
    one_core = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    shutil.copytree(REPO / "wpsplan/starter", folder / "empty")
    found = [
        Case("python -c pass", [*python, "pass"]),
        Case("--version", [*wpsplan, "--version"], "6"),
        Case("--help", [*wpsplan, "--help"], "8"),
        Case("check, as init makes it, anew", [*wpsplan, "-C", str(folder / "empty"), "check"]),
        Case("check, as init makes it, remembered", [*wpsplan, "-C", str(folder / "empty"), "check"], "14"),
    ]
    for size in sizes:
        root = str(make(folder / size, SIZES[size]))
        check = [*wpsplan, "-C", root, "check"]
        found.append(Case(f"check, {size}, anew", [*check], "18" if size == "small" else ""))
        found.append(Case(f"check, {size}, remembered", check))
        found.append(Case(f"bare events, {size}", [*python, EVENTS, root]))
        if one_core:
            found.append(Case(f"check, {size}, anew, one core", [*one_core, *check]))
            found.append(Case(f"bare events, {size}, one core", [*one_core, *python, EVENTS, root]))
        if size != "large" and find_spec("check_jsonschema"):
            schema = folder / "schema.json"
            with schema.open("wb") as file:
                subprocess.run([*wpsplan, "-C", root, "schema", "measurements"], stdout=file, check=True)
            files = sorted(str(path) for path in Path(root, "measurements").rglob("*.yaml"))
            command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files]
            found.append(Case(f"check-jsonschema, {size}", command))
        if size == "small":
            report = [*wpsplan, "-C", root, "report", "2017"]
            found.append(Case("report, small", report, "2.5 × check"))
            found.append(Case("report, small, one page", [*report, "--format", "md", "-o", str(folder / "report.md")]))
            if one_core:
                found.append(Case("report, small, one core", [*one_core, *report]))
    if old is not None:
        ours = [one for one in found if one.command[2] == SCRIPT and "remembered" not in one.name]
        ours = [one for one in ours if "large" not in one.name]  # which would take minutes, and a gigabyte
        found += [
            Case(f"{one.name.removesuffix(', anew')} (release)", _known_then(one.command), code=old) for one in ours
        ]
    return found


def _known_then(command: Sequence[str]) -> list[str]:
    """A command without what earlier releases don't have."""
    return [argument for argument in command if argument != "--no-cache"]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="the large set, too: 80 MB")
    parser.add_argument("--release", metavar="REV", help="a git revision to measure beside this one")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sizes = [size for size in SIZES if size != "large" or options.large]
    with tempfile.TemporaryDirectory() as folder, released(options.release) as old:
        all_cases = cases(Path(folder), sizes, old)
        for one in all_cases:
            one.compiled = f"{folder}/compiled-{'now' if one.code == REPO else 'then'}"
            one.run()  # the first fills the disk's cache, and is not counted
            one.wall, one.cpu, one.memory = [], [], []
        for number in range(options.rounds):
            for one in all_cases:
                if number == 0 or median(one.wall) < 20:
                    one.run()
    least = median(all_cases[0].wall)
    print("| | seconds | of a processor | MB | times `python -c pass` | at most |")
    print("| --- | --: | --: | --: | --: | --: |")
    for one in all_cases:
        wall = median(one.wall)
        cells = (one.name, f"{wall:.3f}", f"{median(one.cpu):.3f}", f"{max(one.memory):.0f}", f"{wall / least:.1f}")
        print(f"| {' | '.join(cells)} | {one.target} |")


if __name__ == "__main__":
    main()
