"""Progress: every worked case comes out as it was worked out by hand."""

from pathlib import Path

import pytest

from tests.results.cases import Case
from tests.results.cases_kinds import KINDS
from tests.results.cases_lacking import LACKING
from tests.results.cases_pace import PACE
from tests.results.worked import worked

CASES = [*PACE, *LACKING, *KINDS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_worked_case(case: Case, tmp_path: Path) -> None:
    progress = worked(tmp_path, case.method, case.reported, case.period, case.end).progress
    assert (progress.state, progress.reason, progress.ratio) == (case.state, case.reason, case.ratio)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
