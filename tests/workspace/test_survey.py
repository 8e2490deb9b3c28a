"""`check` keeps little of each file and shares the files among the cores: it finds what reading all of them finds."""

import os
import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.benchmarks.sets import make
from tests.fuzz.loader import changed
from wpsplan.finding import Finding
from wpsplan.workspace import load, look, scan
from wpsplan.workspace.loader import Loader
from wpsplan.workspace.spreading import WORTH, meanwhile, spread
from wpsplan.workspace.survey import gather, read_files

TODAY = date(2018, 3, 1)
CHECK = (
    "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from wpsplan.__main__ import main; main()"
)
ASKED = "same-as-other", "same-narrative", "value-jump", "same-as-before", "published-differs"
"""What is asked across files."""


def found_in_all(root: Path) -> list[Finding]:
    """What is found where all figures of all respondents are kept."""
    loader = Loader(scan(root), TODAY)
    framework = loader.plan()
    layout = loader.layout
    return gather(loader, framework, layout.submissions, lambda of, _: read_files(layout, of, framework, None)).findings


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_what_is_let_go_is_missed_by_no_rule(exercise: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(path for path in exercise.rglob("*.yaml"))
    before = {path: path.read_bytes() for path in files}
    for path in chance.sample(files, 3):
        path.write_bytes(changed(before[path], chance))
    found = look(exercise, TODAY).findings
    assert found == tuple(found_in_all(exercise)) == load(exercise, today=TODAY).findings
    for path, raw in before.items():
        path.write_bytes(raw)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exercise data of two years, in which respondents copy each other and themselves, jump and slip."""
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
    return root


def test_many_files_are_asked_what_few_are(copied: Path) -> None:
    findings = look(copied, TODAY).findings
    assert findings == tuple(found_in_all(copied)) == load(copied, today=TODAY).findings
    codes = {one.code for one in findings}
    assert codes >= {*ASKED, "header-mismatch", "yaml-syntax"}
    other = [one for one in findings if one.code == "same-narrative" and one.place.path == "measurements/2017/X02.yaml"]
    # X02 has the hundred narratives of X01, word for word
    assert len([one for one in other if one.message.endswith("the same narrative as X01")]) == 100


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_after_a_change_the_rest_is_remembered_right(copied: Path, seed: int) -> None:
    chance = random.Random(seed)
    total = copied / "measurements/2017/exercise-nations.yaml"
    chosen = [total, *chance.sample(sorted(copied.glob("measurements/*/X*.yaml")), 2)]
    before = {path: path.read_bytes() for path in chosen}
    for path in chosen:
        path.write_bytes(changed(before[path], chance))
    if chance.random() < 0.5:
        total.write_bytes(before[total].replace(b"1.1.1: {value: 3}", b"1.1.2: {value: 12.5}"))
    assert look(copied, TODAY, remembering=True) == look(copied, TODAY)
    for path, raw in before.items():
        path.write_bytes(raw)


if sys.platform == "linux":

    def test_one_core_finds_what_all_cores_find(copied: Path) -> None:
        command = ["-C", str(copied), "check", "--no-cache", "--format", "json"]
        one = subprocess.run([sys.executable, "-c", CHECK, *command], capture_output=True, check=False)
        all_cores = subprocess.run([sys.executable, "-m", "wpsplan", *command], capture_output=True, check=False)
        assert (one.returncode, one.stderr) == (all_cores.returncode, all_cores.stderr) == (1, b"")
        assert one.stdout == all_cores.stdout

    @pytest.mark.parametrize("format", [(), ("--format", "json"), ("--entity", "X09")])
    def test_one_core_makes_the_report_that_all_cores_make(
        copied: Path, tmp_path: Path, format: tuple[str, ...]
    ) -> None:
        pages = []
        for start in (["-c", CHECK], ["-m", "wpsplan"]):
            root = tmp_path / start[0]
            shutil.copytree(copied, root)
            command = [sys.executable, *start, "-C", str(root), "report", "2017", *format]
            done = subprocess.run(command, capture_output=True, check=False, cwd=root)
            assert (done.returncode, done.stderr.count(b"left out")) == (1, done.stderr.count(b"\n"))
            pages.append([done.stdout, *(path.read_bytes() for path in sorted(root.glob("build/2017/*")))])
        assert pages[0] == pages[1]
        assert sum(map(len, pages[0])) > 100_000

    def test_what_a_copy_of_the_process_fails_to_bring_is_done_here() -> None:
        here = os.getpid()

        def work(number: int) -> int:
            if os.getpid() != here and number % 3 == 0:
                os._exit(0)
            return number * number

        assert spread(range(20), work, lambda _: WORTH) == [number * number for number in range(20)]

    def test_a_fault_in_the_work_shows_here_as_well() -> None:
        with pytest.raises(ZeroDivisionError):
            spread([3, 2, 1, 0], lambda number: 6 // number, lambda _: WORTH)

    def test_what_waits_is_done_here_and_once_when_copies_are_at_work() -> None:
        done: list[int] = []
        meanwhile(lambda: done.append(os.getpid()))
        assert spread([1, 2], str, lambda _: 1) == ["1", "2"]
        assert done == []
        for _ in range(2):
            assert spread(range(20), str, lambda _: WORTH) == list(map(str, range(20)))
            assert done == [os.getpid()] * (len(os.sched_getaffinity(0)) > 1)
