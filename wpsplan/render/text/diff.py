"""A comparison for a terminal."""

import textwrap
from collections.abc import Iterator

from wpsplan.render.json.plain import Plain
from wpsplan.render.text import diff_wording
from wpsplan.render.text.terminal import Paint, counted, visible


def diff_text(data: Plain, paint: Paint) -> str:
    """Write a comparison (of `diff_data`): the plan's changes, gravest first, and the figures that differ."""

    def cut(text: str) -> str:
        return paint("error", f"[-{visible(text)}-]")

    def add(text: str) -> str:
        return paint("good", f"{{+{visible(text)}+}}")

    lines = [f"The plan: {diff_wording.totals(data)}", ""]
    for change in data["changes"]:
        level = paint({"breaking": "error", "review": "warning"}.get(change["level"], "note"), change["level"])
        lines.append(
            f"{diff_wording.MARKS[change['level']]} {level} {change['item']} {visible(change['id'])}   "
            f"{change['path']}:{change['line']}"
        )
        lines += _wrap(diff_wording.what(change, cut, add, visible))
        lines += [line for extra in _extras(change) for line in _wrap(visible(extra))]
        lines.append("")
    lines.append(f"The figures: {counted(len(data['figures']), 'change') if data['figures'] else 'no change'}")
    for figure in data["figures"]:
        why = diff_wording.CAUSES[figure["cause"]]
        lines += _wrap(
            f"{visible(figure['indicator'])} in {figure['period']}: {visible(diff_wording.figure(figure))}, {why}"
        )
    return "\n".join(lines) + "\n"


def _extras(change: Plain) -> Iterator[str]:
    if change["remark"]:
        yield change["remark"]
    yield from change["effects"]
    if change["affects"]:
        shown = ", ".join(change["affects"][:4]) + (" …" if len(change["affects"]) > 4 else "")
        yield f"touches {counted(len(change['affects']), 'file')}: {shown}"


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, 98, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)
