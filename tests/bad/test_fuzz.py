"""Whatever is in the files and on the command line: no traceback, and the exit codes of the reference."""

import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.loader import COMMENTARY, PATHS, changed, examples, look
from tests.tools import STARTER, Wpsplan, found
from wpsplan.cli import COMMANDS
from wpsplan.framework.framework import Framework
from wpsplan.workspace import load

CODES = {0, 1, 2, 3}


@pytest.fixture(scope="module")
def framework() -> Framework:
    read = load(STARTER).framework
    assert read is not None
    return read


@settings(max_examples=300)
@given(path=st.sampled_from(PATHS), raw=st.binary(max_size=300))
def test_any_bytes_give_findings(framework: Framework, path: str, raw: bytes) -> None:
    assert all(finding.message for finding in look(path, raw, framework))


@pytest.mark.slow
@settings(max_examples=500)
@given(seed=st.integers(min_value=0, max_value=2**64), which=st.integers(min_value=0))
def test_files_with_a_few_things_wrong_give_findings(framework: Framework, seed: int, which: int) -> None:
    known = examples()
    path, raw = known[which % len(known)]
    assert all(finding.message for finding in look(path, changed(raw, random.Random(seed)), framework))


def test_a_strange_key_where_an_id_belongs_is_said_once(exercise: Path) -> None:
    text = "period: '2017'\nhighlights:\n  1.}2.1: Exercise words\n  '1.1': Exercise words\n"
    (finding,) = found(exercise, COMMENTARY, text)
    assert (finding.code, finding.line, finding.column) == ("bad-id", 3, 3)
    assert load(exercise).commentaries["2017"].highlights == {"1.1": "Exercise words"}


LINES = """
2017 2016 EXA EXB 1.2.1 1.2 1 exercise-nations --format json csv md text html github --by outcome entity --period
--entity --template progress -o - out.html --list --eject --check --fix --diff --as --changed HEAD --fail-on note
--all --at --since --write measurements --dry-run --replace --return . .. -- -x --nothing draft plan/plan.yaml
/dev/null measurements/2017/EXA.yaml
"""
WORDS = st.one_of(
    st.sampled_from(LINES.split()),
    st.text(alphabet=st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), max_size=8),
)
"""What stands on a command line: words that mean something somewhere, and any others."""


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_any_arguments_end_with_an_exit_code_of_the_readme(
    tmp_path_factory: pytest.TempPathFactory, command: str
) -> None:
    root = tmp_path_factory.mktemp("exercise") / "exercise"
    shutil.copytree(STARTER, root)
    _try(root, command)


def _try(root: Path, command: str) -> None:
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
    @given(words=st.lists(WORDS, max_size=4))
    def tried(words: list[str]) -> None:
        done = Wpsplan(root)(command, *words)
        assert done.returncode in CODES, (words, done.stderr)
        assert "Traceback" not in done.stderr + done.stdout
        assert "mistake in wpsplan itself" not in done.stderr
        assert done.returncode in (0, 1) or done.stderr, words

    tried()


if os.name == "posix":

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_word_that_is_not_in_utf_8(run: Wpsplan, exercise: Path, command: str) -> None:
        for words in (["E\udcff"], ["2017", "E\udcff"], ["--entity", "E\udcff"], ["-o", "E\udcff", "--format", "md"]):
            done = run("-C", exercise, command, *words)
            assert done.returncode in CODES, (words, done.stderr)
            assert "mistake in wpsplan itself" not in done.stderr
