"""What the commands share: where the workspace is, how output leaves, and how files are written whole."""

import errno
import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from wpsplan.finding import UserError
from wpsplan.render.terminal import Paint, painted, unpainted, visible

if TYPE_CHECKING:
    from wpsplan.model.plan import ReportingPeriod
    from wpsplan.workspace import Workspace

PIPE_CLOSED = 141  # what a shell says of a program that its reader has left
FIRST_SIGN_AFTER = 0.7  # seconds

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
    """What stands before the command."""

    root: Path | None = None


def options_of(context: typer.Context) -> Options:
    """The options that stand before the command."""
    return context.ensure_object(Options)


def workspace_root(context: typer.Context) -> Path:
    """The folder of the workspace: the one that -C names, else found from the current folder upwards."""
    from wpsplan.workspace import find_root, is_root

    named = options_of(context).root
    if named is None:
        return find_root(Path.cwd())
    if not is_root(named):
        raise UserError(f"{named} is no workspace: it holds no plan/plan.yaml", "name the folder that plan/ lies in")
    return named


def needs_extra(extra: str, module: str, what: str) -> None:
    """Refuses where a package of an extra is not installed. `what`: what it is needed for, as in `forms are made`."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UserError(f"{what} with {module}, which is not installed", f"install it: pip install 'wpsplan[{extra}]'")


# --- what is printed ------------------------------------------------------------------------------------------------


def emit(data: str | bytes) -> None:
    """Prints data to stdout, whole; where that fails, it is said now and not at the interpreter's end."""
    try:
        if isinstance(data, str):
            sys.stdout.write(data)
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except OSError as error:
        _let_go(sys.stdout)
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            raise typer.Exit(PIPE_CLOSED) from None
        raise UserError(f"the output can't be written ({_reason(error)})") from None


def _let_go(stream: TextIO) -> None:
    """Makes the interpreter's last flush of a broken stream harmless."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(text: str) -> None:
    """Prints something that is no data, to stderr. A reader who has left misses nothing."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        _let_go(sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """One clear line about what went wrong, and one about what would be right."""
    tell(f"wpsplan: {visible(message)}")
    if hint:
        tell(f"  {visible(hint)}")


def complain_left_out(workspace: "Workspace", period: "ReportingPeriod | None" = None) -> int:
    """Names on stderr what figures of this period (None: of any) were made without; the exit code that follows."""
    from wpsplan.figures.report import left_out

    assert workspace.framework is not None
    found = left_out(workspace.framework, workspace.findings, period)
    for finding in found:
        complain(f"left out: {finding.place.path}:{finding.line}: {finding.message}")
    return int(bool(found))


def on_terminal(stream: TextIO) -> bool:
    """Whether a person looks at this stream."""
    return stream.isatty()


def paint_for(stream: TextIO) -> Paint:
    """Colours on a terminal that has them, unless NO_COLOR is set; else the text as it is."""
    dull = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if dull or not on_terminal(stream):
        return unpainted
    if os.name == "nt":
        os.system("")  # switches a Windows console to understanding colours
    return painted


@contextmanager
def working(what: str) -> Iterator[None]:
    """While this takes long and somebody is looking, says on stderr what is going on; leaves no trace."""
    if not on_terminal(sys.stderr):
        yield
        return
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(what, done), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def _tick(what: str, done: threading.Event) -> None:
    line = ""
    wait, seconds = FIRST_SIGN_AFTER, 0
    with suppress(OSError, ValueError):
        while not done.wait(wait):
            line = f"{what} … {seconds} s" if seconds else f"{what} …"
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()
            wait, seconds = 1, seconds + 1
        if line:
            sys.stderr.write(f"\r{' ' * len(line)}\r")
            sys.stderr.flush()


# --- what is written ------------------------------------------------------------------------------------------------


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file in one step: whoever looks sees the old one or the new one. Makes the folders it needs."""
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # a device or a pipe is written to, never replaced
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise UserError(f"{path} can't be written ({_reason(error)})") from None


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
        if target.is_file():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
