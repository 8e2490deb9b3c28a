"""Findings as SARIF 2.1.0, a format that code hosts and editors read."""

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from wpsplan import __version__
from wpsplan.finding import Finding, Rule, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.text.terminal import visible
from wpsplan.rules import all_rules
from wpsplan.workspace import CheckResult
from wpsplan.workspace.baseline import fingerprint

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(result: CheckResult, setting: Setting) -> str:
    """Write one run with its rules; paths are relative to the repository's root."""
    prefix = setting.prefix()
    rules = all_rules()
    codes = sorted({finding.code for finding in result.findings})
    seen: dict[str, int] = {}
    results = [_result(finding, codes.index(finding.code), prefix, seen) for finding in result.findings]
    driver = {"name": "wpsplan", "version": __version__, "rules": [_rule(rules[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} What to do: {rule.mend}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, prefix: str, seen: dict[str, int]) -> dict[str, Any]:
    text = visible(f"{finding.message}. {finding.help}" if finding.help else finding.message)
    region = {"startLine": finding.line, "startColumn": finding.column}
    uri = quote(f"{prefix}{finding.place.path}", errors="surrogateescape")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "ROOT"}, "region": region}}],
        "partialFingerprints": {"place/v1": _fingerprint(finding, seen)},
    }
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(finding.accepted)}]
    return result


def _fingerprint(finding: Finding, seen: dict[str, int]) -> str:
    """An id made of the place in the file's structure, not of its line, so that it stays when lines move."""
    key = "|".join(fingerprint(finding))
    seen[key] = seen.get(key, 0) + 1
    return sha256(f"{key}|{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
