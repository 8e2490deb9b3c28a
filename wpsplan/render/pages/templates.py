"""The templates of reports: the built-in ones, and a workspace's own, whose files win over the built-in ones."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import wpsplan
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


def folders(root: Path) -> list[Path]:
    """Give the folders of templates, the first to be searched first."""
    own = root / "templates"
    return [built_in()] if _same(own, built_in()) else [own, built_in()]


def page_name(template: str, format: str) -> str:
    """Give Jinja's name of the page of a template in a format."""
    return f"{template}/page.{format}.jinja"


def templates(root: Path) -> list[Template]:
    """List every template that a report of this workspace can be made with, the default first."""
    names = {page.parent.name for folder in folders(root) for page in folder.glob("*/page.*.jinja")}
    return [_template(name, root) for name in sorted(names, key=lambda name: (name != DEFAULT, name))]


def template(name: str, root: Path) -> Template:
    """Find the template of this name. Raises `UserError` where there is none."""
    names = {path.name for folder in folders(root) for path in folder.glob("*")}
    candidate = _template(name, root) if name in names else None  # only the exact name of a folder, never a path
    if candidate and candidate.formats:
        return candidate
    known = ", ".join(template.name for template in templates(root))
    raise UserError(f'there is no template "{name}"', f"known: {known} (wpsplan report --list)")


def page_names(template: str) -> list[str]:
    """Give Jinja's names of a template's pages in all formats, also of those that do not exist."""
    return [page_name(template, format) for format in FORMATS]


def own_files(names: Iterable[str], root: Path) -> dict[str, bytes]:
    """Read the workspace's own files among these (Jinja's names) and among all that they name: path → content."""
    if not (root / "templates").is_dir():
        return {}
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        part = waiting.pop()
        own, ours = root / "templates" / part, built_in() / part
        if part in seen or not (own.is_file() or ours.is_file()):
            continue
        seen.add(part)
        content = (own if own.is_file() else ours).read_bytes()
        if own.is_file():
            files[f"templates/{part}"] = content
        waiting += [match[1].decode("utf-8", "replace") for match in _NAMED.finditer(content)]
    return files


def _template(name: str, root: Path) -> Template:
    pages = {
        format: page
        for folder in reversed(folders(root))
        for format in FORMATS
        if (page := folder / page_name(name, format)).is_file()
    }
    about = next((match[1] for page in pages.values() if (match := _ABOUT.match(_text(page)))), "")
    own = any(not _same(page.parents[1], built_in()) for page in pages.values())
    return Template(name, " ".join(about.split()), tuple(format for format in FORMATS if format in pages), own)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def eject(name: str, root: Path) -> dict[str, bytes]:
    """Read the files of a built-in template, to be copied: path from the workspace's root → content.

    Raises `UserError` where there is no such template, or the workspace has one of this name.
    """
    source = built_in() / name
    files = sorted(path for path in source.glob("*.jinja")) if (source / "..").exists() else []
    if not any(path.name.startswith("page.") for path in files):
        names = [template.name for template in templates(root) if (built_in() / template.name).is_dir()]
        raise UserError(f'there is no built-in template "{name}"', f"built in: {', '.join(names)}")
    if (root / "templates" / name).exists():
        raise UserError(f"templates/{name} is there already", "it is used as it stands; nothing was written")
    return {f"templates/{name}/{path.name}": path.read_bytes() for path in files}
