"""What tests share: programs from outside, and `wpsplan` as a user runs it."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wpsplan.__main__ import main
from wpsplan.finding import Finding
from wpsplan.workspace import load
from wpsplan.yaml import Route

REPO = Path(__file__).resolve().parent.parent
STARTER = REPO / "wpsplan" / "starter"
FORMATS = sorted(path.stem for path in (REPO / "wpsplan/render/findings").glob("[a-z]*.py"))
"""The formats of findings: each has a module."""

# What makes the same command print something else elsewhere: colour, width, a CI platform's own ways.
_TELLTALE = frozenset({"CI", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES"})
_TELLTALE_PREFIXES = ("NO_COLOR", "PY_COLORS", "TERMINAL_", "TTY_", "WPSPLAN_")


def needs(*names: str) -> str:
    """The path of the first of these programs that is installed, as in `needs("chromium", "chrome")`.

    Where none is, the test is skipped, which is a failure under WPSPLAN_TESTS_NO_SKIP=1 (tests/no_skip.py).
    """
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{' or '.join(names)} is not installed")


def npm_package(name: str, folder: Path) -> Path:
    """Installs a package of npm into a folder; where it is then. Skips the test where npm can't have it."""
    command = [needs("npm"), "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), name]
    said = ""
    for _ in range(3):  # a registry is far away
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            return folder / "node_modules" / name
        said = done.stderr[-200:]
    pytest.skip(f"npm can't install {name}: {said}")


Environment = Mapping[str, str | None]
"""Changes of the environment; a None takes the variable away."""
Execute = Callable[[list[str], Path, Environment, bytes], subprocess.CompletedProcess[bytes]]
"""Runs `wpsplan` with arguments, in a folder, with changes of the environment and standard input."""


class Wpsplan:
    """`run("check", "--format", "json")`: the command as a user gives it, in a folder.

    Its output is decoded as UTF-8, line ends as they were written; `run.bytes(…)` gives the bare bytes.
    """

    def __init__(self, cwd: Path, execute: Execute | None = None) -> None:
        self.cwd = cwd
        self._execute = execute or in_process

    def __call__(
        self, *args: str | Path, cwd: Path | None = None, env: Environment | None = None, stdin: str | bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        done = self.bytes(*args, cwd=cwd, env=env, stdin=stdin)
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    def bytes(
        self, *args: str | Path, cwd: Path | None = None, env: Environment | None = None, stdin: str | bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command; `env` is laid over this process's environment."""
        data = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        return self._execute([str(arg) for arg in args], cwd or self.cwd, _environment(env or {}), data)


@cache
def printed(*args: str) -> str:
    """What a command prints on this repository's own plan, which no test changes: each command runs once."""
    done = Wpsplan(REPO)(*args)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def in_process(args: list[str], cwd: Path, env: Environment, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    """Call the program's entry point here, with streams of its own: a process would take half a second to start."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8"),
        "stderr": io.TextIOWrapper(err, encoding="utf-8"),
    }
    code: Any = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["wpsplan", *args])
        for name, value in env.items():
            if value is None:
                patch.delenv(name, raising=False)
            else:
                patch.setenv(name, value)
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    streams["stdout"].flush()
    streams["stderr"].flush()
    return subprocess.CompletedProcess(["wpsplan", *args], code, out.getvalue(), err.getvalue())


def in_own_process(args: list[str], cwd: Path, env: Environment, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    """Start the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "wpsplan", *args],
        cwd=cwd,
        env={name: value for name, value in {**os.environ, **env}.items() if value is not None},
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


def _environment(changes: Environment) -> dict[str, str | None]:
    """The changes, with all telltale variables taken away that they don't name."""
    telltale = (name for name in os.environ if name in _TELLTALE or name.startswith(_TELLTALE_PREFIXES))
    return {**dict.fromkeys(telltale), **changes}


def routes(data: Any, route: Route = ()) -> list[Route]:
    """The way to every value in plain data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in inner for place in ((*route, key), *routes(value, (*route, key)))]


SUBMISSION = "measurements/2017/EXA.yaml"
"""The file of the exercise workspace into which tests write what is to be complained about."""


def found(root: Path, path: str = SUBMISSION, text: str | bytes | None = None) -> list[Finding]:
    """Files in, findings out: what is said about the file at `path`, with `text` in it (None: as it is)."""
    file = root / path
    if text is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return [finding for finding in load(root, today=date.today()).findings if finding.place.path == path]


def submission(measurements: str, head: str = "period: '2017'\nentity: EXA\nstatus: final\n") -> str:
    """A submission of Exercise nation A; its measurements begin on line 5."""
    return f"{head}measurements:\n{measurements}\n"
