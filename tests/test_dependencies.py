"""Of its dependencies the program uses what they document: no private name, and no class that isn't made for it."""

import ast
import importlib
import sys
from collections.abc import Iterator

import pytest

from tests.tools import REPO

BASES = {
    "jinja2.FileSystemLoader",
    "jinja2.StrictUndefined",
    "jinja2.sandbox.ImmutableSandboxedEnvironment",
    "pydantic.BaseModel",
}
"""The classes of dependencies whose documentation says that, and how, they may be subclassed."""


def is_private(name: str) -> bool:
    """Some part of a dotted name begins with an underscore; `__name__` is the language's own."""
    return any(part.startswith("_") and not part.endswith("__") for part in name.split("."))


def is_dependency(name: str) -> bool:
    """A dotted name is neither of the program nor of Python itself."""
    return name.partition(".")[0] not in {"wpsplan", *sys.stdlib_module_names}


def imported(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Everything that a module imports from dependencies: line, name in the module, full dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [(alias.asname or alias.name.partition(".")[0], alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [(alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name, origin) for name, origin in names if is_dependency(origin))


def undocumented(code: str) -> list[str]:
    """What a module uses of dependencies and should not, each with its line.

    Private names that it imports or reaches; classes that it subclasses without their being in `BASES`; private names
    of those classes that its subclasses override or use.
    """
    tree = ast.parse(code)
    imports = list(imported(tree))
    origins = {name: origin for _, name, origin in imports}
    found = [(line, origin) for line, _, origin in imports if is_private(origin)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            dotted = ast.unparse(node)
            if dotted.partition(".")[0] in origins:
                found.append((node.lineno, dotted))
        elif isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).partition("[")[0].partition(".") for base in node.bases]
            foreign = [f"{origins[first]}{dot}{rest}" for first, dot, rest in bases if first in origins]
            found += [(node.lineno, base) for base in foreign if base not in BASES]
            inherited = {name for base in foreign for name in class_members(base)}
            found += [(line, f"{node.name}.{name}") for line, name in private_members(node) if name in inherited]
    return [f"{line}: {name}" for line, name in sorted(found)]


def class_members(dotted: str) -> list[str]:
    """The names of all that a class has, its own and inherited."""
    module, _, name = dotted.rpartition(".")
    return dir(getattr(importlib.import_module(module), name))


def private_members(class_definition: ast.ClassDef) -> Iterator[tuple[int, str]]:
    """The private methods of a class, and the private attributes that it has of itself."""
    for node in ast.walk(class_definition):
        match node:
            case ast.FunctionDef(name=name) if is_private(name):
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id="self") | ast.Call(func=ast.Name(id="super")), attr=name):
                if is_private(name):
                    yield node.lineno, name


def test_only_what_dependencies_document_is_used() -> None:
    found = {
        path.relative_to(REPO).as_posix(): names
        for path in sorted((REPO / "wpsplan").rglob("*.py"))
        if (names := undocumented(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from yaml._yaml import CParser", ["1: yaml._yaml.CParser"]),
        ("import yaml._yaml", ["1: yaml._yaml"]),
        ("from jinja2.runtime import Macro, _x as x", ["1: jinja2.runtime._x"]),
        ("def f():\n    from jinja2 import _a", ["2: jinja2._a"]),
        ("import jinja2\njinja2.runtime._cache.clear()", ["2: jinja2.runtime._cache"]),
        ("from jinja2 import Template\nTemplate._get()", ["2: Template._get"]),
        ("from jinja2.runtime import Macro\nclass A(Macro):\n    ...", ["2: jinja2.runtime.Macro"]),
        ("import jinja2.compiler as c\nclass A(c.Frame):\n    ...", ["2: jinja2.compiler.Frame"]),
        (
            "from jinja2 import StrictUndefined as S\nclass A(S):\n    def _undefined_message(self): ...",
            ["3: A._undefined_message"],
        ),
        ("from pydantic import BaseModel\nclass A(BaseModel):\n    def f(self): self._iter()", ["3: A._iter"]),
        ("from pydantic import BaseModel\nclass A(BaseModel):\n    def f(self): super()._iter()", ["3: A._iter"]),
        ("from pydantic import BaseModel\nclass A(BaseModel):\n    def __init__(self): super().__init__()", []),
        ("from pydantic import BaseModel\nclass A(BaseModel):\n    def _own(self): self._own()", []),
        ("import os\nfrom wpsplan.x import _y\nos._exit(0)", []),
        ("class A:\n    def _own(self): self._x", []),
    ],
)
def test_no_use_goes_unseen(code: str, found: list[str]) -> None:
    assert undocumented(code) == found
