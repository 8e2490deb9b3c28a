"""The text of `wpsplan verify`."""

from typing import Any

from wpsplan.render.text.terminal import counted, visible


def verify_text(verdict: dict[str, Any]) -> str:
    """Write a verdict (of `manifest.verdict`): yes or no first, then why."""
    manifest, report = verdict["made_from"], visible(verdict["report"])
    entity = f", {manifest['entity']}" if manifest["entity"] else ""
    whose = f"period {manifest['period']}, template {manifest['template']}{entity}"
    lines = [f"{report}: {'yes' if verdict['verified'] else 'no'} ({whose}, by wpsplan {manifest['program']})", ""]
    if verdict["trouble"]:
        lines.append(f"  it can't be made any more: {visible(verdict['trouble'])}")
    for difference in verdict["differs"]:
        lines.append(f"  {difference['what']:8} {visible(difference['path'])}")
    agree = verdict["inputs"] - sum(difference["what"] != "new" for difference in verdict["differs"])
    lines.append(f"  {agree} of {counted(verdict['inputs'], 'input')} agree; digest {manifest['digest']}")
    if verdict["first_change"]:
        lines += [
            f"  the page itself was changed after it was made, from line {verdict['first_change']['line']} on:",
            f"    made   {_cut(verdict['first_change']['made'])}",
            f"    found  {_cut(verdict['first_change']['found'])}",
        ]
    elif verdict["compared"]:
        lines.append("  made again, the page is the same to the byte")
    elif not verdict["differs"] and not verdict["trouble"]:
        lines.append("  made by another version of wpsplan: the page itself was not compared")
    return "\n".join(lines) + "\n"


def _cut(line: str, most: int = 90) -> str:
    shown = visible(line.strip())
    return shown if len(shown) <= most else f"{shown[:most]}…"
