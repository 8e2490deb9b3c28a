"""YAML: bytes → plain data; a place in that data → line and column.

One reader for every file, on the events of PyYAML's C parser, with the meanings that YAML 1.2's core schema gives to
scalars, plus plain dates. All that a workspace never needs (anchors, tags, several documents, duplicate keys …) is
refused here and nowhere else. An error in a file is never an exception: it is a `Problem`.
"""

from wpsplan.yaml.document import Document, Mark, Problem, Route, Side, Step
from wpsplan.yaml.positions import line_finder, locate
from wpsplan.yaml.reader import MAX_BYTES, ParserMissing, read
from wpsplan.yaml.scalars import OddInt, OddKey, PlainDecimal, is_odd_number

__all__ = [
    "MAX_BYTES", "Document", "Mark", "OddInt", "OddKey", "ParserMissing", "PlainDecimal", "Problem", "Route", "Side",
    "Step", "is_odd_number", "line_finder", "locate", "read",
]  # fmt: skip
