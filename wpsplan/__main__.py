"""`python -m wpsplan`: the same as the command `wpsplan`."""

from wpsplan.cli import main

if __name__ == "__main__":
    main()
