"""What `wpsplan show` prints on a terminal or into a pipe."""

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from wpsplan.render.text.terminal import counted, visible

Plain = dict[str, Any]
WIDTH = 100


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        visible(text.replace("\n", " ")),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _head(one: Plain) -> str:
    label = f"{one['id']}  "
    return _wrapped(one["text"], " " * len(label), label)


def plan_text(data: Plain) -> str:
    """The whole plan as an outline."""
    lines = [visible(data["title"]), ""]
    for area in data["areas"]:
        lines += [visible(area["title"] or f"(heading lost: {area['id']})"), ""]
        for outcome in (each for each in data["outcomes"] if each["area"] == area["id"]):
            lines += [_wrapped(outcome["text"], "      ", f"  {outcome['id']:<4}")]
            for action in outcome["actions"]:
                lines += [_wrapped(action["text"], "          ", f"    {action['id']:<6}")]
                for one in action["indicators"]:
                    lines += [_wrapped(one["text"], "               ", f"      {one['id']:<9}")]
            lines.append("")
    actions = [action for outcome in data["outcomes"] for action in outcome["actions"]]
    indicators = sum(len(action["indicators"]) for action in actions)
    numbers = ((len(data["outcomes"]), "outcome"), (len(actions), "action"), (indicators, "indicator"))
    lines.append(", ".join(counted(number, thing) for number, thing in numbers))
    return "\n".join(lines) + "\n"


def indicator_text(data: Plain) -> str:
    """An indicator; with a period, its figure and how it was computed."""
    lines = [_head(data), _wrapped(data["method_text"])]
    if data["note"]:
        lines += ["", _wrapped(f"Note: {data['note']}")]
    lines += ["", *_series(data)]
    if "steps" in data:
        lines += _figure(data)
    return "\n".join(lines).rstrip() + "\n"


def _series(data: Plain) -> Iterator[str]:
    if not data["series"]:
        yield "No figure of the indicator itself was reported."
    series = (data["method"] or {}).get("comparable_from")
    broken = False
    for point in data["series"]:
        if series and not point["comparable"] and not broken:
            broken = True
            yield f"-- the present series begins with {series['period']}: {visible(series['reason'])} --"
        figure = point["text"] or (
            f"{' to '.join(dict.fromkeys(point['range']))} (can't be pooled)" if point["range"] else "–"
        )
        behind = f"{point['used']} of {point['expected']}"
        marks = [
            word for word, on in (("so far", point["incomplete"]), ("not comparable", not point["comparable"])) if on
        ]
        published = [f"{visible(one['name'])} {one['text']}" for one in point["published"]]
        beside = f"   published: {'; '.join(published)}" if published else ""
        yield f"{point['period']:<8} {figure:<32} {behind:<10} {', '.join(marks)}{beside}".rstrip()


def _figure(data: Plain) -> Iterator[str]:
    yield f"\nReported {data['respondents']['reporting']} of {data['respondents']['expected']} ({data['availability']})"
    if data["judgement"]:
        one = data["judgement"]
        state = one["state"].replace("-", " ")
        yield _wrapped(
            f"Judged by the office: {state} ({one['by']}, {one['date_words']}): {one['reason']}   "
            f"{one['path']}:{one['line']}",
            "    ",
            "",
        )
    for title, key in (
        ("Reported figures", "inputs"),
        ("Published for a group", "published"),
        ("Stand-ins, no part of it", "proxies"),
    ):
        if data[key]:
            yield f"\n{title}"
            for one in data[key]:
                yield from _input(one)
    for one in data["questions"]:
        title = "Settled question" if one["accepted"] else "Open question"
        answer = f"answer: {one['accepted']}" if one["accepted"] else one["help"]
        yield "\n" + _wrapped(
            f"{title} ({one['code']}): {one['message']}; {answer}   {one['path']}:{one['line']}", "    ", ""
        )
    yield "\nHow it was computed"
    for step in data["steps"]:
        yield _wrapped(step, "    ", "  - ")


def _input(one: Plain) -> Iterator[str]:
    marks = [
        "public source" if one["basis"] == "public-sources" else "",
        f"as of {one['as_of']}" if one["as_of"] else "",
        f"{one['confidence']} confidence" if one["confidence"] else "",
    ]
    figure = one["text"] or ("in words" if one["narrative"] else "parts only")
    unit = f" {visible(one['unit'])}" if one["proxy"] and one["unit"] else ""
    about = ", ".join(filter(None, marks))
    yield f"  {visible(one['name']):<26} {figure}{unit}   {one['path']}:{one['line']}   {about}".rstrip()
    if one["proxy"]:
        yield _wrapped(f"stands in: {one['proxy']['text']}", " " * 29)
    if one["cells"]:
        yield _wrapped("; ".join(f"{cell['words']}: {cell['text']}" for cell in one["cells"]), " " * 29)


def action_text(data: Plain) -> str:
    """An action with what was said of it, and its indicators."""
    lines = [_head(data), f"Implementing: {', '.join(map(visible, data['entity_names'])) or 'none is printed'}"]
    if data["note"]:
        lines.append(_wrapped(f"Note: {data['note']}"))
    for one in data["said"]:
        said = f"{one['period']}  {one['name']}: {one['status'].replace('-', ' ')}. {one['narrative'] or ''}"
        lines += [_wrapped(said, "      "), f"      {one['path']}:{one['line']}"]
    for one in data["indicators"]:
        lines += ["", textwrap.indent(indicator_text(one).rstrip(), "  ")]
    return "\n".join(lines) + "\n"


def outcome_text(data: Plain) -> str:
    """An outcome with its actions."""
    lines = [_head(data)]
    if data["note"]:
        lines.append(_wrapped(f"Note: {data['note']}"))
    for action in data["actions"]:
        lines += ["", textwrap.indent(action_text(action).rstrip(), "  ")]
    return "\n".join(lines) + "\n"


def entity_text(data: Plain) -> str:
    """An entity: what it is asked for, and what it reported."""
    lines = [f"{data['id']}  {visible(data['name'])}"]
    for group in data["groups"]:
        span = group["membership"]
        dates = " ".join(f"{word} {span[word]}" for word in ("from", "until") if span[word])
        lines.append(f"In {visible(group['name'])}{' ' + dates if dates else ''}")
    if data["members"] is not None:
        lines.append(f"Members: {', '.join(dict.fromkeys(one['id'] for one in data['members'])) or 'none'}")
    for period in data["periods"]:
        counts = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in period["counts"].items() if count)
        lines += ["", f"{period['period']}  {counted(period['due'], 'item')} due{': ' if counts else ''}{counts}"]
        for item in period["items"]:
            place = f"  {item['path']}:{item['line']}" if item["path"] else ""
            lines.append(f"  {item['indicator']:<8} {item['availability']:<14} {_short(item['text'])}{place}")
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    return visible(text if len(text) <= 70 else text[:69] + "…")


DRAW: dict[str, Callable[[Plain], str]] = {
    "indicator": indicator_text,
    "action": action_text,
    "outcome": outcome_text,
    "entity": entity_text,
}
