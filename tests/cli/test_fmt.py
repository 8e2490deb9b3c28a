"""`wpsplan fmt`: one layout, the same meaning, comments kept; a second run changes nothing."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.tools import REPO, STARTER, Wpsplan
from wpsplan.workspace.formatting import format_file

EXA = "measurements/2017/EXA.yaml"
MESSY = """\
# who

status: final   # counts
entity: "EXA"
period: 2017


measurements:
  # the scale
  2.1.2:
      level:   largely   # by hand
  1.2.2: {cells: [{value: 20, sex: women},
                  {sex: men, value: 24}], value: 45}   # persons


  2.2.1: {narrative: "Exercise nation A ran a joint training with exercise nation B. Those who came home
    from it now train the others."}
  '1.1': {narrative: "It's done: twice.", status: done}
# the end
"""
NEAT = """\
# who

period: '2017'
entity: EXA
status: final # counts


measurements:
  '1.1': {status: done, narrative: 'It''s done: twice.'}
  1.2.2:
    value: 45 # persons
    cells:
      - {sex: women, value: 20}
      - {sex: men, value: 24}
  # the scale
  2.1.2: {level: largely} # by hand

  2.2.1:
    narrative: >-
      Exercise nation A ran a joint training with exercise nation B. Those who came home from it now
      train the others.
# the end
"""


def test_one_layout(run: Wpsplan, exercise: Path) -> None:
    (exercise / EXA).write_text(MESSY, encoding="utf-8")
    check = run("-C", exercise, "fmt", "--check", EXA)
    assert (check.returncode, check.stdout) == (1, f"{EXA}\n")
    assert (exercise / EXA).read_text(encoding="utf-8") == MESSY
    done = run("-C", exercise, "fmt", EXA)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{EXA}\n", "")
    assert lines((exercise / EXA).read_text(encoding="utf-8")) == lines(NEAT)
    assert run("-C", exercise, "fmt", "--check", EXA).returncode == 0
    assert run("-C", exercise, "check", EXA).returncode == 0


def lines(text: str) -> list[str]:
    """Blank lines aside: where a moved entry leaves them is a matter of taste."""
    return [line for line in text.splitlines() if line]


def test_this_repository_and_the_exercise_are_in_canonical_form(run: Wpsplan, exercise: Path) -> None:
    for root in (REPO, exercise):
        done = run("-C", root, "fmt", "--check")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_byte_order_mark_and_crlf_go(run: Wpsplan, exercise: Path) -> None:
    before = (exercise / EXA).read_bytes()
    (exercise / EXA).write_bytes(b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n"))
    assert run("-C", exercise, "fmt").stdout == f"{EXA}\n"
    assert (exercise / EXA).read_bytes() == before


@pytest.mark.parametrize("text", ["period: [", "", "period: '2017'\nperiod: '2016'\n", "a: &x 1\nb: *x\n"])
def test_what_can_t_be_read_stays_as_it_is(run: Wpsplan, exercise: Path, text: str) -> None:
    (exercise / EXA).write_text(text, encoding="utf-8")
    (exercise / "measurements/2017/EXB.yaml").write_text(
        "entity: EXB\nperiod: '2017'\nstatus: final\nmeasurements: {}\n"
    )
    done = run("-C", exercise, "fmt")
    assert done.returncode == 1 and f"left as it is: {EXA}:" in done.stderr and "Traceback" not in done.stderr
    assert (exercise / EXA).read_text(encoding="utf-8") == text
    assert done.stdout == "measurements/2017/EXB.yaml\n"  # the other file is laid out all the same


def test_what_is_wrong_in_it_stays_wrong(run: Wpsplan, exercise: Path) -> None:
    head = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
    text = f"{head}  1.1: {{status: done}}\n  1.2.2: {{valu: 012, unknown: 2.10}}\n"
    (exercise / EXA).write_text(text, encoding="utf-8")
    assert run("-C", exercise, "fmt", "--check", EXA).returncode == 0
    assert run("-C", exercise, "fmt", "nowhere.yaml").returncode == 3


@pytest.mark.slow
def test_every_file_means_the_same_afterwards() -> None:
    yaml = YAML(typ="safe", pure=True)  # somebody else's reader
    for root in (REPO, STARTER):
        for path in (*root.glob("plan/**/*.yaml"), *root.glob("measurements/*/*.yaml")):
            loose = json.dumps(yaml.load(path), default=str, ensure_ascii=False, indent=1).encode("utf-8")
            made = format_file(path.relative_to(root).as_posix(), loose)
            assert made.text is not None
            assert json.dumps(yaml.load(made.text), default=str) == json.dumps(json.loads(loose), default=str) or (
                _sorted(yaml.load(made.text)) == _sorted(json.loads(loose))
            )


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _sorted(item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))}
    return [_sorted(item) for item in value] if isinstance(value, list) else str(value)


TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="ab '\":#-,[]{}&*!|>%@`?\n\t\\0159.eé中\u00a0\u2028", max_size=200),
    st.sampled_from(["2017", "6.2", "no", "null", "~", "2017-01-01", "0x1F", "- a", "a: b", "a #b", "#a", "'", '"', "=",
                     "word " * 60, "w" * 150, "two\n\nparagraphs " * 9, " lead", "trail ", "a\n b", "end\n", "---"]),
)  # fmt: skip
VALUES = st.one_of(TEXTS, st.integers(), st.booleans(), st.dates(), st.just({}), st.just([]))
MEASUREMENT = st.dictionaries(
    st.sampled_from(["value", "numerator", "level", "narrative", "as_of", "cells", "sources", "odd key", "12"]),
    st.one_of(VALUES, st.lists(st.dictionaries(st.sampled_from(["sex", "value", "title", "url"]), VALUES, max_size=3))),
    max_size=4,
)


@pytest.mark.slow
@given(
    st.dictionaries(st.sampled_from(["1.1.1", "1.2.2", "13.1", "2", "x y"]), MEASUREMENT, max_size=4),
    st.lists(st.sampled_from(["# one", "#two", "# three: 'x'"]), max_size=3),
)
def test_the_meaning_is_the_same_and_a_second_run_changes_nothing(measurements: Any, comments: list[str]) -> None:
    yaml = YAML()
    yaml.width = 40
    out = io.StringIO()
    yaml.dump({"status": "final", "measurements": measurements, "entity": "EXA", "period": "2017"}, out)
    written: list[str] = []
    for line in out.getvalue().splitlines(keepends=True):
        if comments and not line.startswith(" ") and ":" in line and not line.startswith(("'", '"')):
            written.append(comments.pop() + "\n")
        written.append(line)
    raw = "".join(written).encode("utf-8", "surrogatepass")
    made = format_file(EXA, raw)
    if made.text is None:  # what the reader refuses is left as it is
        assert made.findings or made.odd
        return
    again = format_file(EXA, made.text.encode("utf-8"))
    assert again.text == made.text and not again.changed
    from wpsplan.yaml import read

    before, after = read(raw).data, read(made.text.encode("utf-8")).data
    assert _sorted(before) == _sorted(after)
    kept = [line for line in made.text.splitlines() if line in ("# one", "#two", "# three: 'x'")]
    assert len(kept) == sum(line.strip() in ("# one", "#two", "# three: 'x'") for line in written)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x:\n  - abc\n  # c\nd: 1\n", "x:\n  - abc\n  # c\nd: 1\n"),  # at the end of the list
        ("x:\n- {a: 1}\n-\n # c\nd: 1\n", "x:\n  - {a: 1}\n  -\n# c\nd: 1\n"),
        ("x:\n  - abc\n    # c\nd: 1\n", "x: [abc]\n# c\nd: 1\n"),  # below a text, of which it can't be a part
        ("x: #\n  a: b # \n", "x: {a: b} #\n"),
    ],
)
def test_a_comment_at_the_end_of_a_list_has_one_place(before: str, after: str) -> None:
    path = "measurements/2017/EXA.yaml"
    once = format_file(path, before.encode()).text or before
    assert once == after
    assert not format_file(path, once.encode()).changed
