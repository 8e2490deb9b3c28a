"""The commands that two revisions are compared by, and the workspaces that they run on."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.odd_files import LAYOUTS, crowded, crowds, laid_out, mutated
from tests.benchmarks.two_programs import Case, Command, Files, Program
from tests.tools import FORMATS, REPO

CHECK_FORMATS = tuple(FORMATS)
SUBMISSION = Path("measurements/2017/EXA.yaml")
MUTANTS = 50


class Workspaces:
    """Makes the workspaces that both programs start from, with the old program where one is needed."""

    def __init__(self, folder: Path, old: Program) -> None:
        self.folder = folder
        self.old = old
        self.made = 0
        self.starter = self.new()
        self.call("init", cwd=self.starter)
        self.files = {
            path.relative_to(self.starter): path.read_bytes() for path in self.starter.rglob("*") if path.is_file()
        }

    def call(self, *command: str, cwd: Path) -> bytes:
        """Runs the old program; its output."""
        return self.old.call(command, cwd, self.folder).stdout

    def new(self) -> Path:
        """An empty folder."""
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir(parents=True)
        return folder

    def of(self, files: Files) -> Path:
        """A workspace of these files."""
        folder = self.new()
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return folder

    def rules(self) -> list[dict[str, Any]]:
        """All rules, with their examples."""
        rules: list[dict[str, Any]] = json.loads(self.call("rule", "--format", "json", cwd=self.starter))["rules"]
        return rules


def command_lines(text: str) -> list[Command]:
    """Commands, one a line."""
    return [tuple(line.split()) for line in text.strip().splitlines()]


def _checks() -> list[Command]:
    """`check` in all its formats, and how it is made milder, graver and silent."""
    return [
        *(("check", "--format", format) for format in CHECK_FORMATS),
        *command_lines("""
            check --fail-on warning
            check --fail-on note
            check plan
            check measurements/2017
            check measurements/2017 --format json
            check nowhere
            check --fix --diff
            check --write-baseline known.json
            check --baseline known.json --fail-on note
            check --baseline known.json --format json measurements/2017
        """),
    ]


def _reading(workspace: Path, every: int = 3) -> list[Command]:
    """The commands that read a workspace, on its periods and every so many of its entities and items."""
    periods = sorted(path.name for path in (workspace / "measurements").iterdir())
    entities = sorted({path.stem for path in workspace.glob("measurements/*/*.yaml")})[::every]
    plan = "".join(path.read_text("utf-8") for path in sorted(workspace.glob("plan/outcomes/*.yaml")))
    items = re.findall(r"\bid: '?(\d[\d.]*)", plan)[::every]
    commands = command_lines("""
        coverage
        coverage --format json
        coverage 2017 --format csv
        coverage 2017 --by area
        coverage 2017 --by entity --format json
        coverage 2017 --by respondent --format csv
        coverage nowhere
        gaps
        show
        show --format json
        show nowhere
        gaps --entity nowhere
        report nowhere
        report --list
    """)
    for period in periods:
        commands += [
            ("coverage", period),
            ("gaps", period, "--format", "json"),
            ("gaps", period, "--format", "csv"),
            ("gaps", period, "--format", "md"),
        ]
    for entity in entities:
        commands += [
            ("show", entity),
            ("show", entity, "--format", "json"),
            ("coverage", "2017", "--respondent", entity),
            ("gaps", "2017", "--entity", entity),
            ("gaps", "2017", "--entity", entity, "--format", "md"),
        ]
    for item in items:
        commands += [
            ("show", item),
            ("show", item, "--period", "2017"),
            ("show", item, "--period", "2017", "--format", "json"),
        ]
    return commands


def _reports(workspace: Path, entities: Sequence[str]) -> list[Command]:
    """All pages of all periods, written; and whether they are recognized."""
    commands: list[Command] = []
    for period in sorted(path.name for path in (workspace / "measurements").iterdir()):
        for template in ("report", "annual-report", "assessment", "progress"):
            commands.append(("report", period, "--template", template))
        commands += [
            ("report", period, "--format", "json", "-o", f"{period}.json"),
            ("report", period, "--format", "csv", "-o", "-"),
            ("verify", f"build/{period}/report.html"),
            ("verify", f"{period}.json", "--format", "json"),
        ]
    commands += [("report", "2017", "--entity", entity) for entity in entities]
    return [
        *commands,
        ("report", "2017", "--template", "progress", "--entity", entities[0], "--format", "md", "-o", "-"),
        ("verify", "plan/plan.yaml"),
    ]


def _writing(entities: Sequence[str]) -> list[Command]:
    """The commands that write files into a workspace."""
    return [
        *(("new", "2018", entity) for entity in entities),
        ("new", "2017", entities[0]),
        ("new", "2017", "nobody"),
        *command_lines("""
            fmt --check
            check --fix
            fmt
            fmt --check
            schema
            schema --write
            report --eject report
            report --eject nowhere
        """),
    ]


def shipped(workspaces: Workspaces) -> Iterator[Case]:
    """The plan that the repository holds."""
    workspace = workspaces.new()
    for folder in ("plan", "measurements"):
        shutil.copytree(REPO / folder, workspace / folder)
    yield Case("shipped, check", workspace, _checks())
    yield Case("shipped, reading", workspace, _reading(workspace, every=24))
    yield Case("shipped, reports", workspace, _reports(workspace, ["BEL", "nato-international-staff"]))
    yield Case("shipped, writing", workspace, _writing(["BEL", "IRL", "UKR", "nato-international-staff"]))
    forms = [("form", "2018", "--entity", entity) for entity in ("BEL", "UKR", "nato-military-authorities")]
    imports = [("import", f"build/2018/form-{command[3]}.xlsx", "--dry-run") for command in forms]
    yield Case("shipped, forms", workspace, [*forms, *imports])


def init(workspaces: Workspaces) -> Iterator[Case]:
    """What `wpsplan init` makes, and what needs no workspace."""
    workspace = workspaces.starter
    yield Case("no workspace", workspaces.new(), command_lines("""
        --version
        --help
        check
        nonsense
        rule
        rule --format json
        rule nonsense
        init there
        init there
        -C there check
        init
        check
    """))  # fmt: skip
    yield Case("rules", workspace, [("rule", rule["code"]) for rule in workspaces.rules()[::8]])
    names = workspaces.call("schema", cwd=workspace).decode().split()
    yield Case("schemas", workspace, [("schema", name) for name in [*names, "nonsense"]])
    yield from _whole("init", workspace, ["EXA", "EXB", "exercise-staff", "exercise-nations"])


def tests(workspaces: Workspaces) -> Iterator[Case]:
    """The workspaces of the tests."""
    for workspace in sorted((REPO / "tests/workspaces").iterdir()):
        yield from _whole(f"tests/workspaces/{workspace.name}", workspace, ["EXA", "EXB", "EXC"])


def _whole(name: str, workspace: Path, entities: Sequence[str]) -> Iterator[Case]:
    yield Case(f"{name}, check", workspace, _checks())
    yield Case(f"{name}, reading", workspace, _reading(workspace))
    yield Case(f"{name}, reports", workspace, _reports(workspace, entities))
    yield Case(f"{name}, writing", workspace, _writing(entities))


def templates(workspaces: Workspaces) -> Iterator[Case]:
    """Templates of the workspace: those of REV, and some that are wrong."""
    folder = workspaces.old.code / "templates"
    own = {Path("templates", path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.jinja")}
    workspace = workspaces.of({**workspaces.files, **own})
    yield Case("templates of REV", workspace, [("report", "--list"), *_reports(workspace, ["EXA", "EXC"])])
    for number, text in enumerate(
        (
            "{{ plan.title }}",
            "{{ nothing.at.all }}",
            "{% if %}",
            "{{ 1 / 0 }}",
            "{% include 'nowhere' %}",
            "{{ ''.__class__.__mro__ }}",
            "{% import 'shared/words.jinja' as words %}{{ words }}",
            "{{ plan }}",
            "{{ '<b>' }}{{ '<b>'|safe }}",
        )
    ):
        page = {Path("templates/report/page.md.jinja"): f"# A page\n\n{text}\n".encode()}
        workspace = workspaces.of({**workspaces.files, **page})
        yield Case(f"template {number}", workspace, command_lines("report 2017\nreport 2017 --format md -o -\ncheck"))


def rules(workspaces: Workspaces) -> Iterator[Case]:
    """The bad example of every rule."""
    commands = command_lines("check --format json\nreport 2017 --format json -o -\ncheck --fix")
    submissions = []
    for rule in workspaces.rules():
        if rule["bad"]:
            bad = rule["bad"].encode()
            yield Case(f"rule {rule['code']}", workspaces.of({**workspaces.files, Path(rule["file"]): bad}), commands)
            if rule["file"] == SUBMISSION.as_posix():
                submissions.append(bad)
    workspace = workspaces.of(crowded(dict(workspaces.files), submissions))
    yield Case("bad examples together", workspace, [*_checks(), *_everything()])


def _everything() -> list[Command]:
    return command_lines("""
        coverage 2017
        gaps 2017
        show 1.2.2 --period 2017
        report 2017
        report 2017 --format json -o -
        check --fix
        fmt
        check --format json
    """)


def odd(workspaces: Workspaces) -> Iterator[Case]:
    """Files that are none, and odd values in all places."""
    for name, submissions in crowds():
        workspace = workspaces.of(crowded(dict(workspaces.files), submissions))
        commands = _checks() if name == "files" else command_lines("check\ncheck --format json\ncheck --format sarif")
        yield Case(f"odd {name}", workspace, [*commands, *_everything()])


def layouts(workspaces: Workspaces) -> Iterator[Case]:
    """The init workspace in other layouts of YAML."""
    for name, layout in LAYOUTS.items():
        workspace = workspaces.of(laid_out(dict(workspaces.files), layout))
        yield Case(
            f"layout: {name}", workspace, command_lines("check --format json\nreport 2017\nfmt --check\nfmt\ncheck")
        )


def mutants(workspaces: Workspaces) -> Iterator[Case]:
    """The init workspace with random faults, the same in every run."""
    for seed in range(MUTANTS):
        workspace = workspaces.of(mutated(dict(workspaces.files), seed))
        yield Case(
            f"mutant {seed}", workspace, command_lines("check --format json\nreport 2017 --format json -o -\nfmt")
        )
