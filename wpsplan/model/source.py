"""The source of a figure."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from wpsplan.model.types import Model, SomeDate, Text, Url
from wpsplan.yaml import OddInt


def _page(value: Any) -> Any:
    return str(value) if type(value) is int and not isinstance(value, OddInt) else value


class Source(Model):
    """A document that holds a figure, as precisely as it is known."""

    title: Text
    publisher: Text | None = None
    date: SomeDate | None = None
    url: Url | None = None
    page: Annotated[
        Text | None, BeforeValidator(_page), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})
    ] = None
    quote: Text | None = None
    accessed: SomeDate | None = None
    archived: Url | None = None
