"""A comparison as Markdown: a comment for a pull request, folded where it is long."""

from collections.abc import Sequence

from wpsplan.render import diff_words
from wpsplan.render.data import Plain
from wpsplan.render.escape import code_span, for_markdown
from wpsplan.render.terminal import counted

MANY = 25
"""Rows that are shown open; more are folded."""


def diff_md(data: Plain) -> str:
    """Two tables: the plan's changes and the figures' changes."""
    rows = [_row(one) for one in data["changes"]]
    parts = [f"### The plan: {diff_words.totals(data)}"]
    if rows:
        parts.append(_folded("| | item | what | touches |\n|---|---|---|---|", rows, "changes"))
    parts.append(f"### The figures: {counted(len(data['figures']), 'change') if data['figures'] else 'no change'}")
    figures = [_figure(one) for one in data["figures"]]
    if figures:
        parts.append(
            _folded("| | indicator | period | before → after | why |\n|---|---|---|---|---|", figures, "figures")
        )
    if data["errors"]:
        parts.append(f"### Left out: {counted(len(data['errors']), 'error')}")
        parts.append("\n".join(_error(one) for one in data["errors"][:MANY]))
    return "\n\n".join(parts) + "\n"


def _folded(head: str, rows: Sequence[str], what: str) -> str:
    table = "\n".join([head, *rows[:MANY]])
    if len(rows) <= MANY:
        return table
    rest = "\n".join([head, *rows[MANY:]])
    return f"{table}\n\n<details><summary>{len(rows) - MANY} more {what}</summary>\n\n{rest}\n\n</details>"


def _cut(text: str) -> str:
    return f"~~{for_markdown(text)}~~" if text.strip() else ""


def _add(text: str) -> str:
    return f"**{for_markdown(text)}**" if text.strip() else ""


def _keep(text: str) -> str:
    """Words between marks keep the blanks around them."""
    inner = str(for_markdown(text))
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{inner}{after}" if inner else " "


def _row(one: Plain) -> str:
    told = [diff_words.what(one, _cut, _add, _keep)]
    told += [str(for_markdown(extra)) for extra in (one["remark"], *one["effects"]) if extra]
    touches = f"{counted(len(one['affects']), 'file')}{_periods(one['affects'])}" if one["affects"] else "–"
    mark = f"{diff_words.MARKS[one['level']]} {one['level']}"
    return f"| {mark} | {one['item']} {for_markdown(one['id'])} | {'; '.join(told)} | {touches} |"


def _periods(paths: Sequence[str]) -> str:
    periods = dict.fromkeys(path.split("/")[1] for path in paths if path.count("/") == 2)
    return f" of {', '.join(periods)}" if periods else ""


def _figure(one: Plain) -> str:
    flip = "⚑" if one["flips"] else ""
    told = for_markdown(diff_words.figure(one))
    return (
        f"| {flip} | {for_markdown(one['indicator'])} | {one['period']} | {told} | {diff_words.CAUSES[one['cause']]} |"
    )


def _error(one: Plain) -> str:
    place = code_span(f"{one['path']}:{one['line']}")
    return f"- {one['side']} {place}: {for_markdown(one['message'])}"
