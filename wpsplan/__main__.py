"""The program's entry: `wpsplan`, and `python -m wpsplan`."""

import sys

from wpsplan import __version__


def main() -> None:
    """Runs the command. The version is said at once, without loading what the commands need."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        print(f"wpsplan {__version__}")
        return
    from wpsplan.cli import main as run

    run()


if __name__ == "__main__":
    main()
