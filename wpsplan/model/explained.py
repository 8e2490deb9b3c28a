"""The same records as pydantic has them: for what is wrong with data, all at once, and for JSON Schema."""

from collections.abc import Callable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union
from typing import get_args as arguments
from typing import get_origin as origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from wpsplan.model.record import REQUIRED, Before, Check, Model, Refused


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)


def errors(model: type[Model], data: Any) -> list[ErrorDetails]:
    """pydantic's list of what is wrong with `data` as a `model`, which `read_as` has refused."""
    try:
        _twin(model).model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    raise AssertionError(f"{model.__name__}: refused, and pydantic sees nothing wrong in it")


def json_schema(model: type[Model]) -> dict[str, Any]:
    """A model's JSON Schema as pydantic writes it, its parts under `$defs`."""
    return _twin(model).model_json_schema(by_alias=True)


_TWINS: dict[type[Model], type[BaseModel]] = {}


def _twin(model: type[Model]) -> type[BaseModel]:
    if model not in _TWINS:
        _TWINS[model] = _twin_of(model)
    return _TWINS[model]


def _twin_of(model: type[Model]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for field in model.fields:
        if field.default is REQUIRED:
            default = Field(alias=field.key)
        elif isinstance(field.default, Sequence | Mapping) and not field.default:
            default = Field(default_factory=dict if isinstance(field.default, Mapping) else list, alias=field.key)
        else:
            default = Field(default=field.default, alias=field.key)
        fields[field.name] = (_typed(field.annotation), default)
    return create_model(model.__name__, __base__=_Strict, __doc__=model.__doc__, **fields)


def _typed(annotation: Any) -> Any:
    """An annotation of ours as one of pydantic's."""
    inner = arguments(annotation)
    if origin(annotation) is Annotated:
        return Annotated[(_typed(inner[0]), *(one for mark in inner[1:] for one in _validators(mark)))]
    if origin(annotation) in (Union, UnionType):
        union: Any = Union[tuple(_typed(one) for one in inner)]  # noqa: UP007 (as many as there are)
        models = [one for one in inner if isinstance(one, type) and issubclass(one, Model)]
        return Annotated[union, Field(discriminator="kind")] if len(models) > 1 else union
    if origin(annotation) in (list, Sequence):
        return list[_typed(inner[0])]  # type: ignore[misc]
    if origin(annotation) in (dict, Mapping):
        return dict[_typed(inner[0]), _typed(inner[1])]  # type: ignore[misc]
    return _twin(annotation) if isinstance(annotation, type) and issubclass(annotation, Model) else annotation


def _validators(mark: Check | Before) -> list[Any]:
    function = _worded(mark.function)
    validator = PlainValidator(function) if isinstance(mark, Check) else BeforeValidator(function)
    return [validator, *([WithJsonSchema(dict(mark.schema))] if mark.schema else [])]


def _worded(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What a check of ours refuses, as an error of pydantic's: the code is the rule's, the message is printed."""

    def checked(value: Any) -> Any:
        try:
            return function(value)
        except Refused as refused:
            context = {"message": refused.message, "help": refused.help}
            raise PydanticCustomError(refused.code, "{message}", context) from None

    return checked
