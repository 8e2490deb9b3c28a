"""Characters that can't be seen are found wherever they stand: in texts, in keys and in comments, in every file."""

import json
from pathlib import Path

import pytest

from tests.tools import Wpsplan, found, submission

EXA = "measurements/2017/EXA.yaml"
COMMENTARY = "measurements/2017/commentary.yaml"
OVERRIDE, ISOLATE, ZERO_WIDTH, SOFT_HYPHEN, BYTE_ORDER = "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff"


def hidden(root: Path, path: str, text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each finding in a file that names a character which can't be seen."""
    return [(finding.line, finding.column, finding.message) for finding in found(root, path, text)
            if finding.code == "hidden-character"]  # fmt: skip


@pytest.mark.parametrize("character", [OVERRIDE, ISOLATE, ZERO_WIDTH, SOFT_HYPHEN, BYTE_ORDER])
def test_in_comments_of_every_file(exercise: Path, character: str) -> None:
    comment = f"# was {character}54"
    above = submission(f"  {comment}\n  1.2.2: {{value: 45}}")
    beside = submission(f"  1.2.2: {{value: 45}} {comment}")
    commentary = f"period: '2017'\noverall: Fine.\n{comment}\n"
    checks = f"{comment}\nrules: []\n"
    places = [
        (line, column)
        for path, text in ((EXA, above), (EXA, beside), (COMMENTARY, commentary), ("plan/checks.yaml", checks))
        for line, column, message in hidden(exercise, path, text)
        if f"this comment holds U+{ord(character):04X} (" in message
    ]
    assert places == [(5, 9), (5, 28), (3, 7), (1, 7)]


@pytest.mark.parametrize(
    "comment", ["# a\ttab", "# é – 中", "# 👩\u200d✈️", "# می\u200cخواهم", "# a no-break\u00a0space"]
)
def test_what_belongs_into_comments_is_fine(exercise: Path, comment: str) -> None:
    assert found(exercise, EXA, submission(f"  {comment}\n  1.2.2: {{value: 45}}")) == []


def test_a_mark_of_a_comment_inside_a_text_is_text(exercise: Path) -> None:
    text = submission(f'  2.2.1: {{narrative: "no # com{OVERRIDE}ment"}}')
    assert hidden(exercise, EXA, text) == [(5, 22, "this text holds U+202E (right-to-left override)")]


def test_in_keys_and_texts_of_the_plan(exercise: Path) -> None:
    plan = (exercise / "plan/plan.yaml").read_text(encoding="utf-8")
    lines = plan.count("\n")
    messages = hidden(exercise, "plan/plan.yaml", f'{plan}"a{OVERRIDE}x": 1\n')
    assert messages == [(lines + 1, 1, "this key holds U+202E (right-to-left override)")]
    entities = (exercise / "plan/entities.yaml").read_text(encoding="utf-8")
    messages = hidden(exercise, "plan/entities.yaml", entities.replace("nation A", f"nation{ZERO_WIDTH} A", 1))
    assert [message for _, _, message in messages] == ["this text holds U+200B (zero width space)"]


@pytest.mark.parametrize("entry", [
    f'1.2.2: {{value: 45, "nu{OVERRIDE}mber": 3}}', f'"1.2.2{OVERRIDE}": {{value: 3}}',
    f'1.2.2: {{value: 45, cells: [{{"s{OVERRIDE}ex": women, value: 3}}]}}',
])  # fmt: skip
def test_in_keys_of_a_submission(exercise: Path, entry: str) -> None:
    messages = [finding.message for finding in found(exercise, EXA, submission(f"  {entry}"))]
    assert any("U+202E (right-to-left override)" in message for message in messages), messages


REFERENCES = ("&#x202e;", "&#8238;", "&#X2066;", "&ZeroWidthSpace;", "&#x200B;", "&#xFEFF;", "&#27;", "&#x85;")


@pytest.mark.parametrize("reference", REFERENCES)
def test_none_reaches_a_page_by_a_reference_in_markdown(run: Wpsplan, exercise: Path, reference: str) -> None:
    text = (
        f"a{reference}b **c{reference}d**\n\n```x{reference}y\n{reference}\n```\n\n"
        f'[w{reference}](http://example.org/a{reference}b "t{reference}t") ![p{reference}](http://example.org/x.png)'
        "\n\n<http://example.org/%E2%80%AE>\n\n"
        f"| h{reference} |\n|---|\n| e{reference} |\n"
    )
    (exercise / COMMENTARY).write_text(f"period: '2017'\noverall: {json.dumps(text)}\n", encoding="utf-8")
    assert run("-C", exercise, "report", "2017").returncode == 0
    for name in ("report.md", "report.html"):
        page = (exercise / "build/2017" / name).read_text(encoding="utf-8")
        assert not {character for character in page if character != "\n" and not character.isprintable()} - set(
            "\u00a0"
        )
        assert "[U+" in page
