"""The command `wpsplan`: put its commands together, and report an error in one clear line."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer
from typer.exceptions import TyperException

from wpsplan import __version__
from wpsplan.cli.console import PIPE_CLOSED, end_stream, options_of, print_error, print_info, write_stdout
from wpsplan.finding import UserError

# A command is one function, in the file of its name; this is the order in which --help lists them.
COMMANDS = (
    "check",
    "new",
    "form",
    "import",
    "coverage",
    "gaps",
    "report",
    "verify",
    "show",
    "diff",
    "log",
    "fmt",
    "rule",
    "schema",
    "init",
)

INTERRUPTED = 130
BUG = 70  # sysexits.h: an internal error of the program; never what a user did

EXAMPLES = """\
  wpsplan init exercise                     a small workspace to try things on
  wpsplan -C exercise check                 what is wrong or doubtful in its files
  wpsplan check --help                      the options of a command, with examples"""


def _version(wanted: bool) -> None:
    if wanted:
        write_stdout(f"wpsplan {__version__}\n")
        raise typer.Exit


def wpsplan(
    context: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option(
            "-C",
            "--root",
            metavar="DIR",
            help="The workspace: the folder that plan/ lies in. Left out: looked for from the current folder upwards.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """An action plan on Women, Peace and Security as files: checked, measured and reported."""
    options_of(context).root = root
    if context.invoked_subcommand is None:
        print_info(context.get_help())
        raise typer.Exit(2)


def own_name(command: str) -> str:
    """Name the file and the function of a command: its own name, with a _ behind a keyword of Python."""
    return f"{command}_" if iskeyword(command) else command


def application(words: Sequence[str]) -> typer.Typer:
    """Build the application with the command that is asked for; with all of them, where another word comes first.

    A command that isn't asked for is never loaded: to load them all doubles the time until the command can begin.
    """
    app = typer.Typer(
        callback=wpsplan,
        invoke_without_command=True,
        rich_markup_mode=None,  # with markup, every --help loads rich
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=_examples(EXAMPLES),
    )
    rest = iter(words)
    first = next((word for word in rest if not (word in ("-C", "--root") and next(rest, "") is not None)), "")
    for name in (first,) if first in COMMANDS else () if first == "--version" else COMMANDS:
        module = import_module(f"wpsplan.cli.{own_name(name)}")
        app.command(name, epilog=_examples(module.EXAMPLES))(getattr(module, own_name(name)))
    return app


def _examples(lines: str) -> str:
    """The last paragraph of a command's help. The \\b keeps its lines as they are."""
    return f"\b\nExamples:\n{lines}"


def main() -> None:
    """Run the program and exit: with 0 to 3 as documented, 70 for a bug. Raises KeyboardInterrupt when interrupted."""
    _prepare_streams()
    try:
        code = _exit_code()
    finally:
        for stream in (sys.stdout, sys.stderr):
            end_stream(stream)
    sys.exit(code)


def _prepare_streams() -> None:
    """Make the output the same bytes on every machine: UTF-8 and plain line feeds, whatever the locale.

    What the program was started without is an error when it is used; only messages go nowhere.
    """
    sys.stdin = sys.stdin or _closed(os.O_WRONLY, "r")
    sys.stdout = sys.stdout or _closed(os.O_RDONLY, "w")
    sys.stderr = sys.stderr or _closed(os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _closed(flags: int, mode: Literal["r", "w"]) -> TextIO:
    """A stream onto nothing, opened in a way (`flags`) that may not allow what is done with it.

    It takes the number of the stream that is closed, so that no file of ours gets it.
    """
    return os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8")


def _exit_code() -> int:
    try:
        return _run()
    except TyperException as error:  # wrong usage
        print_error(error.format_message(), _usage_hint(error))
        return error.exit_code
    except UserError as error:
        print_error(error.message, error.hint)
        return error.code
    except OSError as error:
        print_error(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return 2
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python 3.11 wraps what interrupts the making of a class
            raise KeyboardInterrupt from None
        from wpsplan.yaml import ParserMissing

        if isinstance(error, ParserMissing):
            hint = "install one that has it: python -m pip install --force-reinstall --only-binary :all: PyYAML"
            print_error("this Python's PyYAML lacks its C parser (libyaml)", hint)
            return 2
        if os.environ.get("WPSPLAN_TRACEBACK"):
            raise
        hint = "please report it, with what WPSPLAN_TRACEBACK=1 in the environment shows"
        print_error(f"this is a mistake in wpsplan itself: {type(error).__name__}: {error}", hint)
        return BUG


def _run() -> int:
    """Run the command, and see that all of its output is written. Raises KeyboardInterrupt when interrupted."""
    try:
        code: int = application(sys.argv[1:])(prog_name="wpsplan", standalone_mode=False) or 0
        write_stdout("")  # of a command's help
    except typer.Exit as end:
        return end.exit_code
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer's own end where the reader of a help text has left
            return PIPE_CLOSED
        raise
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code


def _usage_hint(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"see {context.command_path} --help" if context else ""
