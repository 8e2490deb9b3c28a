"""A comparison for a terminal."""

import textwrap
from collections.abc import Iterator

from wpsplan.render import diff_words
from wpsplan.render.data import Plain
from wpsplan.render.terminal import Paint, counted, visible


def diff_text(data: Plain, paint: Paint) -> str:
    """The plan's changes, gravest first, what they do, and the figures that differ."""

    def cut(text: str) -> str:
        return paint("error", f"[-{visible(text)}-]")

    def add(text: str) -> str:
        return paint("good", f"{{+{visible(text)}+}}")

    lines = [f"The plan: {diff_words.totals(data)}", ""]
    for one in data["changes"]:
        level = paint({"breaking": "error", "review": "warning"}.get(one["level"], "note"), one["level"])
        lines.append(
            f"{diff_words.MARKS[one['level']]} {level} {one['item']} {visible(one['id'])}   {one['path']}:{one['line']}"
        )
        lines += _wrapped(diff_words.what(one, cut, add, visible))
        lines += [line for extra in _extras(one) for line in _wrapped(visible(extra))]
        lines.append("")
    lines.append(f"The figures: {counted(len(data['figures']), 'change') if data['figures'] else 'no change'}")
    for one in data["figures"]:
        why = diff_words.CAUSES[one["cause"]]
        lines += _wrapped(f"{visible(one['indicator'])} in {one['period']}: {visible(diff_words.figure(one))}, {why}")
    return "\n".join(lines) + "\n"


def _extras(one: Plain) -> Iterator[str]:
    if one["remark"]:
        yield one["remark"]
    yield from one["effects"]
    if one["affects"]:
        shown = ", ".join(one["affects"][:4]) + (" …" if len(one["affects"]) > 4 else "")
        yield f"touches {counted(len(one['affects']), 'file')}: {shown}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 98, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)
