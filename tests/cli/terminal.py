"""A command on a terminal of a given width, as a user sees it; there are pseudo-terminals where ON_POSIX is true."""

import os
import struct
import subprocess
import sys
from pathlib import Path

ON_POSIX = os.name == "posix"


def on_a_terminal(columns: int, *args: str | Path, **env: str) -> str:
    """What `wpsplan ARGS` prints to a terminal that is `columns` wide."""
    import fcntl
    import pty
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "wpsplan", *map(str, args)]
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env={**clean, "TERM": "xterm", **env}
    ):
        os.close(follower)
        seen = b""
        try:
            while piece := os.read(leader, 65536):
                seen += piece
        except OSError:  # Linux: the other end is closed
            pass
        os.close(leader)
    return seen.decode("utf-8").replace("\r\n", "\n")
