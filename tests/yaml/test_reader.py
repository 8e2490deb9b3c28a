"""Unquoted values are read as YAML 1.2 reads them, and refused with a clear finding where they don't belong."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.tools import REPO, STARTER, found, submission
from wpsplan.yaml import read

SHIPPED = sorted(
    file for root in (REPO, STARTER) for folder in ("plan", "measurements") for file in (root / folder).rglob("*.yaml")
)

# What is written → what YAML 1.2's core schema makes of it (plus plain dates).
MEANINGS: list[tuple[str, Any]] = [
    ("NOR", "NOR"),
    ("NO", "NO"),
    ("no", "no"),
    ("on", "on"),
    ("Yes", "Yes"),
    ("y", "y"),
    ("off", "off"),
    ("1_000", "1_000"),
    ("12:30", "12:30"),
    ("1,012", "1,012"),
    ("0b101", "0b101"),
    ("=", "="),
    ("2017-02-30", "2017-02-30"),
    ("2017-06", "2017-06"),
    ("0551", 551),
    ("010", 10),
    ("0o17", 15),
    ("0x1F", 31),
    ("+6", 6),
    ("-3", -3),
    ("1e3", Decimal(1000)),
    ("2.10", Decimal("2.10")),
    (".5", Decimal("0.5")),
    ("5.", Decimal(5)),
    ("true", True),
    ("FALSE", False),
    ("~", None),
    ("null", None),
    ("", None),
    ("2017-06-05", date(2017, 6, 5)),
    ("'no'", "no"),
    ('"551"', "551"),
]


@pytest.mark.parametrize(("written", "meaning"), MEANINGS, ids=[written or "empty" for written, _ in MEANINGS])
def test_a_scalar_means_what_yaml_1_2_says(written: str, meaning: Any) -> None:
    document = read(f"key: {written}\n".encode())
    assert document.problems == []
    assert document.data == {"key": meaning}
    # True == 1 and 1 == Decimal(1) in Python: the type must be right too
    assert isinstance(document.data["key"], type(meaning))
    assert isinstance(document.data["key"], bool) == isinstance(meaning, bool)


@pytest.mark.parametrize("written", [".inf", "-.INF", ".nan"])
def test_infinity_is_a_number_that_is_not_finite(written: str) -> None:
    value = read(f"key: {written}\n".encode()).data["key"]
    assert isinstance(value, Decimal) and not value.is_finite()


# As a numerator: the code of the finding, and what the finding must say.
AS_NUMERATOR = [
    ("NOR", "value-type", '"NOR" stands where a number belongs'),
    ("no", "value-type", '"no" stands where a number belongs'),
    ("on", "value-type", '"on" stands where a number belongs'),
    ("1_000", "value-type", '"1_000" stands where a number belongs'),
    ("12:30", "value-type", '"12:30" stands where a number belongs'),
    (".inf", "value-type", ".inf is no number that can be measured"),
    ("0551", "unusual-number", "0551 means 551"),
    ("0o17", "unusual-number", "0o17 means 15"),
    ("1e3", "unusual-number", "1e3 means 1000"),
    ("1e3", "no-count", "1e3 is not written as a whole number"),
    ("~", "empty-value", "numerator has no value"),
    ("", "empty-value", "numerator has no value"),
]


@pytest.mark.parametrize(("written", "code", "says"), AS_NUMERATOR)
def test_where_a_count_belongs_it_is_refused(exercise: Path, written: str, code: str, says: str) -> None:
    text = submission(f"  1.2.1:\n    numerator: {written}\n    denominator: 2000")
    (finding,) = [one for one in found(exercise, text=text) if one.code == code]
    assert finding.line == 6
    assert says in finding.message
    assert finding.help


AS_TRUTH = ["no", "on", "yes", "NO", "1", "'true'"]


@pytest.mark.parametrize("written", AS_TRUTH)
def test_where_true_or_false_belongs_only_they_do(exercise: Path, written: str) -> None:
    (finding,) = found(exercise, text=submission(f"  2.1.1:\n    achieved: {written}"))
    assert (finding.code, finding.line, finding.column) == ("value-type", 6, 15)
    assert "true or false" in finding.message


@pytest.mark.parametrize("written", ["2017", "2017-05", "2017-05-12"])
def test_a_date_is_as_precise_as_it_is_known(exercise: Path, written: str) -> None:
    assert found(exercise, text=submission(f"  2.1.1: {{achieved: true, date: {written}}}")) == []


@pytest.mark.parametrize("written", ["12:30", "2017-02-30", "2017-13", "17", "02017", "'2017-05-12'", "12/05/2017"])
def test_what_is_no_date_is_refused(exercise: Path, written: str) -> None:
    codes = {one.code for one in found(exercise, text=submission(f"  2.1.1: {{achieved: true, date: {written}}}"))}
    assert "value-type" in codes


@pytest.mark.parametrize("written", ["no", "on", "NOR", "12:30", "1_000"])
def test_as_text_it_is_text(exercise: Path, written: str) -> None:
    assert found(exercise, text=submission(f"  2.2.1: {{narrative: {written}}}")) == []


@pytest.mark.parametrize("written", ["551", "true", "2017-05-12", "1e3"])
def test_a_number_is_no_text(exercise: Path, written: str) -> None:
    codes = [one.code for one in found(exercise, text=submission(f"  2.2.1: {{narrative: {written}}}"))]
    assert "value-type" in codes


@pytest.mark.parametrize("id", ["NO", "NOR", "ON", "Y"])
def test_a_nation_s_id_is_text(exercise: Path, id: str) -> None:
    entities = exercise / "plan/entities.yaml"
    entities.write_text(entities.read_text(encoding="utf-8").replace("EXA", id), encoding="utf-8")
    text = submission("  1.2.2: {value: 3}", head=f"period: 2017\nentity: {id}\nstatus: final\n")
    assert found(exercise, f"measurements/2017/{id}.yaml", text) == []


@pytest.mark.parametrize(("written", "means"), [("1.10", "1.1"), ("01", "1"), ("0x1F", "31"), ("+6", "6")])
def test_an_id_that_is_a_number_to_yaml_is_refused(exercise: Path, written: str, means: str) -> None:
    text = f"id: {written}\ntext: Exercise outcome\narea: exercise\nactions: []\n"
    (finding,) = found(exercise, "plan/outcomes/03.yaml", text)
    assert (finding.code, finding.line, finding.column) == ("float-id", 1, 5)
    assert means in finding.message
    assert f"'{written}'" in finding.help


def test_a_byte_order_mark_and_crlf_are_taken_in_silence(exercise: Path) -> None:
    text = "\ufeff" + submission("  1.2.2: {value: three}").replace("\n", "\r\n")
    (finding,) = found(exercise, text=text)
    assert (finding.code, finding.line, finding.column) == ("value-type", 5, 18)


STRANGE_LINE_ENDS = {
    "\u2028": "a line separator (U+2028)",
    "\u2029": "a paragraph separator (U+2029)",
    "\x85": "a next-line character (U+0085)",
    "\r": "a lone carriage return (U+000D)",
}


@pytest.mark.parametrize("character", STRANGE_LINE_ENDS, ids=lambda character: f"U+{ord(character):04X}")
def test_a_line_end_that_only_some_programs_take_for_one_is_refused(exercise: Path, character: str) -> None:
    text = submission(f"  2.2.1: {{narrative: 'Two{character}seminars{character}were held.'}}\n  1.2.2: {{value: 3}}")
    [finding] = found(exercise, text=text.encode())
    assert (finding.code, finding.line, finding.column) == ("yaml-line-end", 5, 26)
    assert finding.message.startswith(f"{STRANGE_LINE_ENDS[character]} stands here, and 1 more in this file")


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"], ids=lambda character: f"U+{ord(character):04X}")
def test_written_as_an_escape_it_is_a_character_that_cannot_be_seen(exercise: Path, character: str) -> None:
    escape = f"\\u{ord(character):04X}"
    text = submission(f'  2.2.1: {{narrative: "Two{escape}seminars were held."}}')
    assert [finding.code for finding in found(exercise, text=text)] == ["hidden-character"]


def test_carriage_return_and_line_feed_together_are_one_line_end(exercise: Path) -> None:
    text = submission("  1.2.2: {value: 3x}").replace("\n", "\r\n")
    [finding] = found(exercise, text=text.encode())
    assert (finding.code, finding.line, finding.column) == ("value-type", 5, 18)


def test_columns_are_counted_in_characters(exercise: Path) -> None:
    # `  2.2.1: {narrative: é–中𝄞, value: 1}`: 27 characters before `value`, 35 bytes in UTF-8
    (finding,) = found(exercise, text=submission("  1.2.1:\n    numerator: 5\n    denominator: 20\n    é–中𝄞: 1"))
    assert (finding.code, finding.line, finding.column) == ("unknown-key", 8, 5)
    (finding,) = found(exercise, text=submission("  2.2.1: {narrative: é–中𝄞, value: 1}"))
    assert (finding.code, finding.line, finding.column) == ("wrong-kind", 5, 28)


def _plain(value: Any) -> Any:
    """Data as both parsers have it: keys as text, numbers as floats."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.relative_to(REPO).as_posix())
def test_another_parser_reads_the_shipped_files_alike(file: Path) -> None:
    document = read(file.read_bytes())
    assert document.problems == []
    assert _plain(document.data) == _plain(YAML(typ="safe", pure=True).load(file))


def test_there_are_files_to_read() -> None:
    assert len([file for file in SHIPPED if file.is_relative_to(STARTER)]) == 18
    assert len([file for file in SHIPPED if file.parent == REPO / "plan/outcomes"]) == 19
    assert any(file.is_relative_to(REPO / "measurements") for file in SHIPPED)
