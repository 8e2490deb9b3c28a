"""Jinja's sandbox for the pages: a template may be a stranger's, so it reads its data and reaches nothing else."""

import difflib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateRuntimeError,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from wpsplan.disk import Disk
from wpsplan.render import charts
from wpsplan.render.pages.escape import code_span, for_html, for_markdown, for_url, paragraphs, quote
from wpsplan.render.pages.limits import refuse_too_large, round_value
from wpsplan.render.pages.templates import built_in, own_templates


class TooDeepError(Exception):
    """An error of the template in a file: it nests too deep, or has too many parts, for Jinja or for Python."""

    def __init__(self, filename: str) -> None:
        super().__init__("it nests too deep, or has too many parts in a row")
        self.filename = filename


class PageEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of the templates, which refuses products and powers that are too large.

    A template that nests too deep for Jinja, or for Python, is an error of the template.
    """

    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up: a key of the data comes before what Python's dictionaries have, such as `items`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute a product or a power; raise `Exceeded` where it would take too long."""
        refuse_too_large(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def compile(self, source: Any, name: Any = None, filename: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """The template's code; raises `TooDeepError` where it can't be compiled though it is Jinja."""
        try:
            return super().compile(source, name, filename, **options)
        except (SyntaxError, RecursionError, MemoryError):  # SyntaxError: of the code that Jinja has made of it
            raise TooDeepError(filename or "") from None


def environment(format: str, root: Path, data: Mapping[str, Any]) -> PageEnvironment:
    """Make the environment for the templates of a format (md or html), which are given `data`.

    All that a template prints is escaped for its format, but for `Markup`, which macros and the filters return: it is
    escaped already.
    """
    escape = for_markdown if format == "md" else for_html

    @pass_context  # so that Jinja never folds it into a constant, which it would escape as HTML
    def finalize(context: Context, value: Any) -> Markup:
        return escape(value)

    sandbox = PageEnvironment(
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # folding constants takes longer than it saves
        loader=ChoiceLoader([FunctionLoader(partial(_own_source, own_templates(root))), FileSystemLoader(built_in())]),
        undefined=_unknown_name(data),
    )
    sandbox.filters.update(
        capital=lambda text: text[:1].upper() + text[1:],
        code=code_span,
        count=lambda number: f"{number:,}",
        round=round_value,
        cut=lambda text, most: text if len(text) <= most else f"{text[: most - 1]}…",
        indicators=indicators,
        markdown=partial(_markdown, format=format),
        paragraphs=partial(paragraphs, write=escape, format=format),
        quote=partial(quote, write=escape),
        url=for_url,
        **{name: getattr(charts, name) for name in charts.FILTERS},
    )
    return sandbox


def _own_source(disk: Disk | None, name: str) -> tuple[str, str, None] | None:
    """Read the source of a workspace's own template, with its file's name; None where it has none of this name."""
    path = f"templates/{name}"
    if disk is None or not disk.exists(path):
        return None
    return disk.read(path).decode("utf-8"), str(disk.root / path), None


def _unknown_name(data: Mapping[str, Any]) -> type[StrictUndefined]:
    """Make the class that stands for an unknown name: any use is an error, which suggests a similar name of `data`."""

    class Unknown(StrictUndefined):
        __slots__ = ()

        def __init__(
            self,
            hint: str | None = None,
            obj: Any = None,
            name: str | None = None,
            exc: type[TemplateRuntimeError] = UndefinedError,
        ) -> None:
            if name is not None:
                names = [str(key) for key in (obj if isinstance(obj, Mapping) else data)]
                near = difflib.get_close_matches(str(name), names, n=1)
                hint = f'there is no "{name}" here' + (f'; did you mean "{near[0]}"?' if near else "")
            super().__init__(hint, obj, name, exc)

    return Unknown


def _markdown(text: str | None, format: str) -> Markup:
    from wpsplan.render.pages.markdown import markdown

    return markdown(text, format)


def indicators(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every indicator of these areas, in the plan's order."""
    return [
        indicator
        for area in areas
        for outcome in area["outcomes"]
        for action in outcome["actions"]
        for indicator in action["indicators"]
    ]
