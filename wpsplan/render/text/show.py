"""The text of `wpsplan show`, for a terminal or a pipe."""

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from wpsplan.render.text.terminal import counted, visible

Plain = dict[str, Any]
WIDTH = 100


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        visible(text.replace("\n", " ")),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _head(item: Plain) -> str:
    label = f"{item['id']}  "
    return _wrap(item["text"], " " * len(label), label)


def plan_text(data: Plain) -> str:
    """Write the whole plan as an outline."""
    lines = [visible(data["title"]), ""]
    for area in data["areas"]:
        lines += [visible(area["title"] or f"(heading lost: {area['id']})"), ""]
        for outcome in (candidate for candidate in data["outcomes"] if candidate["area"] == area["id"]):
            lines += [_wrap(outcome["text"], "      ", f"  {outcome['id']:<4}")]
            for action in outcome["actions"]:
                lines += [_wrap(action["text"], "          ", f"    {action['id']:<6}")]
                for indicator in action["indicators"]:
                    lines += [_wrap(indicator["text"], "               ", f"      {indicator['id']:<9}")]
            lines.append("")
    actions = [action for outcome in data["outcomes"] for action in outcome["actions"]]
    indicators = sum(len(action["indicators"]) for action in actions)
    numbers = ((len(data["outcomes"]), "outcome"), (len(actions), "action"), (indicators, "indicator"))
    lines.append(", ".join(counted(number, thing) for number, thing in numbers))
    return "\n".join(lines) + "\n"


def indicator_text(data: Plain) -> str:
    """Write an indicator; with a period, its figure and how it was computed."""
    lines = [_head(data), _wrap(data["method_text"])]
    if data["note"]:
        lines += ["", _wrap(f"Note: {data['note']}")]
    lines += ["", *_series(data)]
    if "steps" in data:
        lines += _figure(data)
    return "\n".join(lines).rstrip() + "\n"


def _series(data: Plain) -> Iterator[str]:
    if not data["series"]:
        yield "No figure of the indicator itself was reported."
    series = (data["method"] or {}).get("comparable_from")
    begun = False
    for point in data["series"]:
        if series and not point["comparable"] and not begun:
            begun = True
            yield f"-- the present series begins with {series['period']}: {visible(series['reason'])} --"
        figure = point["text"] or (
            f"{' to '.join(dict.fromkeys(point['range']))} (can't be pooled)" if point["range"] else "–"
        )
        respondents = f"{point['used']} of {point['expected']}"
        marks = [
            word
            for word, applies in (("so far", point["incomplete"]), ("not comparable", not point["comparable"]))
            if applies
        ]
        published = [f"{visible(group['name'])} {group['text']}" for group in point["published"]]
        published_text = f"   published: {'; '.join(published)}" if published else ""
        yield f"{point['period']:<8} {figure:<32} {respondents:<10} {', '.join(marks)}{published_text}".rstrip()


def _figure(data: Plain) -> Iterator[str]:
    yield f"\nReported {data['respondents']['reporting']} of {data['respondents']['expected']} ({data['availability']})"
    if data["judgement"]:
        judgement = data["judgement"]
        state = judgement["state"].replace("-", " ")
        yield _wrap(
            f"Judged by the office: {state} ({judgement['by']}, {judgement['date_words']}): {judgement['reason']}   "
            f"{judgement['path']}:{judgement['line']}",
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
            for measurement in data[key]:
                yield from _input(measurement)
    for question in data["questions"]:
        title = "Settled question" if question["accepted"] else "Open question"
        settlement = f"answer: {question['accepted']}" if question["accepted"] else question["help"]
        place = f"{question['path']}:{question['line']}"
        yield "\n" + _wrap(f"{title} ({question['code']}): {question['message']}; {settlement}   {place}", "    ", "")
    yield "\nHow it was computed"
    for step in data["steps"]:
        yield _wrap(step, "    ", "  - ")


def _input(measurement: Plain) -> Iterator[str]:
    marks = [
        "public source" if measurement["basis"] == "public-sources" else "",
        f"as of {measurement['as_of']}" if measurement["as_of"] else "",
        f"{measurement['confidence']} confidence" if measurement["confidence"] else "",
    ]
    figure = measurement["text"] or ("in words" if measurement["narrative"] else "parts only")
    unit = f" {visible(measurement['unit'])}" if measurement["proxy"] and measurement["unit"] else ""
    about = ", ".join(filter(None, marks))
    place = f"{measurement['path']}:{measurement['line']}"
    yield f"  {visible(measurement['name']):<26} {figure}{unit}   {place}   {about}".rstrip()
    if measurement["proxy"]:
        yield _wrap(f"stands in: {measurement['proxy']['text']}", " " * 29)
    if measurement["cells"]:
        yield _wrap("; ".join(f"{cell['words']}: {cell['text']}" for cell in measurement["cells"]), " " * 29)


def action_text(data: Plain) -> str:
    """Write an action with the statements on it, and its indicators."""
    lines = [_head(data), f"Implementing: {', '.join(map(visible, data['entity_names'])) or 'none is printed'}"]
    if data["note"]:
        lines.append(_wrap(f"Note: {data['note']}"))
    for statement in data["said"]:
        status = statement["status"].replace("-", " ")
        text = f"{statement['period']}  {statement['name']}: {status}. {statement['narrative'] or ''}"
        lines += [_wrap(text, "      "), f"      {statement['path']}:{statement['line']}"]
    for indicator in data["indicators"]:
        lines += ["", textwrap.indent(indicator_text(indicator).rstrip(), "  ")]
    return "\n".join(lines) + "\n"


def outcome_text(data: Plain) -> str:
    """Write an outcome with its actions."""
    lines = [_head(data)]
    if data["note"]:
        lines.append(_wrap(f"Note: {data['note']}"))
    for action in data["actions"]:
        lines += ["", textwrap.indent(action_text(action).rstrip(), "  ")]
    return "\n".join(lines) + "\n"


def entity_text(data: Plain) -> str:
    """Write an entity: what it is asked for, and what it reported."""
    lines = [f"{data['id']}  {visible(data['name'])}"]
    for group in data["groups"]:
        span = group["membership"]
        dates = " ".join(f"{word} {span[word]}" for word in ("from", "until") if span[word])
        lines.append(f"In {visible(group['name'])}{' ' + dates if dates else ''}")
    if data["members"] is not None:
        lines.append(f"Members: {', '.join(dict.fromkeys(member['id'] for member in data['members'])) or 'none'}")
    for period in data["periods"]:
        counts = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in period["counts"].items() if count)
        lines += ["", f"{period['period']}  {counted(period['due'], 'item')} due{': ' if counts else ''}{counts}"]
        for item in period["items"]:
            place = f"  {item['path']}:{item['line']}" if item["path"] else ""
            lines.append(f"  {item['indicator']:<8} {item['availability']:<14} {_short(item['text'])}{place}")
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    return visible(text if len(text) <= 70 else text[:69] + "…")


WRITERS: dict[str, Callable[[Plain], str]] = {
    "indicator": indicator_text,
    "action": action_text,
    "outcome": outcome_text,
    "entity": entity_text,
}
