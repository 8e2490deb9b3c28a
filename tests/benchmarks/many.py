"""A workspace as full as it can get: each of the plan's indicators asked of 55 exercise nations, and answered."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.tools import REPO

NATIONS = [f"X{number:02d}" for number in range(1, 56)]
PERIODS = ("2016", "2017", "2018")


def full_workspace(root: Path) -> Path:
    """Writes it into `root`. The plan's text is the real one; nations and figures are made up for exercise."""
    shutil.copytree(REPO / "plan", root / "plan")
    yaml = YAML(typ="safe", pure=True)
    entities = yaml.load(root / "plan/entities.yaml")
    entities["entities"].append({"id": "exercise-nations", "name": "Exercise nations", "members": NATIONS})
    entities["entities"] += [{"id": id, "name": f"Exercise nation {id[1:]}"} for id in NATIONS]
    _write(root / "plan/entities.yaml", entities)
    dimensions = {one["id"]: one for one in yaml.load(root / "plan/dimensions.yaml")["dimensions"]}
    methods: dict[str, Any] = {}
    for path in sorted((root / "plan/outcomes").glob("*.yaml")):
        outcome = yaml.load(path)
        for action in outcome["actions"]:
            for indicator in action["indicators"]:
                method = indicator.setdefault("method", {"kind": "count", "unit": "exercise figures"})
                method.update(respondents=["exercise-nations"], frequency="annual")
                method.pop("due", None)
                methods[indicator["id"]] = method
        _write(path, outcome)
    for year, period in enumerate(PERIODS):
        for number, nation in enumerate(NATIONS):
            lines = [f"period: '{period}'", f"entity: {nation}", "status: final", "measurements:"]
            for index, (id, method) in enumerate(methods.items()):
                entry = dict(
                    _entry(method, 30 + (7 * index + 13 * number + 3 * year) % 40, f"{nation} {period}", dimensions)
                )
                lines.append(f"  {id}: {json.dumps(entry)}")
            path = root / f"measurements/{period}/{nation}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def _entry(method: dict[str, Any], figure: int, whose: str, dimensions: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What one nation says of one indicator: whole, with what the method requires."""
    kind = method["kind"]
    if kind == "count":
        yield "value", figure
    elif kind == "percentage":
        yield from (("numerator", figure), ("denominator", 100))
    elif kind == "milestone":
        yield "achieved", figure % 2 == 0
    elif kind == "scale":
        yield "level", method["levels"][figure % len(method["levels"])]
    if kind == "narrative" or method.get("narrative") == "required":
        yield "narrative", f"Exercise text of {whose}, number {figure}."
    if method.get("sources") == "required":
        yield "sources", [{"title": f"Exercise source {figure}"}]
    required = [one for one in method.get("disaggregation", ()) if isinstance(one, str) or one.get("required", True)]
    names = [one if isinstance(one, str) else one["dimension"] for one in required]
    if names and kind in ("count", "percentage"):
        part = {"numerator": 3, "denominator": 30} if kind == "percentage" else {"value": 3}
        yield "cells", [{name: dimensions[name]["categories"][0]["id"], **part} for name in names]


def _write(path: Path, data: Any) -> None:
    """As JSON, which is YAML too; a day is no text."""
    text = json.dumps(data, ensure_ascii=False, default=lambda day: f"\0{day}\0", indent=1)
    path.write_text(text.replace('"\\u0000', "").replace('\\u0000"', ""), encoding="utf-8")
