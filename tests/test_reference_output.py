"""What the reference says of formats, keys and output is what the program takes and prints."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.forms.workbooks import form
from tests.repositories import Repo
from tests.tools import REPO, SUBMISSION, Wpsplan, found, submission

REFERENCE = (REPO / "REFERENCE.md").read_text(encoding="utf-8")
FORMATS = {
    "plan/plan.yaml": "plan/plan.yaml",
    "plan/entities.yaml": "plan/entities.yaml",
    "plan/dimensions.yaml": "plan/dimensions.yaml",
    "plan/outcomes/NN.yaml": "plan/outcomes/06.yaml",
    "measurements/PERIOD/ENTITY.yaml": "measurements/2016/IRL.yaml",
    "measurements/PERIOD/commentary.yaml": "measurements/2017/commentary.yaml",
    "plan/checks.yaml": "plan/checks.yaml",
}
"""A section of the reference → where its example stands in a workspace."""
OF_ITS_CONTENT = frozenset({"unknown-key", "missing-key", "value-type", "empty-value", "empty-text", "unknown-choice"})
OF_YAML = ("yaml-", "duplicate-key", "float-id", "bad-", "cell-without-dimension", "no-figure", "wrong-kind")


def section(heading: str) -> str:
    """The text of a section, up to the next heading of its level or above."""
    level = heading.index(" ")
    lines, in_code, inside = [], False, False
    for line in REFERENCE.splitlines(keepends=True):
        in_code ^= line.startswith("```")
        if not in_code and re.match(rf"#{{1,{level}}} ", line):
            inside = line == f"{heading}\n"
        elif inside:
            lines.append(line)
    assert lines, heading
    return "".join(lines)


def blocks(heading: str, language: str) -> list[str]:
    """The examples of a section in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", section(heading), re.DOTALL | re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, tmp_path / "copy" / folder)
    return tmp_path / "copy"


@pytest.mark.parametrize("heading", FORMATS)
def test_its_examples_have_the_shape_of_such_a_file(copy: Path, heading: str) -> None:
    (text,) = blocks(f"### {heading}", "yaml")
    findings = found(copy, FORMATS[heading], text)
    wrong = [one for one in findings if one.code in OF_ITS_CONTENT or one.code.startswith(OF_YAML)]
    assert [finding.message for finding in wrong] == []


def test_the_outcome_it_shows_is_right(exercise: Path) -> None:
    (text,) = blocks("### plan/outcomes/NN.yaml", "yaml")
    text = text.replace("nato-international-staff", "exercise-staff").replace(
        "education-training-exercises", "exercise"
    )
    assert found(exercise, "plan/outcomes/06.yaml", text.replace("…", "Exercise")) == []


def test_the_rules_it_turns_off_exist(exercise: Path) -> None:
    (turned,) = blocks("### plan/checks.yaml", "yaml")
    codes = {finding.code for finding in found(exercise, "plan/checks.yaml", turned)}
    assert codes == {"rule-expired"}  # the one that ends in 2018


def test_the_commentary_it_shows_is_right(copy: Path) -> None:
    (words,) = blocks("### measurements/PERIOD/commentary.yaml", "yaml")
    findings = found(copy, "measurements/2017/commentary.yaml", words.replace("…", "Exercise"))
    assert [finding.message for finding in findings] == []


def test_a_finding(run: Wpsplan, exercise: Path) -> None:
    text = submission("  1.2.1: {numerator: see description, denominator: 20}")
    (exercise / SUBMISSION).write_text(text, encoding="utf-8")
    draft = exercise / "measurements/2017/EXC.yaml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("status: draft", "status: final"), encoding="utf-8")
    assert [run("-C", exercise, "check").stdout] == blocks("### check", "text")


def test_forms_that_come_back(run: Wpsplan, exercise: Path) -> None:
    for entity, value in (("EXA", 45), ("EXB", "1 100,50")):
        (exercise / f"measurements/2017/{entity}.yaml").unlink()
        book = form(run, exercise, entity).put("1.2.2", value=value).put("2.1.2", value="largely")
        book.put("1.2.2 Women", value=20).put("1.2.2 Men", value=25).final()
        (run.cwd / "inbox").mkdir(exist_ok=True)
        book.save(run.cwd / f"inbox/form-{entity}.xlsx")
    done = run("-C", exercise, "import", "inbox/form-EXA.xlsx", "inbox/form-EXB.xlsx")
    assert [done.stdout] == blocks("### import", "text")


def test_the_template_it_shows_works(run: Wpsplan, exercise: Path) -> None:
    page = exercise / "templates/letter/page.md.jinja"
    page.parent.mkdir(parents=True)
    page.write_text(blocks("### Templates", "jinja")[0], encoding="utf-8")
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", "md", "-o", "-")
    assert done.returncode == 0, done.stderr
    head, _, figures = done.stdout.partition("12 of 18 (66.7 %) of the expected items were reported.\n\n")
    assert head == "# Exercise plan, 2017\n\n"
    assert figures.startswith("- 1.1.1 Number of exercise courses offered: 27 (on-track)\n- 1.2.1 ")


# --- the keys of JSON, and the columns of CSV ---------------------------------------------------------------------

BY_ID = frozenset({"at", "states", "distribution"})
"""What stands in these is named by ids and levels of a workspace."""
ANSWERS = (
    "check",
    "show",
    "show EXA",
    "show 1",
    "show 1.1 --period 2017",
    "show 1.1.1",
    "show 1.2.1 --period 2017",
    "show 2.1.2 --period 2017",
    "coverage 2017",
    "gaps 2017",
    "report 2017 --entity EXB --since HEAD",
    "report --list",
    "diff HEAD",
    "log 1.1.1",
    "rule",
    "rule value-type",
)


def keys(data: Any) -> Iterator[str]:
    """Every key in plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys(value) if key not in BY_ID else ()
    elif isinstance(data, list):
        for item in data:
            yield from keys(item)


def test_every_key_of_json_is_named(run: Wpsplan, git_repo: Repo) -> None:
    root = git_repo.root
    run("-C", root, "report", "2017")
    book = form(run, root, "EXA")
    book.put("1.2.2", value="many").save(run.cwd / "form.xlsx")
    first = root / "plan/outcomes/01.yaml"
    first.write_text(first.read_text(encoding="utf-8").replace("text: ", "text: New ", 1), encoding="utf-8")
    commands = [*ANSWERS, f"verify {root}/build/2017/report.html", "import form.xlsx"]
    answers = [run("-C", root, *command.split(), "--format", "json") for command in commands]
    assert [one.stderr for one in answers if not one.stdout] == []
    printed = {key for one in answers for key in keys(json.loads(one.stdout))} - {"version"}
    assert len(printed) > 150
    named = {*re.findall(r"`(\w+)", section("### JSON keys")), *re.findall(r"(\w+):", section("## Files"))}
    assert sorted(printed - named) == []


@pytest.mark.parametrize("command", ["coverage 2017", "coverage 2017 --by area", "gaps 2017", "report 2017"])
def test_every_column_of_csv_is_named(run: Wpsplan, exercise: Path, command: str) -> None:
    done = run("-C", exercise, *command.split(), "--format", "csv")
    columns = done.stdout.split("\r\n")[0].split(",")
    named = set(re.findall(r"`(\w+)`", section("### CSV columns") + section("### JSON keys")))
    rates = {f"{rate}_{part}" for rate in ("reporting", "completeness", "timeliness") for part in
             ("numerator", "denominator", "rate", "public")}  # fmt: skip
    assert sorted(set(columns) - named - rates) == []
