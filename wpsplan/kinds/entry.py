"""What a cell of a form takes, apart from any spreadsheet."""

from typing import Literal, NamedTuple


class FormField(NamedTuple):
    """A cell to fill in: the key of the measurement that it gives, and the type of its content."""

    key: str
    type: Literal["number", "percent", "yes-no", "choice", "date", "qualifier"]
    title: str = ""
    """Heads the note beside the cell; empty: the column's heading does."""
    note: str = ""
    """Shown when the cell is chosen; empty: what the column says."""


AS_OF = FormField("as_of", "date")
QUALIFIER = FormField("qualifier", "qualifier")
WHOLE_NUMBER = "A whole number: 0 or more. 0 is an answer; what isn't known stays empty."
