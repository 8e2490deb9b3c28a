"""The cells of a form that are to be filled in, apart from any spreadsheet."""

from typing import Literal, NamedTuple


class FormField(NamedTuple):
    """A cell to fill in: the key of the measurement that it gives, and the type of its content."""

    key: str
    type: Literal["number", "percent", "yes-no", "choice", "date", "qualifier"]
    title: str = ""
    """The heading of the note beside the cell; empty: the column's heading is taken."""
    note: str = ""
    """The text that is shown when the cell is chosen; empty: the column's text is taken."""


AS_OF = FormField("as_of", "date")
QUALIFIER = FormField("qualifier", "qualifier")
WHOLE_NUMBER = "A whole number: 0 or more. 0 is an answer; what isn't known stays empty."
