"""Write and read the hidden sheet with the metadata that identifies a form when it is returned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wpsplan import __version__
from wpsplan.forms.columns import FORMAT, RECORD
from wpsplan.forms.content import Form
from wpsplan.forms.prompts import QUALIFIERS, REASONS, STATUSES, YES_NO

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
    from xlsxwriter.worksheet import Worksheet

ITEM = "item"
_LIST_COLUMN = 4


@dataclass(frozen=True)
class FormMetadata:
    """The metadata of a form."""

    fields: Mapping[str, str]
    """The values of format, version, plan, edition, period, entity and digest."""
    definitions: Mapping[str, str]
    """Item → the digest of its question."""

    def __getitem__(self, key: str) -> str:
        return self.fields.get(key, "")


def record_fields(form: Form) -> dict[str, str]:
    """Return the fields of a form's metadata."""
    plan = form.framework.plan
    return {
        "format": str(FORMAT),
        "version": __version__,
        "plan": plan.id,
        "edition": plan.edition or "",
        "period": form.period.id,
        "entity": form.entity,
        "digest": form.digest,
    }


def write_record(sheet: "Worksheet", form: Form) -> dict[str, str]:
    """Write the metadata and the words of the drop-down lists. Returns each list's name → its range as a formula."""
    row = 0
    for key, value in record_fields(form).items():
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
        row += 1
    for key, digest in form.definitions.items():
        for column, text in enumerate((ITEM, key, digest)):
            sheet.write_string(row, column, text)
        row += 1
    ranges = {}
    for column, (name, words) in enumerate(_lists(form).items(), _LIST_COLUMN):
        sheet.write_string(0, column, name)
        for line, word in enumerate(words, 1):
            sheet.write_string(line, column, word)
        letter = _letters(column)
        ranges[name] = f"={RECORD}!${letter}$2:${letter}${len(words) + 1}"
    return ranges


def _lists(form: Form) -> dict[str, list[str]]:
    choices = {item.id: list(item.kind.choices(item.method)) for item in form.items}
    fixed_lists = {
        "qualifier": list(QUALIFIERS.values()),
        "reason": list(REASONS.values()),
        "achieved": list(YES_NO.values()),
        "status": list(STATUSES),
    }
    return {**fixed_lists, **{id: words for id, words in choices.items() if words}}


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_record(sheet: "ReadSheet") -> FormMetadata:
    """Read the metadata from a workbook's hidden sheet."""
    fields: dict[str, str] = {}
    definitions: dict[str, str] = {}
    rows: Any = sheet.iter_rows(max_col=3, max_row=min(sheet.max_row, 5000), values_only=True)
    for key, value, digest in rows:
        if key == ITEM:
            definitions[str(value)] = str(digest)
        elif isinstance(key, str):
            fields[key] = "" if value is None else str(value)
    return FormMetadata(fields, definitions)
