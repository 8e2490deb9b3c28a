"""The report's pages: well-formed, complete, and faithful to hostile text."""

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from tests.tools import REPO, Wpsplan, printed

PERIODS = ("2015", "2016", "2017", "2018")
OTHERS = ("progress", "annual-report", "assessment", "entity-BEL", "entity-relevant-national-authorities")
QUICK = "2017"
"""The period whose report is looked at in the quick tests, too."""


def _some_slow(names: Iterable[str]) -> list[Any]:
    return [pytest.param(name, marks=() if name == QUICK else pytest.mark.slow) for name in names]


NAMES = _some_slow([*PERIODS, *(f"{period} {name}" for period in PERIODS for name in OTHERS)])
"""The report of each period, and what is made for other readers."""
HOSTILE = (
    "# 12 posts <script>alert(1)</script> | `code` *star* _under_ [l](javascript:x) ![i](x) ~~gone~~ $x$ &copy; "
    "<https://x.example> \\ end"
)


def page(name: str, format: str) -> str:
    """A page of the real plan: "2017" is a report, "2017 progress" and "2017 entity-BEL" are for other readers."""
    period, _, template = name.partition(" ")
    entity = template.partition("entity-")[2]
    options = ["--entity", entity] if entity else ["--template", template or "report"]
    return printed("report", period, *options, "--format", format, "-o", "-")


def indicator_ids() -> list[str]:
    found: list[str] = []
    for path in sorted((REPO / "plan/outcomes").glob("*.yaml")):
        found += re.findall(r"^\s+- id: '?(\d+\.\d+\.\d+)'?$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found


def rows_of(markdown: str) -> list[list[int]]:
    """Of each table: how many cells each of its rows has."""
    tables: list[list[int]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            tables[-1][-1] += 1
    return tables


@pytest.mark.parametrize("period", _some_slow(PERIODS))
def test_all_ids_stand_in_both_pages(period: str) -> None:
    ids = indicator_ids()
    assert len(ids) == 91
    for format in ("md", "html"):
        text = page(period, format)
        assert [id for id in ids if not re.search(rf"(?<![\d.]){re.escape(id)}\. ", text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_html_is_valid(name: str) -> None:
    html = page(name, "html")
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r"<(script|link|img|iframe)\b", html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    named = re.findall(r'\b(?:href="#|aria-labelledby="|aria-describedby=")([^"]+)"', html)
    assert {one for names in named for one in names.split()} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_tables_are_whole(name: str) -> None:
    tables = rows_of(page(name, "md"))
    assert all(len(set(rows)) == 1 for rows in tables)
    pipes = [line for line in page(name, "md").splitlines() if line.startswith("|")]
    assert len(pipes) == sum(
        len(rows) + 1 for rows in tables
    )  # each line of a table is in one; + 1: the rule under its head


def test_the_first_screen_says_that_nothing_was_submitted() -> None:
    for format in ("md", "html"):
        assert (
            "No official submission stands behind this report."
            in page("2017", format).partition("Areas and outcomes")[0]
        )


@pytest.mark.parametrize(
    ("period", "figure"),
    [
        ("2016", "about 22,142 of 215,825, 10.3 %"),  # 551+2291+19300 of 9044+29681+177100; one of them says "about"
        pytest.param("2018", "15,495 of 126,313, 12.3 %", marks=pytest.mark.slow),  # 591 + 14904 of 9057 + 117256
    ],
)
def test_worked_figures(period: str, figure: str) -> None:
    for format in ("md", "html"):
        assert figure in page(period, format)


def hostile(root: Path, run: Wpsplan) -> None:
    assert run("init", root).returncode == 0
    for path in (root / "measurements").rglob("*.yaml"):
        path.unlink()
    text = json.dumps(HOSTILE)  # a double-quoted scalar of YAML, too
    (root / "measurements/2017/EXA.yaml").write_text(
        "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
        f"  2.2.1: {{narrative: {text}, sources: [{{title: {text}, publisher: {text}, quote: {text}}}]}}\n"
        "  1.2.2: {value: 3, cells: [{sex: women, value: 3}], narrative: '2016. Two meetings'}\n",
        encoding="utf-8",
    )


def cell_texts(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    html = [token for token in tokens if token.type.startswith("html")]
    assert [token.content[:21] for token in html] == ["<!-- wpsplan-report {"]  # what it was made from, unseen
    inline: list[Any] = [token for token in tokens if token.type == "inline"]
    assert not [child for token in inline for child in token.children or () if child.type in ("html_inline", "image")]
    return ["".join(child.content for child in token.children or ()) for token in inline]


def test_hostile_text_reads_as_typed(tmp_path: Path, run: Wpsplan) -> None:
    root = tmp_path / "workspace"
    hostile(root, run)
    assert run("-C", root, "report", "2017").returncode == 0
    markdown = (root / "build/2017/report.md").read_text(encoding="utf-8")
    texts = cell_texts(markdown)
    assert sum(HOSTILE in text for text in texts) >= 2  # the narrative, and the source with title, publisher and quote
    assert any("2016. Two meetings" in text for text in texts)
    html = (root / "build/2017/report.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert HOSTILE in "".join(tree.itertext())
    assert not list(tree.iter("script"))


@pytest.mark.slow
def test_the_same_bytes_wherever_the_files_lie(tmp_path: Path, run_process: Wpsplan) -> None:
    made = []
    for name in ("one", "two łé中"):
        root = tmp_path / name
        for folder in ("plan", "measurements"):
            shutil.copytree(REPO / folder, root / folder)
        assert run_process("-C", root, "report", "2017", env={"LC_ALL": "C"}).returncode == 0
        made.append([(root / f"build/2017/report.{format}").read_bytes() for format in ("md", "html")])
    assert made[0] == made[1]


def test_what_is_in_error_is_named_and_the_rest_counts(tmp_path: Path, run: Wpsplan) -> None:
    root = tmp_path / "workspace"
    assert run("init", root).returncode == 0
    (root / "measurements/2017/EXA.yaml").write_text(
        "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
        "  1.2.1: {numerator: 30, denominator: 20}\n  2.2.1: {narrative: An exercise seminar was held.}\n",
        encoding="utf-8",
    )
    done = run("-C", root, "report", "2017")
    assert done.returncode == 1
    assert "measurements/2017/EXA.yaml:5" in done.stderr
    page = (root / "build/2017/report.md").read_text(encoding="utf-8")
    assert "measurements/2017/EXA.yaml:5" in page and "An exercise seminar was held." in page


def test_unknown_period_and_broken_plan(tmp_path: Path, run: Wpsplan) -> None:
    root = tmp_path / "workspace"
    assert run("init", root).returncode == 0
    unknown = run("-C", root, "report", "2031")
    assert unknown.returncode == 2 and "2016" in unknown.stderr and "Traceback" not in unknown.stderr
    (root / "plan/plan.yaml").write_text("id: [", encoding="utf-8")
    broken = run("-C", root, "report", "2017")
    assert broken.returncode == 1 and "plan/plan.yaml" in broken.stderr and "Traceback" not in broken.stderr
