"""Helpers of the commands: find the workspace, and print output."""

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, TextIO

import typer

from wpsplan.finding import UserError
from wpsplan.render.text.terminal import Paint, as_bytes, painted, unpainted, visible

if TYPE_CHECKING:
    from wpsplan.model.plan import ReportingPeriod
    from wpsplan.workspace import Workspace

PIPE_CLOSED = 141  # the exit code that a shell gives to a program whose reader has left
FIRST_SIGN_AFTER = 0.7  # seconds until the first sign of progress

OptionalPeriod = Annotated[
    str | None,
    typer.Argument(
        metavar="[PERIOD]", help="Left out: the latest annual one that has a final file.", show_default=False
    ),
]

AtRevision = Annotated[
    str | None,
    typer.Option("--at", metavar="REV", help="Of the files as they were in this git revision.", show_default=False),
]

TextOrJson = Annotated[
    Literal["text", "json"], typer.Option("--format", help="text for people, json for programs (one object).")
]


@dataclass
class Options:
    """The options that stand before the command."""

    root: Path | None = None


def options_of(context: typer.Context) -> Options:
    """Give the options that stand before the command."""
    return context.ensure_object(Options)


def workspace_root(context: typer.Context) -> Path:
    """Find the folder of the workspace: the one that -C names, else from the current folder upwards."""
    from wpsplan.workspace import find_root, is_root

    named = options_of(context).root
    if named is None:
        return find_root(Path.cwd())
    if not is_root(named):
        raise UserError(f"{named} is no workspace: it holds no plan/plan.yaml", "name the folder that plan/ lies in")
    return named


def needs_extra(extra: str, module: str, use: str) -> None:
    """Refuse where the package of an extra is not installed. `use`: its use in words, as in `forms are made`."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UserError(f"{use} with {module}, which is not installed", f"install it: pip install 'wpsplan[{extra}]'")


# --- output ----------------------------------------------------------------------------------------------------------


def write_stdout(data: str | bytes) -> None:
    """Print data to stdout, whole. Raise an error now, not at the interpreter's end, where that fails."""
    try:
        sys.stdout.flush()
        _write_all(sys.stdout.buffer, as_bytes(data) if isinstance(data, str) else data)
        sys.stdout.flush()
    except OSError as error:
        _let_go(sys.stdout)
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            raise typer.Exit(PIPE_CLOSED) from None
        raise UserError(f"the output can't be written ({_reason(error)})") from None


def _write_all(stream: BinaryIO, data: bytes) -> None:
    """Write all of the data: a stream without a buffer (PYTHONUNBUFFERED) may take a part of it, and only say so."""
    rest = memoryview(data)
    while rest:
        written = stream.write(rest)
        if not written:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]


def end_stream(stream: TextIO) -> None:
    """Flush a stream for the last time; where that fails, its error was told already."""
    try:
        stream.flush()
    except (OSError, ValueError):
        _let_go(stream)


def _let_go(stream: TextIO) -> None:
    """Make the interpreter's last flush of a broken stream harmless."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def print_info(text: str) -> None:
    """Print a message, which is no data, to stderr; do nothing where its reader has left."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        _let_go(sys.stderr)


def print_error(message: str, hint: str = "") -> None:
    """Print one clear line about the error, and one about the remedy (`hint`), to stderr."""
    print_info(f"wpsplan: {visible(message)}")
    if hint:
        print_info(f"  {visible(hint)}")


def report_left_out(workspace: "Workspace", period: "ReportingPeriod | None" = None) -> int:
    """Name on stderr what the figures of a period (None: of any) were made without; give the exit code, 1 or 0."""
    from wpsplan.results.report import left_out

    assert workspace.framework is not None
    findings = left_out(workspace.framework, workspace.findings, period)
    for finding in findings:
        print_error(f"left out: {finding.place.path}:{finding.line}: {finding.message}")
    return int(bool(findings))


def on_terminal(stream: TextIO) -> bool:
    """Tell if a person looks at this stream."""
    return stream.isatty()


def paint_for(stream: TextIO) -> Paint:
    """Give the function that colours text; on a terminal without colours, or with NO_COLOR, it leaves text as it is."""
    dull = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if dull or not on_terminal(stream):
        return unpainted
    if os.name == "nt":
        os.system("")  # switches a Windows console to understanding colours
    return painted


@contextmanager
def spinner(activity: str) -> Iterator[None]:
    """Say on stderr what is being done, while it takes long and a person is looking; leave no trace at the end."""
    if not on_terminal(sys.stderr):
        yield
        return
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(activity, done), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def _tick(activity: str, done: threading.Event) -> None:
    line = ""
    wait, seconds = FIRST_SIGN_AFTER, 0
    with suppress(OSError, ValueError):
        while not done.wait(wait):
            line = f"{activity} … {seconds} s" if seconds else f"{activity} …"
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()
            wait, seconds = 1, seconds + 1
        if line:
            sys.stderr.write(f"\r{' ' * len(line)}\r")
            sys.stderr.flush()


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
