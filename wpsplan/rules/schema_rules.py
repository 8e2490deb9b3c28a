"""The shape of a file: findings for people, made of pydantic's errors and of empty values."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from wpsplan.finding import Finding, Place
from wpsplan.model.types import quote_value, with_strange
from wpsplan.rules.file_keys import keys_at, sample
from wpsplan.rules.registry import ERROR, SUBMISSION, RuleGroup, did_you_mean
from wpsplan.yaml import OddKey, Step

group = RuleGroup(head=SUBMISSION, depth=2)

group.declare(
    "unknown-key", ERROR, "A key that this file doesn't have",
    why="A key with a slip in it would be passed over, and its figure with it.",
    mend="write one of the keys that belong here",
    bad="1.2.1: {numerater: 5, denominator: 20}", good="1.2.1: {numerator: 5, denominator: 20}",
)  # fmt: skip
group.declare(
    "missing-key", ERROR, "A key that must be there is missing",
    why="Without it the entry can't be understood.",
    mend="add the key",
    bad="2.2.1: {narrative: Done., sources: [{publisher: Exercise}]}",
    good="2.2.1: {narrative: Done., sources: [{title: Exercise report, publisher: Exercise}]}",
)  # fmt: skip
group.declare(
    "value-type", ERROR, "A value of the wrong type",
    why="Text is no number and a number is no text: whatever would be made of it is a guess.",
    mend="write a value of the type named; where there is no figure, say why with not_reported",
    bad="1.2.1: {numerator: see description, denominator: 20}",
    good="1.2.1: {not_reported: {reason: not-available, note: see the description}}",
)  # fmt: skip
group.declare(
    "empty-value", ERROR, "A key without a value",
    why="Nothing is not zero, and it is no answer either.",
    mend="write the value, or take the key out",
    bad="1.2.1: {numerator: 5, denominator: }", good="1.2.1: {numerator: 5, denominator: 20}",
)  # fmt: skip
group.declare(
    "split-number", ERROR, "A number that YAML splits at its comma",
    why="Inside { } a comma begins a new entry: of 1,012 only the 1 would be counted.",
    mend="write the digits without a separator",
    bad="1.2.1: {numerator: 5, denominator: 1,012}", good="1.2.1: {numerator: 5, denominator: 1012}",
)  # fmt: skip
group.declare(
    "empty-text", ERROR, "A text without a word in it",
    why="An empty narrative or title looks like an answer and says nothing.",
    mend="write the text, or take the key out",
    bad="2.2.1: {narrative: ' '}", good="2.2.1: {narrative: Two seminars were held.}",
)  # fmt: skip
group.declare(
    "unknown-choice", ERROR, "A word that is none of the choices",
    why="A reason or status outside the list can't be counted.",
    mend="write one of the words listed",
    bad="1.2.1: {not_reported: {reason: unknown}}", good="1.2.1: {not_reported: {reason: not-available}}",
)  # fmt: skip
group.declare(
    "float-id", ERROR, "An id that YAML takes for a number",
    why="To YAML 2.10 is 2.1: another item.",
    mend="put the id in quotes",
    bad="1.1: {status: under-way}", good="'1.1': {status: under-way}",
)  # fmt: skip
group.declare(
    "bad-id", ERROR, "An id with characters that it may not have",
    why="A blank, an invisible or a look-alike character makes another id of it, and nobody sees why.",
    mend="use letters, digits, . and - only",
    bad="1.2.2: {cells: [{sex: wоmen, value: 3}]}", good="1.2.2: {value: 3, cells: [{sex: women, value: 3}]}",
)  # fmt: skip
group.declare(
    "bad-url", ERROR, "An address that is none",
    why="A reader must be able to follow a figure to its source.",
    mend="write the address in full, from http:// or https:// on",
    bad="2.2.1: {narrative: Done., sources: [{title: Exercise report, url: www.example.org}]}",
    good="2.2.1: {narrative: Done., sources: [{title: Exercise report, url: 'https://www.example.org/'}]}",
)  # fmt: skip
group.declare(
    "cell-without-dimension", ERROR, "A cell that breaks nothing down",
    why="A cell is a part of a figure: it must say which.",
    mend="name a dimension and its category in the cell",
    bad="1.2.2: {value: 3, cells: [{value: 3}]}", good="1.2.2: {value: 3, cells: [{sex: women, value: 3}]}",
)  # fmt: skip
group.declare(
    "no-figure", ERROR, "A cell without its figure",
    why="A cell that holds no figure answers nothing.",
    mend="add the figure, or take the cell out",
    bad="1.2.2: {value: 3, cells: [{sex: women}]}", good="1.2.2: {value: 3, cells: [{sex: women, value: 3}]}",
)  # fmt: skip

RULES = {rule.code: rule for rule in group.rules}
_BUILT_IN = {  # pydantic's type of error → the type that belongs there, in words
    "string_type": "text", "int_type": "a whole number", "tuple_type": "a list", "dict_type": "a mapping",
    "model_type": "a mapping", "model_attributes_type": "a mapping", "date_type": "a day",
}  # fmt: skip
_OF_A_KEY = ("[key]",)
_QUOTED = re.compile(r"'([^']*)'")


def schema_findings(errors: list[Any], data: Any, place: Place, model: Any) -> Iterator[Finding]:
    """Turn pydantic's errors about `data` into findings; `data` stands at `place` and was read as a `model`."""
    for error in errors:
        steps = data_steps(error["loc"], data)
        yield _finding(error, steps, data, place, model)


def data_steps(loc: tuple[Any, ...], data: Any) -> tuple[Step, ...]:
    """Turn pydantic's `loc` into steps in the data: without names of union members and the mark of a key."""
    steps: list[Step] = []
    loc = loc[:-1] if loc[-1:] == _OF_A_KEY else loc
    for index, step in enumerate(loc):
        if isinstance(data, dict):
            if step not in data and index < len(loc) - 1:
                continue  # the tag of a union
            steps.append(step)
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            steps.append(step)
            data = data[step]
    return tuple(steps)


def _finding(error: Any, steps: tuple[Step, ...], data: Any, place: Place, model: Any) -> Finding:
    kind = error["type"]
    error_place = place.key(*steps) if error["loc"][-1:] == _OF_A_KEY else place.down(*steps)
    if kind == "missing":
        key = str(steps[-1])
        return RULES["missing-key"].finding(
            place.down(*steps[:-1]), f"{key} is missing here", f"add  {key}: {sample(key)}"
        )
    if kind == "extra_forbidden":
        return _unknown_key(steps, data, place, model)
    if kind == "union_tag_not_found":
        return RULES["missing-key"].finding(
            error_place, "kind is missing here", "add  kind: count (or percentage, milestone, …)"
        )
    if kind in ("literal_error", "union_tag_invalid"):
        return _unknown_choice(error, error_place if kind == "literal_error" else error_place.down("kind"))
    if kind in RULES or kind not in _BUILT_IN:
        context = error.get("ctx") or {}
        rule = RULES.get(kind, RULES["value-type"])
        return rule.finding(error_place, str(context.get("message", error["msg"])), str(context.get("help", "")))
    expected = _BUILT_IN[kind]
    return RULES["value-type"].finding(
        error_place, f"{quote_value(error['input'])} stands where {expected} belongs", f"write {expected}"
    )


def _unknown_key(steps: tuple[Step, ...], data: Any, place: Place, model: Any) -> Finding:
    key_place = place.key(*steps)
    key = str(steps[-1])
    known = keys_at(model, steps[:-1], data)
    message = with_strange(f"{quote_value(key)} is no key of this place", key)
    return RULES["unknown-key"].finding(
        key_place, message, did_you_mean(key, known, f"the keys here: {', '.join(known)}")
    )


def _unknown_choice(error: Any, place: Place) -> Finding:
    context = error["ctx"]
    choices = _QUOTED.findall(str(context.get("expected", context.get("expected_tags", ""))))
    given = error["input"] if error["type"] == "literal_error" else context["tag"]
    choices = choices or [str(context.get("expected", ""))]
    words = ", ".join(choices)
    help = did_you_mean(str(given), choices, f"write one of: {words}")
    return RULES["unknown-choice"].finding(place, f"{quote_value(given)} is none of: {words}", help)


def remove_empty_values(data: Any, place: Place) -> Iterator[Finding]:
    """Find empty values and numbers split at a comma; take them out of `data`, so that the rest can be read."""
    if _holds_null(data):
        yield from _swept(data, place)


def _holds_null(data: Any) -> bool:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(item is None or (isinstance(item, dict | list) and _holds_null(item)) for item in inner)


def _swept(data: Any, place: Place) -> Iterator[Finding]:
    if isinstance(data, list):
        for index in [index for index, item in enumerate(data) if item is None]:
            yield RULES["empty-value"].finding(
                place.down(index), "an empty entry in this list", "write it, or take the - out"
            )
        for index, item in enumerate(data):
            yield from _swept(item, place.down(index))
        data[:] = [item for item in data if item is not None]
    elif isinstance(data, dict):
        number: Any = None
        for key, value in list(data.items()):
            if value is None:
                del data[key]
                if isinstance(number, int | Decimal) and not isinstance(number, bool) and re.fullmatch(r"[0-9]+", key):
                    yield _split(number, key, place)
                    number = None
                elif number is not None or not re.fullmatch(r"[0-9]+", key):
                    yield RULES["empty-value"].finding(place.key(key), f"{key} has no value", _empty_help(key))
                continue
            number = value
            yield from _swept(value, place.down(key))


def _split(number: Any, rest: str, place: Place) -> Finding:
    whole = f"{quote_value(number)},{rest}"
    mend = f"{quote_value(number)}{rest}" if len(rest) == 3 else f"{quote_value(number)}.{rest}"
    return RULES["split-number"].finding(
        place.key(rest),
        f"YAML splits {whole} at its comma: into {quote_value(number)} and a key {rest}",
        f"write {mend}",
    )


def _empty_help(key: str) -> str:
    if key in ("value", "numerator", "denominator", "cells", "achieved", "level"):
        return (
            "write the figure; if there is none: not_reported: {reason: not-available, note: …} in place of the figures"
        )
    return f"write it ({key}: {sample(key)}), or take the key out"


def remove_numeric_ids(data: dict[Any, Any], place: Place) -> Iterator[Finding]:
    """Find the ids of a mapping that YAML takes for numbers (`13.1:`); take them out of `data`."""
    for key in [key for key in data if isinstance(key, OddKey)]:
        del data[key]
        yield RULES["float-id"].finding(
            place.key(str(key)), f"YAML takes the id {key} for something else", f"put it in quotes: '{key}'"
        )
