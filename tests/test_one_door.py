"""All reading and writing of a workspace's files goes through wpsplan/disk.py, which keeps within its folders."""

import ast

import pytest

from tests.tools import REPO

DOOR = "disk.py"
ELSEWHERE = {
    "cli/__init__.py": "the null device, in place of a stream that is closed",
    "cli/check.py": "the summary of a step in CI, whose path the platform sets",
    "cli/console.py": "the null device, in place of a stream that is broken",
    "forms/safe_open.py": "a workbook that the user names",
    "render/pages/limits.py": "the null device, for a process that draws templates; what Linux tells of its memory",
    "render/pages/templates.py": "the templates that come with the program",
    "workspace/scaffold.py": "a new workspace, in a folder that the user names, where nothing is",
}
"""Module → the files that it opens itself; none of a workspace."""
CALLS = frozenset({
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir",
    "rename", "renames", "symlink_to", "hardlink_to", "symlink", "link", "iterdir", "glob", "rglob", "scandir",
    "listdir", "chmod", "truncate", "rmtree", "copy2", "copyfile", "copytree", "move",
})  # fmt: skip
MODULES = frozenset({"tempfile", "fileinput", "mmap"})


def opened(code: str) -> list[int]:
    """The lines that open, list or change files."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Attribute(attr="open", value=ast.Name(id="self"))):
                pass  # a method of the class itself
            case ast.Call(func=ast.Attribute(attr="rename"), args=[_, _, *_]):
                pass  # of a key: a path takes one
            case ast.Call(
                func=ast.Name(id="open") | ast.Attribute(attr=("replace" | "remove" | "walk"), value=ast.Name(id="os"))
            ):
                lines.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="replace"), args=[_], keywords=[]):  # of a path: a text takes two
                lines.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr=name)) if name in CALLS:
                lines.append(node.lineno)
            case ast.Import(names=names) if MODULES & {alias.name for alias in names}:
                lines.append(node.lineno)
            case ast.ImportFrom(module=module) if module in MODULES:
                lines.append(node.lineno)
    return lines


def test_files_are_opened_in_one_module() -> None:
    package = REPO / "wpsplan"
    found = {
        path.relative_to(package).as_posix(): lines
        for path in package.rglob("*.py")
        if (lines := opened(path.read_text(encoding="utf-8")))
    }
    assert found.pop(DOOR)
    assert {module: lines for module, lines in found.items() if module not in ELSEWHERE} == {}
    assert sorted(found) == sorted(ELSEWHERE)  # no reason without its module


@pytest.mark.parametrize(
    "code",
    [
        "open('x')", "Path('x').open('w')", "path.read_bytes()", "path.write_text(text, 'utf-8')", "os.replace(a, b)",
        "temporary.replace(target)", "os.open(path, os.O_RDONLY)", "folder.rglob('*')", "shutil.rmtree(x)",
        "import tempfile", "from tempfile import TemporaryDirectory", "os.scandir(x)", "io.open(x)", "os.walk(x)",
        "path.rename(other)",
    ],
)  # fmt: skip
def test_what_opens_a_file_is_seen(code: str) -> None:
    assert opened(code) == [1]


@pytest.mark.parametrize("code", ["text.replace('a', 'b')", "self.open(x, y)", "archive.read(name)", "replace(x, y=1)"])
def test_what_opens_none_is_not(code: str) -> None:
    assert opened(code) == []
