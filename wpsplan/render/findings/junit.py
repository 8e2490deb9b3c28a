"""Findings as JUnit's XML: a case for each file, which fails where a finding is grave enough."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from wpsplan.finding import Finding, Severity
from wpsplan.render.findings import Setting
from wpsplan.render.text.terminal import visible
from wpsplan.workspace import CheckResult

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: CheckResult, setting: Setting) -> str:
    """Write one test suite with a case for each file; a case fails where a finding is as grave as `fail_on`."""
    fail_on = setting.fail_on
    by_file: dict[str, list[Finding]] = {path: [] for path in result.paths}
    for finding in result.findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    failed = {path for path, findings in by_file.items() if any(_fails(finding, fail_on) for finding in findings)}
    suite = Element(
        "testsuite", name="wpsplan check", tests=str(len(by_file)), failures=str(len(failed)), errors="0", skipped="0"
    )
    for path, findings in by_file.items():
        case = SubElement(suite, "testcase", classname="wpsplan", name=_clean(path), file=_clean(path))
        failing = [finding for finding in findings if _fails(finding, fail_on)]
        if failing:
            failure = SubElement(case, "failure", message=_clean(failing[0].message), type=failing[0].code)
            failure.text = _clean("\n".join(map(_line, failing)))
        others = [finding for finding in findings if not _fails(finding, fail_on)]
        if others:
            SubElement(case, "system-out").text = _clean("\n".join(map(_line, others)))
    indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suite, encoding="unicode") + "\n"


def _fails(finding: Finding, fail_on: Severity) -> bool:
    return finding.accepted is None and finding.severity >= fail_on


def _line(finding: Finding) -> str:
    state = f" (accepted: {finding.accepted})" if finding.accepted is not None else ""
    place = f"{finding.place.path}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity.word}[{finding.code}] {finding.message}. {finding.help}{state}"


def _clean(text: str) -> str:
    """Text without the characters that XML can't carry, and with those escaped that a terminal would obey."""
    return _NOT_XML.sub("", "\n".join(visible(line) for line in text.split("\n")))
