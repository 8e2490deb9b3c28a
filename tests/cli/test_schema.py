"""`wpsplan schema`: the schemas and the program agree on good and on bad files, by an independent validator."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from tests.tools import REPO, STARTER, Wpsplan
from wpsplan.finding import Rule
from wpsplan.rules import all_rules

KINDS = ("plan", "entities", "dimensions", "outcome", "measurements", "commentary", "checks")
STRUCTURAL = ("unknown-key", "missing-key", "unknown-choice", "unknown-indicator", "unknown-category", "bad-url",
              "unknown-rule", "unknown-judgement", "unknown-highlight", "unknown-respondent")  # fmt: skip


def kind_of(path: Path) -> str:
    if path.parent.name == "outcomes":
        return "outcome"
    if path.parent.parent.name == "measurements":
        return "commentary" if path.stem == "commentary" else "measurements"
    return path.stem


def plain(value: Any) -> Any:
    """As a YAML language server sees it: a day is text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, date) else value


def data_of(text: str) -> Any:
    return plain(YAML(typ="safe", pure=True).load(text))


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Path, str], Any]:
    run = Wpsplan(tmp_path_factory.mktemp("schemas"))
    found = {}
    for root in (REPO, STARTER):
        for kind in KINDS:
            done = run("-C", root, "schema", kind)
            assert done.returncode == 0, done.stderr
            found[root, kind] = json.loads(done.stdout)
            jsonschema.Draft7Validator.check_schema(found[root, kind])
    return found


@pytest.mark.parametrize(
    "root", [pytest.param(REPO, marks=pytest.mark.slow, id="plan"), pytest.param(STARTER, id="exercise")]
)
def test_every_shipped_file_is_accepted(schemas: dict[tuple[Path, str], Any], root: Path) -> None:
    for path in (*root.glob("plan/**/*.yaml"), *root.glob("measurements/*/*.yaml")):
        validator = jsonschema.Draft7Validator(schemas[root, kind_of(path)])
        errors = [error.message[:200] for error in validator.iter_errors(data_of(path.read_text(encoding="utf-8")))]
        assert errors == [], path


BAD = [rule for rule in all_rules().values() if rule.code in STRUCTURAL]


@pytest.mark.parametrize("rule", BAD, ids=lambda rule: rule.code)
def test_bad_examples_are_rejected_and_good_ones_accepted(schemas: dict[tuple[Path, str], Any], rule: Rule) -> None:
    validator = jsonschema.Draft7Validator(schemas[STARTER, kind_of(Path(rule.file))])
    assert not validator.is_valid(data_of(rule.bad))
    assert not rule.good or validator.is_valid(data_of(rule.good))


def test_an_editor_gets_ids_with_their_texts(schemas: dict[tuple[Path, str], Any]) -> None:
    items = schemas[REPO, "measurements"]["properties"]["measurements"]["properties"]
    assert len(items) == 91 + 70
    assert items["19.3.1"]["description"].startswith("Number of National Action Plans developed")
    entities = {
        one["const"]: one["description"] for one in schemas[REPO, "measurements"]["properties"]["entity"]["anyOf"]
    }
    assert entities["BEL"] == "Belgium"


def test_keys_have_examples_and_kinds_descriptions(schemas: dict[tuple[Path, str], Any]) -> None:
    schema = schemas[REPO, "measurements"]
    assert schema["properties"]["submitted"]["examples"] == ["2018-02-28"]
    assert schema["definitions"]["Measurement"]["properties"]["value"]["examples"] == [551, 12.5]
    assert all(one["description"] for one in schema["definitions"].values() if one.get("type") == "object")


def test_new_submissions_are_accepted(run: Wpsplan, exercise: Path, schemas: dict[tuple[Path, str], Any]) -> None:
    assert run("-C", exercise, "new", "2018", "EXA").returncode == 0
    text = (exercise / "measurements/2018/EXA.yaml").read_text(encoding="utf-8")
    jsonschema.Draft7Validator(schemas[STARTER, "measurements"]).validate(data_of(text))


def test_written_where_an_editor_finds_them(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "schema", "--write")
    assert done.stdout.split() == [f".wpsplan/{kind}.json" for kind in KINDS]
    assert run("-C", exercise, "check").returncode == 0  # and they are no files of the plan
    assert run("-C", exercise, "schema").stdout.split() == [*KINDS, "check-output"]
    wrong = run("-C", exercise, "schema", "measurement")
    assert wrong.returncode == 2 and "did you mean measurements?" in wrong.stderr


def test_what_check_prints_has_a_schema_too(run: Wpsplan, exercise: Path) -> None:
    schema = json.loads(run("-C", exercise, "schema", "check-output").stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    (exercise / "measurements/2017/EXA.yaml").write_text("period: '2017'\nentity: EXA\n", encoding="utf-8")
    answer = json.loads(run("-C", exercise, "check", "--format", "json").stdout)
    assert answer["findings"]
    jsonschema.Draft7Validator(schema).validate(answer)
    del answer["summary"]["notes"]
    assert not jsonschema.Draft7Validator(schema).is_valid(answer)
