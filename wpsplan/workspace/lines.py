"""The lines of places: of entries as noted while their file was read; of others, looked up once they are asked for."""

from collections.abc import Callable, Mapping

from wpsplan.finding import Finding, Place
from wpsplan.workspace.discovery import Layout
from wpsplan.yaml import Route, Side, line_finder


class Lines:
    """The lines of places. `entries`: path → id of a measurement, or of an action that is reported on → its line."""

    def __init__(self, layout: Layout, entries: Mapping[str, Mapping[str, int]]) -> None:
        self._layout = layout
        self._entries = entries
        self._finders: dict[str, Callable[[Route, Side], int]] = {}

    def of(self, place: Place) -> int:
        """A place's line, from 1; where there is no such place its nearest ancestor's."""
        path, route, side, _ = place
        if len(route) == 2 and route[0] == "measurements" and side == "key":
            line = self._entries.get(path, {}).get(str(route[1]))
            if line is not None:
                return line
        if path not in self._finders:
            raw = self._layout.read(path)
            self._finders[path] = line_finder(b"" if isinstance(raw, Finding) else raw)
        return self._finders[path](route, side)
