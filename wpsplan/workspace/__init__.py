"""A workspace: where its files are, and `load()`: files → model and findings."""

from wpsplan.workspace.discovery import Layout, scan
from wpsplan.workspace.filtering import Checked, check
from wpsplan.workspace.loading import Workspace, load
from wpsplan.workspace.root import find_root, is_root

__all__ = ["Checked", "Layout", "Workspace", "check", "find_root", "is_root", "load", "scan"]
