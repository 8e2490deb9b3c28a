"""The program's entry: `wpsplan`, and `python -m wpsplan`."""

import sys

from wpsplan import __version__


def main() -> None:
    """Run the command. An interruption ends it in one line at any moment, in its first milliseconds too."""
    try:
        if sys.argv[1:] == ["--version"] and _print_version():
            return
        from wpsplan.cli import main as run

        run()
    except (Exception, KeyboardInterrupt) as error:
        if not _is_interruption(error):
            raise
        if sys.stderr is not None:
            print("wpsplan: interrupted", file=sys.stderr)
        sys.exit(130)


def _print_version() -> bool:
    """Print the version without loading what the commands need; False where that fails: the command says why."""
    if sys.stdout is None:
        return False
    try:
        print(f"wpsplan {__version__}", flush=True)
    except (OSError, ValueError):
        return False
    return True


def _is_interruption(error: BaseException | None) -> bool:
    """Tell if an error is an interruption, or was raised because of one, as in a module that was being loaded."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


if __name__ == "__main__":
    main()
