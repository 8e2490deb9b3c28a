"""A page out of a template and the data of an answer. A template may be a stranger's: it runs in Jinja's sandbox."""

import difflib
import re
import traceback
from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from wpsplan.finding import Finding, Place
from wpsplan.render import pictures
from wpsplan.render.compiled import Compiled
from wpsplan.render.escape import HTML, MARKDOWN, code_span, for_html, for_markdown, for_url, paragraphs, quoted
from wpsplan.render.limits import Exceeded, joined, limited, rounded
from wpsplan.render.sandbox import Sandbox
from wpsplan.render.templates import folders, own_files, page_name
from wpsplan.rules import all_rules


def page(template: str, format: str, data: Mapping[str, Any], root: Path, end: str = "") -> bytes | Finding:
    """A page of a report's template, in UTF-8; a finding, with its place, where a template of the workspace is wrong.

    `end`: what stands below the page, whatever its template.
    """
    return rendered(page_name(template, format), format, data, root, end)


def rendered(name: str, format: str, data: Mapping[str, Any], root: Path, end: str = "") -> bytes | Finding:
    """Like `page`, for a template by its own name, such as gaps/letter.md.jinja."""
    environment = _environment(format, root, data)
    own = own_files([name], root)
    try:
        with limited() if own else nullcontext():
            text = joined(environment.get_template(name).generate(**data), end)
    except Exception as error:
        place = _undecodable(own) if isinstance(error, UnicodeDecodeError) else _place(error, root)
        if place is None and isinstance(error, Exceeded):  # of the page as a whole
            place = Place(next(iter(own)), mark=(1, 1))
        if place is None:  # in a template of ours: our bug, not the user's
            raise
        return all_rules()["template-error"].finding(place, _message(error), _help(error))
    return re.sub(rb"\n{3,}", b"\n\n", text) if format == "md" else text


class _Folder(FileSystemLoader):
    """The templates of a folder; a link that leads out of it leads nowhere."""

    def get_source(self, environment: Any, template: str) -> Any:
        source, file, current = super().get_source(environment, template)
        if not any(Path(file).resolve().is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return source, file, current


def _environment(format: str, root: Path, data: Mapping[str, Any]) -> Sandbox:
    write, written = (for_markdown, MARKDOWN) if format == "md" else (for_html, HTML)
    loaders: list[BaseLoader] = [_Folder(str(folder), encoding="utf-8") for folder in folders(root)]
    environment = Sandbox(
        loader=ChoiceLoader(loaders),
        finalize=write,
        written=written,
        undefined=_undefined(data),
        bytecode_cache=Compiled(),
    )
    environment.filters.update(
        capital=lambda text: text[:1].upper() + text[1:],
        code=code_span,
        count=lambda number: f"{number:,}",
        round=rounded,
        cut=lambda text, most: text if len(text) <= most else f"{text[: most - 1]}…",
        indicators=indicators,
        markdown=partial(_markdown, format=format),
        paragraphs=partial(paragraphs, write=write, format=format),
        quote=partial(quoted, write=write),
        url=for_url,
        **{name: getattr(pictures, name) for name in pictures.FILTERS},
    )
    return environment


def _markdown(text: str | None, format: str) -> Markup:
    from wpsplan.render.markdown import markdown

    return markdown(text, format)


def indicators(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every indicator of these areas, in the plan's order."""
    return [
        one
        for area in areas
        for outcome in area["outcomes"]
        for action in outcome["actions"]
        for one in action["indicators"]
    ]


# --- what is wrong with a template ----------------------------------------------------------------------------------


def _undefined(data: Mapping[str, Any]) -> type[StrictUndefined]:
    """A wrong name is an error that says which names there are."""

    class Unknown(StrictUndefined):
        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            name = str(self._undefined_name)
            known = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else data
            near = difflib.get_close_matches(name, [str(key) for key in known], n=1)
            return f'there is no "{name}" here' + (f'; did you mean "{near[0]}"?' if near else "")

    return Unknown


def _place(error: Exception, root: Path) -> Place | None:
    """The innermost line of a template that is the workspace's own; None: the error is in none."""
    if isinstance(error, TemplateSyntaxError):
        spots = [(error.filename or "", error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        spots = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename.endswith(".jinja")]
    own = (root / "templates").resolve()
    for file, line in reversed(spots):
        path = Path(file).resolve()
        if path.is_relative_to(own):
            return Place(f"templates/{path.relative_to(own).as_posix()}", mark=(line, 1))
    return None


def _undecodable(own: Mapping[str, bytes]) -> Place | None:
    """The workspace's own file that is not in UTF-8."""
    for path, raw in own.items():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return Place(path, mark=(raw.count(b"\n", 0, error.start) + 1, 1))
    return None


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template file "{error.name}"'
    if isinstance(error, UnicodeDecodeError):
        return "this file is not in UTF-8"
    if isinstance(error, TemplateSyntaxError):
        return f"this is no Jinja: {error.message}"
    if isinstance(error, MemoryError | Exceeded):
        return str(error) or "it takes too much memory"
    return str(error) if isinstance(error, UndefinedError) else f"this can't be worked out: {error}"


def _help(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return "name a file of templates/, such as shared/words.jinja"
    if isinstance(error, UndefinedError):
        return "the names that a template is given are the keys of: wpsplan report --format json"
    return ""
