"""The keys that a place in a file may have, read off the models, and a usual value of each key."""

from typing import Annotated, Any, Literal, Union, get_args, get_origin

from wpsplan.model.types import Model

_SAMPLES = {
    "id": "6.2.2", "text": "…", "title": "…", "period": "'2017'", "entity": "BEL", "status": "final",
    "measurements": "",
    "entities": "[]", "indicators": "[]", "actions": "", "kind": "count", "start": "2017-01-01", "end": "2017-12-31",
    "frequency": "annual", "name": "…", "date": "2018-06-30", "reason": "…", "value": "12", "as_of": "2017-12-31",
    "levels": "[not yet, partly, fully]", "url": "https://…", "sources": "[{title: …}]", "year": "2014",
}  # fmt: skip


def sample(key: str) -> str:
    """A usual value of a key, as an example."""
    return _SAMPLES.get(key, "…")


def keys_at(model: Any, steps: tuple[Any, ...], data: Any) -> list[str]:
    """The keys that belong in the mapping at `steps` of a file (`data`) that is read as `model`, sorted."""
    for step in steps:
        value = data[step] if isinstance(data, list | dict) else None
        candidates = [field for option in _models(model, data) if (field := _field(option, step)) is not None]
        item = [inner for inner in (_item(model) if isinstance(step, int) else None,) if inner is not None]
        model = next(iter(candidates or item), None)
        data = value
    return sorted({key for option in _models(model, data) for key in option.file_keys()})


def _field(model: type[Model], key: Any) -> Any:
    """The type of a field, by the field's name or its key in a file."""
    return next((field.annotation for name, field in model.model_fields.items() if key in (name, field.alias)), None)


def _options(annotation: Any) -> list[Any]:
    """The members of a union, with Annotated taken off."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        return [option for member in get_args(annotation) for option in _options(member)]
    return [annotation]


def _models(annotation: Any, data: Any) -> list[type[Model]]:
    """The models that a value may be; of several kinds, the one that `data` names as its `kind`."""
    models = [option for option in _options(annotation) if isinstance(option, type) and issubclass(option, Model)]
    kind = data.get("kind") if isinstance(data, dict) else None
    exact = [model for model in models if kind in _literals(_field(model, "kind"))]
    return exact or models


def _literals(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _item(annotation: Any) -> Any:
    for option in _options(annotation):
        if get_origin(option) is tuple:
            return get_args(option)[0]
    return None
