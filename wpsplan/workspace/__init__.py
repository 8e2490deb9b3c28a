"""A workspace: where its files are, and `load()`: files → model + findings."""

from wpsplan.workspace.layout import Layout, find_root, is_root, scan
from wpsplan.workspace.load import Workspace, load
from wpsplan.workspace.selection import Checked, check

__all__ = ["Checked", "Layout", "Workspace", "check", "find_root", "is_root", "load", "scan"]
