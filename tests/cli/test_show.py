"""`wpsplan show`: the plan, its items, and how a figure was computed."""

import json
from typing import Any

import pytest

from tests.tools import REPO, Wpsplan


def shown(run: Wpsplan, *args: str) -> dict[str, Any]:
    done = run("-C", REPO, "show", *args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def test_a_figure_and_its_inputs(run: Wpsplan) -> None:
    data = shown(run, "19.2.1", "--period", "2018")
    # Ireland 591 of 9,057, Spain 14,904 of 117,256: 15,495 of 126,313
    value = data["value"]
    assert (value["numerator"], value["denominator"]) == (15495, 126313)
    assert abs(value["value"] - 100 * 15495 / 126313) < 1e-9
    assert data["respondents"]["used"] == 2 and data["respondents"]["expected"] == 55
    assert data["progress"] == "not-assessed" and data["reason"] == "incomplete"
    counted = [one["entity"] for one in data["inputs"] if one["counted"]]
    assert counted == ["IRL", "ESP"]
    for one in (*data["inputs"], *data["proxies"], *data["published"]):
        lines = (REPO / one["path"]).read_text(encoding="utf-8").splitlines()
        assert lines[one["line"] - 1].strip() == "19.2.1:" or "proxy" in lines[one["line"] - 1]


def test_a_trend_is_of_those_at_both_ends(run: Wpsplan) -> None:
    data = shown(run, "19.2.1", "--period", "2018")
    # Ireland alone has both: 551 of 9,044 is 6.09 %, 591 of 9,057 is 6.53 %; 6.1 to 6.5 at the printed precision
    assert (data["trend"], data["change_text"], data["compared"]) == ("improving", "+0.4 percentage points", 1)
    assert abs(data["change"] - (100 * 591 / 9057 - 100 * 551 / 9044)) < 1e-9


def test_a_published_total_has_a_trend_of_its_own(run: Wpsplan) -> None:
    data = shown(run, "19.2.1", "--period", "2016")
    published = data["published"][0]
    assert (published["entity"], published["value"], published["change_text"]) == (
        "allies", 10.9, "+0.1 percentage points",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("19", "Reflection of gender in NATO's defence"),
        ("13.1", "Civil Society Advisory Panel"),
        ("19.3.1", "Number of National Action Plans"),
        ("IRL", "Ireland"),
        ("allies", "NATO Allies"),
    ],
)
def test_each_kind_of_item(run: Wpsplan, id: str, words: str) -> None:
    done = run("-C", REPO, "show", id)
    assert done.returncode == 0 and words in " ".join(done.stdout.split())


def test_an_unknown_id_is_answered_with_the_nearest(run: Wpsplan) -> None:
    done = run("-C", REPO, "show", "19.3.l")
    assert done.returncode == 2 and "19.3.1" in done.stderr and done.stdout == ""


def test_a_period_needs_an_item(run: Wpsplan) -> None:
    assert run("-C", REPO, "show", "--period", "2017").returncode == 2


def test_steps_are_told(run: Wpsplan) -> None:
    text = run("-C", REPO, "show", "19.3.1", "--period", "2017").stdout
    assert "How it was computed" in text and "55 asked, 46 with a figure" in " ".join(text.split())
