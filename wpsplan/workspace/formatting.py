"""A file in its canonical form: the same meaning, one layout; comments and blank lines stay where they belong."""

from dataclasses import dataclass
from typing import Any

from wpsplan.finding import Finding
from wpsplan.workspace.file_layouts import FileLayout, layout_name
from wpsplan.workspace.validation import document_findings
from wpsplan.yaml import read
from wpsplan.yaml.comments import comments_of
from wpsplan.yaml.writer import format_yaml, same_meaning

IDS = ("id", "period", "entity")


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """The result of formatting a file: its canonical text, or the findings because of which it has none."""

    path: str
    text: str | None
    changed: bool
    findings: tuple[Finding, ...] = ()
    odd: bool = False
    """True where its content can't be laid out anew and mean the same, so that it stays as it is."""


def format_file(path: str, raw: bytes) -> FormattedFile:
    """Give the canonical form of a file of a workspace. A file that can't be read whole stays as it is."""
    document = read(raw)
    findings = tuple(document_findings(document, path))
    kind = layout_name(path)
    if findings or not isinstance(document.data, dict) or kind is None:
        return FormattedFile(path, None, False, findings)
    data = _quote_ids(document.data)
    text = format_yaml(data, FileLayout(kind), comments_of(raw.decode("utf-8-sig")))
    again = read(text.encode("utf-8"))
    if again.problems or not same_meaning(again.data, data):
        return FormattedFile(path, None, False, odd=True)
    return FormattedFile(path, text, text.encode("utf-8") != raw)


def _quote_ids(data: Any) -> Any:
    """Give the data with ids as text: `period: 2017` is read as its digits, and is written as '2017'."""
    if isinstance(data, dict):
        return {
            key: str(value) if key in IDS and type(value) is int else _quote_ids(value) for key, value in data.items()
        }
    return [_quote_ids(item) for item in data] if isinstance(data, list) else data
