"""The rooms of the house, top to bottom: a room may use the rooms below it and never one above."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.tools import REPO
from wpsplan.kinds import KINDS

ROOMS = (
    "cli",
    "render",
    "forms",
    "history",
    "results",
    "workspace",
    "rules",
    "framework",
    "kinds",
    "model",
    "disk",
    "finding",
    "yaml",
)
PACKAGE = REPO / "wpsplan"
EXEMPT = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}
MODULES = sorted(set(PACKAGE.rglob("*.py")) - EXEMPT)
CODE = sorted([*PACKAGE.rglob("*.py"), *(REPO / "tests").rglob("*.py")])
MOST_LINES = 400


def _named(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that the code imports, at its top or in its functions.

    `from a import b` may mean the module a.b, and is given as that.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                parts = package.split(".")
                base = ".".join(parts[: len(parts) - level + 1]) if level else ""
                origin = ".".join(filter(None, (base, module)))
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called),
                args=[ast.Constant(value=str(name)), *_],
            ) if called in ("import_module", "__import__"):
                yield node.lineno, name


def upward(path: Path) -> list[str]:
    package = ".".join(path.relative_to(REPO).parent.parts)
    own = _room(path)
    found = []
    for line, name in imports(ast.parse(path.read_bytes()), package):
        match name.split("."):
            case ["wpsplan", room, *_] if room in ROOMS and ROOMS.index(room) < ROOMS.index(own):
                found.append(f"{_named(path)}:{line}: {own} imports {name}, which is above it")
    return found


def test_imports_run_downwards() -> None:
    assert [_named(path) for path in MODULES if _room(path) not in ROOMS] == [], f"the rooms are {', '.join(ROOMS)}"
    assert [line for path in MODULES for line in upward(path)] == []


def circle(modules: Mapping[str, str]) -> list[str]:
    """Modules, by name with their code, that import each other in a circle; those named for types count as well."""
    uses = {
        name: {
            found for _, one in imports(ast.parse(code), name.rpartition(".")[0]) if (found := _module(one, modules))
        }
        for name, code in modules.items()
    }
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _module(name: str, modules: Mapping[str, str]) -> str | None:
    """The module that a dotted name is in."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


def test_no_modules_import_each_other() -> None:
    names = {path: ".".join(path.relative_to(REPO).with_suffix("").parts) for path in MODULES}
    code = {name.removesuffix(".__init__"): path.read_text(encoding="utf-8") for path, name in names.items()}
    assert circle(code) == []


def test_a_circle_is_seen() -> None:
    code = {"a": "from b import f", "b": "if TYPE_CHECKING:\n    from c import C", "c": "def g():\n    import a.x"}
    assert set(circle(code)) == {"a", "b", "c"}
    assert circle({**code, "c": "import os"}) == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import wpsplan.cli.report as r", ["wpsplan.cli.report"]),
        ("from wpsplan import cli, rules", ["wpsplan.cli", "wpsplan.rules"]),
        ("from .. import cli", ["wpsplan.cli"]),
        ("from .base import Text", ["wpsplan.model.base.Text"]),
        ("from ..cli.report import x", ["wpsplan.cli.report.x"]),
        ("def f():\n    if 1:\n        from wpsplan.cli import main", ["wpsplan.cli.main"]),
        ("import importlib\nimportlib.import_module('wpsplan.cli')", ["importlib", "wpsplan.cli"]),
    ],
)
def test_no_import_goes_unseen(code: str, names: list[str]) -> None:
    assert [name for _, name in imports(ast.parse(code), "wpsplan.model")] == names


def told_apart(code: str) -> list[int]:
    """Lines that compare a `kind` with that of an indicator by name, or ask whether a method has a key."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Compare(left=ast.Attribute(attr="kind")):
                names = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
                lines += [node.lineno] if names & set(KINDS) else []
            case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id="method"), *_]):
                lines.append(node.lineno)
    return lines


def test_kinds_of_indicators_are_told_apart_in_their_own_room_alone() -> None:
    others = [path for path in MODULES if _room(path) != "kinds"]
    assert {_named(path): lines for path in others if (lines := told_apart(path.read_text(encoding="utf-8")))} == {}


def test_a_kind_told_apart_is_seen() -> None:
    assert told_apart('if method.kind == "count":\n    pass\ngetattr(method, "targets", ())') == [1, 3]
    assert told_apart('x = item.kind in ("milestone", "scale")') == [1]
    assert told_apart('gap.kind == "missing-item"') == []


def test_a_file_holds_one_thing() -> None:
    lines = {_named(path): len(path.read_bytes().splitlines()) for path in CODE}
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}
