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
"""The built-in template that tells of one entity, and so needs to know which."""
_NAMED = re.compile(rb"""["']([^"'\n]+\.jinja)["']""")
_ABOUT = re.compile(r"\s*\{#-?\s*(.+?)\s*-?#\}", re.DOTALL)


class Template(NamedTuple):
    """A template of a report: a folder of templates/ with a page for each format it can be drawn in."""

    name: str
    about: str
    """The first comment of its page."""
    formats: tuple[str, ...]
    own: bool
    """Whether a page of it is the workspace's own."""


def built_in() -> Path:
    """The folder of the templates that come with the program: inside the package, or beside it in a checkout."""
    package = Path(wpsplan.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def folders(root: Path) -> list[Path]:
    """Where templates are looked for, first to last."""
    own = root / "templates"
    return [built_in()] if _same(own, built_in()) else [own, built_in()]


def page_name(template: str, format: str) -> str:
    """The page of a template in a format, as Jinja calls it."""
    return f"{template}/page.{format}.jinja"


def templates(root: Path) -> list[Template]:
    """Every template that a report of this workspace can be made with, the default first."""
    names = {page.parent.name for folder in folders(root) for page in folder.glob("*/page.*.jinja")}
    return [_template(name, root) for name in sorted(names, key=lambda name: (name != DEFAULT, name))]


def template(name: str, root: Path) -> Template:
    """The template of this name."""
    names = {one.name for folder in folders(root) for one in folder.glob("*")}
    found = _template(name, root) if name in names else None  # as it is spelled there, and no way elsewhere
    if found and found.formats:
        return found
    known = ", ".join(one.name for one in templates(root))
    raise UserError(f'there is no template "{name}"', f"known: {known} (wpsplan report --list)")


def page_names(template: str) -> list[str]:
    """What a template's pages would be called, whether they are there or not."""
    return [page_name(template, format) for format in FORMATS]


def own_files(names: Iterable[str], root: Path) -> dict[str, bytes]:
    """The workspace's own files among these (as Jinja calls them) and all that they name: path → content."""
    if not (root / "templates").is_dir():
        return {}
    found: dict[str, bytes] = {}
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
            found[f"templates/{part}"] = content
        waiting += [match[1].decode("utf-8", "replace") for match in _NAMED.finditer(content)]
    return found


def _template(name: str, root: Path) -> Template:
    found = {
        format: page
        for folder in reversed(folders(root))
        for format in FORMATS
        if (page := folder / page_name(name, format)).is_file()
    }
    about = next((match[1] for page in found.values() if (match := _ABOUT.match(_text(page)))), "")
    own = any(not _same(page.parents[1], built_in()) for page in found.values())
    return Template(name, " ".join(about.split()), tuple(format for format in FORMATS if format in found), own)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def eject(name: str, root: Path) -> dict[str, bytes]:
    """The files of a built-in template as they are to stand in the workspace: path relative to its root → content."""
    source = built_in() / name
    files = sorted(path for path in source.glob("*.jinja")) if (source / "..").exists() else []
    if not any(path.name.startswith("page.") for path in files):
        names = [one.name for one in templates(root) if (built_in() / one.name).is_dir()]
        raise UserError(f'there is no built-in template "{name}"', f"built in: {', '.join(names)}")
    if (root / "templates" / name).exists():
        raise UserError(f"templates/{name} is there already", "it is used as it stands; nothing was written")
    return {f"templates/{name}/{path.name}": path.read_bytes() for path in files}
