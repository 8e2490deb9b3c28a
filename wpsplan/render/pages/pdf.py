"""A page as PDF, by WeasyPrint: an extra, imported only when a PDF is wanted."""

import logging
import re
from typing import Any, NoReturn

from wpsplan.finding import UserError

_SVG = re.compile(r"(<svg\b[^>]*>)(.*?)</svg>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r'class="([^"]+)"')
_REFERENCE = re.compile(r'(?:url\(#|href="#)([\w-]+)')
_DEFINITION = re.compile(r'<(pattern|g) id="([\w-]+)".*?</\1>', re.DOTALL)
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")


def pdf(html: str) -> bytes:
    """Print an HTML page on A4, in its print style: the same bytes for the same page. Fetches nothing.

    Raises `UserError` where WeasyPrint or a library of the system that it needs is not installed.
    """
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise UserError(
            "a pdf needs the extra pdf, which is not installed", "install it: pip install 'wpsplan[pdf]'"
        ) from error
    except OSError as error:  # WeasyPrint loads libraries of the system
        raise UserError(
            "a pdf needs Pango, a library of the system that is not installed",
            "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; else see WeasyPrint's first steps",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it would warn of each style that is for screens only
    document = HTML(string=_embed_styles(html), url_fetcher=_refuse)
    return bytes(document.write_pdf(pdf_identifier=b"wpsplan"))


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a report fetches nothing: {url}")


def _embed_styles(html: str) -> str:
    """Give each picture its own style and patterns: WeasyPrint draws it apart from the page, without the page's."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    paper = style.partition("@media print { :root {")[2].partition("}")[0]
    values = dict(line.split(":", 1) for line in paper.replace("\n", "").split(";") if ":" in line)
    colours = {name.strip(): value.strip() for name, value in values.items()}

    def fix_colours(text: str) -> str:
        return _VARIABLE.sub(lambda match: colours.get(match[1], "#000"), text)

    rules = {selector.strip().lstrip("."): fix_colours(body) for selector, body in _RULE.findall(style)}
    definitions = {match[2]: fix_colours(match[0]) for match in _DEFINITION.finditer(html)}

    def embed(match: re.Match[str]) -> str:
        start, content = match[1], match[2]
        names = {name for names in _CLASS.findall(content) for name in names.split()}
        own = {f".{name}": _body(name, rules) for name in sorted(names)}
        own["text"] = rules.get("svg text", "")
        style_text = "".join(f"{selector}{{{body}}}" for selector, body in own.items() if body)
        ids = sorted(set(_REFERENCE.findall(style_text + content)))
        definition_text = "".join(definitions[id] for id in ids if id in definitions)
        return f"{start}<style>{style_text}</style><defs>{definition_text}</defs>{fix_colours(content)}</svg>"

    return _SVG.sub(embed, html)


def _body(name: str, rules: dict[str, str]) -> str:
    """The declarations of a class, from each rule that has it among its selectors."""
    bodies = (body for selectors, body in rules.items() if name in re.split(r"[,\s.]+", selectors))
    return ";".join(bodies)
