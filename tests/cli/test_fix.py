"""`check --fix`: the mends that can't change a meaning; all other lines of the file stay to the letter."""

from pathlib import Path

from tests.tools import SUBMISSION, Wpsplan

BEFORE = """\
# by hand
period: '2017'
entity: EXA
status: final
measurements:
  1.1: {status: done}   # an action
  1.2.1: {numerator: "80", denominator: '500' }  # in quotes
  1.2.2: {value: "1 012"}
  2.1.2:   {level:  largely}
"""
AFTER = """\
# by hand
period: '2017'
entity: EXA
status: final
measurements:
  '1.1': {status: done} # an action
  1.2.1: {numerator: 80, denominator: 500}       # in quotes
  1.2.2: {value: "1 012"}
  2.1.2:   {level:  largely}
"""


def test_it_mends_what_it_may_and_says_so(run: Wpsplan, exercise: Path) -> None:
    path = exercise / SUBMISSION
    path.write_text(BEFORE, encoding="utf-8")
    shown = run("-C", exercise, "check", "--fix", "--diff", SUBMISSION)
    assert path.read_text(encoding="utf-8") == BEFORE
    assert f"would mend: {SUBMISSION}:6: 1.1 → '1.1' (float-id)" in shown.stderr
    done = run("-C", exercise, "check", "--fix", SUBMISSION)
    assert path.read_text(encoding="utf-8") == AFTER
    assert [line for line in done.stderr.splitlines() if line.startswith("mended")] == [
        f"mended: {SUBMISSION}:6: 1.1 → '1.1' (float-id)",
        f'mended: {SUBMISSION}:7: "80" → 80 (value-type)',
        f"mended: {SUBMISSION}:7: '500' → 500 (value-type)",
    ]
    # grouped digits are asked about, not guessed
    assert done.returncode == 1 and "write the digits alone: 1012" in done.stdout and "1 error" in done.stdout
    again = run("-C", exercise, "check", "--fix", SUBMISSION)
    assert again.stderr == "" and path.read_text(encoding="utf-8") == AFTER


def test_line_ends_and_the_layout_of_other_lines_stay(run: Wpsplan, exercise: Path) -> None:
    path = exercise / SUBMISSION
    before = (
        "\ufeff# by hand\n\nentity:   EXA\nperiod: 2017\nstatus: final\nmeasurements:\n    # two ids with one dot\n"
        "    1.1:      # an action\n        status:   done\n    1.2.1:\n"
        "        numerator: '80'\n        denominator:   500\n"
        "    1.10: {status: done}\n    2.1.2:   {level:  largely}\n# the end"
    ).replace("\n", "\r\n")  # fmt: skip
    path.write_bytes(before.encode("utf-8"))
    run("-C", exercise, "check", "--fix", SUBMISSION)
    expected = before.replace(" 1.1:      #", " '1.1': #").replace("'80'", "80").replace("1.10:", "'1.10':")
    assert path.read_bytes().decode("utf-8") == expected


def test_a_suffix(run: Wpsplan, exercise: Path) -> None:
    old, new = exercise / "measurements/2017/EXB.yml", exercise / "measurements/2017/EXB.yaml"
    new.rename(old)
    done = run("-C", exercise, "check", "--fix")
    assert done.returncode == 0 and "renamed to measurements/2017/EXB.yaml" in done.stderr
    assert new.exists() and not old.exists()
    old.write_text("x", encoding="utf-8")  # both are there: nobody can say which is meant
    assert run("-C", exercise, "check", "--fix").stderr == ""
    assert old.exists()


def test_a_blank_in_an_id(run: Wpsplan, exercise: Path) -> None:
    path = exercise / SUBMISSION
    path.write_text(BEFORE.replace("entity: EXA", 'entity: "EXA "').replace("  1.1:", "  '1.1':"), encoding="utf-8")
    assert '"EXA " → "EXA"' in run("-C", exercise, "check", "--fix", SUBMISSION).stderr
    assert 'entity: "EXA"\n' in path.read_text(encoding="utf-8")


def test_a_file_that_can_t_be_read_is_left_alone(run: Wpsplan, exercise: Path) -> None:
    path = exercise / SUBMISSION
    path.write_text("period: [\n  1.1: x", encoding="utf-8")
    done = run("-C", exercise, "check", "--fix")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert path.read_text(encoding="utf-8") == "period: [\n  1.1: x"
    assert run("-C", exercise, "check", "--diff").returncode == 2
