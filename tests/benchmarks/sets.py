"""Exercise data in three sizes: 55 files a period, 100 records a file; 1, 5 or 40 periods (2, 10 or 80 MB)."""

from collections.abc import Iterator
from pathlib import Path

NATIONS = [f"X{number:02d}" for number in range(1, 56)]
OUTCOMES, ACTIONS, INDICATORS = 10, 5, 2
KINDS = (
    "count",
    "percentage",
    "count",
    "milestone",
    "scale",
    "percentage",
    "count",
    "narrative",
    "count",
    "percentage",
)
SIZES = {"small": 1, "medium": 5, "large": 40}
"""Name → how many annual periods, the last of them 2017."""


def make(root: Path, periods: int) -> Path:
    """Writes a workspace of this many periods; the same bytes each time."""
    years = range(2018 - periods, 2018)
    write(root / "plan/plan.yaml", plan_text(years))
    write(root / "plan/entities.yaml", entities_text())
    write(root / "plan/dimensions.yaml", DIMENSIONS)
    for number in range(1, OUTCOMES + 1):
        write(root / f"plan/outcomes/{number:02d}.yaml", outcome_text(number))
    for year in years:
        for index, nation in enumerate(NATIONS):
            write(root / f"measurements/{year}/{nation}.yaml", submission_text(year, index, nation))
    return root


def write(path: Path, text: str) -> None:
    """Writes a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


DIMENSIONS = """\
dimensions:
  - {id: sex, title: Sex, categories: [{id: women, title: Women}, {id: men, title: Men}], total: sum}
"""


def plan_text(years: range) -> str:
    """A plan that lasts as long as its periods."""
    periods = "".join(
        f"  - {{id: '{year}', frequency: annual, start: {year}-01-01, end: {year}-12-31}}\n" for year in years
    )
    return (
        f"id: exercise\ntitle: Exercise plan\nedition: exercise\nperiod: {{start: {years[0]}-01-01, end: 2018-06-30}}\n"
        f"areas:\n  - {{id: exercise, title: Exercise area}}\nreporting_periods:\n{periods}"
    )


def entities_text() -> str:
    """The nations, and the group that they are in."""
    return "entities:\n" + "".join(f"  - {{id: {id}, name: Exercise nation {id}}}\n" for id in NATIONS) + (
        f"  - {{id: exercise-nations, name: Exercise nations, members: [{', '.join(NATIONS)}]}}\n"
    )  # fmt: skip


def indicators(outcome: int) -> Iterator[tuple[str, str]]:
    """(id, kind) of each indicator of an outcome."""
    for action in range(1, ACTIONS + 1):
        for number in range(1, INDICATORS + 1):
            yield f"{outcome}.{action}.{number}", KINDS[((action - 1) * INDICATORS + number - 1) % len(KINDS)]


def outcome_text(outcome: int) -> str:
    """Five actions with two indicators each."""
    lines = [f"id: '{outcome}'", f"text: Exercise outcome {outcome}", "area: exercise", "actions:"]
    for id, kind in indicators(outcome):
        action = id.rsplit(".", 1)[0]
        if id.endswith(".1"):
            lines += [f"  - id: '{action}'", f"    text: Exercise action {action}", "    entities: [exercise-nations]",
                      "    indicators:"]  # fmt: skip
        lines += [
            f"      - id: {id}",
            f"        text: Exercise indicator {id}",
            "        method:",
            f"          kind: {kind}",
        ]
        if kind in ("count", "percentage"):
            lines += ["          unit: exercises", "          disaggregation: [sex]"]
        if kind == "scale":
            lines.append("          levels: [not yet, partly, largely, fully]")
    return "\n".join(lines) + "\n"


def submission_text(year: int, index: int, nation: str) -> str:
    """One file: a record for each indicator."""
    lines = [f"period: '{year}'", f"entity: {nation}", f"submitted: {year + 1}-02-14", "status: final", "measurements:"]
    for outcome in range(1, OUTCOMES + 1):
        for id, kind in indicators(outcome):
            lines += record(id, kind, 100 + (31 * index + 7 * outcome + year) % 397, year, nation)
    return "\n".join(lines) + "\n"


def record(id: str, kind: str, figure: int, year: int, nation: str) -> Iterator[str]:
    """What a nation says of one indicator."""
    yield f"  {id}:"
    women = figure // 3
    if kind == "count":
        yield f"    value: {figure}"
        yield "    cells:"
        yield f"      - {{sex: women, value: {women}}}"
        yield f"      - {{sex: men, value: {figure - women}}}"
    elif kind == "percentage":
        yield f"    numerator: {women}"
        yield f"    denominator: {figure}"
        yield "    cells:"
        yield f"      - {{sex: women, numerator: {women // 2}, denominator: {figure // 2}}}"
    elif kind == "milestone":
        yield f"    achieved: {'true' if len(id) % 2 else 'false'}"
    elif kind == "scale":
        yield f"    level: {('not yet', 'partly', 'largely', 'fully')[figure % 4]}"
    yield f"    as_of: {year}-11-30"
    yield f"    narrative: Exercise nation {nation} has counted this in {year} in the way in which it always counts it."
    yield "    sources:"
    yield f"      - {{title: Exercise report of {year}, date: {year + 1}-01-31, url: https://example.org/{nation}/{year}}}"
