"""The office's words: on the pages, in the JSON, beside what is computed and never in its place."""

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from tests.tools import Wpsplan, found

PATH = "measurements/2017/commentary.yaml"
OTHERS = ("progress", "assessment")
"""The other templates that have the office's words in them."""
WORDS = """\
period: '2017'
overall: |
  The year was **busy**.

  | What | How many |
  |---|---|
  | Exercise visits | 3 |
highlights:
  '1': On exercise outcome 1.
  '1.1': On exercise action 1.1.
  1.2.1: On exercise indicator 1.2.1.
judgements:
  2.1.2: {state: on-track, by: Exercise office, date: 2018-03-01, reason: Two nations follow it.}
  1.1.1: {state: behind, by: Exercise office, date: 2018-03-01, reason: Courses were small.}
"""


@pytest.fixture
def spoken(exercise: Path) -> Path:
    (exercise / PATH).write_text(WORDS, encoding="utf-8")
    return exercise


def report(run: Wpsplan, root: Path, period: str = "2017") -> dict[str, Any]:
    done = run("-C", root, "report", period, "--format", "json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_it_stands_where_it_belongs(run: Wpsplan, spoken: Path) -> None:
    data = report(run, spoken)
    assert data["commentary"]["text"].startswith("The year was **busy**.")
    assert (data["commentary"]["path"], data["commentary"]["line"]) == (PATH, 2)
    (outcome, _) = (outcome for area in data["areas"] for outcome in area["outcomes"])
    action = outcome["actions"][0]
    assert (outcome["highlight"]["line"], action["highlight"]["line"]) == (9, 10)
    assert outcome["actions"][1]["indicators"][0]["highlight"]["text"] == "On exercise indicator 1.2.1."
    assert outcome["actions"][1]["highlight"] is None


def test_a_judgement_stands_beside_the_computed_state(run: Wpsplan, spoken: Path) -> None:
    data = report(run, spoken)
    courses = data["areas"][0]["outcomes"][0]["actions"][0]["indicators"][0]
    assert courses["progress"] == "on-track"  # as it is without a word of the office
    assert courses["judgement"] == {
        "state": "behind", "by": "Exercise office", "date": "2018-03-01", "date_words": "1 March 2018",
        "reason": "Courses were small.", "path": PATH, "line": 14,
    }  # fmt: skip
    assert {state for state, count in data["spread"]["judgements"].items() if count} == {"on_track", "behind"}
    (spoken / PATH).unlink()
    assert report(run, spoken)["spread"]["progress"] == data["spread"]["progress"]


@pytest.mark.parametrize("template", ["report", *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)])
def test_the_pages_say_whose_words_they_are(run: Wpsplan, spoken: Path, template: str) -> None:
    for format in ("md", "html"):
        page = run("-C", spoken, "report", "2017", "--template", template, "--format", format, "-o", "-").stdout
        assert "In the office’s words" in page
        assert "Judged by the office: behind (Exercise office, 1 March 2018): Courses were small." in page
        assert "Judged by the office, and counted apart: 1 on track, 1 behind." in page
        assert "| Exercise visits | 3 |" in page or "<td>Exercise visits</td>" in page


def test_show_says_it_too(run: Wpsplan, spoken: Path) -> None:
    text = run("-C", spoken, "show", "1.1.1", "--period", "2017").stdout
    assert "Judged by the office: behind (Exercise office, 1 March 2018): Courses were small." in text
    assert "measurements/2017/commentary.yaml:14" in text


def test_another_period_s_report_is_silent(run: Wpsplan, spoken: Path) -> None:
    data = report(run, spoken, "2016")
    assert data["commentary"] is None and not any(data["spread"]["judgements"].values())


def test_a_head_that_disagrees_with_the_path(run: Wpsplan, exercise: Path) -> None:
    (finding,) = found(exercise, PATH, WORDS.replace("'2017'", "'2016'"))
    assert (finding.code, finding.line) == ("header-mismatch", 1)
    assert json.loads(run("-C", exercise, "report", "2017", "--format", "json").stdout)["commentary"] is None


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("1.2.1: On", "1.2.9: On"), "unknown-highlight", 11),
        (("'1.1': On", "1.1: On"), "float-id", 10),
        (("state: behind", "state: bad"), "unknown-choice", 14),
        (("date: 2018-03-01, reason: Courses", "date: '2018', reason: Courses"), "value-type", 14),
        (
            ("by: Exercise office, date: 2018-03-01, reason: Courses", "date: 2018-03-01, reason: Courses"),
            "missing-key",
            14,
        ),
        (("  1.1.1: {state", "  '1.1': {state"), "unknown-judgement", 14),
        (("overall: |", "overal: |"), "unknown-key", 2),
    ],
)
def test_one_thing_wrong_and_the_rest_stands(
    run: Wpsplan, exercise: Path, change: tuple[str, str], code: str, line: int
) -> None:
    assert change[0] in WORDS
    (finding,) = found(exercise, PATH, WORDS.replace(*change))
    assert (finding.code, finding.line, finding.period, finding.entity) == (code, line, "2017", None)
    done = run("-C", exercise, "report", "2017", "--format", "json")
    data = json.loads(done.stdout)
    assert done.returncode == 1 and f"{PATH}:{line}" in done.stderr
    assert data["spread"]["judgements"]["on_track"] == 1  # that of 2.1.2
    assert data["areas"][0]["outcomes"][0]["highlight"]["text"] == "On exercise outcome 1."


def test_a_file_that_is_no_yaml(run: Wpsplan, exercise: Path) -> None:
    (finding,) = found(exercise, PATH, "period: '2017'\noverall: [")
    assert finding.code == "yaml-syntax"
    done = run("-C", exercise, "check", PATH)
    assert done.returncode == 1 and "1 finding in 1 file" in done.stdout


HOSTILE = """\
# A heading <script>alert(1)</script>

<div onclick="alert(1)">raw</div> ![pic](https://x.example/p.png) [bad](javascript:alert(1)) [good](https://x.example/a_b)

1. one | two
   - \u202einner\u202c `co|de` ```

| a | b |
|---|---|
| <b>x</b> | `y` |

"""
DEEP = "\n".join("  " * level + "- deeper" for level in range(200))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        DEEP,
        *(
            pytest.param(text, marks=pytest.mark.slow)
            for text in ("> " * 500 + "deep", "w" * 10_000, "```\nnever closed <script>", "Setext\n===")
        ),
    ],
)
def test_whatever_is_in_it_stays_text(run: Wpsplan, exercise: Path, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    (exercise / PATH).write_text(
        f"period: '2017'\noverall: {quoted}\nhighlights: {{'1': {quoted}}}\n", encoding="utf-8"
    )
    assert run("-C", exercise, "report", "2017").returncode == 0
    html = (exercise / "build/2017/report.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert not [one for one in tree.iter() if one.tag in ("script", "img", "b", "div") and one.get("onclick")]
    assert not list(tree.iter("img")) and not list(tree.iter("script"))
    assert all(one.get("href", "").startswith(("#", "http")) for one in tree.iter("a"))
    assert len(list(tree.iter("h1"))) == 1
    markdown = (exercise / "build/2017/report.md").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    html_tokens = [token for token in tokens if token.type == "html_block"]
    assert len(html_tokens) == 1 and html_tokens[0].content.startswith("<!-- wpsplan-report")
    inline = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert not [child for child in inline if child.type in ("html_inline", "image")]
    links = [str(child.attrs["href"]) for child in inline if child.type == "link_open"]
    assert all(link.startswith(("#", "http")) for link in links)
    last = "".join(child.content for child in inline)
    assert "\u202e" not in markdown and "\u202e" not in html
    assert html.count("deep") >= text.count("deep") <= markdown.count("deep")  # nothing is lost, however deep it is
    assert text != HOSTILE or ("<script>alert(1)</script>" in last and "[U+202E]inner" in last)


def test_a_link_without_words_says_its_address(run: Wpsplan, exercise: Path) -> None:
    text = "period: '2017'\noverall: 'See [](https://example.org/a) and [here](https://example.org/b).'\n"
    (exercise / PATH).write_text(text, encoding="utf-8")
    page = run("-C", exercise, "report", "2017", "--format", "html", "-o", "-").stdout
    links = {
        one.get("href"): "".join(one.itertext()) for one in html5lib.parse(page, namespaceHTMLElements=False).iter("a")
    }
    assert links["https://example.org/a"] == "https://example.org/a"
    assert links["https://example.org/b"] == "here"
    md = run("-C", exercise, "report", "2017", "--format", "md", "-o", "-").stdout
    assert "https://example.org/a" in "".join(
        token.content for block in MarkdownIt().parse(md) for token in block.children or () if token.type == "text"
    )
