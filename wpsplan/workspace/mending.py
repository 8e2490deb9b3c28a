"""Mends that can't change a meaning, made in the text of a file itself: all else in it stays to the letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wpsplan.document import Route, Side
from wpsplan.document.places import spans_of
from wpsplan.finding import Finding

_QUOTES_OFF = "take the quotes off: "
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Mend:
    """What was, or would be, done to a file."""

    path: str
    line: int
    code: str
    done: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text after its mends, or its new name."""

    path: str
    text: str | None
    renamed: str | None
    mends: tuple[Mend, ...]


def mended(root: Path, findings: Iterable[Finding]) -> Iterator[Mended]:
    """The files that can be mended, each with what is done; nothing is written here."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    for path, found in by_file.items():
        if any(one.code == "stray-file" for one in found):
            yield from _renamed(root, path, found)
            continue
        wanted = {(one.place.route, one.place.side): one for one in found if _mendable(one)}
        if wanted:
            yield from _edited(root, path, wanted)


def _renamed(root: Path, path: str, found: list[Finding]) -> Iterator[Mended]:
    new = path[: -len(".yml")] + ".yaml"
    if (
        path.lower().endswith(".yml")
        and path.startswith(("measurements/", "plan/outcomes/"))
        and not (root / new).exists()
    ):
        done = f"renamed to {new}"
        yield Mended(path, None, new, (Mend(path, 1, found[0].code, done),))


def _edited(root: Path, path: str, wanted: dict[tuple[Route, Side], Finding]) -> Iterator[Mended]:
    text = (root / path).read_bytes().decode("utf-8-sig")
    mends = []
    for start, end, at in sorted(spans_of(text, wanted), reverse=True):  # from the end: places before stay right
        finding, old = wanted[at], text[start:end]
        new = _replacement(finding, old)
        if new is not None and new != old:
            text = text[:start] + new + text[end:]
            mends.append(Mend(path, finding.line, finding.code, f"{old} → {new}"))
    if mends:
        yield Mended(path, text, None, tuple(reversed(mends)))


def _mendable(finding: Finding) -> bool:
    return finding.code in ("float-id", "bad-id") or finding.help.startswith(_QUOTES_OFF)


def _replacement(finding: Finding, old: str) -> str | None:
    """What stands in place of `old` afterwards; None: this can't be mended without asking."""
    if finding.code == "float-id":
        return old if old[:1] in "'\"" else f"'{old}'"
    if finding.code == "value-type" and finding.help.startswith(_QUOTES_OFF):
        number = finding.help.removeprefix(_QUOTES_OFF)
        return number if _NUMBER.match(number) else None
    if finding.code == "bad-id" and old[:1] in "'\"" and old[1:-1].strip() != old[1:-1]:
        return f"{old[0]}{old[1:-1].strip()}{old[-1]}"
    return None
