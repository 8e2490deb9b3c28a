"""Hostile text reads as typed, in each template, as HTML and as Markdown."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open, PageOf
from tests.pages.made import AS_READ, LONG, TEMPLATES
from tests.pages.test_layout import FOLD, complaints
from tests.render.test_report_pages import cell_texts, rows_of
from tests.tools import Wpsplan


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_text_in_html(hostile_page: PageOf, opened: Open, template: str) -> None:
    page = opened(hostile_page(template, "html"))
    page.evaluate(FOLD, True)
    text = squeezed(page.evaluate("document.body.textContent"))
    assert squeezed(AS_READ) in text and LONG in text
    assert page.evaluate("[window.hacked, document.scripts.length, document.images.length]") == [None, 0, 0]
    addresses = page.evaluate("[...document.querySelectorAll('[href]')].map(one => one.getAttribute('href'))")
    assert [one for one in addresses if not one.startswith(("https://", "#"))] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_text_in_markdown(hostile_page: PageOf, template: str) -> None:
    markdown = hostile_page(template, "md").read_text(encoding="utf-8")
    texts = [squeezed(one) for one in cell_texts(markdown)]  # no raw HTML and no image is in it
    assert any(squeezed(AS_READ) in one for one in texts)
    assert all(len(set(rows)) == 1 for rows in rows_of(markdown))


def test_an_address_that_runs_is_a_finding_and_no_link(exercise: Path, run: Wpsplan, opened: Open) -> None:
    (exercise / "measurements/2017/EXB.yaml").write_text(
        "period: '2017'\nentity: EXB\nstatus: final\nmeasurements:\n"
        f"  1.2.1: {{numerator: 8, denominator: 50, sources: [{{title: Exercise, url: 'javascript:{LONG}'}}]}}\n",
        encoding="utf-8",
    )
    done = run("-C", exercise, "report", "2017")
    assert done.returncode == 1 and "measurements/2017/EXB.yaml:5" in done.stderr
    html, markdown = ((exercise / f"build/2017/report.{format}") for format in ("html", "md"))
    assert "EXB.yaml:5" in markdown.read_text(encoding="utf-8")
    for page in (html, markdown):
        assert 'href="javascript' not in page.read_text(encoding="utf-8")
        assert "](<javascript" not in page.read_text(encoding="utf-8")
    assert complaints(opened(html, 360)) == []
