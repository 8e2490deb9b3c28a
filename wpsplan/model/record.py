"""What a model is: a record of annotated fields, read from plain data at once or not at all.

The annotations are the one place where a record's shape is said. `read_as()` holds data against them and makes the
record; where anything is wrong, `explained.py` has pydantic, which is slow to load, say what and where.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, NoReturn, Self, TypeVar, Union, dataclass_transform
from typing import get_args as arguments
from typing import get_origin as origin


class Unsound(Exception):
    """The data is no such record."""


class Refused(Unsound):
    """A value is wrong in a way that its check can put into words; `code` is the rule's."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def refuse(code: str, message: str, help: str = "") -> NoReturn:
    """Ends the reading of a value with a finding."""
    raise Refused(code, message, help)


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """In an annotation: this function reads the value, whatever the type beside it. `schema`: its JSON Schema."""

    function: Callable[[Any], Any]
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """In an annotation: this function sees the value before the type does."""

    function: Callable[[Any], Any]
    schema: Mapping[str, Any] | None = None


class Field(NamedTuple):
    """A field of a record. `key`: its name in a file; `default`: `REQUIRED` where it must be there."""

    name: str
    key: str
    annotation: Any
    default: Any


REQUIRED: Any = object()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model:
    """A frozen record that knows its keys and refuses others; types are strict, a default is the class's attribute.

    A field that Python would take for a word of its own ends in `_`, which its key in a file doesn't.
    """

    fields: ClassVar[tuple[Field, ...]] = ()
    """Its fields, those of the class that it is made from first."""

    def __init_subclass__(cls) -> None:
        cls.fields += tuple(
            Field(name, name.removesuffix("_"), annotation, getattr(cls, name, REQUIRED))
            for name, annotation in get_annotations(cls).items()
        )

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(frozenset(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def items(self) -> Iterator[tuple[str, Any]]:
        """Every field's key and value, in the order of the class."""
        for field in self.fields:
            yield field.key, getattr(self, field.name)

    @property
    def written(self) -> frozenset[str]:
        """The names of the fields that the file itself has: others have their default."""
        return frozenset(vars(self))

    def but(self, **changes: Any) -> Self:
        """The same with some fields changed."""
        return _made(type(self), vars(self) | changes)


M = TypeVar("M", bound=Model)


def _made(model: type[M], values: dict[str, Any]) -> M:
    made = object.__new__(model)
    object.__setattr__(made, "__dict__", values)
    return made


def read_as(model: type[M], data: Any) -> M:
    """The record that plain data holds. Raises Unsound where it holds none."""
    found: M = _record(model)(data)
    return found


# --- annotations → functions that read a value ------------------------------------------------------------------

Reader = Callable[[Any], Any]


_READERS: dict[type[Model], Reader] = {}


def _record(model: type[Model]) -> Reader:
    if model not in _READERS:
        _READERS[model] = _reader_of(model)
    return _READERS[model]


def _reader_of(model: type[Model]) -> Reader:
    known = {one.key: (one.name, *_reader(one.annotation)) for one in model.fields}
    required = {one.name for one in model.fields if one.default is REQUIRED}
    new, set_ = object.__new__, object.__setattr__

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Unsound
        values = {}
        for key, value in data.items():
            if key not in known:
                raise Unsound
            name, reader, optional = known[key]
            values[name] = None if value is None and optional else reader(value)
        if required and not required <= values.keys():
            raise Unsound
        made = new(model)
        set_(made, "__dict__", values)
        return made

    return read


def _reader(annotation: Any) -> tuple[Reader, bool]:
    """What reads a value of this type, and whether it may be None as well."""
    if origin(annotation) in (Union, UnionType):
        members = [one for one in arguments(annotation) if one is not NoneType]
        reader = _by_kind(members) if len(members) > 1 else _reader(members[0])[0]
        return reader, len(members) < len(arguments(annotation))
    if origin(annotation) is Annotated:
        return _marked(*arguments(annotation))
    if annotation is Any:
        return _as_it_is, True
    if origin(annotation) is Literal:
        return _one_of(arguments(annotation)), False
    if origin(annotation) in (list, Sequence):
        return _list(arguments(annotation)[0]), False
    if origin(annotation) in (dict, Mapping):
        return _mapping(*arguments(annotation)), False
    return _record(annotation) if issubclass(annotation, Model) else _instance(annotation), False


def _marked(annotation: Any, *marks: Check | Before) -> tuple[Reader, bool]:
    mark, *others = marks
    if isinstance(mark, Check):
        return mark.function, False
    inner, optional = _marked(annotation, *others) if others else _reader(annotation)
    before = mark.function

    def read(value: Any) -> Any:
        value = before(value)
        return None if value is None and optional else inner(value)

    return read, False


def _as_it_is(value: Any) -> Any:
    return value


def _instance(type_: type) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, type_) or isinstance(value, bool):
            raise Unsound
        return value

    return read


def _one_of(words: tuple[Any, ...]) -> Reader:
    choices = {word: word for word in words}

    def read(value: Any) -> Any:
        if not isinstance(value, str | int) or isinstance(value, bool) or value not in choices:
            raise Unsound
        return choices[value]

    return read


def _list(item: Any) -> Reader:
    reader = _reader(item)[0]

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise Unsound
        return list(map(reader, value))

    return read


def _mapping(key: Any, item: Any) -> Reader:
    read_key, read_item = _reader(key)[0], _reader(item)[0]

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Unsound
        return {read_key(one): read_item(inner) for one, inner in value.items()}

    return read


def _by_kind(models: list[type[Model]]) -> Reader:
    """One of several records, told apart by what their `kind` is."""
    readers = {
        kind: _record(model)
        for model in models
        for field in model.fields
        if field.name == "kind"
        for kind in arguments(field.annotation)
    }

    def read(value: Any) -> Any:
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in readers:
            raise Unsound
        return readers[kind](value)

    return read
