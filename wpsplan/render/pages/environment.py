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
from wpsplan.render.pages.escape import code_span, for_html, for_markdown, for_url, paragraphs, quoted
from wpsplan.render.pages.limits import rounded, worked_out
from wpsplan.render.pages.templates import built_in, own_templates


class PageEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, in which products and powers are looked at before they are worked out."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product or the power; raises `Exceeded` where it would take too long."""
        worked_out(operator, left, right)
        return super().call_binop(context, operator, left, right)


def environment(format: str, root: Path, data: Mapping[str, Any]) -> PageEnvironment:
    """The environment for the templates of a format (md or html), which are given `data`.

    Whatever a template prints is escaped for its format. What macros and the filters return is `Markup`: it is
    escaped already, and is printed as it is.
    """
    escape = for_markdown if format == "md" else for_html

    @pass_context  # what depends on the context is never worked out with the constants, which Jinja escapes as HTML
    def finalize(context: Context, value: Any) -> Markup:
        return escape(value)

    found = PageEnvironment(
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # working out constants beforehand takes longer than it saves
        loader=ChoiceLoader([FunctionLoader(partial(_own, own_templates(root))), FileSystemLoader(built_in())]),
        undefined=_undefined(data),
    )
    found.filters.update(
        capital=lambda text: text[:1].upper() + text[1:],
        code=code_span,
        count=lambda number: f"{number:,}",
        round=rounded,
        cut=lambda text, most: text if len(text) <= most else f"{text[: most - 1]}…",
        indicators=indicators,
        markdown=partial(_markdown, format=format),
        paragraphs=partial(paragraphs, write=escape, format=format),
        quote=partial(quoted, write=escape),
        url=for_url,
        **{name: getattr(charts, name) for name in charts.FILTERS},
    )
    return found


def _own(disk: Disk | None, name: str) -> tuple[str, str, None] | None:
    """The source of a workspace's own template, and its file's name; None where it has none of this name."""
    path = f"templates/{name}"
    if disk is None or not disk.exists(path):
        return None
    return disk.read(path).decode("utf-8"), str(disk.root / path), None


def _undefined(data: Mapping[str, Any]) -> type[StrictUndefined]:
    """What stands for a wrong name: any use of it is an error, which says which names there are."""

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
    """Every indicator of these areas, in the plan's order."""
    return [
        indicator
        for area in areas
        for outcome in area["outcomes"]
        for action in outcome["actions"]
        for indicator in action["indicators"]
    ]
