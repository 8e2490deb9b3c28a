"""91 indicators, 55 nations, three years, all reported: the page holds every figure and stays light."""

import re
from pathlib import Path

import pytest

from tests.benchmarks.many import NATIONS, full_workspace
from tests.pages.conftest import Open
from tests.pages.test_layout import LAYOUT
from tests.tools import Wpsplan

pytestmark = pytest.mark.slow

MEGABYTES_2 = 2_000_000
ASKED = 91 * 55


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    root = full_workspace(folder / "full")
    done = Wpsplan(folder)("-C", root, "report", "2018", "--format", "html")
    assert done.returncode == 0, done.stderr
    return root / "build/2018/report.html"


def test_every_figure_is_there_and_the_page_is_light(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert f"{ASKED:,} of {ASKED:,} (100 %) of the expected items were reported" in text
    places = re.findall(r'<code class="place">measurements/2018/(X\d\d)\.yaml:(\d+)</code>', text)
    # each nation's file begins with four lines, and has one for each indicator
    wanted = {(nation, str(line)) for nation in NATIONS for line in range(5, 5 + 91)}
    assert wanted <= set(places)
    assert page.stat().st_size < MEGABYTES_2


@pytest.mark.parametrize("width", [360, 1280])
def test_its_layout_holds(page: Path, opened: Open, width: int) -> None:
    assert opened(page, width).evaluate(LAYOUT) == []
