import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest
from tests.tools import needs

def test_tool():
    needs("no-such-program", "nor-this-one")

@pytest.mark.skipif(True, reason="marked")
def test_mark():
    pass

def test_expected_to_fail():
    pytest.xfail("not a skip")

def test_fine():
    pass
"""
OPTIONS = ("-ra", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.no_skip")
WHOLE_MODULE = """
import pytest
pytest.importorskip("no_such_module_anywhere")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("1", {"passed": 1, "xfailed": 1, "failed": 1, "errors": 1}),
        ("0", {"passed": 1, "xfailed": 1, "skipped": 2}),
    ],
)
def test_a_skip_fails_where_nothing_may_be_skipped(
    repo: Path, tmp_path: Path, value: str, outcome: dict[str, int]
) -> None:
    output = _pytest(repo, tmp_path, SKIPPING, value)
    summary = output.splitlines()[-1]
    for name, number in outcome.items():
        assert f"{number} {name.removesuffix('s') if number == 1 else name}" in summary, output
    assert ("skipped" in summary) == ("skipped" in outcome), output
    assert "no-such-program or nor-this-one is not installed" in output


@pytest.mark.slow
@pytest.mark.parametrize(("value", "end"), [("1", "1 error"), ("", "1 skipped")])
def test_so_does_a_skipped_module(repo: Path, tmp_path: Path, value: str, end: str) -> None:
    output = _pytest(repo, tmp_path, WHOLE_MODULE, value)
    assert end in output.splitlines()[-1], output


def _pytest(repo: Path, folder: Path, text: str, value: str) -> str:
    file = folder / "test_inner.py"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, f"--rootdir={folder}", *OPTIONS, str(file)],
        cwd=repo,
        env={**os.environ, "WPSPLAN_TESTS_NO_SKIP": value, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr
