"""1,012 in every disguise: never counted as something else in silence, and the mend is the number that was meant."""

from pathlib import Path

import pytest

from tests.tools import found, submission

# In block style: what is written, the code of the finding, and what it says should be written.
BLOCK = [
    ("1,012", "value-type", "1012"),
    ("1 012", "value-type", "1012"),
    ("1.012", "no-count", "1012"),
    ("1'012", "value-type", "1012"),
    ("1’012", "value-type", "1012"),
    ("1_012", "value-type", "1012"),
    ("1\u00a0012", "value-type", "1012"),
    ("1\u202f012", "value-type", "1012"),
    ('"1,012"', "value-type", "1012"),
    ('"1012"', "value-type", "1012"),
    ("'1012'", "value-type", "1012"),
    ("1,012,345", "value-type", "1012345"),
    ("1.012.345", "value-type", "1012345"),
    ("about 1012", "value-type", "qualifier"),
    ('">1012"', "value-type", "qualifier"),
    (">1012", "yaml-syntax", "number alone"),
    ("~1012", "value-type", "qualifier"),
    ("1012 %", "value-type", "1012"),
    ("1012.0", "no-count", "1012"),
    ("1.012e3", "no-count", "1012"),
    ("1012.5", "no-count", "whole number"),
    ("-1012", "no-count", "0 or more"),
    ("N/A", "value-type", "not_reported"),
    ("n/a", "value-type", "not_reported"),
    ('"-"', "value-type", "not_reported"),
    ("see description", "value-type", "not_reported"),
    ("none", "value-type", "not_reported"),
    ("one thousand", "value-type", "not_reported"),
    ("[1012]", "value-type", "number"),
    ("{n: 1012}", "value-type", "number"),
    ("true", "value-type", "number"),
    ("2017-10-12", "value-type", "number"),
]


@pytest.mark.parametrize(("written", "code", "mend"), BLOCK, ids=[written for written, _, _ in BLOCK])
def test_in_block_style(exercise: Path, written: str, code: str, mend: str) -> None:
    findings = found(exercise, text=submission(f"  1.2.2:\n    value: {written}"))
    (finding,) = [one for one in findings if one.code == code]
    assert (finding.line, finding.column) == (6, 12)
    assert mend in finding.help


# In a flow mapping a comma ends the value: the digits behind it become a key.
FLOW = [
    ("{value: 1,012}", 20, "1,012", "1012"),
    ("{value: 12,5}", 21, "12,5", "12.5"),
    ("{qualifier: about, value: 1,012, confidence: high}", 38, "1,012", "1012"),
]


@pytest.mark.parametrize(("entry", "column", "whole", "mend"), FLOW)
def test_in_a_flow_mapping_it_says_what_happened(
    exercise: Path, entry: str, column: int, whole: str, mend: str
) -> None:
    (finding,) = [one for one in found(exercise, text=submission(f"  1.2.2: {entry}")) if one.code == "split-number"]
    assert (finding.line, finding.column) == (5, column)
    assert whole in finding.message
    assert mend in finding.help


def test_split_in_a_cell_and_in_both_parts_of_a_share(exercise: Path) -> None:
    text = submission("  1.2.2: {cells: [{sex: women, value: 1,012}]}\n  1.2.1: {numerator: 1,012, denominator: 9,044}")
    split = [(one.line, one.message) for one in found(exercise, text=text) if one.code == "split-number"]
    assert [line for line, _ in split] == [5, 6, 6]
    assert ["1,012" in split[0][1], "1,012" in split[1][1], "9,044" in split[2][1]] == [True] * 3


@pytest.mark.parametrize("written", ["1012", "0"])
def test_plain_digits_are_right(exercise: Path, written: str) -> None:
    cells = f"cells: [{{sex: women, value: {written}}}]"
    findings = found(exercise, text=submission(f"  1.2.2: {{value: {written}, {cells}}}"))
    assert [one for one in findings if one.code != "value-jump"] == []  # in 2016 it was 30


# What a character that looks like a letter or digit of ours is called.
LOOK_ALIKES = [
    ("wоmen", "U+043E (cyrillic small letter o)"),
    ("women\u200b", "U+200B (zero width space)"),
    ("wo\u00admen", "U+00AD (soft hyphen)"),
    ("women\u00a0x", "U+00A0 (no-break space)"),
    ("women x", "U+0020 (space)"),
    ("wom\u202een", "U+202E (right-to-left override)"),
    ("ｗomen", "U+FF57 (fullwidth latin small letter w)"),
    ("wοmen", "U+03BF (greek small letter omicron)"),
    ("wo\u2011men", "U+2011 (non-breaking hyphen)"),
    ("1\u066b2", "U+066B (arabic decimal separator)"),
]


@pytest.mark.parametrize(("id", "name"), LOOK_ALIKES, ids=[name for _, name in LOOK_ALIKES])
def test_a_look_alike_in_an_id_is_named(exercise: Path, id: str, name: str) -> None:
    (finding,) = found(exercise, text=submission(f'  1.2.2: {{value: 3, cells: [{{sex: "{id}", value: 3}}]}}'))
    assert (finding.code, finding.line) == ("bad-id", 5)
    assert name in finding.message


@pytest.mark.parametrize("key", ["1.2.2\u200b", "1.2.２", "1․2․2", "ᅠ1.2.2"])
def test_so_is_one_in_the_id_of_a_measurement(exercise: Path, key: str) -> None:
    (finding,) = found(exercise, text=submission(f'  "{key}": {{value: 3}}\n  2.2.1: {{narrative: Fine.}}'))
    assert (finding.code, finding.line, finding.column) == ("bad-id", 5, 3)
    assert "U+" in finding.message


@pytest.mark.parametrize("key", ["vаlue", "value\u200b", "Value", "valeu"])
def test_a_key_that_nearly_is_one_gets_a_suggestion(exercise: Path, key: str) -> None:
    (finding,) = [
        one for one in found(exercise, text=submission(f'  1.2.2: {{"{key}": 3}}')) if one.code == "unknown-key"
    ]
    assert (finding.line, finding.column) == (5, 11)
    assert "value" in finding.help


# In a text, as YAML escapes it in double quotes.
HIDDEN = [
    (r"two\tseminars", "U+0009 (tab)"),
    (r"two\u200b seminars", "U+200B (zero width space)"),
    (r"two \u202eseminars", "U+202E (right-to-left override)"),
    (r"\ufefftwo seminars", "U+FEFF (zero width no-break space)"),
    (r"two\u2028seminars", "U+2028 (line separator)"),
    (r"two\x1b[1m seminars", "U+001B (a control character)"),
]


@pytest.mark.parametrize(("text", "name"), HIDDEN, ids=[name for _, name in HIDDEN])
def test_what_can_t_be_seen_in_a_text_is_named(exercise: Path, text: str, name: str) -> None:
    for entry in (f'{{narrative: "{text}"}}', f'{{narrative: Fine., sources: [{{title: A, quote: "{text}"}}]}}'):
        (finding,) = found(exercise, text=submission(f"  2.2.1: {entry}"))
        assert (finding.code, finding.line) == ("hidden-character", 5)
        assert name in finding.message


@pytest.mark.parametrize("text", [r"one\ntwo", "é – ’ Ł 中", r"👩\u200d✈️", r"می\u200cخواهم", r"1\u00a0012"])
def test_what_belongs_to_a_script_or_can_be_seen_is_fine(exercise: Path, text: str) -> None:
    assert found(exercise, text=submission(f'  2.2.1: {{narrative: "{text}"}}')) == []
