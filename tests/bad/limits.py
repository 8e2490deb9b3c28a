"""A command, and what it took: memory and processor time, as the system counts them."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.tools import Wpsplan, in_own_process

ON_POSIX = os.name == "posix"


@dataclass(frozen=True)
class Took:
    """What a command said, and what it took."""

    code: int
    out: str
    err: str
    seconds: float
    """Of a processor, in the program and in the system for it."""
    megabytes: float
    """The most memory at a time."""


_RUN = """
import json, os, resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]), file=open(3, "w"))
"""
"""Stands between the test and the command: a child is counted with the memory of the one that it was split off from."""


def measured(folder: Path, *args: str | Path, env: Mapping[str, str] | None = None) -> Took:
    """Runs `wpsplan ARGS`. Where the system counts nothing for us, only what it said is known."""
    if not ON_POSIX:
        said = Wpsplan(folder, in_own_process)(*args, env=env)
        return Took(said.returncode, said.stdout, said.stderr, 0, 0)
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 3>"$0"', folder / "used", sys.executable, "-c", _RUN,
         sys.executable, "-m", "wpsplan", *args],
        capture_output=True, check=True, timeout=300, env={**os.environ, **(env or {})},
    )  # fmt: skip
    code, seconds, most = json.loads((folder / "used").read_text(encoding="utf-8"))
    per_megabyte = 1024 if sys.platform.startswith("linux") else 1024 * 1024
    return Took(code, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), seconds, most / per_megabyte)
