"""What the README shows is what the program prints, and what it tells people to write is right."""

import re
import shutil
from pathlib import Path

import pytest

from tests.forms.workbooks import form
from tests.tools import REPO, SUBMISSION, Wpsplan, found, submission
from wpsplan.finding import Severity


def blocks(language: str) -> list[str]:
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, tmp_path / "copy" / folder)
    return tmp_path / "copy"


def test_the_report_s_summary(run: Wpsplan, copy: Path) -> None:
    assert run("report", "2017", cwd=copy).stdout == blocks("text")[0]


def test_a_finding(run: Wpsplan, exercise: Path) -> None:
    text = submission("  1.2.1: {numerator: see description, denominator: 20}")
    (exercise / SUBMISSION).write_text(text, encoding="utf-8")
    draft = exercise / "measurements/2017/EXC.yaml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("status: draft", "status: final"), encoding="utf-8")
    assert run("-C", exercise, "check").stdout in blocks("text")


def test_forms_that_come_back(run: Wpsplan, exercise: Path) -> None:
    for entity, value in (("EXA", 45), ("EXB", "1 100,50")):
        (exercise / f"measurements/2017/{entity}.yaml").unlink()
        book = form(run, exercise, entity).put("1.2.2", value=value).put("2.1.2", value="largely")
        book.put("1.2.2 Women", value=20).put("1.2.2 Men", value=25).final()
        (run.cwd / "inbox").mkdir(exist_ok=True)
        book.save(run.cwd / f"inbox/form-{entity}.xlsx")
    done = run("-C", exercise, "import", "inbox/form-EXA.xlsx", "inbox/form-EXB.xlsx")
    assert done.stdout in blocks("text")


def test_the_measurement_it_shows_is_right(copy: Path) -> None:
    findings = found(copy, "measurements/2017/IRL.yaml", blocks("yaml")[0])
    assert [finding.message for finding in findings if finding.severity is not Severity.NOTE] == []


def test_the_method_it_shows_is_right(exercise: Path) -> None:
    method = blocks("yaml")[1].replace("nato-international-staff", "exercise-staff").replace("…", "Exercise")
    outcome = (
        "id: '6'\ntext: Exercise outcome\narea: exercise\nactions:\n"
        "  - id: '6.2'\n    text: Exercise action\n    entities: [exercise-staff]\n    indicators:\n"
    )
    indented = "".join(f"      {line}\n" for line in method.splitlines())
    assert found(exercise, "plan/outcomes/06.yaml", outcome + indented) == []


def test_the_template_it_shows_works(run: Wpsplan, exercise: Path) -> None:
    page = exercise / "templates/letter/page.md.jinja"
    page.parent.mkdir(parents=True)
    page.write_text(blocks("jinja")[0], encoding="utf-8")
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", "md", "-o", "-")
    assert done.returncode == 0, done.stderr
    head, _, figures = done.stdout.partition("12 of 18 (66.7 %) of the expected items were reported.\n\n")
    assert head == "# Exercise plan, 2017\n\n"
    assert figures.startswith("- 1.1.1 Number of exercise courses offered: 27 (on-track)\n- 1.2.1 ")


def test_the_rules_it_turns_off_exist(exercise: Path) -> None:
    (turned,) = [block for block in blocks("yaml") if block.startswith("rules:")]
    codes = {finding.code for finding in found(exercise, "plan/checks.yaml", turned)}
    assert codes == {"rule-expired"}  # the one that ends in 2018


def test_the_commentary_it_shows_is_right(copy: Path) -> None:
    (words,) = [block for block in blocks("yaml") if "overall:" in block]
    text = words.replace("…", "Exercise")
    assert [finding.message for finding in found(copy, "measurements/2017/commentary.yaml", text)] == []
