"""JSON Schemas (draft-07) of a workspace's files, for editors: with the ids of this plan, and what they stand for."""

from collections.abc import Callable, Iterable
from typing import Any

from wpsplan.framework.framework import Framework
from wpsplan.framework.outcome import Outcome
from wpsplan.kinds import KINDS as INDICATOR_KINDS
from wpsplan.model.commentary import Commentary
from wpsplan.model.plan import DimensionsFile, EntitiesFile, PlanFile
from wpsplan.model.rule_config import ChecksFile
from wpsplan.model.submission import FIGURES, ActionReport, Measurement, SubmissionHeader
from wpsplan.model.types import Model
from wpsplan.render.json.plan import method_text
from wpsplan.rules import all_rules

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
MEMBER = {"anyOf": [{"$ref": "#/definitions/Member"}, {"type": "string"}]}
DIMENSION = {"anyOf": [{"$ref": "#/definitions/Disaggregation"}, {"type": "string"}]}


def schema_of(name: str, framework: Framework) -> Schema:
    """Give the schema of a kind of file, a key of `KINDS`, for this plan."""
    schema = KINDS[name](framework)
    return {"$schema": DRAFT, "title": f"wpsplan: {name}", **schema}


def _schema(model: type[Model]) -> Schema:
    """Give a model's own schema in draft-07; defaults of null and of an empty list are left out."""
    return dict(_draft_07(model.model_json_schema()))


def _draft_07(value: Any) -> Any:
    if isinstance(value, list):
        return [_draft_07(item) for item in value]
    if not isinstance(value, dict):
        return value
    schema = {key: _draft_07(item) for key, item in value.items() if not (key == "default" and item in (None, []))}
    if "$defs" in schema:
        schema["definitions"] = schema.pop("$defs")
    if isinstance(schema.get("$ref"), str):
        schema["$ref"] = schema["$ref"].replace("#/$defs/", "#/definitions/")
    if isinstance(schema.get("discriminator"), dict):
        del schema["discriminator"]  # draft-07 has none: oneOf says it
    if isinstance(schema.get("anyOf"), list):
        options = [option for option in schema["anyOf"] if option != {"type": "null"}]
        if len(options) == 1:
            del schema["anyOf"]
            schema |= options[0]
        else:
            schema["anyOf"] = options
    return schema


def _ids(pairs: Iterable[tuple[str, str]]) -> Schema:
    """Give the schema of an id: a list to choose from, each id with its description."""
    ids = [{"const": id, "description": text} for id, text in pairs]
    numbers = [
        {"const": int(choice["const"]), "description": choice["description"]}
        for choice in ids
        if choice["const"].isdigit()
    ]
    return {"anyOf": [*ids, *numbers]} if ids else {}


def _entities(framework: Framework) -> Schema:
    return _ids((entity.id, entity.name) for entity in framework.entities.values())


def _plan(framework: Framework) -> Schema:
    return _schema(PlanFile)


def _entities_file(framework: Framework) -> Schema:
    schema = _schema(EntitiesFile)
    schema["definitions"]["Entity"]["properties"]["members"]["items"] = MEMBER
    return schema


def _dimensions_file(framework: Framework) -> Schema:
    return _schema(DimensionsFile)


def _outcome(framework: Framework) -> Schema:
    schema = _schema(Outcome)
    definitions = schema["definitions"]
    schema["properties"]["area"] = _ids((area.id, area.title or "") for area in framework.plan.areas)
    definitions["Action"]["properties"]["entities"]["items"] = _entities(framework)
    dimensions = _ids((dimension.id, dimension.title) for dimension in framework.dimensions.values())
    definitions["Disaggregation"]["properties"]["dimension"] = dimensions
    for kind in INDICATOR_KINDS.values():
        properties = definitions[kind.method.__name__]["properties"]
        properties["respondents"]["items"] = _entities(framework)
        if "disaggregation" in properties:
            properties["disaggregation"]["items"] = DIMENSION
    return schema


def _measurements(framework: Framework) -> Schema:
    schema = _schema(SubmissionHeader)
    figures, actions = _schema(Measurement), _schema(ActionReport)
    definitions = {**figures.pop("definitions"), **actions.pop("definitions"), "Measurement": figures,
                   "ActionReport": actions}  # fmt: skip
    definitions["Measurement"]["properties"]["cells"]["items"] = _cell(framework)
    schema["definitions"] = definitions
    periods = framework.periods.values()
    schema["properties"]["period"] = _ids((period.id, f"{period.start} to {period.end}") for period in periods)
    schema["properties"]["entity"] = _entities(framework)
    items: Schema = {}
    for id, measurable in framework.indicators.items():
        description = f"{measurable.indicator.text}\n\n{method_text(measurable, framework)}"
        items[id] = _entry("Measurement", description)
    for id, (action, _) in framework.actions.items():
        items[id] = _entry("ActionReport", action.text)
    schema["properties"]["measurements"] = {"type": "object", "properties": items, "additionalProperties": False}
    return schema


def _entry(name: str, description: str) -> Schema:
    """Give the schema of an entry that is answered, or that is not filled in yet."""
    empty: Schema = {"type": "object", "additionalProperties": {"type": "null"}}
    return {"description": description, "anyOf": [{"$ref": f"#/definitions/{name}"}, empty, {"type": "null"}]}


def _cell(framework: Framework) -> Schema:
    properties: Schema = {name: {"type": "number"} for name in FIGURES}
    for dimension in framework.dimensions.values():
        categories = _ids((category.id, category.title) for category in dimension.categories)
        properties[dimension.id] = {"description": dimension.title, **categories}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 2}


def _commentary(framework: Framework) -> Schema:
    schema = _schema(Commentary)
    judgement = {"$ref": "#/definitions/Judgement"}
    indicators = {
        id: {"description": measurable.indicator.text, **judgement} for id, measurable in framework.indicators.items()
    }
    schema["properties"]["judgements"] = {
        "type": "object", "properties": indicators, "additionalProperties": False}  # fmt: skip
    texts = {outcome.id: outcome.text for outcome in framework.outcomes}
    texts |= {id: action.text for id, (action, _) in framework.actions.items()}
    texts |= {id: measurable.indicator.text for id, measurable in framework.indicators.items()}
    schema["properties"]["highlights"] = {
        "type": "object",
        "properties": {id: {"type": "string", "description": text} for id, text in texts.items()},
        "additionalProperties": False,
    }
    return schema


def _checks(framework: Framework) -> Schema:
    schema = _schema(ChecksFile)
    schema["definitions"]["RuleSetting"]["properties"]["code"] = _ids(
        (rule.code, rule.title) for rule in all_rules().values()
    )
    return schema


def _check_output(framework: Framework) -> Schema:
    """Give the schema of the output of `check --format json`, the same for every plan."""
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    place = {"type": "integer", "minimum": 1}
    maybe = {"type": ["string", "null"]}
    finding = {
        "code": text, "severity": {"enum": ["error", "warning", "note"]}, "message": text, "help": text, "path": text,
        "line": place, "column": place, "indicator": maybe, "entity": maybe, "period": maybe, "accepted": maybe,
    }  # fmt: skip
    summary = dict.fromkeys(("errors", "warnings", "notes", "files"), number)
    properties = {
        "version": {"const": 1},
        "findings": {"type": "array", "items": _all_required(finding)},
        "summary": _all_required(summary),
    }
    return _all_required(properties)


def _all_required(properties: Schema) -> Schema:
    """Give the schema of an object that has all these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


KINDS: dict[str, Callable[[Framework], Schema]] = {
    "plan": _plan,
    "entities": _entities_file,
    "dimensions": _dimensions_file,
    "outcome": _outcome,
    "measurements": _measurements,
    "commentary": _commentary,
    "checks": _checks,
    "check-output": _check_output,
}
