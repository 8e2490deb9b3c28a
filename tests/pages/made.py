"""The pages that the tests open: of this repository's plan, and of a workspace full of hostile text."""

import json
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.tools import REPO, Wpsplan

PERIODS = ("2016", "2017", "2018")
TEMPLATES = ("report", "progress", "annual-report", "assessment", "entity")
NAMES = [f"{period} {template}" for period in PERIODS for template in TEMPLATES]

ARABIC, HEBREW = "مرأة وسلام وأمن", "נשים, שלום וביטחון"
HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'> & &amp; </style></title> "
    f"]]> <!-- --> {{{{ 7*7 }}}} {{% raw %}} `code` | a | b | **bold** _it_ [link](javascript:alert(1)) "
    f"\u202eright to left\u202c \u200b {ARABIC} {HEBREW} 👩🏽‍✈️ "
)
LONG = "w" * 10_000
TEXTS = ("title", "name", "text", "unit", "note", "narrative", "publisher", "quote", "numerator", "aim", "reason")
"""The keys whose value is anybody's text (where it is text)."""


def _options(template: str) -> list[str]:
    return ["--entity", "BEL"] if template == "entity" else ["--template", template]


def real_pages(run: Wpsplan, folder: Path) -> dict[str, Path]:
    """Every template for every period that has figures."""
    found = {}
    for period in PERIODS:
        for template in TEMPLATES:
            path = folder / f"{period}-{template}.html"
            done = run("-C", REPO, "report", period, *_options(template), "--format", "html", "-o", path)
            assert done.returncode == 0, done.stderr
            found[f"{period} {template}"] = path
    return found


def hostile(run: Wpsplan, root: Path) -> Path:
    """The exercise workspace with hostile text in the plan, in measurements and in the office's words."""
    assert run("init", root).returncode == 0
    for path in [*root.glob("plan/**/*.yaml"), *root.glob("measurements/*/*.yaml")]:
        _write(path, _poisoned(YAML(typ="safe", pure=True).load(path)))
    judgement = {"state": "behind", "by": HOSTILE, "date": "2018-03-01", "reason": HOSTILE + LONG}
    commentary = {
        "period": "2017",
        "overall": f"# {HOSTILE}\n\n{HOSTILE}{LONG}\n\n| a | b |\n|---|---|\n| {HOSTILE} | 2 |\n\n![x](javascript:1)",
        "highlights": {"1": HOSTILE, "1.1": HOSTILE + LONG, "1.2.1": "> " * 100 + HOSTILE},
        "judgements": {"1.2.1": judgement},
    }
    _write(root / "measurements/2017/commentary.yaml", commentary)
    for template in TEMPLATES[:-1]:
        done = run("-C", root, "report", "2017", "--template", template)
        assert "Traceback" not in done.stderr and done.returncode == 0, done.stderr
    assert run("-C", root, "report", "2017", "--entity", "EXA").returncode == 0
    return root


def _poisoned(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {each: _poisoned(inner, each) for each, inner in value.items()}
    if isinstance(value, list):
        return [_poisoned(inner, key) for inner in value]
    if key not in TEXTS or not isinstance(value, str) or value in ("not-collected", "not-available"):
        return value
    return f"{value} {HOSTILE}{LONG if key in ('note', 'narrative', 'title') else ''}"


def _write(path: Path, data: Any) -> None:
    """As JSON, which is YAML too; a day is no text."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    path.write_text(re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", text), encoding="utf-8")
