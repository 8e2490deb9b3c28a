"""A comparison as Markdown: a comment for a pull request, folded where it is long."""

from collections.abc import Sequence

from wpsplan.render.json.plain import Plain
from wpsplan.render.pages.escape import code_span, for_markdown
from wpsplan.render.text import diff_wording
from wpsplan.render.text.terminal import counted

MANY = 25
"""The number of rows that are shown open; those after them are folded."""


def diff_md(data: Plain) -> str:
    """Write a comparison (of `diff_data`) as two tables: the plan's changes and the figures' changes."""
    rows = [_row(change) for change in data["changes"]]
    parts = [f"### The plan: {diff_wording.totals(data)}"]
    if rows:
        parts.append(_fold("| | item | what | touches |\n|---|---|---|---|", rows, "changes"))
    parts.append(f"### The figures: {counted(len(data['figures']), 'change') if data['figures'] else 'no change'}")
    figures = [_figure(figure) for figure in data["figures"]]
    if figures:
        parts.append(
            _fold("| | indicator | period | before → after | why |\n|---|---|---|---|---|", figures, "figures")
        )
    if data["errors"]:
        parts.append(f"### Left out: {counted(len(data['errors']), 'error')}")
        parts.append("\n".join(_error(error) for error in data["errors"][:MANY]))
    return "\n\n".join(parts) + "\n"


def _fold(head: str, rows: Sequence[str], noun: str) -> str:
    table = "\n".join([head, *rows[:MANY]])
    if len(rows) <= MANY:
        return table
    rest = "\n".join([head, *rows[MANY:]])
    return f"{table}\n\n<details><summary>{len(rows) - MANY} more {noun}</summary>\n\n{rest}\n\n</details>"


def _cut(text: str) -> str:
    return f"~~{for_markdown(text)}~~" if text.strip() else ""


def _add(text: str) -> str:
    return f"**{for_markdown(text)}**" if text.strip() else ""


def _keep(text: str) -> str:
    """Write words that stay, with the blanks around them, which Markdown would drop."""
    inner = str(for_markdown(text))
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{inner}{after}" if inner else " "


def _row(change: Plain) -> str:
    parts = [diff_wording.what(change, _cut, _add, _keep)]
    parts += [str(for_markdown(extra)) for extra in (change["remark"], *change["effects"]) if extra]
    touches = f"{counted(len(change['affects']), 'file')}{_periods(change['affects'])}" if change["affects"] else "–"
    mark = f"{diff_wording.MARKS[change['level']]} {change['level']}"
    return f"| {mark} | {change['item']} {for_markdown(change['id'])} | {'; '.join(parts)} | {touches} |"


def _periods(paths: Sequence[str]) -> str:
    periods = dict.fromkeys(path.split("/")[1] for path in paths if path.count("/") == 2)
    return f" of {', '.join(periods)}" if periods else ""


def _figure(figure: Plain) -> str:
    flip = "⚑" if figure["flips"] else ""
    text = for_markdown(diff_wording.figure(figure))
    return (
        f"| {flip} | {for_markdown(figure['indicator'])} | {figure['period']} | {text} | "
        f"{diff_wording.CAUSES[figure['cause']]} |"
    )


def _error(error: Plain) -> str:
    place = code_span(f"{error['path']}:{error['line']}")
    return f"- {error['side']} {place}: {for_markdown(error['message'])}"
