"""Where lines, bars and marks stand in the pictures, worked out by hand from the exercise workspace."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.tools import REPO, STARTER, Wpsplan


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Element:
    return drawn(Wpsplan(tmp_path_factory.mktemp("pictures")), STARTER, "2017")


def drawn(run: Wpsplan, root: Path, period: str) -> Element:
    html = run("-C", root, "report", period, "--format", "html", "-o", "-").stdout
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    for one in tree.iter():
        one.tag = str(one.tag).rpartition("}")[2]  # SVG without its namespace
    return tree


def within(page: Element, id: str) -> Element:
    """The indicator's article."""
    return next(one for one in page.iter("article") if any(each.get("id") == f"i-{id}" for each in one.iter()))


def of_class(where: Element, name: str, key: str) -> list[str]:
    return [one.attrib[key] for one in where.iter() if one.get("class") == name and key in one.attrib]


def test_a_figure_over_time(page: Element) -> None:
    # Across, 258 units (340 less 56 and 26) are 912 days, from the baseline of 31 December 2015 to the target on
    # 30 June 2018: 56 + 258 × 366/912 = 159.54; 56 + 258 × 731/912 = 262.8. Down, 114 units (150 less 10 and 26) are
    # 0 to 30: 16 is at 10 + 114 × 14/30 = 63.2, 27 at 10 + 114 × 3/30 = 21.4, the baseline of 10 at 86, 30 at 10.
    courses = within(page, "1.1.1")
    assert of_class(courses, "l-own", "points") == ["159.54,63.2 262.8,21.4"]
    assert of_class(courses, "l-pace", "points") == ["56,86 314,10"]
    texts = ["".join(one.itertext()) for one in courses.iter("text")]
    assert texts == ["0", "10", "20", "30", "2016", "2018-06"]  # 2017 is too near to the target's day
    own = [one for one in courses.iter("circle") if one.get("class") == "k-own"]
    assert [(one.get("cx"), one.get("cy")) for one in own][:2] == [("159.54", "63.2"), ("262.8", "21.4")]


def test_a_stacked_bar(page: Element) -> None:
    # 12 reported, 1 with a reason, 5 missing, of 18: 66.67 %, 5.56 %, 27.78 %
    bar = next(one for one in page.iter("svg") if one.get("aria-label", "").startswith("Items by availability"))
    parts = [(one.get("class"), one.get("x"), one.get("width")) for one in bar.iter("rect")]
    assert parts == [
        ("a-reported", "0%", "66.67%"),
        ("a-unavailable", "66.67%", "5.56%"),
        ("a-missing", "72.22%", "27.78%"),
    ]
    assert bar.get("aria-label") == "Items by availability: 12 reported, 1 reason given, 5 missing"


def test_bars_of_shares(page: Element) -> None:
    # EXB 16 %, EXA 15 % of 138 units; officers 12 %, other ranks 16 %
    widths = of_class(within(page, "1.2.1"), "s-part", "width")
    assert widths[:2] == ["22.08", "20.7"] and "16.56" in widths and "22.08" in widths[2:]
    # 20 women, 24 men, 1 not known, of 45
    widths = of_class(within(page, "1.2.2"), "s-part", "width")
    assert widths == ["61.33", "73.6", "3.07", "100%"]  # the last one is the legend's


def test_who_reported_on_what(page: Element) -> None:
    chart = next(one for one in page.iter("svg") if one.get("class") == "heat")
    marks = [one.get("href") for one in chart.iter("use")]
    # The Staff; EXA; EXB: a reason, and one missing; EXC: a draft alone, and a policy adopted a year before
    assert marks == [f"#h-{state}" for state in [*["reported"] * 4, "partial", "partial", "missing", "partial"]]
    table = next(one for one in page.iter("table") if one.get("class") == "grid")
    cells = ["".join(one.itertext()) for one in table.iter("td")]
    assert cells == ["●", "●", "●", "●", "◐", "◐", "·", "◐"]


def test_figures_so_far_are_not_joined(tmp_path: Path) -> None:
    # 19.2.1: two nations in 2015, three others in 2016, so no line from one to the other
    forces = within(drawn(Wpsplan(tmp_path), REPO, "2016"), "19.2.1")
    assert of_class(forces, "l-own", "points") == []
    assert len([one for one in forces.iter("circle") if one.get("class") == "k-so-far"]) >= 2
    assert len(of_class(forces, "l-published", "points")) == 1


def test_every_picture_says_what_it_shows_and_has_a_table(page: Element) -> None:
    for svg in page.iter("svg"):
        if svg.get("aria-hidden") == "true":
            continue
        assert svg.get("role") == "img"
        title = svg.find("title")
        assert title is not None and title.text and len(title.text) > 10
    for figure in page.iter("figure"):
        assert figure.find("figcaption") is not None


def test_the_two_axes_share_no_colour() -> None:
    style = (REPO / "templates/shared/style.css.jinja").read_text(encoding="utf-8")
    colours = {axis: set(re.findall(rf"--{axis}\d: (#[0-9a-f]{{6}})", style)) for axis in "ap"}
    assert colours["a"] and colours["p"] and not colours["a"] & colours["p"]
