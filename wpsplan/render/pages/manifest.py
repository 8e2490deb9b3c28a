"""The manifest of a report, which the report carries: its inputs with their contents' ids, and one digest of all."""

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

from wpsplan.finding import Finding
from wpsplan.render.json.plain import Plain

_STAMP = re.compile(r"<!-- wpsplan-report (\{.*\}) -->\s*\Z")


class Manifest(NamedTuple):
    """The inputs of a report, and all else that decides on its bytes; no field depends on the machine or the day."""

    program: str
    """The version of wpsplan."""
    template: str
    period: str
    entity: str | None
    since: str | None
    """The commit that it was compared with; None: none."""
    inputs: Mapping[str, str]
    """The id that git gives each file's content, by path relative to the workspace's root."""

    @property
    def digest(self) -> str:
        """The SHA-256 of all fields, as 64 hexadecimal digits."""
        lines = [f"wpsplan {self.program}", f"template {self.template}", f"period {self.period}",
                 f"entity {self.entity or ''}", f"since {self.since or ''}"]  # fmt: skip
        lines += [f"{self.inputs[path]} {path}" for path in sorted(self.inputs)]
        return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def data(self) -> Plain:
        """The manifest as plain data: the keys of `made_from`."""
        return {
            "program": self.program,
            "template": self.template,
            "period": self.period,
            "entity": self.entity,
            "since": self.since,
            "digest": self.digest,
            "inputs": [{"path": path, "id": self.inputs[path]} for path in sorted(self.inputs)],
        }


def stamp(manifest: Manifest) -> str:
    """Write the end of a page: its manifest, in a comment that nothing in a path can end."""
    written = json.dumps(manifest.data(), ensure_ascii=True, separators=(",", ":"))
    for letter in "<>&":
        written = written.replace(letter, f"\\u{ord(letter):04x}")
    return f"<!-- wpsplan-report {written} -->\n"


def manifest_of(text: str) -> Manifest | None:
    """Read the manifest of a report (a page, or its JSON); None where the text is no report of wpsplan."""
    match = _STAMP.search(text)
    try:
        loaded = json.loads(match[1] if match else text)
        data = loaded if match else loaded["made_from"]
        inputs = {str(entry["path"]): str(entry["id"]) for entry in data["inputs"]}
        manifest = Manifest(data["program"], data["template"], data["period"], data["entity"], data["since"], inputs)
        words = (manifest.program, manifest.template, manifest.period, manifest.entity or "", manifest.since or "")
        sound = manifest.digest == data["digest"] and all(isinstance(word, str) for word in words)
        return manifest if sound else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def differences(reported: Mapping[str, str], now: Mapping[str, str]) -> list[Plain]:
    """List the inputs that differ from those of a report: changed, gone or new, by path."""
    return [
        {
            "path": path,
            "what": "new" if path not in reported else "gone" if path not in now else "changed",
            "report_id": reported.get(path),
            "now_id": now.get(path),
        }
        for path in sorted({*reported, *now})
        if reported.get(path) != now.get(path)
    ]


def verdict(  # noqa: PLR0913 (what it is made of, and what to hold it against)
    report: str,
    claimed: Manifest,
    now: Mapping[str, str],
    *,
    trouble: str | None = None,
    program: str = "",
    text: str = "",
    again: Callable[[], bytes | Finding] | None = None,
) -> Plain:
    """Tell if a report was made from the files as they are now; a report that was not compared is never verified.

    `report` is its path, `claimed` its own manifest, and `now` the ids of the inputs' contents today. `again` makes
    the report once more, to compare it with `text`; this is done where the inputs and the version `program` agree.
    `trouble` says why it can't be made any more.
    """
    differs = differences(claimed.inputs, now)
    comparable = not differs and again is not None and claimed.program == program
    page = again() if comparable and again else None
    if isinstance(page, Finding):
        trouble, page = f"{page.place.path}: {page.message}", None
    remade = page.decode("utf-8") if page is not None else None
    same_words = remade == with_plain_line_ends(text)
    return {
        "report": report,
        "verified": False if differs else None if remade is None else remade == text,
        "made_from": {key: value for key, value in claimed.data().items() if key != "inputs"},
        "inputs": len(claimed.inputs),
        "differs": differs,
        "trouble": trouble,
        "compared": remade is not None,
        "only_line_ends": remade is not None and same_words and remade != text,
        "first_change": _first_change(remade, with_plain_line_ends(text)) if remade is not None else None,
    }


def with_plain_line_ends(text: str) -> str:
    """The text without a byte-order mark, and with CRLF as LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _first_change(remade: str, text: str) -> Plain | None:
    """The first line of a page (`text`) that differs from the page made again; None where none does.

    The line is null on the side that ends before it.
    """
    pairs = zip_longest(remade.split("\n"), text.split("\n"))
    changes = ((line, pair) for line, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    line, (ours, theirs) = next(changes, (0, (None, None)))
    return {"line": line, "made": ours, "found": theirs} if line else None
