"""The office's Markdown, made safe: as HTML for HTML pages, and as Markdown again for Markdown pages.

No raw HTML, no pictures, links to the web and to mail only. Headings become bold lines: a page's structure is its own.
"""

import re
from collections.abc import Callable
from functools import cache
from textwrap import indent
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from wpsplan.render.pages.escape import escape_marks, for_url, guard_line_start, visible

_GOOD_LINK = re.compile(r"(?i)(https?://|mailto:)")
DEEPEST = 10
"""The depth below which the items of lists stand side by side."""
TOO_DEEP = 40
"""The depth of twenty lists in each other, or forty quotations: nobody means that; the text is shown as typed."""
_RUN = re.compile(r"`+")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")
    parser.validateLink = lambda url: bool(_GOOD_LINK.match(url))  # type: ignore[method-assign]
    parser.core.ruler.push("named_links", _name_links)
    wide = '<div class="wide" role="group" aria-label="Table" tabindex="0"><table>\n'
    parser.add_render_rule("heading_open", lambda self, tokens, index, options, env: "<p><strong>")
    parser.add_render_rule("heading_close", lambda self, tokens, index, options, env: "</strong></p>\n")
    parser.add_render_rule("table_open", lambda self, tokens, index, options, env: wide)
    parser.add_render_rule("table_close", lambda self, tokens, index, options, env: "</table></div>\n")
    parser.add_render_rule("image", lambda self, tokens, index, options, env: str(escape(tokens[index].content)))
    return parser


def _name_links(state: Any) -> None:
    """Give a link without words its address as its words, or nobody could see or hear it."""
    for block in state.tokens:
        children: list[Token] = []
        for token in block.children or ():
            if token.type == "link_close" and children and children[-1].type == "link_open":
                text = Token("text", "", 0)
                text.content = str(children[-1].attrs.get("href", ""))
                children.append(text)
            children.append(token)
        if block.children:
            block.children = children


def markdown(text: str | None, format: str) -> Markup:
    """Make the office's Markdown safe, for a page of this format (`html` or `md`); None gives an empty text.

    Characters that can't be seen are named before the text is read, so that they mean nothing in it, and again in what
    is made of it, where references such as `&#x202e;` have become characters.
    """
    parser = _parser()
    tokens = parser.parse(visible(text or ""))
    if any(token.level >= TOO_DEEP for token in tokens):
        tokens = parser.parse(_fence(visible(text or "")))
    if format == "html":
        return Markup(visible(parser.renderer.render(tokens, parser.options, {})))
    return Markup(visible(_blocks(SyntaxTreeNode(tokens))))


def _blocks(node: Any, between: str = "\n\n") -> str:
    return between.join(_BLOCKS.get(child.type, _paragraph)(child) for child in node.children)


def _paragraph(node: Any) -> str:
    lines = "".join(_inline(child) for child in node.children).strip().split("\n")
    return "\n".join(guard_line_start(line.strip()) for line in lines)


def _list(node: Any) -> str:
    """Write a list; below the fifth level its items stand side by side, as readers give up on deeper ones."""
    first = node.attrs.get("start", 1) if node.type == "ordered_list" else None
    items = []
    for index, item in enumerate(node.children):
        mark = "- " if first is None else f"{int(first) + index}. "
        content = _blocks(item)
        items.append(mark + (indent(content, " " * len(mark)).lstrip() if _depth(node) < DEEPEST else content))
    return "\n".join(items)


def _depth(node: Any) -> int:
    return 1 + _depth(node.parent) if node.parent else 0


def _code(node: Any) -> str:
    return _fence(node.content)


def _fence(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in _RUN.findall(text)), default=0))
    return f"{fence}\n{text.rstrip()}\n{fence}"


def _table(node: Any) -> str:
    rows = [
        [_paragraph(cell).replace("\n", " ") for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


_BLOCKS: dict[str, Callable[[Any], str]] = {
    "heading": lambda node: f"**{_paragraph(node)}**",
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": lambda node: "> " + _blocks(node).replace("\n", "\n> "),
    "fence": _code,
    "code_block": _code,
    "hr": lambda node: "* * *",
    "table": _table,
}


def _inline(node: Any) -> str:
    inner = "".join(_inline(child) for child in node.children)
    if node.type == "text":
        return escape_marks(node.content)
    if node.type == "code_inline":
        fence = "`" * (1 + max((len(run) for run in _RUN.findall(node.content)), default=0))
        return f"{fence} {node.content.replace('|', '[U+007C]')} {fence}"
    if node.type == "image":
        return escape_marks(node.content)
    if node.type == "link":
        return f"[{inner}](<{for_url(str(node.attrs.get('href', '')))}>)"
    around = {"strong": "**", "em": "*"}.get(node.type, "")
    return {"softbreak": " ", "hardbreak": "\\\n"}.get(node.type, f"{around}{inner}{around}")
