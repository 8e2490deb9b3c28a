"""Questions across files, in a workspace of many: each is asked where it should be, and of nobody else."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from tests.benchmarks.sets import make
from wpsplan.finding import Finding
from wpsplan.workspace import load

pytestmark = pytest.mark.slow
TODAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Finding]:
    """What is found in exercise data of two years, in which respondents copy each other and themselves."""
    root = make(tmp_path_factory.mktemp("copied"), 2)
    with (root / "plan/entities.yaml").open("a", encoding="utf-8") as entities:
        entities.write("  - {id: exercise-pair, name: Exercise pair, members: [X08, X09]}\n")
    for year in ("2016", "2017"):
        files = root / "measurements" / year
        text = (files / "X01.yaml").read_text(encoding="utf-8")
        (files / "X02.yaml").write_text(text.replace("entity: X01", "entity: X02"), encoding="utf-8")
        (files / "X03.yaml").write_text(text.replace("entity: X01", "entity: X04"), encoding="utf-8")
        (files / "X05.yaml").write_text("period: [", encoding="utf-8")
        for group in ("exercise-nations", "exercise-pair"):
            total = f"period: '{year}'\nentity: {group}\nstatus: final\nmeasurements: {{1.1.1: {{value: 3}}}}\n"
            (files / f"{group}.yaml").write_text(total, encoding="utf-8")
    late = root / "measurements/2017/X06.yaml"
    late.write_text(late.read_text(encoding="utf-8").replace("    value: 1", "    value: 11"), encoding="utf-8")
    early = (root / "measurements/2016/X07.yaml").read_text(encoding="utf-8")
    (root / "measurements/2017/X07.yaml").write_text(early.replace("'2016'", "'2017'", 1), encoding="utf-8")
    return load(root, today=TODAY).findings


def test_many_files_are_asked_what_few_are(findings: Sequence[Finding]) -> None:
    codes = Counter(finding.code for finding in findings)
    asked = "same-as-other", "same-narrative", "value-jump", "same-as-before", "published-differs"
    assert codes.keys() >= {*asked, "header-mismatch", "yaml-syntax"}
    # X02 has the hundred narratives of X01, word for word
    in_x02 = [finding for finding in findings if finding.place.path == "measurements/2017/X02.yaml"]
    assert sum(finding.message.endswith("the same narrative as X01") for finding in in_x02) == 100
    # X07 has those of the year before, and nobody else has
    repeated = [finding for finding in findings if finding.message.endswith("the same narrative as in 2016")]
    assert {finding.entity for finding in repeated} == {"X07"} and len(repeated) == 100
    # files that nobody can take for X04's or X05's
    broken = {finding.place.path for finding in findings if finding.code in ("header-mismatch", "yaml-syntax")}
    assert broken == {f"measurements/{year}/{name}.yaml" for year in (2016, 2017) for name in ("X03", "X05")}


def test_a_total_is_held_against_its_members_where_all_have_reported(findings: Sequence[Finding]) -> None:
    differing = [finding for finding in findings if finding.code == "published-differs"]
    assert {finding.entity for finding in differing} == {"exercise-pair"}  # of the nations, X03 to X05 have no figures
    assert {finding.period for finding in differing} == {"2016", "2017"}
