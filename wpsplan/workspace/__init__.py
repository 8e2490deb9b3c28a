"""A workspace: where its files are, and `load()`: files → model + findings."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wpsplan.workspace.layout import Layout, scan
    from wpsplan.workspace.loading import Workspace, load
    from wpsplan.workspace.looked import Looked, look
    from wpsplan.workspace.root import find_root, is_root
    from wpsplan.workspace.selection import Checked, check

__all__ = ["Checked", "Layout", "Looked", "Workspace", "check", "find_root", "is_root", "load", "look", "scan"]

_WHERE = {
    "Layout": "layout", "scan": "layout", "Workspace": "loading", "load": "loading", "Looked": "looked",
    "look": "looked", "find_root": "root", "is_root": "root", "Checked": "selection", "check": "selection",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Loads a part when it is asked for: where the workspace is can be said without the model of what is in it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
