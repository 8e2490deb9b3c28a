"""Records are read by their annotations at once, and by pydantic where something is wrong: both take the same."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools import REPO, routes
from wpsplan.document import PlainDecimal, read
from wpsplan.document.scalars import plain_key, plain_scalar
from wpsplan.model.checks import ChecksFile
from wpsplan.model.commentary import Commentary
from wpsplan.model.explained import errors
from wpsplan.model.outcome import Outcome
from wpsplan.model.plan import DimensionsFile, EntitiesFile, PlanFile
from wpsplan.model.record import Model, Unsound, read_as
from wpsplan.model.submission import ActionReport, Measurement


def data_of(path: str) -> Any:
    return read((REPO / path).read_bytes()).data


MEASUREMENT = """
value: 12
as_of: 2017-11
qualifier: about
basis: submission
confidence: low
cells: [{sex: women, value: 3}]
narrative: Exercise.
proxy: {text: exercises, kind: percentage, unit: exercises}
also: [{proxy: {text: others, kind: count}, value: 1.5, sources: [{title: Exercise}]}]
sources: [{title: Exercise, page: 3, url: 'https://example.org/', date: 2017, accessed: 2017-01-01}]
accepted: [{code: same-as-other, reason: Exercise}]
not_reported: {reason: withheld, note: Exercise}
achieved: true
date: 2017-01-01
level: partly
"""
SAMPLES: list[tuple[type[Model], Any]] = [
    (PlanFile, data_of("plan/plan.yaml")),
    (EntitiesFile, data_of("plan/entities.yaml")),
    (DimensionsFile, data_of("plan/dimensions.yaml")),
    *((Outcome, data_of(f"plan/outcomes/{path.name}")) for path in sorted(Path(REPO, "plan/outcomes").iterdir())),
    (Measurement, read(MEASUREMENT.encode()).data),
    (ActionReport, read(b"status: done\nbasis: public-sources\nsources: [{title: Exercise}]\n").data),
    (Commentary, read(b"period: '2017'\nhighlights: {1: a}\njudgements: {1.2.1: {state: behind, by: Exercise, "
                      b"date: 2017-01-01, reason: Exercise}}\n").data),
    (ChecksFile, read(b"rules: [{code: draft, severity: off, reason: Exercise, paths: ['*'], until: 2018-12-31}]\n"
                      ).data),
]  # fmt: skip
ODD = st.one_of(
    st.sampled_from(["", " ", "a", "count", "scale", "off", "annual", "2017", "a b", "1.2.1", "https://example.org/"]),
    st.sampled_from(["0", "1", "012", "0x1", "1.0", "1e3", ".nan", "2017-02-28", "2017-02", "true", "~"])
    .map(plain_scalar),
    st.sampled_from([-1, 1, 2017, True, Decimal(1), date(2017, 1, 1), [], {}, ["a"], {"id": "a"}, {"kind": "count"}]),
)  # fmt: skip
NAMES = st.sampled_from(["a", "id", "kind", "text", "value", "from", "from_", "1.1", "12", "012"]).map(plain_key)


PLACES = {id(data): routes(data) for _, data in SAMPLES}


@st.composite
def changed(draw: st.DrawFn) -> tuple[type[Model], Any]:
    """What a file holds, with a few things in it taken out, put in or exchanged for something odd."""
    model, original = draw(st.sampled_from(SAMPLES))
    data = deepcopy(original)
    for _ in range(draw(st.integers(0, 2))):
        *way, last = draw(st.sampled_from(PLACES[id(original)]))
        inner = data
        try:
            for step in way:
                inner = inner[step]
            inner[last]
        except (KeyError, IndexError, TypeError):  # a part of what has been changed already
            continue
        if isinstance(inner, str):
            continue
        match draw(st.integers(0, 2)):
            case 0:
                del inner[last]
            case 1 if isinstance(inner, dict):
                inner[draw(NAMES)] = draw(ODD)
            case _:
                inner[last] = draw(ODD)
    return model, data


@given(sample=changed())
def test_pydantic_refuses_what_the_annotations_refuse_and_nothing_else(sample: tuple[type[Model], Any]) -> None:
    model, data = sample
    before = deepcopy(data)
    try:
        read_as(model, data)
    except Unsound:
        assert errors(model, data)
    else:
        with pytest.raises(AssertionError, match="sees nothing wrong"):
            errors(model, data)
    assert data == before


def test_a_record_knows_what_was_written_and_what_is_a_default() -> None:
    found = read_as(Measurement, {"value": PlainDecimal("1.5"), "narrative": "Exercise."})
    assert (found.value, found.numerator, list(found.sources)) == (Decimal("1.5"), None, [])
    assert found.written == {"value", "narrative"}
    assert found == read_as(Measurement, {"narrative": "Exercise.", "value": Decimal("1.5")})
    assert found != found.but(value=2) and found.but(value=2).written == found.written
    with pytest.raises(AttributeError, match="frozen"):
        found.value = 3  # type: ignore[misc]


def test_a_key_that_is_a_word_of_python_has_another_name() -> None:
    entities = read_as(
        EntitiesFile, {"entities": [{"id": "a", "name": "A", "members": [{"id": "b", "from": date(2017, 1, 1)}]}]}
    )
    members = entities.entities[0].members
    assert members is not None
    (member,) = members
    assert member.from_ == date(2017, 1, 1)
    assert dict(member.items()) == {"id": "b", "from": date(2017, 1, 1), "until": None}
