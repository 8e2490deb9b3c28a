"""The base of every model and the types of their fields.

A validator refuses a value with the code of a rule, the message that is printed, and the way to mend it.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from wpsplan.model.partial_date import PartialDate
from wpsplan.yaml import OddInt, PlainDecimal


class Model(BaseModel):
    """A frozen model of a mapping in a file: types are strict, and keys that it doesn't have are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @classmethod
    def file_keys(cls) -> list[str]:
        """List the keys of the mapping in a file, in the order of the fields."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    def values_by_key(self) -> Iterator[tuple[str, Any]]:
        """Give every key with its value, defaults included, in the order of the fields."""
        return zip(self.file_keys(), (getattr(self, name) for name in type(self).model_fields), strict=True)


Item = TypeVar("Item")
ListOf = Annotated[tuple[Item, ...], Field(strict=False)]
"""A list in the file, a tuple in the model."""


def refuse(code: str, message: str, help: str = "") -> NoReturn:
    """Refuse a value: raise an error that passes the code of the rule, the message and the mend on."""
    raise PydanticCustomError(code, "{message}", {"message": message, "help": help})


def quote_value(value: Any, limit: int = 60) -> str:
    """Write a value as its writer wrote it, in quotes where it is text, cut to `limit` characters where it is long."""
    if isinstance(value, OddInt | PlainDecimal):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal | date):
        return str(value)
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = str(value)
    return f'"{text if len(text) <= limit else text[:limit] + "…"}"'


# --- ids --------------------------------------------------------------------------------------------------------

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\Z")


def strange_character(text: str) -> str:
    """Name the first character of `text` that an id may not have, by its code point; empty where there is none."""
    for character in text:
        if not (character.isascii() and (character.isalnum() or character in ".-")):
            name = unicodedata.name(character, "a character without a name")
            return f"U+{ord(character):04X} ({name.lower()})"
    return ""


def with_strange(message: str, text: str) -> str:
    """Add to a message about an unknown word the name of the look-alike or invisible character in it, if any."""
    strange = strange_character(text.replace("_", "").replace(" ", ""))
    return f"{message}; it holds {strange}" if strange else message


def check_id(value: Any) -> str:
    """Check an id: text, or a plain whole number in its shortest form, read as its digits; refuse anything else."""
    if isinstance(value, PlainDecimal):
        refuse("float-id", f"YAML takes the id {value.text} for a number ({value.normalize():f})",
               f"put it in quotes: '{value.text}'")  # fmt: skip
    if isinstance(value, OddInt):
        refuse(
            "float-id",
            f"YAML takes the id {value.text} for the number {int(value)}",
            f"put it in quotes: '{value.text}'",
        )
    if type(value) is int and value >= 0:
        return str(value)
    if not isinstance(value, str):
        refuse("value-type", f"{quote_value(value)} stands where an id belongs", "write an id, such as 6.2.2 or BEL")
    if not _ID.match(value):
        if value.strip() == "":
            refuse("bad-id", "an id is empty", "write an id, such as 6.2.2 or BEL")
        if value[0] in ".-":
            refuse("bad-id", f"the id {quote_value(value)} begins with {value[0]}", "begin with a letter or a digit")
        refuse("bad-id", f"the id {quote_value(value)} holds {strange_character(value)}",
               "an id has letters, digits, . and - only: type it anew")  # fmt: skip
    return value


Id = Annotated[
    str,
    PlainValidator(check_id),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9.-]*$"}, {"type": "integer"}]}),
]


# --- text -------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if not isinstance(value, str):
        mend = "write a text" if isinstance(value, list | dict) else f"put it in quotes: '{quote_value(value)}'"
        refuse("value-type", f"{quote_value(value)} stands where text belongs", mend)
    if not value.strip():
        refuse("empty-text", "an empty text", "write the text, or take the key out")
    return value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""Text that says something: not empty, not blank."""


_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")


def _url(value: Any) -> str:
    text = _text(value)
    if not _ADDRESS.match(text):
        refuse("bad-url", f"{quote_value(text)} is no web address", "write it in full, from http:// or https:// on")
    return text


Url = Annotated[
    str,
    PlainValidator(_url),
    WithJsonSchema({"type": "string", "pattern": "^https?://", "examples": ["https://www.example.org/report"]}),
]


# --- numbers ----------------------------------------------------------------------------------------------------

_GROUPED = r"[-+]?\d{1,3}([ ,.'’_\u00a0\u202f]\d{3})+\Z"
_DECIMAL_COMMA = r"[-+]?\d+,\d+\Z"


def _number_help(value: Any) -> str:
    if not isinstance(value, str):
        return "write a number, such as 551"
    text = value.strip()
    if re.match(_GROUPED, text):
        return f"write the digits alone: {re.sub(r'[^0-9-]', '', text)}"
    if re.match(_DECIMAL_COMMA, text):
        return f"write a decimal point: {text.replace(',', '.')}"
    if re.match(r"[-+]?\d+(\.\d+)?\s*%\Z", text):
        return f"write the number alone: {text.rstrip('% ')}"
    if re.match(r"-?\d+(\.\d+)?\Z", text):
        return f"take the quotes off: {text}"
    about = re.match(r"(~|about|>|<|over|more than|almost|nearly|around|ca\.?)\s*([0-9.]+)", text)
    if about:
        return (
            f"write the number alone ({about[2]}) and add a qualifier: about, more-than, at-least, less-than or at-most"
        )
    return "write a number; if there is none: not_reported: {reason: not-available, note: …} in place of the figures"


def check_number(value: Any) -> int | Decimal:
    """Check a finite number, exact as it is written; refuse anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        refuse("value-type", f"{quote_value(value)} stands where a number belongs", _number_help(value))
    if isinstance(value, Decimal) and not value.is_finite():
        refuse("value-type", f"{quote_value(value)} is no number that can be measured", "write a finite number")
    return value


Number = Annotated[
    int | Decimal, PlainValidator(check_number), WithJsonSchema({"type": "number", "examples": [551, 12.5]})
]
"""A finite number; a percentage is in percent."""


def _share(value: Any) -> int | Decimal:
    number = check_number(value)
    if not 0 < number <= 1:
        refuse(
            "value-type",
            f"{quote_value(value)} is no share of a whole",
            "write a number over 0 and up to 1, such as 0.8",
        )
    return number


Share = Annotated[
    int | Decimal, PlainValidator(_share), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1})
]
"""A part of a whole, over 0 and at most 1."""


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        refuse(
            "value-type",
            f"{quote_value(value)} stands where true or false belongs",
            "write true or false, without quotes",
        )
    return value


Flag = Annotated[bool, PlainValidator(_boolean), WithJsonSchema({"type": "boolean"})]


# --- dates ------------------------------------------------------------------------------------------------------


_MONTH = "^[0-9]{4}-[0-9]{2}$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _day(value: Any) -> date:
    if not isinstance(value, date):
        refuse(
            "value-type", f"{quote_value(value)} stands where a day belongs", "write year-month-day, such as 2018-02-28"
        )
    return value


def _partial_date(value: Any) -> PartialDate:
    parsed = PartialDate.of(value)
    if parsed is None:
        refuse("value-type", f"{quote_value(value)} stands where a date belongs",
               "write a year (2016), a month (2016-11) or a day (2016-11-30)")  # fmt: skip
    return parsed


Day = Annotated[
    date, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": _DAY, "examples": ["2018-02-28"]})
]
SomeDate = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": f"{_MONTH}|{_DAY}"}, {"type": "integer"}],
            "examples": [2016, "2016-11", "2016-11-30"],
        }
    ),
]
"""A date as precise as it is known: a year, a month or a day."""


def one_as_list(value: Any) -> Any:
    """Refuse one id that stands without its brackets where a list belongs, with the mend; pass other values on."""
    if isinstance(value, str):
        refuse("value-type", f"{quote_value(value)} stands where a list belongs", f"put it in brackets: [{value}]")
    return value


AsList = BeforeValidator(one_as_list)
