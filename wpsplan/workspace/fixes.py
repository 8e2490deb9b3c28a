"""Mends that can't change a meaning, made in the file itself; all its other lines stay as they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wpsplan.disk import Disk
from wpsplan.finding import Finding
from wpsplan.workspace.file_layouts import FileLayout, layout_name
from wpsplan.yaml import Route, Side, locate, read
from wpsplan.yaml.editor import NotInPlaceError, rename_key, set_value

_QUOTES_OFF = "take the quotes off: "
_SCALAR = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[A-Za-z0-9+.-]+""")
"""A text in quotes, or a number or an id without them."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend of a file, done or to be done."""

    path: str
    line: int
    code: str
    done: str


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file's bytes after its mends, or its new name."""

    path: str
    raw: bytes | None
    renamed: str | None
    mends: tuple[Fix, ...]


def find_fixes(disk: Disk, findings: Iterable[Finding]) -> Iterator[FixedFile]:
    """Give the files that can be mended, each with its mends; nothing is written."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    for path, in_file in by_file.items():
        if any(finding.code == "stray-file" for finding in in_file):
            yield from _rename(disk, path, in_file)
            continue
        mendable = {(finding.place.route, finding.place.side): finding for finding in in_file if _can_mend(finding)}
        if mendable:
            yield from _edit(disk, path, mendable)


def _rename(disk: Disk, path: str, findings: list[Finding]) -> Iterator[FixedFile]:
    new = path[: -len(".yml")] + ".yaml"
    if path.lower().endswith(".yml") and path.startswith(("measurements/", "plan/outcomes/")) and not disk.exists(new):
        done = f"renamed to {new}"
        yield FixedFile(path, None, new, (Fix(path, 1, findings[0].code, done),))


def _edit(disk: Disk, path: str, mendable: dict[tuple[Route, Side], Finding]) -> Iterator[FixedFile]:
    raw = disk.read(path)
    shape = FileLayout(layout_name(path) or "short")
    mends = []
    for (route, side), old in reversed(_spellings(raw, mendable).items()):  # a key after all that stands below it
        finding = mendable[route, side]
        new = _replacement(finding, old)
        if new is None or new == old:
            continue
        change = rename_key if side == "key" else set_value
        try:
            raw = change(raw, route, read(new.encode("utf-8")).data, shape)
        except NotInPlaceError:
            continue  # it stays a finding
        mends.append(Fix(path, finding.line, finding.code, f"{old} → {new}"))
    if mends:
        yield FixedFile(path, raw, None, tuple(reversed(mends)))


def _spellings(raw: bytes, places: Iterable[tuple[Route, Side]]) -> dict[tuple[Route, Side], str]:
    """Give keys and values as they are written, quotes included, in the order of the file."""
    lines = raw.decode("utf-8-sig").split("\n")
    marks = sorted(locate(raw, places).items(), key=lambda item: item[1])
    matches = ((place, _SCALAR.match(lines[line - 1], column - 1)) for place, (line, column) in marks)
    return {place: match[0] for place, match in matches if match}


def _can_mend(finding: Finding) -> bool:
    return finding.code in ("float-id", "bad-id") or finding.help.startswith(_QUOTES_OFF)


def _replacement(finding: Finding, old: str) -> str | None:
    """Give the text that takes the place of `old`; None: this can't be mended without asking."""
    if finding.code == "float-id":
        return old if old[:1] in "'\"" else f"'{old}'"
    if finding.code == "value-type" and finding.help.startswith(_QUOTES_OFF):
        number = finding.help.removeprefix(_QUOTES_OFF)
        return number if _NUMBER.match(number) else None
    if finding.code == "bad-id" and old[:1] in "'\"" and old[1:-1].strip() != old[1:-1]:
        return f"{old[0]}{old[1:-1].strip()}{old[-1]}"
    return None
