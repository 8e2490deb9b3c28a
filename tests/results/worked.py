"""A small made workspace of one indicator (exercise data), for figures that can be worked out by hand."""

from collections.abc import Mapping
from pathlib import Path

from wpsplan.results.dataset import Dataset
from wpsplan.results.indicator_result import IndicatorResult, indicator_result
from wpsplan.workspace import Workspace, load

PLAN = """\
id: exercise
title: Exercise plan
period: {start: 2016-01-01, end: END}
minimum_response: 0.8
areas: [{id: exercise, title: Exercise area}]
reporting_periods:
  - {id: '2015', frequency: annual, start: 2015-01-01, end: 2015-12-31, baseline: true}
  - {id: '2016', frequency: annual, start: 2016-01-01, end: 2016-12-31}
  - {id: '2017', frequency: annual, start: 2017-01-01, end: 2017-12-31}
  - {id: '2018', frequency: annual, start: 2018-01-01, end: 2018-12-31}
  - {id: 2017-H1, frequency: half-yearly, start: 2017-01-01, end: 2017-06-30}
  - {id: 2017-H2, frequency: half-yearly, start: 2017-07-01, end: 2017-12-31}
"""
ENTITIES = """\
entities:
  - {id: one, name: Exercise staff}
  - {id: many, name: Exercise nations, members: [EXA, EXB, EXC, EXD, EXE]}
  - {id: EXA, name: Exercise nation A}
  - {id: EXB, name: Exercise nation B}
  - {id: EXC, name: Exercise nation C}
  - {id: EXD, name: Exercise nation D}
  - {id: EXE, name: Exercise nation E}
"""
DIMENSIONS = """\
dimensions:
  - {id: sex, title: Sex, total: sum, categories: [{id: women, title: Women}, {id: men, title: Men}]}
"""

Reported = Mapping[str, Mapping[str, str]]
"""period → entity → the measurement of indicator 1.1.1, in YAML"""


def made(root: Path, method: str, reported: Reported, end: str = "2018-12-31") -> Workspace:
    """Writes the workspace and loads it. `method`: in YAML; empty: none. `end`: of the plan."""
    files = {
        "plan/plan.yaml": PLAN.replace("END", end),
        "plan/entities.yaml": ENTITIES,
        "plan/dimensions.yaml": DIMENSIONS,
        "plan/outcomes/01.yaml": (
            "id: '1'\ntext: Exercise outcome\narea: exercise\nactions:\n"
            "  - id: '1.1'\n    text: Exercise action\n    entities: [one]\n    indicators:\n"
            f"      - {{id: 1.1.1, text: Exercise indicator{f', method: {method}' if method else ''}}}\n"
        ),
    }
    for period, entities in reported.items():
        for entity, measurement in entities.items():
            files[f"measurements/{period}/{entity}.yaml"] = (
                f"period: '{period}'\nentity: {entity}\nstatus: final\nmeasurements:\n  1.1.1: {measurement}\n"
            )
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return load(root)


def worked(
    root: Path, method: str, reported: Reported, period: str = "2017", end: str = "2018-12-31"
) -> IndicatorResult:
    """What is answered about the indicator in a period."""
    workspace = made(root, method, reported, end)
    assert workspace.framework is not None
    data = Dataset(workspace.framework, workspace.submissions)
    return indicator_result(data, workspace.framework.indicators["1.1.1"], workspace.framework.periods[period])
