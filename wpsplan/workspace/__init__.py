"""A workspace: where its files are, and `load()`: files → model and findings."""

from wpsplan.workspace.discovery import WorkspaceFiles, discover, find_root, is_root
from wpsplan.workspace.filtering import CheckResult, select
from wpsplan.workspace.loading import Workspace, load
from wpsplan.workspace.snapshot import Snapshot

__all__ = [
    "CheckResult", "Snapshot", "Workspace", "WorkspaceFiles", "discover", "find_root", "is_root", "load", "select",
]  # fmt: skip
