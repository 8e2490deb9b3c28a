"""What a command loads before it does anything: `--help` and `--version` load nothing that is slow."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import REPO, Wpsplan
from wpsplan.cli import COMMANDS, own_name

HEAVY = (
    "rich",
    "jinja2",
    "pydantic",
    "yaml",
    "ruamel",
    "openpyxl",
    "xlsxwriter",
    "asyncio",
    "wpsplan.model",
    "wpsplan.rules",
)
RUN = """
import json, sys
from wpsplan.__main__ import main
sys.argv = ["wpsplan", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args], cwd=REPO, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("args", [("--version",), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_and_version_load_nothing_heavy(args: tuple[str, ...]) -> None:
    modules = loaded(*args)
    assert args == ("--version",) or "typer" in modules
    assert [name for name in HEAVY if name in modules] == []


def test_check_loads_what_it_needs_and_no_more() -> None:
    check = ("check", "plan/dimensions.yaml")
    modules = loaded(*check)
    assert not {"rich", "jinja2", "ruamel", "openpyxl", "xlsxwriter"} & modules
    assert not [name for name in modules if name.startswith(("wpsplan.results", "wpsplan.history", "wpsplan.forms"))]


def test_a_command_loads_no_other() -> None:
    modules = loaded("rule", "draft")
    assert {name for name in modules if name.startswith("wpsplan.cli.")} == {"wpsplan.cli.console", "wpsplan.cli.rule"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_s_help_has_an_example(run: Wpsplan, name: str) -> None:
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: wpsplan {name} ")
    assert f"  Examples:\n    wpsplan {name}" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands_that_exist(name: str, run: Wpsplan) -> None:
    from importlib import import_module

    for line in import_module(f"wpsplan.cli.{own_name(name)}").EXAMPLES.splitlines():
        command = line.strip().split("  ")[0].split()
        assert command[:2] == ["wpsplan", name]
        done = run(*command[1:], "--help")  # --help is read first: what stands before it must only be possible
        assert done.returncode == 0, line


def test_the_version(run: Wpsplan) -> None:
    assert run("--version").stdout == "wpsplan 0.1.0\n"


def test_without_a_command_there_is_help_and_exit_code_2(run: Wpsplan) -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: wpsplan ") and "Commands:" in done.stderr


def test_shell_completion_knows_commands_and_rules(run: Wpsplan) -> None:
    def complete(*words: str) -> list[str]:
        env = {"_WPSPLAN_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
        return run(env=env).stdout.split()

    assert "check" in complete("wpsplan", "ch")
    assert complete("wpsplan", "rule", "yaml-s") == ["yaml-syntax"]
    assert complete("wpsplan", "check", "--fail-on", "w") == ["warning"]


def test_an_unexpected_exception_is_a_line_too(run_process: Wpsplan, tmp_path: Path) -> None:
    (tmp_path / "pydantic.py").write_text("raise ValueError('not the real one')\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(REPO)])
    done = run_process("-C", REPO, "schema", "plan", env={"PYTHONPATH": path})
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.splitlines()[0] == "wpsplan: this is a mistake in wpsplan itself: ValueError: not the real one"
    assert "Traceback" not in done.stderr
    shown = run_process("-C", REPO, "schema", "plan", env={"PYTHONPATH": path, "WPSPLAN_TRACEBACK": "1"})
    assert "Traceback" in shown.stderr


def test_a_yaml_parser_that_is_missing_is_said_in_a_line() -> None:
    spoilt = "import sys\nsys.modules['yaml._yaml'] = None\nfrom wpsplan.cli import main\nmain()"
    command = [sys.executable, "-c", spoilt, "-C", str(REPO), "check", "-", "--as", "measurements/2017/BEL.yaml"]
    done = subprocess.run(command, cwd=REPO, input="a: &b 1", capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "wpsplan: this Python's PyYAML lacks its C parser (libyaml)",
        "  install one that has it: python -m pip install --force-reinstall --only-binary :all: PyYAML",
    ]
