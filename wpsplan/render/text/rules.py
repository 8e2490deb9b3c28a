"""Rules as a list, and a rule as a page: for people and for programs."""

from collections.abc import Iterable
from textwrap import indent
from typing import Any

from wpsplan.finding import Rule
from wpsplan.render.json.plain import json_text
from wpsplan.render.text.terminal import Paint


def list_text(rules: Iterable[Rule], paint: Paint) -> str:
    """Write a line for each rule: severity, code, title."""
    shown = list(rules)
    longest = max(len(rule.code) for rule in shown)
    return "".join(
        f"{paint(rule.severity.word, f'{rule.severity.word:<7}')}  {rule.code:<{longest}}  {rule.title}\n"
        for rule in shown
    )


def page_text(rule: Rule, paint: Paint) -> str:
    """Write the page of a rule: its title, why, mend and examples."""
    parts = [
        f"{paint('strong', rule.title)}  {paint(rule.severity.word, f'{rule.severity.word}[{rule.code}]')}",
        f"Why   {_sentence(rule.why)}\nMend  {_sentence(rule.mend)}",
    ]
    if rule.bad:
        parts.append(f"Wrong, in {rule.file}:\n\n{indent(rule.bad, '    ')}".rstrip())
    if rule.good:
        parts.append(f"Right:\n\n{indent(rule.good, '    ')}".rstrip())
    return "\n\n".join(parts) + "\n"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def list_json(rules: Iterable[Rule]) -> str:
    """Write `rules[]`."""
    return json_text({"rules": [_rule(rule) for rule in rules]})


def page_json(rule: Rule) -> str:
    """Write a rule's keys, beside the version."""
    return json_text(_rule(rule))


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity.word,
        "title": rule.title,
        "why": rule.why,
        "mend": rule.mend,
        "file": rule.file,
        "bad": rule.bad or None,
        "good": rule.good or None,
    }
