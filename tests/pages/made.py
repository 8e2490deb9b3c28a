"""The pages that the tests open: of this repository's plan, and of a workspace full of hostile text."""

import json
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.tools import REPO, Wpsplan

PERIODS = ("2016", "2017", "2018")
TEMPLATES = sorted(path.parent.name for path in (REPO / "templates").glob("*/page.html.jinja"))
NAMES = [f"{period} {template}" for period in PERIODS for template in TEMPLATES]

ARABIC, HEBREW = "مرأة وسلام وأمن", "נשים, שלום וביטחון"
HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'> & &amp; </style></title> "
    f"]]> <!-- --> {{{{ 7*7 }}}} {{% raw %}} `code` | a | b | **bold** _it_ [link](javascript:alert(1)) "
    f"\u202eright to left\u202c \u200b {ARABIC} {HEBREW} 👩🏽‍✈️ "
)
AS_READ = re.sub("[\u200b\u202c\u202e]", lambda mark: f"[U+{ord(mark[0]):04X}]", HOSTILE).strip()
"""How a page shows it: what can't be seen is named."""
LONG = "w" * 10_000
TEXTS = {
    "aim", "aliases", "denominator", "edition", "group", "introduction", "level", "levels", "name", "narrative", "note",
    "numerator", "page", "publisher", "quote", "reason", "text", "title", "unit", "value",
}  # fmt: skip
"""The keys whose value is anybody's text (where it is text)."""
REASONS = {"not-available", "not-applicable", "not-collected", "withheld"}


def _options(template: str, entity: str) -> list[str]:
    return ["--entity", entity] if template == "entity" else ["--template", template]


def real_pages(run: Wpsplan, folder: Path) -> dict[str, Path]:
    """Every template for every period that has figures."""
    found = {}
    for period in PERIODS:
        for template in TEMPLATES:
            path = folder / f"{period}-{template}.html"
            done = run("-C", REPO, "report", period, *_options(template, "BEL"), "--format", "html", "-o", path)
            assert done.returncode == 0, done.stderr
            found[f"{period} {template}"] = path
    return found


def hostile_name(template: str) -> str:
    """The name of a template's files in build/ of the hostile workspace."""
    return "entity-EXA" if template == "entity" else template


DEEP = "\n".join(f"{'  ' * level}- {'1. ' if level > 9 else ''}deeper" for level in range(19))
"""Lists in lists, as deep as lists are drawn."""


def hostile(run: Wpsplan, root: Path) -> Path:
    """The exercise workspace with hostile text in the plan, in measurements and in the office's words.

    `hostile_page_of` makes its pages.
    """
    assert run("init", root).returncode == 0
    yaml = YAML(typ="safe", pure=True)
    files = {path: yaml.load(path) for path in [*root.glob("plan/**/*.yaml"), *root.glob("measurements/*/*.yaml")]}
    _fill({path.relative_to(root).as_posix(): data for path, data in files.items()})
    for path, data in files.items():
        _write(path, _poisoned(data))
    judgement = {"state": "behind", "by": HOSTILE, "date": "2018-03-01", "reason": HOSTILE + LONG}
    commentary = {
        "period": "2017",
        "overall": f"# {HOSTILE}\n\n{HOSTILE}{LONG}\n\n| a | b |\n|---|---|\n| {HOSTILE} | 2 |\n\n![x](javascript:1)",
        "highlights": {
            "1": HOSTILE,
            "1.1": HOSTILE + LONG,
            "1.2.1": "> " * 100 + HOSTILE,
            "2": DEEP,
            "2.1": "> " * 30 + LONG,
        },
        "judgements": {"1.2.1": judgement},
    }
    _write(root / "measurements/2017/commentary.yaml", commentary)
    return root


def hostile_page_of(run: Wpsplan, root: Path, template: str, format: str) -> Path:
    """A page of the hostile workspace, made where it isn't there yet."""
    page = root / f"build/2017/{hostile_name(template)}.{format}"
    if not page.exists():
        done = run("-C", root, "report", "2017", *_options(template, "EXA"), "--format", format)
        assert done.returncode == 0, done.stderr
    return page


def _fill(files: dict[str, Any]) -> None:
    """Adds to the exercise workspace what it has none of, so that text stands wherever it may stand."""
    files["plan/plan.yaml"].update(
        introduction="Exercise introduction",
        footnotes=[{"mark": "1", "text": "Exercise footnote"}],
        supersedes={"title": "Exercise plan before", "year": 2014},
    )
    for area in files["plan/plan.yaml"]["areas"]:
        area.update(group="Exercise group", note="Exercise note on an area")
    files["plan/entities.yaml"]["entities"][0]["aliases"] = ["Exercise office"]
    for number in ("1", "2"):
        outcome = files[f"plan/outcomes/0{number}.yaml"]
        outcome["note"] = "Exercise note on an outcome"
        for action in outcome["actions"]:
            for indicator in action["indicators"]:
                indicator["note"] = "Exercise note on an indicator"
    series = files["plan/outcomes/01.yaml"]["actions"][1]["indicators"][1]["method"]
    series["comparable_from"] = {"period": "2017", "reason": "Exercise break of a series"}
    address = {"url": "https://www.example.org/" + "x" * 1000, "archived": "https://www.example.org/?a='\"<>|`"}
    source = {
        "title": "Exercise source",
        "publisher": "Exercise press",
        "quote": "Exercise quote",
        "page": "iv",
    } | address
    answers = files["measurements/2017/EXA.yaml"]["measurements"]
    answers["1.2.1"].update(accepted=[{"code": "value-jump", "reason": "Exercise reason"}], sources=[source])
    proxy = {"text": "Exercise stand-in", "kind": "count", "unit": "exercises"}
    answers["1.2.2"].update(also=[{"proxy": proxy, "value": 7, "narrative": "Exercise words", "sources": [source]}])


def _poisoned(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {each: _poisoned(inner, each) for each, inner in value.items()}
    if isinstance(value, list):
        return [_poisoned(inner, key) for inner in value]
    if key not in TEXTS or not isinstance(value, str) or value in REASONS:
        return value
    return f"{value} {HOSTILE}{LONG}"


def _write(path: Path, data: Any) -> None:
    """As JSON, which is YAML too; a day is no text."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    path.write_text(re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", text), encoding="utf-8")
