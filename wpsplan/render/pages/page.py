"""Render a page from a template and its data. A template may be a stranger's: it runs in Jinja's sandbox."""

import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from wpsplan.finding import Finding, Place, UserError
from wpsplan.render.pages.environment import TooDeepError, environment
from wpsplan.render.pages.limits import Exceeded, confined, join
from wpsplan.render.pages.templates import own_files, page_name
from wpsplan.rules import all_rules


def page(template: str, format: str, data: Mapping[str, Any], root: Path, end: str = "") -> bytes | Finding:
    """Render a page of a report's template, in UTF-8; a finding where a template of the workspace is wrong.

    `end`: the text below the page of any template.
    """
    return render_template(page_name(template, format), format, data, root, end)


def render_template(name: str, format: str, data: Mapping[str, Any], root: Path, end: str = "") -> bytes | Finding:
    """Do as `page`, for a template by Jinja's name, such as gaps/letter.md.jinja."""
    own = own_files([name], root)

    def draw() -> bytes | Finding:
        try:
            return join(environment(format, root, data).get_template(name).generate(**data), end)
        except Exception as error:
            place = _undecodable(own) if isinstance(error, UnicodeDecodeError) else _place(error, root)
            if place is None:  # of the page as a whole, or in a template of ours: our bug, not the user's
                raise
            return all_rules()["template-error"].finding(place, _message(error), _help(error))

    try:
        text = confined(draw) if own else draw()
    except Exceeded as error:
        if not own:
            raise UserError(str(error), "set WPSPLAN_TEMPLATE_LENGTH in your environment to allow more") from None
        return all_rules()["template-error"].finding(Place(next(iter(own)), mark=(1, 1)), str(error))
    if isinstance(text, Finding) or format != "md":
        return text
    return re.sub(rb"\n{3,}", b"\n\n", text)


# --- errors in a template ------------------------------------------------------------------------------------------


def _place(error: Exception, root: Path) -> Place | None:
    """Find the innermost line in one of the workspace's own templates; None: the error is in none of them."""
    if isinstance(error, TemplateSyntaxError):
        spots = [(error.filename or "", error.lineno)]
    elif isinstance(error, TooDeepError):
        spots = [(error.filename, 1)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        spots = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename.endswith(".jinja")]
    own = root.resolve() / "templates"
    for file, line in reversed(spots):
        path = Path(file).resolve()
        if path.is_relative_to(own):
            return Place(f"templates/{path.relative_to(own).as_posix()}", mark=(line, 1))
    return None


def _undecodable(own: Mapping[str, bytes]) -> Place | None:
    """Find the first of the workspace's own files that is not in UTF-8, with the line; None: there is none."""
    for path, raw in own.items():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return Place(path, mark=(raw.count(b"\n", 0, error.start) + 1, 1))
    return None


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template file "{error.name}"'
    if isinstance(error, OSError):
        return f"{error.filename} can't be read: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return "this file is not in UTF-8"
    if isinstance(error, TooDeepError):
        return str(error)
    if isinstance(error, TemplateSyntaxError):
        return f"this is no Jinja: {error.message}"
    if isinstance(error, MemoryError | Exceeded):
        return str(error) or "it takes too much memory"
    return str(error) if isinstance(error, UndefinedError) else f"this can't be worked out: {error}"


def _help(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return "name a file of templates/, such as shared/wording.jinja"
    if isinstance(error, TooDeepError):
        return "put parts of it into macros or into files of their own"
    if isinstance(error, UndefinedError):
        return "the names that a template is given are the keys of: wpsplan report --format json"
    return ""
