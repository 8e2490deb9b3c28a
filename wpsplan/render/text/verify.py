"""The text of `wpsplan verify`."""

from typing import Any

from wpsplan.render.text.terminal import counted, visible

NOTHING = "nothing: it ends before this line"


def verify_text(verdict: dict[str, Any]) -> str:
    """Write a verdict (of `manifest.verdict`): yes, no or not compared first, then why."""
    manifest, report = verdict["made_from"], visible(verdict["report"])
    entity = f", {manifest['entity']}" if manifest["entity"] else ""
    whose = visible(f"period {manifest['period']}, template {manifest['template']}{entity}")
    program = visible(manifest["program"])
    lines = [f"{report}: {_answer(verdict)} ({whose}, by wpsplan {program})", ""]
    if verdict["trouble"]:
        lines.append(f"  it can't be made any more: {visible(verdict['trouble'])}")
    for difference in verdict["differs"]:
        lines.append(f"  {difference['what']:8} {visible(difference['path'])}")
    agree = verdict["inputs"] - sum(difference["what"] != "new" for difference in verdict["differs"])
    lines.append(f"  {agree} of {counted(verdict['inputs'], 'input')} agree; digest {manifest['digest']}")
    if verdict["first_change"]:
        made, found = verdict["first_change"]["made"], verdict["first_change"]["found"]
        lines += [
            f"  the page itself was changed after it was made, from line {verdict['first_change']['line']} on:",
            f"    made   {NOTHING if made is None else _cut(made)}",
            f"    found  {NOTHING if found is None else _cut(found)}",
        ]
    elif verdict["only_line_ends"]:
        lines.append("  made again, the page is the same but for its line ends or its byte-order mark")
    elif verdict["compared"]:
        lines.append("  made again, the page is the same to the byte")
    elif not verdict["differs"] and not verdict["trouble"]:
        lines.append("  it says that another version of wpsplan made it: the page itself was not compared")
        lines.append(f"  to compare it, run `wpsplan verify` of wpsplan {program} on it")
    return "\n".join(lines) + "\n"


def _answer(verdict: dict[str, Any]) -> str:
    if verdict["only_line_ends"]:
        return "no, but for line ends"
    return {True: "yes", False: "no", None: "not compared"}[verdict["verified"]]


def _cut(line: str, most: int = 90) -> str:
    shown = visible(line.strip())
    return shown if len(shown) <= most else f"{shown[:most]}…"
