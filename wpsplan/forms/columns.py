"""Define the columns of a form's sheets, in order: the writer lays them out, the reader finds them by their keys."""

from dataclasses import dataclass

MARK = "#wpsplan"
"""The mark where the hidden row of column keys and the hidden column of row keys cross."""
NO_ITEM = "#"
"""The key of a row without an answer: headings, sums."""
RECORD = "_wpsplan"
"""The name of the hidden sheet with the form's metadata."""
COVER = "Cover"
FORMAT = 1
"""The version of the workbook's layout."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (in the hidden row), heading and width in characters, and if respondents fill it in."""

    key: str
    heading: str
    width: int
    fill: bool = False
    message: str = ""
    """The text that Excel shows beside the cell when it is selected."""


COLUMNS = (
    Column(MARK, "", 4),
    Column("id", "No.", 8),
    Column("text", "Indicator, as agreed", 40),
    Column("ask", "What to enter", 38),
    Column("unit", "Unit", 15),
    Column("hint", "Known already", 19),
    Column("value", "Answer", 13, fill=True),
    Column("of", "Of", 11, fill=True, message="The whole: of how many. A whole number."),
    Column("percent", "or in %", 9, fill=True,
           message="Only where the numbers are not known: 45 or 45 %, not 0.45."),
    Column("date", "As of", 12, fill=True,
           message="The day of the figure, as far as it is known: 2017-11-30, 2017-11 or 2017. Left out: the period's "
           "last day."),
    Column("qualifier", "Precision", 11, fill=True,
           message="Left out: exact. Choose from the list where the figure is none."),
    Column("state", "State", 17),
    Column("narrative", "Narrative: what stands behind it", 60, fill=True,
           message="In your own words. Alt+Enter begins a new line."),
    Column("source", "Source: title", 28, fill=True, message="The document in which the figure can be looked up."),
    Column("source_date", "Its date", 12, fill=True, message="2017-11-30, 2017-11 or 2017."),
    Column("source_url", "Its address", 30, fill=True, message="Begins with https:// or http://"),
    Column("reason", "If there is no figure: why", 17, fill=True,
           message="Choose from the list, and leave the answer empty."),
    Column("note", "Remark on the reason", 28, fill=True),
)  # fmt: skip
INDEX = {column.key: index for index, column in enumerate(COLUMNS)}
FILL = tuple(column.key for column in COLUMNS if column.fill)
LETTER = {column.key: chr(ord("A") + index) for index, column in enumerate(COLUMNS)}
FIGURE = ("value", "of", "percent", "date", "qualifier")
"""The columns that only some kinds of indicators fill (`Kind.entries`); the others are there for all."""
