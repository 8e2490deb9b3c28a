"""Find the folder of the workspace."""

import os
from pathlib import Path

from wpsplan.finding import UserError

PLAN_FILE = "plan/plan.yaml"


def is_root(folder: Path) -> bool:
    """Tell if a plan/plan.yaml is in this folder, be it a broken one."""
    return os.path.lexists(folder / PLAN_FILE)


def find_root(start: Path) -> Path:
    """Find the workspace that `start` lies in: the nearest folder upwards that holds plan/plan.yaml."""
    for folder in (start, *start.parents):
        if is_root(folder):
            return folder
    raise UserError(
        f"no workspace here: neither {start} nor a folder above it holds plan/plan.yaml",
        "go to a workspace, name one with -C DIR (before the command), or make one with: wpsplan init DIR",
    )
