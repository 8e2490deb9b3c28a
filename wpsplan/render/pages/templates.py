"""The templates of reports: the built-in ones, and a workspace's own, whose files win over the built-in ones."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import wpsplan
from wpsplan.disk import Disk, RefusedPathError, check_path
from wpsplan.finding import UserError

FORMATS = ("md", "html")
DEFAULT = "report"
FOR_ENTITY = "entity"
"""The built-in template about one entity, whose id it needs."""
_NAMED = re.compile(rb"""["']([^"'\n]+\.jinja)["']""")
_ABOUT = re.compile(r"\s*\{#-?\s*(.+?)\s*-?#\}", re.DOTALL)


class Template(NamedTuple):
    """A template of a report: a folder of templates/ with a page for each of its formats."""

    name: str
    about: str
    """The first comment of its page."""
    formats: tuple[str, ...]
    own: bool
    """True where a page of it is the workspace's own."""


def built_in() -> Path:
    """Find the folder of the templates that come with the program: inside the package, or beside it in a checkout."""
    package = Path(wpsplan.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def own_templates(root: Path) -> Disk | None:
    """Give the workspace whose templates/ are searched first; None where it has none, or none but the built-in ones."""
    disk = Disk(root)
    own = disk.exists("templates") and (root / "templates").resolve() != built_in().resolve()
    return disk if own else None


def page_name(template: str, format: str) -> str:
    """Give Jinja's name of the page of a template in a format."""
    return f"{template}/page.{format}.jinja"


def templates(root: Path) -> list[Template]:
    """List every template that a report of this workspace can be made with, the default first."""
    names = sorted(_names(root), key=lambda name: (name != DEFAULT, name))
    return [template for template in (_template(name, root) for name in names) if template.formats]


def _names(root: Path) -> set[str]:
    """The names of all that is in a folder of templates."""
    disk = own_templates(root)
    own = [entry.name for entry in disk.entries("templates")] if disk else []
    return {*own, *(path.name for path in built_in().iterdir())}


def template(name: str, root: Path) -> Template:
    """Find the template of this name. Raises `UserError` where there is none."""
    candidate = _template(name, root) if name in _names(root) else None  # only the exact name of a folder, never a path
    if candidate and candidate.formats:
        return candidate
    known = ", ".join(template.name for template in templates(root))
    raise UserError(f'there is no template "{name}"', f"known: {known} (wpsplan report --list)")


def page_names(template: str) -> list[str]:
    """Give Jinja's names of a template's pages in all formats, also of those that do not exist."""
    return [page_name(template, format) for format in FORMATS]


def own_files(names: Iterable[str], root: Path) -> dict[str, bytes]:
    """Read the workspace's own files among these (Jinja's names) and among all that they name: path → content.

    In a checkout of the program the built-in ones are the workspace's own, too.
    """
    if own_templates(root) is None and (root / "templates").is_symlink():  # onto the built-in ones
        return {}
    disk = Disk(root)
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        part = waiting.pop()
        path = f"templates/{part}"
        own = disk.exists(path)
        if part in seen or not (own or _is_built_in(part)):
            continue
        seen.add(part)
        content = disk.read(path) if own else (built_in() / part).read_bytes()
        if own:
            files[path] = content
        waiting += [match[1].decode("utf-8", "replace") for match in _NAMED.finditer(content)]
    return files


def _template(name: str, root: Path) -> Template:
    disk = own_templates(root)
    pages: dict[str, bytes] = {}
    own = False
    for format in FORMATS:
        page = page_name(name, format)
        if disk and disk.exists(f"templates/{page}"):
            pages[format] = disk.read(f"templates/{page}")
            own = True
        elif _is_built_in(page):
            pages[format] = (built_in() / page).read_bytes()
    texts = (page.decode("utf-8-sig", "replace") for page in pages.values())
    about = next((match[1] for text in texts if (match := _ABOUT.match(text))), "")
    return Template(name, " ".join(about.split()), tuple(pages), own)


def _is_built_in(name: str) -> bool:
    """Tell if a template that comes with the program has this name."""
    try:
        check_path(name)
    except RefusedPathError:
        return False
    return (built_in() / name).is_file()


def eject(name: str, root: Path) -> dict[str, bytes]:
    """Read the files of a built-in template, to be copied: path from the workspace's root → content.

    Raises `UserError` where there is no such template, or the workspace has one of this name.
    """
    names = [template.name for template in templates(root) if (built_in() / template.name).is_dir()]
    if name not in names:
        raise UserError(f'there is no built-in template "{name}"', f"built in: {', '.join(names)}")
    files = sorted((built_in() / name).glob("*.jinja"))
    if Disk(root).exists(f"templates/{name}"):
        raise UserError(f"templates/{name} is there already", "it is used as it stands; nothing was written")
    return {f"templates/{name}/{path.name}": path.read_bytes() for path in files}
