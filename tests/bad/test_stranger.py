"""A workspace is a stranger's: whatever links or trees it holds, nothing outside of it is read out or written."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.forms.workbooks import form
from tests.repositories import Repo
from tests.tools import STARTER, Wpsplan
from wpsplan.history.revisions import snapshot_at
from wpsplan.workspace import load

pytestmark = pytest.mark.slow

SECRET = "EXERCISE-SECRET-5d07"
SUBMISSION = "measurements/2017/EXA.yaml"
UNTIDY = "measurements/2017/EXB.yaml"
LEAK = "{# Exercise #}\n{% include 'NAME' %}\n"

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": (),
    "check --format json": (),
    "check --changed HEAD~1": (),
    "check --fix": ("plan", "measurements"),
    "fmt": ("plan", "measurements"),
    "new 2018 EXA": ("measurements",),
    "import ../returned.xlsx --replace": ("measurements",),
    "schema --write": (".wpsplan",),
    "form 2017 --entity EXA": ("build",),
    "report 2017": ("build",),
    "report 2017 --template leak": ("build",),
    "report 2017 --template leak-above": ("build",),
    "report 2017 --since HEAD~1": ("build",),
    "report 2017 --at HEAD": ("build",),
    "report --list": (),
    "report --eject progress": ("templates",),
    "coverage 2017": (),
    "coverage 2017 --at HEAD": (),
    "gaps 2017 --format md": (),
    "show 2.2.1 --period 2017": (),
    "log 2.2.1": (),
    "diff HEAD~1": (),
    "diff HEAD~1 HEAD": (),
    "verify ../report.md": (),
}
"""Command → the folders of the workspace that it may write to."""

READING = ("check", "check --changed HEAD~1", "check --fix", "fmt", "report 2017", "diff HEAD~1")
IN_FOLDER: Mapping[str, tuple[str, ...]] = {
    "measurements": (
        *READING, "new 2018 EXA", "import ../returned.xlsx --replace", "diff HEAD~1 HEAD", "report 2017 --at HEAD",
        "show 2.2.1 --period 2017", "verify ../report.md",
    ),
    "plan": (*READING, "log 2.2.1"),
    "templates": tuple(command for command in COMMANDS if command.split()[0] in ("report", "gaps", "verify")),
    "build": ("report 2017", "form 2017 --entity EXA", "verify ../report.md"),
    ".wpsplan": ("schema --write", "new 2018 EXA", "import ../returned.xlsx --replace"),
}  # fmt: skip
"""The folder that a link is in → the commands that come upon it."""

OUT, NOWHERE = "a link that leads out of", "a link that leads nowhere"
LINKS: Mapping[tuple[str, str], Mapping[str, tuple[int, str]]] = {
    ("measurements", "../outside/measurements"): {
        "check": (1, f"{OUT} the workspace"),
        "fmt": (1, f"left as it is: measurements: {OUT} the workspace"),
        "new 2018 EXA": (2, f"EXA.yaml can't be written ({OUT} the workspace)"),
        "import ../returned.xlsx --replace": (1, f"{OUT} the workspace"),
        "diff HEAD~1": (0, f"left out of HEAD: measurements:1: {OUT} the workspace"),
        "report 2017 --at HEAD": (1, "left out: measurements:1: a link, which is not followed in a revision"),
    },
    ("measurements/2017", "../../outside/measurements/2017"): {
        "check": (1, "nobody reads this file"),
        "import ../returned.xlsx --replace": (1, f"{OUT} the workspace"),
    },
    ("measurements/2018", "../../outside/new"): {"new 2018 EXA": (2, f"{OUT} the workspace")},
    (SUBMISSION, "../../../outside/" + SUBMISSION): {
        "check": (1, f"{OUT} the workspace"),
        "fmt": (1, f"left as it is: {SUBMISSION}: {OUT} the workspace"),
        "diff HEAD~1": (0, f"left out of HEAD: {SUBMISSION}:1: {OUT} the workspace"),
        "diff HEAD~1 HEAD": (0, f"left out of HEAD: {SUBMISSION}:1: a link, which is not followed in a revision"),
        "report 2017": (1, f"left out: {SUBMISSION}:1: {OUT} the workspace"),
        "check --changed HEAD~1": (1, f"{OUT} the workspace"),
    },
    (SUBMISSION, "../../.git/config"): {"check": (1, f"{OUT} measurements/")},
    (SUBMISSION, "../../../outside/not-there.yaml"): {
        "check": (1, OUT),
        "import ../returned.xlsx --replace": (1, OUT),
    },
    (SUBMISSION, "not-there.yaml"): {"check": (1, NOWHERE), "import ../returned.xlsx --replace": (1, NOWHERE)},
    ("plan", "../outside/plan"): {"check": (1, f"{OUT} the workspace"), "fmt": (1, OUT), "report 2017": (1, OUT)},
    ("plan/outcomes", "../../outside/plan/outcomes"): {"check": (1, OUT), "fmt": (1, OUT), "diff HEAD~1": (0, OUT)},
    ("plan/outcomes/02.yaml", "../../../outside/plan/outcomes/02.yaml"): {"check": (1, OUT), "fmt": (1, OUT)},
    ("templates", "."): {
        "report 2017 --template leak": (2, f"templates: {OUT} templates/"),
        "report 2017": (2, f"templates: {OUT} templates/"),
        "report --list": (2, f"templates: {OUT} templates/"),
        "report --eject progress": (2, f"{OUT} templates/"),
    },
    ("templates", ".."): {"report 2017 --template leak-above": (2, ""), "report --eject progress": (2, OUT)},
    ("templates", "../outside/templates"): {"report 2017": (2, f"{OUT} the workspace")},
    ("templates/report", "../../outside/templates/report"): {"report 2017": (2, f"{OUT} the workspace")},
    ("templates/linked", ".."): {"report 2017 --template leak": (1, f"linked/.git/config can't be read: {OUT}")},
    ("templates/progress", "../../outside/not-there"): {"report --eject progress": (2, "is there already")},
    ("build", "../outside/build"): {
        "report 2017": (2, f"report.md can't be written ({OUT} the workspace)"),
        "form 2017 --entity EXA": (2, f"build/2017/form-EXA.xlsx: {OUT} the workspace"),
    },
    ("build", "measurements"): {"report 2017": (2, f"{OUT} build/"), "form 2017 --entity EXA": (2, f"{OUT} build/")},
    ("build/2017", "../../outside/build"): {"report 2017": (2, OUT), "form 2017 --entity EXA": (2, OUT)},
    ("build/2017/report.md", "../../.venv/start.py"): {"report 2017": (2, f"can't be written ({OUT} build/)")},
    ("build/2017/report.html", f"../../{SUBMISSION}"): {"report 2017": (2, f"can't be written ({OUT} build/)")},
    ("build/2017/form-EXA.xlsx", "../../../outside/not-there.xlsx"): {"form 2017 --entity EXA": (2, OUT)},
    (".wpsplan", "../outside/schemas"): {"schema --write": (2, f"{OUT} the workspace")},
    (".wpsplan/outcome.json", "../../outside/schemas/outcome.json"): {"schema --write": (2, f"{OUT} the workspace")},
}  # fmt: skip
"""(Link, its target) → some commands, with their exit code and what they say."""


def everything(folder: Path) -> dict[str, bytes | str]:
    """All that is in a folder: a file's content, a link's target."""
    paths = [Path(above) / name for above, folders, files in os.walk(folder) for name in (*folders, *files)]
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in paths
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def repo(run: Wpsplan, tmp_path: Path) -> Repo:
    """A workspace in a repository, with a form, a report and a folder outside of it, and secrets around it."""
    repo = Repo(tmp_path / "work")
    outside = tmp_path / "outside"
    for folder in ("plan", "measurements"):
        shutil.copytree(STARTER / folder, outside / folder)
    words = (STARTER / SUBMISSION).read_text(encoding="utf-8").replace("ran a joint training", SECRET)
    (outside / SUBMISSION).write_text(f"{words}  2.1.1:   {{value: {SECRET}}}\n", encoding="utf-8")
    for name in ("01", "02"):
        file = outside / f"plan/outcomes/{name}.yaml"
        words = file.read_text(encoding="utf-8").replace("id: '", "id:   '", 1)
        file.write_text(words.replace("\ntext: ", f"\ntext: {SECRET} ", 1), encoding="utf-8")
    for name in ("build", "new", "schemas", "templates/report", "templates/gaps"):
        (outside / name).mkdir(parents=True)
    (outside / "templates/report/page.md.jinja").write_text(f"{{# x #}}\n{SECRET}\n", encoding="utf-8")
    (outside / "schemas/outcome.json").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.jinja").write_text(SECRET, encoding="utf-8")
    for name, included in (("leak", "linked/.git/config"), ("leak-above", "../../secret.jinja")):
        page = repo.root / f"templates/{name}/page.md.jinja"
        page.parent.mkdir(parents=True)
        page.write_text(LEAK.replace("NAME", included), encoding="utf-8")
    (repo.root / ".gitignore").write_text(".venv/\n", encoding="utf-8")
    (repo.root / ".venv").mkdir()
    (repo.root / ".venv/start.py").write_text(f"# {SECRET}\n", encoding="utf-8")
    text = (repo.root / UNTIDY).read_text(encoding="utf-8")
    (repo.root / UNTIDY).write_text(text.replace("entity: EXB", "entity:   EXB"), encoding="utf-8")
    repo.commit("Before")
    form(run, repo.root).put("1.2.2", narrative="Exercise words").final("2018-03-01").save(tmp_path / "returned.xlsx")
    assert run("-C", repo.root, "report", "2017", "--format", "md", "-o", tmp_path / "report.md").returncode == 0
    shutil.rmtree(tmp_path / "forms-1")
    repo.git("config", "exercise.token", SECRET)
    return repo


def outcome(run: Wpsplan, repo: Repo, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the repository: it may change files in its own folders, and tells no secret."""
    before = everything(repo.folder.parent)
    done = run(*command.split(), cwd=repo.root)
    after = everything(repo.folder.parent)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    allowed = tuple(f"{repo.folder.name}/{folder}/" for folder in COMMANDS.get(command, ()))
    assert [path for path in changed if not path.startswith(allowed or ("nowhere",))] == [], command
    assert SECRET not in done.stdout + done.stderr, command
    assert not any(SECRET.encode() in content for path in changed if isinstance(content := after.get(path, ""), bytes))
    assert done.returncode in range(4) and "Traceback" not in done.stderr, (command, done.stderr)
    return done


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link[0]} to {link[1]}")
def test_no_link_leads_a_command_out(run: Wpsplan, repo: Repo, link: tuple[str, str]) -> None:
    path, target = repo.root / link[0], link[1]
    if path.is_dir() and link[0] != "templates":
        shutil.rmtree(path)
    elif path.is_dir():
        for name in ("leak", "leak-above"):  # they are read through the link, where one follows it
            shutil.move(path / name, repo.root / name)
        path.rmdir()
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target)
    except OSError:
        return  # on Windows, only some may make links
    repo.git("add", "--force", link[0])
    repo.commit("A link")
    for command in IN_FOLDER[link[0].split("/")[0]]:
        done = outcome(run, repo, command)
        code, words = LINKS[link].get(command, (done.returncode, ""))
        assert done.returncode == code, (command, done.stdout, done.stderr)
        assert words in done.stdout + done.stderr, (command, done.stdout, done.stderr)
    assert path.is_symlink()


def test_without_a_link_each_command_does_its_work(run: Wpsplan, repo: Repo) -> None:
    repo.commit("None")
    for command in COMMANDS:
        done = outcome(run, repo, command)
        failing = {"report 2017 --template leak": 1, "report 2017 --template leak-above": 1, "verify ../report.md": 1}
        assert done.returncode == failing.get(command, 0), (command, done.stdout, done.stderr)
    for written in ("build/2017/report.md", "build/2017/form-EXA.xlsx", ".wpsplan/outcome.json"):
        assert (repo.root / written).is_file(), written


def test_a_link_within_its_folder_is_followed(run: Wpsplan, exercise: Path) -> None:
    real = exercise / "plan/outcomes/second.file"
    (exercise / "plan/outcomes/02.yaml").rename(real)
    try:
        (exercise / "plan/outcomes/02.yaml").symlink_to("second.file")
    except OSError:
        return  # on Windows, only some may make links
    assert "2.2.1" in run("-C", exercise, "show", "2").stdout
    real.write_text(real.read_text(encoding="utf-8").replace("id: '2'", "id:   '2'"), encoding="utf-8")
    assert run("-C", exercise, "fmt").stdout == "plan/outcomes/02.yaml\n"
    assert (exercise / "plan/outcomes/02.yaml").is_symlink() and "id: '2'" in real.read_text(encoding="utf-8")


def test_a_workspace_may_lie_behind_a_link(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    try:
        (tmp_path / "link").symlink_to(exercise)
    except OSError:
        return  # on Windows, only some may make links
    assert run("-C", tmp_path / "link", "check").returncode == 0
    assert run("-C", tmp_path / "link", "report", "2017").returncode == 0
    assert (exercise / "build/2017/report.md").is_file()


# --- git trees -------------------------------------------------------------------------------------------------------

FILE, FOLDER, LINK, SUBMODULE = "100644", "40000", "120000", "160000"
UNSAFE = ("..", ".", "", "/etc/cron.d/x", "..\\x.yaml", "C:x.yaml", "x" * 300 + ".yaml", "../../x")


def stored(repo: Repo, kind: str, content: bytes) -> str:
    """Put an object into the repository, whatever git thinks of it; its id."""
    command = [repo.git_program, "-C", str(repo.root), "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode().strip()


def tree(repo: Repo, *entries: tuple[str, str, str]) -> str:
    """A tree of (mode, name, id)."""
    in_order = sorted(entries, key=lambda entry: f"{entry[1]}/" if entry[0] == FOLDER else entry[1])
    return stored(
        repo, "tree", b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id) for mode, name, id in in_order)
    )


def committed(repo: Repo, *odd: tuple[str, str, str]) -> str:
    """A commit like HEAD, with these entries added to measurements/2017/; its id."""

    def with_entries(revision: str, *added: tuple[str, str, str]) -> str:
        lines = repo.git("ls-tree", revision).splitlines()
        old = [(line.split()[0].lstrip("0"), line.split("\t")[1], line.split()[2]) for line in lines]
        replaced = {name for _, name, _ in added}
        return tree(repo, *(entry for entry in old if entry[1] not in replaced), *added)

    inner = with_entries("HEAD:measurements/2017", *odd)
    middle = with_entries("HEAD:measurements", (FOLDER, "2017", inner))
    top = with_entries("HEAD", (FOLDER, "measurements", middle))
    return repo.git("commit-tree", top, "-m", "By hand")


AT_REVISION = (
    "diff REV", "diff REV HEAD", "diff HEAD REV", "report 2017 --at REV", "report 2017 --since REV",
    "coverage 2017 --at REV", "check --changed REV",
)  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_a_tree_with_an_unsafe_path_is_refused(run: Wpsplan, repo: Repo, name: str) -> None:
    blob = stored(repo, "blob", SECRET.encode())
    inner = tree(repo, (FILE, "evil.yaml", blob))
    for entry in ((FILE, name, blob), (FOLDER, name, inner), (LINK, name, blob)):
        commit = committed(repo, entry)
        for command in AT_REVISION:
            done = outcome(run, repo, command.replace("REV", commit))
            assert (done.returncode, done.stdout) == (2, ""), (command, done.stderr)
            assert len(done.stderr.splitlines()) <= 2, (command, done.stderr)


def test_links_and_submodules_in_a_tree_are_findings(run: Wpsplan, repo: Repo) -> None:
    target = stored(repo, "blob", b"../../../outside/" + SUBMISSION.encode())
    for mode, id, said in ((LINK, target, "a link, which"), (SUBMODULE, repo.git("rev-parse", "HEAD"), "a submodule")):
        commit = committed(repo, (mode, "EXA.yaml", id))
        done = outcome(run, repo, f"coverage 2017 --at {commit}")
        assert done.returncode == 1 and f"left out: {SUBMISSION}:1: {said}" in done.stderr
        assert f"left out of BASE: {SUBMISSION}:1: {said}" in outcome(run, repo, f"diff {commit}").stderr


def test_names_in_a_tree_that_some_systems_take_for_one(run: Wpsplan, repo: Repo) -> None:
    blob = repo.git("rev-parse", f"HEAD:{SUBMISSION}")
    commit = committed(repo, (FILE, "exa.yaml", blob))
    repo.git("update-ref", "refs/heads/odd", commit)
    found = load(snapshot_at(repo.root, "odd")).findings
    assert ("same-name", "measurements/2017/exa.yaml") in [(finding.code, finding.place.path) for finding in found]
