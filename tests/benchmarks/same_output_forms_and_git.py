"""Forms and git histories that two revisions are compared by."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from tests.benchmarks.odd_files import SCALARS
from tests.benchmarks.same_output_cases import SUBMISSION, Workspaces, command_lines
from tests.benchmarks.two_programs import Case
from tests.forms.workbooks import HEADINGS, Book


def forms(workspaces: Workspaces) -> Iterator[Case]:
    """Forms made, filled in and imported."""
    yield Case("forms made", workspaces.starter, command_lines("""
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
    yield Case("git", workspace, command_lines("""
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
