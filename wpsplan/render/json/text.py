"""An answer as JSON: one object, UTF-8, the same on every machine."""

import json
import re
from collections.abc import Mapping
from typing import Any

VERSION = 1
# Valid in JSON, but they mislead a reader on a terminal: C1 controls, bidi marks, other invisible characters.
_TRAPS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def json_text(answer: Mapping[str, Any]) -> str:
    """Write the answer's keys after `"version": 1`; characters that can't be seen are written as escapes."""
    text = json.dumps({"version": VERSION, **answer}, ensure_ascii=False, indent=2)
    return _TRAPS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
