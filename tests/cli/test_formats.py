"""`check --format github|sarif|junit|md`: read back by somebody else's readers, whatever stands in the files."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from tests.repositories import Repo
from tests.tools import FORMATS, REPO, SUBMISSION, Wpsplan, npm_package, submission

# An error with everything in it that a format could trip over; in line 5, from column 22 on.
AWKWARD = "a: b, c%0A::error::x | `y` <b>\\u001b[31m\\u202e\\u0007 ]]> é中"
WRONG = submission(f'  1.2.1: {{numerator: "{AWKWARD}", denominator: 20}}')


def test_every_format_is_a_choice_and_is_in_the_reference(run: Wpsplan) -> None:
    choices = re.search(r"--format <([a-z|]+)>", run("check", "--help").stdout)
    assert choices is not None and sorted(choices[1].split("|")) == FORMATS
    section = (REPO / "REFERENCE.md").read_text(encoding="utf-8").split("\n### check\n")[1].split("\n### ")[0]
    (row,) = re.findall(r"^\| `--format` \|(.*)\|$", section, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", row)) == FORMATS


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The official schema, as npm's @microsoft/jest-sarif ships it."""
    folder = npm_package("@microsoft/jest-sarif", tmp_path_factory.mktemp("npm"))
    (path,) = folder.rglob("sarif-2.1.0*.json")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def written(run: Wpsplan, root: Path, format: str, code: int = 1) -> str:
    done = run("-C", root, "check", "--format", format)
    assert (done.returncode, done.stderr) == (code, "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", done.stdout)  # nothing that a terminal obeys
    return done.stdout


def place_of_wrong(root: Path) -> None:
    (root / SUBMISSION).write_text(WRONG, encoding="utf-8")


def test_sarif_is_valid_and_names_places_and_rules(run: Wpsplan, exercise: Path, sarif_schema: dict[str, Any]) -> None:
    place_of_wrong(exercise)
    log = json.loads(written(run, exercise, "sarif"))
    jsonschema.validate(log, sarif_schema)
    (one,) = [result for result in log["runs"][0]["results"] if result["level"] == "error"]
    where = one["locations"][0]["physicalLocation"]
    assert (unquote(where["artifactLocation"]["uri"]), where["region"]) == (
        SUBMISSION, {"startLine": 5, "startColumn": 22})  # fmt: skip
    rule = log["runs"][0]["tool"]["driver"]["rules"][one["ruleIndex"]]
    assert rule["id"] == one["ruleId"] == "value-type" and rule["help"]["text"]


def test_sarif_tells_a_finding_again_when_lines_move(run: Wpsplan, exercise: Path) -> None:
    place_of_wrong(exercise)

    def prints() -> list[str]:
        results = json.loads(written(run, exercise, "sarif"))["runs"][0]["results"]
        return [one["partialFingerprints"]["place/v1"] for one in results]

    before = prints()
    (exercise / SUBMISSION).write_text(f"# one\n# two\n{WRONG}", encoding="utf-8")
    assert prints() == before and len(set(before)) == len(before)


def test_an_accepted_question_is_suppressed(run: Wpsplan, exercise: Path, sarif_schema: dict[str, Any]) -> None:
    jump = "value: 300, cells: [{sex: women, value: 300}]"  # 30 a year before
    accepted = "accepted: [{code: value-jump, reason: A new exercise camp.}]"
    (exercise / SUBMISSION).write_text(submission(f"  1.2.2: {{{jump}, {accepted}}}"), encoding="utf-8")
    log = json.loads(written(run, exercise, "sarif", code=0))
    jsonschema.validate(log, sarif_schema)
    (one,) = [result for result in log["runs"][0]["results"] if result["ruleId"] == "value-jump"]
    assert one["suppressions"] == [{"kind": "inSource", "justification": "A new exercise camp."}]
    assert "value-jump" not in written(run, exercise, "github", code=0)
    assert "1 question accepted" in written(run, exercise, "md", code=0)


def test_github_s_annotations_are_escaped(run: Wpsplan, exercise: Path) -> None:
    place_of_wrong(exercise)
    lines = written(run, exercise, "github").splitlines()
    head, _, message = lines[0].removeprefix("::").partition("::")
    assert head == f"error file={SUBMISSION},line=5,col=22,title=value-type"
    assert "%250A" in message and "\\x1b[31m\\u202e\\x07" in message
    assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in lines)


def test_github_s_limits_are_kept(run: Wpsplan, exercise: Path) -> None:
    many = "\n".join(f"  9.9.{number}: {{value: 1}}" for number in range(500))
    (exercise / SUBMISSION).write_text(submission(many), encoding="utf-8")
    lines = written(run, exercise, "github").splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10 and "491 more errors" in errors[-1]
    assert all(sum(line.startswith(f"::{kind} ") for line in lines) <= 10 for kind in ("warning", "notice"))


def test_paths_count_from_the_repository_s_root(run: Wpsplan, repo_of: Callable[..., Repo]) -> None:
    repo = repo_of("repo", "the plan, here")
    place_of_wrong(repo.root)
    assert f"file=the plan%2C here/{SUBMISSION}," in written(run, repo.root, "github")
    result = json.loads(written(run, repo.root, "sarif"))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"the%20plan%2C%20here/{SUBMISSION}"


def test_the_step_s_summary(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    place_of_wrong(exercise)
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    run("-C", exercise, "check", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert summary.read_text(encoding="utf-8") == "# before\n" + written(run, exercise, "md")


def test_junit_has_a_case_a_file(run: Wpsplan, exercise: Path) -> None:
    place_of_wrong(exercise)
    suite: Any = next(iter(JUnitXml.fromstring(written(run, exercise, "junit").encode("utf-8"))))
    cases = {case.name: case for case in suite}
    assert len(cases) == suite.tests == 18 and suite.failures == 1
    (failure,) = cases[SUBMISSION].result
    assert failure.type == "value-type" and "]]>" in failure.message and f"{SUBMISSION}:5:22" in failure.text
    assert not cases["plan/plan.yaml"].result


def test_markdown_s_table_holds(run: Wpsplan, exercise: Path) -> None:
    place_of_wrong(exercise)
    text = written(run, exercise, "md")
    assert text.startswith("### 18 files checked: 1 error")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in ("td_open", "th_open"):
            rows[-1] += 1
    assert rows and set(rows) == {5}
    assert not [token for token in tokens if token.type.startswith("html")]
