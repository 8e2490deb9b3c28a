"""What the program prints and writes, beside what it did: `python -m tests.benchmarks.same_output --release REV`.

The program of that git revision and the one of the working tree run the same commands, each in its own copy of the same
workspaces. Exit codes, stdout, stderr and all files written are compared byte for byte (workbooks part by part, without
the time at which they were saved). A line for each command that differs, and how many; exits with 1 where one does.
A workspace is copied without templates, so that each program uses its own; in the group `templates` both use REV's.
"""

import argparse
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.benchmarks.odd_files import LAYOUTS, SCALARS, crowded, crowds, laid_out, mutated
from tests.benchmarks.speed import released
from tests.forms.workbooks import HEADINGS, Book
from tests.tools import REPO

Files = Mapping[Path, bytes]
Command = tuple[str, ...]
CHECK_FORMATS = ("text", "json", "github", "sarif", "junit", "md")
SUBMISSION = Path("measurements/2017/EXA.yaml")
MUTANTS = 50


@dataclass(frozen=True)
class Case:
    """Commands that run one after the other in the same copy of a workspace."""

    name: str
    workspace: Path
    commands: Sequence[Command]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: `written` holds the files that it made, changed or (None) took away."""

    code: int
    out: bytes
    err: bytes
    written: dict[str, bytes | None]


@dataclass(frozen=True)
class Program:
    """The program of a revision (`code`: the folder that wpsplan/ lies in), and the folder that it works in."""

    code: Path
    folder: Path
    compiled: Path

    def run(self, case: Case, number: int, keep: bool) -> list[Outcome]:
        """Runs a case's commands in a copy of its workspace."""
        folder = self.folder / str(number)
        workspace = folder / "workspace"
        shutil.copytree(case.workspace, workspace, symlinks=True)
        files = self._contents(workspace)
        outcomes = []
        for command in case.commands:
            done = self.call(command, workspace, home=folder)
            before, files = files, self._contents(workspace)
            written: dict[str, bytes | None] = {
                path: files.get(path) for path in {*before, *files} if before.get(path) != files.get(path)
            }
            outcomes.append(Outcome(done.returncode, self._bare(done.stdout), self._bare(done.stderr), written))
        if not keep:
            shutil.rmtree(folder)
        return outcomes

    def call(self, command: Command, cwd: Path, home: Path) -> subprocess.CompletedProcess[bytes]:
        """Runs a command of the program in a folder; `home` takes what is kept of it elsewhere."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": str(self.code),
            "PYTHONPYCACHEPREFIX": str(self.compiled),
            "GIT_CEILING_DIRECTORIES": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }
        line = [sys.executable, "-m", "wpsplan", *command]
        return subprocess.run(
            line, cwd=cwd, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False
        )

    def _contents(self, folder: Path) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] != ".git":
                contents |= _parts(name.as_posix(), path.read_bytes())
        return {name: self._bare(data) for name, data in contents.items()}

    def _bare(self, data: bytes) -> bytes:
        """Without the names of the two folders that differ by themselves."""
        return data.replace(os.fsencode(self.folder), b"FOLDER").replace(os.fsencode(self.code), b"CODE")


def _parts(name: str, data: bytes) -> dict[str, bytes]:
    """A file; a workbook as the files inside it, without the time at which it was saved."""
    if not name.endswith(".xlsx") or not zipfile.is_zipfile(io.BytesIO(data)):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {f"{name}!{part}": book.read(part) for part in book.namelist()}
    saved = rb"(<dcterms:modified[^>]*>)[^<]*"
    return {part: re.sub(saved, rb"\1", xml) if part.endswith("core.xml") else xml for part, xml in parts.items()}


def differences(old: Outcome, new: Outcome) -> Iterator[str]:
    """What differs between two outcomes, each with its first differing line."""
    if old.code != new.code:
        yield f"exit code: {old.code} → {new.code}"
    yield from _difference("stdout", old.out, new.out)
    yield from _difference("stderr", old.err, new.err)
    for path in sorted({*old.written, *new.written}):
        if path not in new.written or path not in old.written:
            yield f"{path}: written by the {'old' if path in old.written else 'new'} program only"
            continue
        before, after = old.written[path], new.written[path]
        if before is None or after is None:
            if before is not after:
                yield f"{path}: taken away by the {'old' if before is None else 'new'} program only"
        else:
            yield from _difference(path, before, after)


def _difference(name: str, old: bytes, new: bytes) -> Iterator[str]:
    if old == new:
        return
    olds, news = old.split(b"\n"), new.split(b"\n")
    number = _first_difference(olds, news)
    before, after = (lines[number] if number < len(lines) else b"(the end)" for lines in (olds, news))
    column = _first_difference(before, after)
    start = max(column - 40, 0)
    shown = [line[start : start + 160].decode("utf-8", "backslashreplace") for line in (before, after)]
    yield f"{name}:{number + 1}:{column + 1}\n      - {shown[0]}\n      + {shown[1]}"


def _first_difference(old: Sequence[Any], new: Sequence[Any]) -> int:
    """The first place where two sequences differ; the end of the shorter one where it begins the other."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return sum(1 for _ in same)


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


def _lines(text: str) -> list[Command]:
    """Commands, one a line."""
    return [tuple(line.split()) for line in text.strip().splitlines()]


def _checks() -> list[Command]:
    """`check` in all its formats, and how it is made milder, graver and silent."""
    return [
        *(("check", "--format", format) for format in CHECK_FORMATS),
        *_lines("""
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
    commands = _lines("""
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
        *_lines("""
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
    yield Case("no workspace", workspaces.new(), _lines("""
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
        yield Case(f"template {number}", workspace, _lines("report 2017\nreport 2017 --format md -o -\ncheck"))


def rules(workspaces: Workspaces) -> Iterator[Case]:
    """The bad example of every rule."""
    commands = _lines("check --format json\nreport 2017 --format json -o -\ncheck --fix")
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
    return _lines("""
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
        commands = _checks() if name == "files" else _lines("check\ncheck --format json\ncheck --format sarif")
        yield Case(f"odd {name}", workspace, [*commands, *_everything()])


def layouts(workspaces: Workspaces) -> Iterator[Case]:
    """The init workspace in other layouts of YAML."""
    for name, layout in LAYOUTS.items():
        workspace = workspaces.of(laid_out(dict(workspaces.files), layout))
        yield Case(f"layout: {name}", workspace, _lines("check --format json\nreport 2017\nfmt --check\nfmt\ncheck"))


def mutants(workspaces: Workspaces) -> Iterator[Case]:
    """The init workspace with random faults, the same in every run."""
    for seed in range(MUTANTS):
        workspace = workspaces.of(mutated(dict(workspaces.files), seed))
        yield Case(f"mutant {seed}", workspace, _lines("check --format json\nreport 2017 --format json -o -\nfmt"))


def forms(workspaces: Workspaces) -> Iterator[Case]:
    """Forms made, filled in and imported."""
    yield Case("forms made", workspaces.starter, _lines("""
        form 2017 --all
        form 2018 --all -o forms
        form 2017 --entity EXB -o exb.xlsx --to wps@example.org
        form 2017 --entity nobody
        form nowhere --all
        form 2017
        import build/2017/form-EXA.xlsx
        import exb.xlsx --format json
        import forms/form-EXC.xlsx
        import plan/plan.yaml
        import nowhere.xlsx
    """))  # fmt: skip
    workspace = workspaces.of(workspaces.files)
    workspaces.call("form", "2017", "--all", "-o", ".", cwd=workspace)
    good = Book.of(workspace / "form-EXA.xlsx").put("1.2.1", value=160, of=1000).put("2.1.2", value="fully").final()
    good.save(workspace / "good.xlsx")
    bad = Book.of(workspace / "form-EXB.xlsx").put("1.2.1", value="many", of=-3).put("1.2.2", value=2.5, date="soon")
    bad.final().save(workspace / "bad.xlsx")
    for number, entity in enumerate(("EXA", "EXB", "EXC", "exercise-staff") * 3):
        _filled(workspace / f"form-{entity}.xlsx", workspace / f"filled-{number}.xlsx", number)
    filled = [f"filled-{number}.xlsx" for number in range(12)]
    for name in ("good.xlsx", "bad.xlsx", "filled-0.xlsx", "filled-2.xlsx"):
        yield Case(
            f"form {name}",
            workspace,
            [
                ("import", name, "--dry-run"),
                ("import", name, "--format", "json"),
                ("import", name, "--replace"),
                ("check",),
            ],
        )
    yield Case("forms filled at random", workspace, [
        ("import", *filled, "--dry-run", "--format", "json"), ("import", *filled, "--return", "back"),
        ("import", *filled, "--replace", "--return", "again"), ("check", "--format", "json"),
    ])  # fmt: skip
    for name in (*filled[1:8], "good.xlsx"):
        yield Case(
            f"form {name}, replacing", workspace, [("import", name, "--replace", "--return", "back"), ("check",)]
        )


def _filled(form: Path, to: Path, seed: int) -> None:
    """Fills a form in at random, the same in every run; a third of the rows stays blank."""
    chance = random.Random(seed)
    book = load_workbook(form)
    scalars = [scalar for scalar in SCALARS if scalar.isprintable() and "\ud800" not in scalar]
    for sheet in book.worksheets:
        if sheet.title in ("Cover", "_wpsplan"):
            continue
        answers = [cell.column for cell in sheet[4] if cell.value in HEADINGS.values()]
        for row in range(5, sheet.max_row + 1):
            for column in answers if chance.random() < 0.7 else ():
                if chance.random() < (0.5 if column == answers[0] else 0.15):
                    sheet.cell(row, column).value = chance.choice(
                        (3, 40, 1200, 0.5, "3", "achieved", "partly", *scalars[:60])
                    )
    cover = Book(to, book)
    if seed % 3:
        cover.final()
    cover.save()


def git(workspaces: Workspaces) -> Iterator[Case]:
    """A repository with a history."""
    workspace = workspaces.of(workspaces.files)
    days = iter(range(1, 29))

    def call(*command: str) -> None:
        day = f"2018-03-{next(days):02}T12:00:00Z"
        who = {
            f"GIT_{role}_{key}": f"{key.lower()}@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for key in ("NAME", "EMAIL")
        }
        dates = {
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": day,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        subprocess.run(
            ["git", *command], cwd=workspace, env={**os.environ, **who, **dates}, check=True, capture_output=True
        )

    def commit(message: str, *changes: tuple[str, str, str]) -> None:
        for path, before, after in changes:
            text = (workspace / path).read_text("utf-8")
            assert before in text, (path, before)
            (workspace / path).write_text(text.replace(before, after), "utf-8")
        call("add", "--all")
        call("commit", "-q", "-m", message)

    first, second = "plan/outcomes/01.yaml", "plan/outcomes/02.yaml"
    call("init", "-q", "--initial-branch=main")
    commit("The plan")
    call("tag", "v1")
    commit("Another text", (first, "offer courses", "offer good courses"))
    commit("A figure", (SUBMISSION.as_posix(), "numerator: 150", "numerator: 250"))
    commit(
        "Another method and target",
        (first, "value: 30,", "value: 40,"),
        (second, "frequency: half-yearly", "frequency: annual"),
    )
    commit("A file that is none", ("measurements/2017/EXB.yaml", "period:", "period: ["))
    commit(
        "Mended",
        ("measurements/2017/EXB.yaml", "period: [", "period:"),
        (first, "direction: increase", "direction: decrease"),
    )
    call("tag", "v2")
    commit(
        "An indicator goes",
        (second, "- id: 2.2.1", "- id: 2.2.2"),
        ("plan/plan.yaml", "minimum_response: 0.6", "minimum_response: 0.9"),
    )
    commit("Laid out otherwise", (second, "  - id", "  -   id"))
    text = (workspace / SUBMISSION).read_text("utf-8")
    (workspace / SUBMISSION).write_text(text.replace("value: 24", "value: 25"), "utf-8")
    (workspace / "plan/plan.yaml").write_text(
        (workspace / "plan/plan.yaml").read_text("utf-8") + "colour: red\n", "utf-8"
    )
    yield Case("git", workspace, _lines("""
        diff v1
        diff v1 v2
        diff v1 v2 --format md
        diff v1 v2 --format json
        diff v2 --format json
        diff v2 main --format md --fail-on breaking
        diff v1...v2
        diff v1... HEAD --fail-on review
        diff main~4 main~5
        diff HEAD
        diff nowhere
        log 1.1.1
        log 1.1
        log 1 --format json
        log 2.3.1 --format json
        log 2.2.1
        log 2.2.2
        log 9
        check --changed v1
        check --changed v2 --format json
        check --changed HEAD
        check --changed nowhere
        coverage 2017 --at v1
        coverage 2017 --at main~4 --format json
        report 2017 --at v1 --format json -o -
        report 2017 --at v2
        verify build/2017/report.md
        report 2017 --at v2 --since v1
        report 2017 --since v1 --format json -o -
        report 2017 --since main~4 --template progress
        verify build/2017/progress.html
        report 2017 --at nowhere
        show --format json
        fmt --check
    """))  # fmt: skip


GROUPS: dict[str, Callable[[Workspaces], Iterator[Case]]] = {
    group.__name__: group for group in (shipped, init, tests, templates, rules, odd, layouts, mutants, forms, git)
}


def compare(cases: Sequence[Case], old: Program, new: Program, keep: bool) -> tuple[int, Counter[int]]:
    """Runs the cases with both programs at once and prints what differs; how many commands do, and all exit codes."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    each = max(1, cores // 2)
    differing, codes = 0, Counter[int]()
    with ThreadPoolExecutor(each) as old_pool, ThreadPoolExecutor(each) as new_pool:
        running = [
            (case, old_pool.submit(old.run, case, number, keep), new_pool.submit(new.run, case, number, keep))
            for number, case in enumerate(cases)
        ]
        for case, before, after in running:
            for command, old_outcome, new_outcome in zip(case.commands, before.result(), after.result(), strict=True):
                codes[old_outcome.code] += 1
                if found := list(differences(old_outcome, new_outcome)):
                    differing += 1
                    print(
                        f"{case.name}: wpsplan {' '.join(command)}",
                        *(f"    {line}" for line in found),
                        sep="\n",
                        flush=True,
                    )
    return differing, codes


def _processor_seconds() -> float:
    """What the programs run so far have taken of a processor: on two idle cores twice the time that passes."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> int:
    """Compares, and prints a count; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", metavar="REV", required=True, help="the git revision to compare with")
    parser.add_argument("--only", metavar="GROUP", choices=GROUPS, action="append", help=", ".join(GROUPS))
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep what was written, in this (new) folder")
    options = parser.parse_args()
    all_differing, all_commands = 0, 0
    with tempfile.TemporaryDirectory() as temporary, released(options.release) as code:
        assert code is not None
        folder = (options.keep or Path(temporary)).resolve()
        compiled = Path(temporary, "compiled")
        for group in options.only or GROUPS:
            start, start_processor = time.monotonic(), _processor_seconds()
            old = Program(code, folder / group / "old", compiled)
            new = Program(REPO, folder / group / "new", compiled)
            cases = list(GROUPS[group](Workspaces(folder / group / "from", old)))
            differing, codes = compare(cases, old, new, keep=options.keep is not None)
            counts = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
            seconds, processor = time.monotonic() - start, _processor_seconds() - start_processor
            said = f"{group}: {differing} of {codes.total()} commands differ; exit codes {counts}"
            print(f"{said}; {seconds:.0f} s, {processor:.0f} s of a processor", flush=True)
            all_differing += differing
            all_commands += codes.total()
    print(f"{all_differing} of {all_commands} commands differ")
    return int(all_differing > 0)


if __name__ == "__main__":
    sys.exit(main())
