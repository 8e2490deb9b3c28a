"""The files of a workspace in memory, such as those of a git revision: nothing of them is laid out on the disk."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from errno import ENOENT
from functools import cached_property
from pathlib import Path

from wpsplan.disk import Disk, FolderEntry


@dataclass(frozen=True)
class Snapshot:
    """Files by their paths; it is read like a `Disk`."""

    files: Mapping[str, bytes]
    """Path → content."""
    refused: Mapping[str, OSError] = field(default_factory=dict)
    """Path → why it is not read, such as that of a link."""
    root: Path = Path()
    """The workspace's folder, for paths that the user names; nothing is read there."""

    @classmethod
    def of(cls, disk: Disk, folders: Iterable[str]) -> "Snapshot":
        """Read all that is in these folders, as it is now."""
        files: dict[str, bytes] = {}
        refused: dict[str, OSError] = {}
        waiting = list(folders)
        while waiting:
            folder = waiting.pop()
            try:
                entries = disk.entries(folder)
            except OSError as error:
                refused[folder] = error
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_folder:
                    waiting.append(path)
                    continue
                try:
                    files[path] = disk.read(path)
                except OSError as error:
                    refused[path] = error
        return cls(files, refused, disk.root)

    @cached_property
    def _folders(self) -> Mapping[str, Mapping[str, FolderEntry]]:
        """Each folder's entries, by name."""
        folders: dict[str, dict[str, FolderEntry]] = {}
        for path in (*self.files, *self.refused):
            above, _, name = path.rpartition("/")
            folders.setdefault(above, {})[name] = FolderEntry(name, is_folder=False)
            while above:
                above, _, name = above.rpartition("/")
                folders.setdefault(above, {})[name] = FolderEntry(name, is_folder=True)
        return folders

    def exists(self, path: str) -> bool:
        """Tell if anything is at a path."""
        return path in self.files or path in self.refused or path in self._folders

    def entries(self, folder: str) -> list[FolderEntry]:
        """List a folder by name, without what begins with a dot; empty where it is not there. Raise OSError."""
        if folder in self.refused:
            raise self.refused[folder]
        return sorted(entry for name, entry in self._folders.get(folder, {}).items() if not name.startswith("."))

    def size(self, path: str) -> int:
        """The length of a file, in bytes. Raise OSError."""
        return len(self.read(path))

    def read(self, path: str) -> bytes:
        """Read a file. Raise OSError."""
        if path in self.refused:
            raise self.refused[path]
        if path not in self.files:
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), path)
        return self.files[path]
