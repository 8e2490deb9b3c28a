"""A workspace: where its files are, and `load()`: files → model and findings."""

from wpsplan.workspace.layout import Layout, scan
from wpsplan.workspace.loading import Workspace, load
from wpsplan.workspace.root import find_root, is_root
from wpsplan.workspace.selection import Checked, check

__all__ = ["Checked", "Layout", "Workspace", "check", "find_root", "is_root", "load", "scan"]
