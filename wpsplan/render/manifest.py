"""What a report was made from, on the report itself: its inputs, each with its content's id, and one digest of all."""

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

from wpsplan.render.data import Plain

_STAMP = re.compile(r"<!-- wpsplan-report (\{.*\}) -->\s*\Z")


class Manifest(NamedTuple):
    """The inputs of a report, and what else decides on its bytes. Nothing here depends on the machine or the day."""

    program: str
    """The version of wpsplan."""
    template: str
    period: str
    entity: str | None
    since: str | None
    """The commit that it was compared with."""
    inputs: Mapping[str, str]
    """Path relative to the workspace's root → the id that git gives the file's content."""

    @property
    def digest(self) -> str:
        """64 hexadecimal digits: SHA-256 over all of it."""
        lines = [f"wpsplan {self.program}", f"template {self.template}", f"period {self.period}",
                 f"entity {self.entity or ''}", f"since {self.since or ''}"]  # fmt: skip
        lines += [f"{self.inputs[path]} {path}" for path in sorted(self.inputs)]
        return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def data(self) -> Plain:
        """The keys of `made_from`."""
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
    """What stands at the end of a page: its manifest, in a comment that nothing in a path can end."""
    written = json.dumps(manifest.data(), ensure_ascii=True, separators=(",", ":"))
    for letter in "<>&":
        written = written.replace(letter, f"\\u{ord(letter):04x}")
    return f"<!-- wpsplan-report {written} -->\n"


def manifest_of(text: str) -> Manifest | None:
    """The manifest of a report (a page, or its JSON); None: it is no report of ours."""
    match = _STAMP.search(text)
    try:
        loaded = json.loads(match[1] if match else text)
        data = loaded if match else loaded["made_from"]
        inputs = {str(entry["path"]): str(entry["id"]) for entry in data["inputs"]}
        manifest = Manifest(data["program"], data["template"], data["period"], data["entity"], data["since"], inputs)
        return manifest if manifest.digest == data["digest"] else None
    except (ValueError, KeyError, TypeError):
        return None


def differences(reported: Mapping[str, str], now: Mapping[str, str]) -> list[Plain]:
    """The inputs that are others than a report says: changed, gone or new, by path."""
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
    again: Callable[[], str | None] | None = None,
) -> Plain:
    """Whether a report was made from these files. `again` makes it once more, which is done where the inputs agree."""
    differs = differences(claimed.inputs, now)
    comparable = not differs and again is not None and claimed.program == program
    remade = again() if comparable and again else None
    changed = _first_change(remade, text) if remade is not None and remade != text else None
    return {
        "report": report,
        "verified": not differs and trouble is None and changed is None,
        "made_from": {key: value for key, value in claimed.data().items() if key != "inputs"},
        "inputs": len(claimed.inputs),
        "differs": differs,
        "trouble": trouble,
        "compared": remade is not None,
        "first_change": changed,
    }


def _first_change(remade: str, text: str) -> Plain:
    """The first line of a page that is another than it would be."""
    pairs = zip_longest(remade.splitlines(), text.splitlines(), fillvalue="")
    line, (ours, theirs) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return {"line": line, "made": ours, "found": theirs}
