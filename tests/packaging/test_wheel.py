"""The wheel alone is enough: installed in an empty environment, it works on a workspace anywhere."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tools import REPO, STARTER

# One worker for all of these: the wheel is built once.
pytestmark = pytest.mark.slow

OFFLINE = re.compile(
    r"Failed to establish a new connection|Name or service not known|[Nn]ame resolution|getaddrinfo failed"
)


def _run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, which so is shown to hold all that a build needs."""
    out = tmp_path_factory.mktemp("dist")
    done = _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, REPO, cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment: the wheel, its dependencies, and nothing else."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    done = _run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=wheel.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet", wheel)
    done = _run(*pip, cwd=wheel.parent)
    if done.returncode and OFFLINE.search(done.stdout + done.stderr):
        pytest.skip("the package index can't be reached")
    assert done.returncode == 0, done.stdout + done.stderr
    return programs


def test_the_wheel_holds_the_program_and_its_templates_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    # What was made of a template, beside it, is no part of it.
    templates = {f.relative_to(REPO) for f in (REPO / "templates").rglob("*") if f.is_file() and f.suffix != ".pyc"}
    code = {f.relative_to(REPO) for f in (REPO / "wpsplan").rglob("*.py")}
    assert templates and code
    starter = {f.relative_to(REPO) for f in STARTER.rglob("*.yaml")}
    assert starter
    assert {f"wpsplan/{f.as_posix()}" for f in templates} | {f.as_posix() for f in code | starter} <= names
    assert not [name for name in names if "__pycache__" in name]
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"wpsplan"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_wheel_reports_on_a_workspace_elsewhere(installed: Path, tmp_path: Path) -> None:
    workspace, elsewhere = tmp_path / "workspace", tmp_path / "elsewhere"
    elsewhere.mkdir()
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, workspace / folder)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    where = "import wpsplan, pathlib; print(pathlib.Path(wpsplan.__file__).resolve().parent)"
    package = Path(_run(installed / "python", "-c", where, cwd=elsewhere, env=env).stdout.strip())
    assert package.is_relative_to(installed.parent.resolve())
    assert any((package / "templates").iterdir())

    done = _run(installed / "wpsplan", "-C", workspace, "report", "2017", cwd=elsewhere, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("report.md", "report.html"):
        text = (workspace / "build" / "2017" / name).read_text(encoding="utf-8")
        assert text.strip()
        assert str(REPO) not in text
    assert list(elsewhere.iterdir()) == []


def test_the_version_is_the_package_s(wheel: Path, installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "wpsplan", "--version", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split()[-1] == wheel.name.split("-")[1]
