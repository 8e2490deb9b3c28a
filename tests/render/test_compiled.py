"""Code of built-in templates is kept beside the program's own; nothing else is, and nothing odd is used."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.tools import Wpsplan
from wpsplan.render.compiled import Compiled
from wpsplan.render.templates import built_in

REPORT = ("report", "2017", "--format", "md", "-o", "-")


class Program:
    """The program on a machine where its compiled files are kept in a folder of their own."""

    def __init__(self, run: Wpsplan, root: Path, kept: Path) -> None:
        self.run, self.root, self.kept = run, root, kept

    def report(self, **env: str | None) -> str:
        env = {"PYTHONPYCACHEPREFIX": str(self.kept), "PYTHONDONTWRITEBYTECODE": None, **env}
        done = self.run("-C", self.root, *REPORT, env=env)
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
        return done.stdout

    def files(self) -> list[Path]:
        return sorted(self.kept.rglob("page.md.*"))


@pytest.fixture
def program(run_process: Wpsplan, exercise: Path, tmp_path: Path) -> Program:
    return Program(run_process, exercise, tmp_path / "kept")


def test_what_is_kept_makes_the_same_page(program: Program) -> None:
    first = program.report()
    assert len(program.files()) == 1
    assert program.report() == first
    assert not list(program.kept.rglob("letter.md.*"))  # it was not asked for


def test_python_may_be_told_to_keep_nothing(program: Program) -> None:
    page = program.report(PYTHONDONTWRITEBYTECODE="1")
    assert (program.files(), "# Exercise plan" in page) == ([], True)


@pytest.mark.parametrize("spoil", [
    lambda raw: b"",
    lambda raw: raw[:30],
    lambda raw: raw[:-20],
    lambda raw: b"0" * 40 + raw[40:],
    lambda raw: raw[:40] + b"\xff" * 50,
    lambda raw: raw[:40] + b"i\x07\x00\x00\x00",
], ids=["empty", "cut in its head", "cut", "of another template", "no code", "a number"])  # fmt: skip
def test_what_is_odd_is_made_anew(program: Program, spoil: object) -> None:
    first = program.report()
    (file,) = program.files()
    sound = file.read_bytes()
    assert callable(spoil)
    file.write_bytes(spoil(sound))
    assert program.report() == first


def test_a_folder_that_can_t_be_written_is_no_trouble(program: Program) -> None:
    program.kept.write_text("no folder", encoding="utf-8")
    assert "# Exercise plan" in program.report()


def test_a_changed_template_is_another(program: Program, tmp_path: Path) -> None:
    """The program is copied, so that its templates can be changed."""
    copy = tmp_path / "copy"
    package = Path(sys.modules["wpsplan"].__file__ or "").parent
    shutil.copytree(package, copy / "wpsplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(built_in(), copy / "templates", ignore=shutil.ignore_patterns("__pycache__"))
    page = copy / "templates/report/page.md.jinja"
    before = program.report(PYTHONPATH=str(copy))
    page.write_text(page.read_text(encoding="utf-8").replace("At a glance", "At one glance"), encoding="utf-8")
    assert ("## At a glance" in before, "## At one glance" in before) == (True, False)
    assert "## At one glance" in program.report(PYTHONPATH=str(copy))


def test_nothing_is_kept_of_a_workspace_s_own_templates_and_nothing_found_there_is_used(program: Program) -> None:
    program.report()
    (kept,) = program.files()
    own = program.root / "templates/report/page.md.jinja"
    own.parent.mkdir(parents=True)
    own.write_text("Ours.\n", encoding="utf-8")
    near = own.parent / "__pycache__" / f"page.md.{sys.implementation.cache_tag}.pyc"
    near.parent.mkdir()
    claim = Compiled().get_source_checksum("Ours.\n").encode()  # what a stranger can work out as well
    near.write_bytes(claim + kept.read_bytes()[len(claim) :])
    prefix = {"PYTHONPYCACHEPREFIX": None}  # so that it would be looked for near the template
    assert program.report(**prefix).startswith("Ours.\n")
    near.unlink()
    assert program.report(**prefix).startswith("Ours.\n")
    assert not near.exists()
