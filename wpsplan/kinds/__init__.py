"""The kinds of indicators, each in a file of its own. A new kind needs a line in `_ALL` and in `Method`.

Use `kind_of(method)` for an indicator, and `KINDS[name]` for a stand-in, which has a kind and no method.
"""

from collections.abc import Mapping
from typing import Any

from wpsplan.kinds.count import Count, CountMethod
from wpsplan.kinds.figure import Value
from wpsplan.kinds.kind import Kind
from wpsplan.kinds.method import NumericMethod
from wpsplan.kinds.milestone import Milestone, MilestoneMethod
from wpsplan.kinds.narrative import Narrative, NarrativeMethod
from wpsplan.kinds.percentage import Percentage, PercentageMethod
from wpsplan.kinds.scale import Scale, ScaleMethod

__all__ = [
    "DEFINING_KEYS", "KINDS", "METHOD_KEYS", "UNMEASURED", "Kind", "Method", "asked_by", "kind_of", "value_text",
]  # fmt: skip

Method = CountMethod | PercentageMethod | MilestoneMethod | ScaleMethod | NarrativeMethod
"""The method of measuring an indicator, of any kind: `kind` says which."""
_ALL: tuple[Kind[Any], ...] = (Count(), Percentage(), Milestone(), Scale(), Narrative())
KINDS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in _ALL}
"""By name."""
UNMEASURED = KINDS["narrative"]
"""The kind under which answers about an indicator without a method are shown."""


def kind_of(method: Method) -> Kind[Any]:
    """The kind of a method."""
    return KINDS[method.kind]


def value_text(value: Value) -> str:
    """A figure as people write it; empty where there is none."""
    return KINDS[value.kind].text(value)


# --- keys of methods --------------------------------------------------------------------------------------------------

_COMMON = (*NumericMethod.model_fields, "kind")
OWN_KEYS = tuple(dict.fromkeys(key for kind in _ALL for key in kind.method.model_fields if key not in _COMMON))
"""The keys that some kinds have and others don't, such as levels."""
METHOD_KEYS = (
    "kind", "unit", *OWN_KEYS, "direction", "over_time", "frequency", "due", "respondents", "disaggregation",
    "narrative", "sources", "baseline", "targets", "comparable_from",
)  # fmt: skip
"""A method's keys, whatever its kind, in the order in which people read them."""
DEFINING_KEYS = ("kind", "unit", *OWN_KEYS, "direction", "over_time")
"""The keys that define the figure: with another value there, it is another figure under the same name."""
_ASKED = ("kind", "unit", "numerator", "denominator", "levels", "over_time")


def asked_by(method: Method | None) -> list[Any]:
    """The values of the keys that a respondent is asked by.

    Forms keep a digest of this list: the keys of later kinds come after the first six.
    """
    later = [key for key in OWN_KEYS if key not in _ASKED and hasattr(method, key)]
    return [getattr(method, key, None) for key in (*_ASKED, *later)]
