"""An item's history, as data and for a terminal."""

import textwrap
from collections.abc import Sequence

from wpsplan.history.log import Entry
from wpsplan.render.json.diff import change_data
from wpsplan.render.json.plain import Plain
from wpsplan.render.text import diff_wording
from wpsplan.render.text.terminal import Paint, visible

_KEYS = ("item", "change", "before", "after", "words", "remark")


def log_data(id: str, entries: Sequence[Entry]) -> Plain:
    """An item's history: the keys of `log --format json`; latest commit first."""
    return {
        "id": id,
        "commits": [
            {
                "commit": entry.commit.id,
                "author": entry.commit.author,
                "date": entry.commit.date,
                "subject": entry.commit.subject,
                "changes": [{key: change_data(change)[key] for key in _KEYS} for change in entry.changes],
            }
            for entry in entries
        ],
    }


def log_text(data: Plain, paint: Paint) -> str:
    """Write each commit with its changes of the item."""

    def cut(text: str) -> str:
        return paint("error", f"[-{visible(text)}-]")

    def add(text: str) -> str:
        return paint("good", f"{{+{visible(text)}+}}")

    lines = []
    for commit in data["commits"]:
        head = (
            f"{commit['commit'][:10]}  {commit['date'][:10]}  {visible(commit['author'])}: {visible(commit['subject'])}"
        )
        lines.append(paint("strong", head))
        for change in commit["changes"]:
            text = "; ".join(filter(None, (diff_wording.what(change, cut, add, visible), visible(change["remark"]))))
            lines += textwrap.wrap(text, 98, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)
        lines.append("")
    return "\n".join(lines) or f"No commit has changed {data['id']}.\n"
