"""An answer as JSON: one object, UTF-8, the same on every machine."""

import json
import re
from collections.abc import Mapping
from typing import Any

VERSION = 1
# Valid in JSON as they are, and a trap for whoever reads it on a terminal: C1 controls, bidi marks, other invisibles.
_TRAPS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def json_text(answer: Mapping[str, Any]) -> str:
    """The answer's keys behind `"version": 1`."""
    text = json.dumps({"version": VERSION, **answer}, ensure_ascii=False, indent=2)
    return _TRAPS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
