"""Findings as SARIF 2.1.0: what code hosts and editors read."""

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from wpsplan import __version__
from wpsplan.finding import Finding, Rule, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.terminal import visible
from wpsplan.rules import all_rules
from wpsplan.workspace import Checked
from wpsplan.workspace.known import fingerprint

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def findings_sarif(answer: Checked, setting: Setting) -> str:
    """One run with its rules; paths are counted from the repository's root."""
    prefix = setting.prefix()
    rules = all_rules()
    codes = sorted({one.code for one in answer.findings})
    seen: dict[str, int] = {}
    results = [_result(one, codes.index(one.code), prefix, seen) for one in answer.findings]
    driver = {"name": "wpsplan", "version": __version__, "rules": [_rule(rules[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.code,
        "shortDescription": {"text": one.title},
        "fullDescription": {"text": one.why},
        "help": {"text": f"{one.why} What to do: {one.mend}."},
        "defaultConfiguration": {"level": _LEVELS[one.severity]},
    }


def _result(one: Finding, index: int, prefix: str, seen: dict[str, int]) -> dict[str, Any]:
    text = visible(f"{one.message}. {one.help}" if one.help else one.message)
    region = {"startLine": one.line, "startColumn": one.column}
    uri = quote(f"{prefix}{one.place.path}", errors="surrogateescape")
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "ROOT"}, "region": region}}],
        "partialFingerprints": {"place/v1": _fingerprint(one, seen)},
    }
    if one.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(one.accepted)}]
    return result


def _fingerprint(one: Finding, seen: dict[str, int]) -> str:
    """Of the place in the file's structure, not its line: a finding stays the same when lines move."""
    key = "|".join(fingerprint(one))
    seen[key] = seen.get(key, 0) + 1
    return sha256(f"{key}|{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
