"""Where entries stand: in the bytes that were read, whatever their file holds by now."""

from pathlib import Path

from wpsplan.finding import Place
from wpsplan.workspace import load

EXA = "measurements/2016/EXA.yaml"


def test_an_entry_has_the_line_of_the_bytes_that_were_read(exercise: Path) -> None:
    lines = (exercise / EXA).read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[6].startswith("  1.2.1:")
    place = Place(EXA).key("measurements", "1.2.1")
    before = load(exercise)
    (exercise / EXA).write_text("# exercise\n# exercise\n" + "".join(lines), encoding="utf-8")
    assert before.lines.of(place) == 7
    assert load(exercise).lines.of(place) == 9


def test_what_is_no_entry_has_a_line_as_well(exercise: Path) -> None:
    lines = (exercise / EXA).read_text(encoding="utf-8").splitlines()
    assert (lines[1], lines[5]) == ("period: '2016'", "measurements:")
    found = load(exercise).lines
    assert found.of(Place(EXA).key("period")) == 2
    assert found.of(Place(EXA).key("measurements")) == 6
    assert found.of(Place(EXA).key("nowhere", "1.2.1")) == 2  # where the file begins, not that measurement
    assert found.of(Place("measurements/2016/gone.yaml").key("measurements", "1.2.1")) == 1
