"""The README's two commands stand there once for each shell, and CI runs the same lines."""

import re
from pathlib import Path

import pytest

REPORT, TESTS = "wpsplan report 2017", "pytest"
SHELLS = {"sh": "python3 -m venv ", "powershell": "py -m venv "}


def set_up_commands(readme: str, language: str) -> list[str]:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(SHELLS[language])]


@pytest.fixture
def readme(repo: Path) -> str:
    return (repo / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", SHELLS)
def test_two_one_liners_do_all_the_set_up(readme: str, language: str) -> None:
    report, tests = set_up_commands(readme, language)
    assert report.endswith(REPORT)
    assert TESTS in tests


def test_powershell_gets_the_same_lines(readme: str) -> None:
    # `&&` came with PowerShell 7: the one that Windows ships knows `;` only.
    translated = [
        re.sub(r"\.venv/bin/", r".venv\\Scripts\\", line).replace("python3 ", "py ", 1).replace(" && ", "; ")
        for line in set_up_commands(readme, "sh")
    ]
    assert set_up_commands(readme, "powershell") == translated


def test_ci_runs_them_as_they_stand(repo: Path, readme: str) -> None:
    ci = [line.strip() for line in (repo / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    for line in set_up_commands(readme, "sh"):
        assert line in ci
