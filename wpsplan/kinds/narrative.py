"""Narrative: words only, nothing that could be counted."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from wpsplan.kinds.form_field import AS_OF, FormField
from wpsplan.kinds.kind import Kind
from wpsplan.kinds.method import MethodBase


class NarrativeMethod(MethodBase):
    """Words only: nothing that could be counted."""

    kind: Literal["narrative"]


class Narrative(Kind[NarrativeMethod]):
    """Words only. Narratives of several respondents are listed."""

    name = "narrative"
    method = NarrativeMethod
    label = "Told in words"
    figure_keys = open_keys = ("narrative",)
    how_to_write = "narrative: …"
    in_words = True
    without_progress = "narrative"
    entries: ClassVar[Mapping[str, FormField]] = {"date": AS_OF}

    def prompt(self, method: NarrativeMethod) -> str:
        return "In your own words, under Narrative."
