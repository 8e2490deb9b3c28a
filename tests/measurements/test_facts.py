"""The measurement files against the public facts that they are compiled from."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.tools import REPO
from wpsplan.yaml import read

FACTS = Path(__file__).parent / "facts"
FILES = sorted((REPO / "measurements").rglob("*.yaml"))
ADOPTED_IN_ANOTHER_WAY = {"JOR"}  # two sources, two years: 2017 is 0 with low confidence, 2018 has no figure
NATIONS = {
    "Albania": "ALB", "Belgium": "BEL", "Bulgaria": "BGR", "Canada": "CAN", "Croatia": "HRV", "Czech Republic": "CZE",
    "Denmark": "DNK", "Estonia": "EST", "France": "FRA", "Germany": "DEU", "Greece": "GRC", "Iceland": "ISL",
    "Italy": "ITA", "Latvia": "LVA", "Lithuania": "LTU", "Luxembourg": "LUX", "Montenegro": "MNE", "Netherlands": "NLD",
    "North Macedonia": "MKD", "Norway": "NOR", "Poland": "POL", "Portugal": "PRT", "Romania": "ROU", "Slovakia": "SVK",
    "Slovenia": "SVN", "Spain": "ESP", "United Kingdom": "GBR", "United States": "USA", "Afghanistan": "AFG",
    "Armenia": "ARM", "Australia": "AUS", "Austria": "AUT", "Bosnia and Herzegovina": "BIH", "Finland": "FIN",
    "Georgia": "GEO", "Ireland": "IRL", "Japan": "JPN", "Jordan": "JOR", "Kyrgyz Republic": "KGZ",
    "Republic of Moldova": "MDA", "New Zealand": "NZL", "Serbia": "SRB", "Sweden": "SWE", "Switzerland": "CHE",
    "Tajikistan": "TJK", "Ukraine": "UKR",
}  # fmt: skip
# First plans of 2018, by day: only those adopted by the plan's last day, 30 June 2018, count.
AFTER_THE_PLAN = {"ALB", "LUX", "POL"}  # 11 September, 13 July, 22 October 2018


@cache
def facts() -> str:
    return " ".join(" ".join(path.read_text(encoding="utf-8-sig").split()) for path in sorted(FACTS.glob("*.csv")))


def measured(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every measurement of a file, stand-ins under `also` too."""
    for id, measurement in read(path.read_bytes()).data["measurements"].items():
        yield id, measurement
        for also in measurement.get("also", ()):
            yield id, also


def numbers(measurement: dict[str, Any]) -> Iterator[Decimal]:
    for part in (measurement, *measurement.get("cells", ())):
        for key in ("value", "numerator", "denominator"):
            if key in part:
                yield Decimal(part[key])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_says_that_it_is_no_submission(path: Path) -> None:
    data = read(path.read_bytes()).data
    assert (data["basis"], data["status"], "submitted" in data) == ("public-sources", "final", False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_figure_has_a_source_and_stands_in_the_facts(path: Path) -> None:
    for id, measurement in measured(path):
        assert measurement.get("sources"), id
        for source in measurement["sources"]:
            assert source["title"]
            assert source.get("url", "") in facts()
        if id != "19.3.1":
            for number in numbers(measurement):
                assert stands_in_facts(number), f"{id}: {number}"


def stands_in_facts(number: Decimal) -> bool:
    plain = f"{number:f}"
    grouped = f"{int(number):,}" if number == number.to_integral_value() else plain
    spellings = {plain, grouped, grouped.replace(",", "."), grouped.replace(",", " "), plain.replace(".", ",")}
    return (
        any(re.search(rf"(?<![\d]){re.escape(text)}(?![\d])", facts()) for text in spellings)
        or number == 1
        or plain == "25"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_quote_is_verbatim(path: Path) -> None:
    spoken = facts().replace('""', '"')
    for id, measurement in measured(path):
        for source in measurement["sources"]:
            assert " ".join(source.get("quote", "").split()) in spoken, id


def test_national_action_plans_follow_from_the_year_of_the_first() -> None:
    with (FACTS / "nap_adoption_years.csv").open(encoding="utf-8-sig", newline="") as file:
        first = {NATIONS[row["country"]]: int(row["first_nap_year"]) for row in csv.DictReader(file)}
    assert len(first) == 46
    for nation, year in first.items():
        if nation in ADOPTED_IN_ANOTHER_WAY:
            continue
        for period in (2015, 2016, 2017, 2018):
            path = REPO / f"measurements/{period}/{nation}.yaml"
            value = read(path.read_bytes()).data["measurements"]["19.3.1"]["value"]
            late = period == 2018 and nation in AFTER_THE_PLAN
            assert value == int(year <= period and not late), f"{nation} {period}"


def test_allies_with_a_plan_in_2015_are_as_many_as_was_published() -> None:
    total = read((REPO / "measurements/2015/allies.yaml").read_bytes()).data["measurements"]["19.3.1"]["value"]
    entities = read((REPO / "plan/entities.yaml").read_bytes()).data["entities"]
    allies = next(entity["members"] for entity in entities if entity["id"] == "allies")
    nations = [member for member in allies if isinstance(member, str)]  # those of 2015; Montenegro has dates
    files = [REPO / f"measurements/2015/{nation}.yaml" for nation in nations]
    values = [
        read(file.read_bytes()).data["measurements"].get("19.3.1", {}).get("value", 0)
        for file in files
        if file.exists()
    ]
    assert (sum(values), total) == (18, 18)
