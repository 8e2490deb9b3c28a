"""A file that somebody has written by hand is changed by an import in the lines of the answer, and nowhere else."""

from difflib import ndiff
from pathlib import Path

from tests.forms.workbooks import form
from tests.tools import Wpsplan

FILE = "measurements/2017/EXA.yaml"
BY_HAND = """\
# our figures; ask the statistics office before you change them

entity:   "EXA"
period:   2017       # the year
status: final
submitted:  2018-02-01

measurements:
    # the staff as of the end of the year
    1.2.2:   { value:  45,   as_of: 2017-11 }   # counted twice

    # an older source was wrong, see https://example.org/a-very-long-address/that/goes/on/and/on/beyond/the/hundredth/column
    2.1.2:
        narrative: >-
            As it was agreed,
            in two lines.
        level:   'largely'   # by the board

    2.1.1: {achieved: true,
            date: 2017-05-12}
    1.2.1:
      numerator:     150
      denominator:   1000
      sources:
      -   title:  "Staff list"
          page: '3'
# to do: ask for the rest
"""


def changes(before: str, after: str) -> list[str]:
    """The lines that are taken away and those that come."""
    lines = ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line for line in lines if line[0] in "+-"]


def test_only_the_lines_of_the_answer_change(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    file.write_text(BY_HAND, encoding="utf-8")
    book = form(run, exercise)
    book.put("1.2.2", value=46).put("2.1.2", value="fully").put("1.2.1", value=151)
    done = run("-C", exercise, "import", book.save(), "--replace")
    assert done.returncode == 0, done.stdout
    assert changes(BY_HAND, file.read_text(encoding="utf-8")) == [
        "-     1.2.2:   { value:  45,   as_of: 2017-11 }   # counted twice\n",
        "+     1.2.2: {value: 46, as_of: 2017-11}          # counted twice\n",
        "-         level:   'largely'   # by the board\n",
        "+         level: 'fully'       # by the board\n",
        "-       numerator:     150\n",
        "+       numerator: 151\n",
    ]


def test_a_new_entry_and_new_keys_come_between_the_others(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    before = BY_HAND.replace("    2.1.1: {achieved: true,\n            date: 2017-05-12}\n", "")
    file.write_bytes(b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode())
    book = form(run, exercise).put("2.1.1", value="yes", date="2017-05-12", source="Minutes", source_date="2017-06-01")
    book.put("1.2.1", narrative="Exercise words, of which there are many. " * 4).put("2.1.2", date="2017-12")
    done = run("-C", exercise, "import", book.save())
    assert done.returncode == 0, done.stdout
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")
    after = raw.decode("utf-8-sig").replace("\r\n", "\n")
    assert changes(before, after) == [
        "+     2.1.1:\n",
        "+         achieved: true\n",
        "+         date: 2017-05-12\n",
        "+         sources:\n",
        "+             - {title: Minutes, date: 2017-06-01}\n",
        "+         as_of: 2017-12\n",
        "+       narrative: >-\n",
        "+           Exercise words, of which there are many. Exercise words, of which there are many. Exercise\n",
        "+           words, of which there are many. Exercise words, of which there are many.\n",
    ]


def test_what_can_not_be_changed_in_place_is_refused_and_fmt_helps(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    entry = "  1.2.2:\n    value: 45\n    narrative: |\n      One line more would end this line, too"
    odd = f"period: '2017'\nentity: EXA\nsubmitted: 2018-02-01\nstatus: final\nmeasurements:\n{entry}"
    file.write_text(odd, encoding="utf-8")
    book = form(run, exercise).put("2.1.2", value="fully").save()
    done = run("-C", exercise, "import", book)
    assert (done.returncode, file.read_text(encoding="utf-8")) == (1, odd)
    assert "can't be changed in place" in done.stdout and f"wpsplan fmt {FILE}" in done.stdout
    assert run("-C", exercise, "fmt", FILE).returncode == 0
    assert run("-C", exercise, "import", book).returncode == 0
    assert "2.1.2: {level: fully}" in file.read_text(encoding="utf-8")


def test_a_file_in_the_layout_of_fmt_stays_in_it(run: Wpsplan, exercise: Path) -> None:
    file = exercise / FILE
    head = "period: '2017'\nentity: EXA\nsubmitted: 2018-02-01\nstatus: final\nmeasurements:\n"
    file.write_text(f"{head}  1.2.2: {{value: 450}} # counted twice\n  2.1.2: {{level: largely}}\n", encoding="utf-8")
    book = form(run, exercise).put("1.2.2", value=45).put("2.1.1", value="no").save()
    assert run("-C", exercise, "import", book, "--replace").returncode == 0
    assert file.read_text(encoding="utf-8") == (
        f"{head}  1.2.2: {{value: 45}} # counted twice\n  2.1.1: {{achieved: false}}\n  2.1.2: {{level: largely}}\n"
    )
    assert run("-C", exercise, "fmt", "--check", FILE).returncode == 0
