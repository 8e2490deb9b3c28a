"""Coverage for a terminal: rates, groups, and the matrix of outcomes and respondents."""

from collections.abc import Sequence
from typing import Any

from wpsplan.render.text.terminal import counted, visible, width

Plain = dict[str, Any]
MARKS = {"reported": "●", "partial": "◐", "unavailable": "○", "missing": "·", "not-applicable": "×", None: "–"}
LEGEND = "● reported  ◐ partly  ○ reason given  · missing  × not applicable  – not due"
TITLES = {"outcome": "Outcome", "area": "Area", "entity": "Implementing entity", "respondent": "Respondent"}


def coverage_text(data: Plain, columns: int | None) -> str:
    """Write the coverage of all; `columns` of the terminal, None in a pipe, where nothing is cropped or turned."""
    lines = [*_head(data), ""]
    if data["baseline"]:
        lines.append("A baseline period: nothing is expected in it.")
    elif not data["items"]:
        lines.append("Nothing is due in this period.")
    else:
        lines += [*_groups(data, columns), "", *_matrix(data, columns), "", LEGEND]
    return "\n".join(lines) + "\n"


def _head(data: Plain) -> list[str]:
    rates = data["rates"]
    lines = [
        f"Coverage of {data['period']} ({data['period_words']})",
        "",
        f"  {counted(data['due'], 'item')} due, {data['not_applicable']:,} not applicable, "
        f"{data['expected']:,} expected; {counted(data['not_due'], 'indicator')} not due",
        f"  {data['reported']:,} reported, {data['partial']:,} partly, {data['unavailable']:,} with a reason why not, "
        f"{data['missing']:,} missing",
        "",
    ]
    for name in ("submission", "reporting", "completeness", "timeliness"):
        lines.append(f"  {name.capitalize():<14}{_rate(rates[name])}")
    return lines


def _rate(rate: Plain) -> str:
    if not rate["denominator"]:
        return "0 of 0: no rate"
    public = f", {rate['public']:,} from public sources" if rate["public"] else ""
    return f"{rate['text']}{public}"


def _groups(data: Plain, columns: int | None) -> list[str]:
    titles = ["Due", "Expected", "Reported", "Partly", "Reason", "Missing", "Reporting"]
    keys = ("due", "expected", "reported", "partial", "unavailable", "missing")
    groups = data["groups"]
    figures = [[*(f"{group[key]:,}" for key in keys), group["rates"]["reporting"]["text"]] for group in groups]
    beside = max(map(width, table([titles, *figures], left=(6,)))) + 2
    limit = None if columns is None else min(max(columns - beside, 12), 56)
    labels = [TITLES[data["by"]], *(_label(f"{group['id']}  {group['name']}", limit) for group in groups)]
    rows = [[label, *row] for label, row in zip(labels, [titles, *figures], strict=True)]
    return table(rows, left=(0, 7))


def _label(text: str, limit: int | None) -> str:
    """Write a text on one line, cut to `limit` columns; None leaves it whole."""
    label = visible(text)
    return label if limit is None or width(label) <= limit else f"{label[: limit - 1]}…"


def _matrix(data: Plain, columns: int | None) -> list[str]:
    ids = [respondent["id"] for respondent in data["respondents"]]
    short = [_short(id) for id in ids]
    totals = [f"{row['reported']:,} of {row['expected']:,}" for row in data["matrix"]]
    limit = None if columns is None else 44
    wide = [
        ["Outcome", *short, "reported"],
        *(
            [_label(f"{row['id']}  {row['text']}", limit), *(MARKS[row["states"][id]] for id in ids), reported]
            for row, reported in zip(data["matrix"], totals, strict=True)
        ),
    ]
    lines = table(wide, left=(0,), gap=" ")
    if columns is None or all(width(line) <= columns for line in lines):
        return lines
    turned = [["Respondent", *(row["id"] for row in data["matrix"])]]
    turned += [
        [visible(respondent["name"]), *(MARKS[row["states"][respondent["id"]]] for row in data["matrix"])]
        for respondent in data["respondents"]
    ]
    return table(turned, left=(0,), gap=" ")


def _short(id: str) -> str:
    """Shorten an id for a column's head: a long one to its initials (nato-military-authorities: NMA)."""
    return visible(id if len(id) <= 4 else "".join(part[0] for part in id.split("-")).upper())


def table(rows: Sequence[Sequence[str]], left: Sequence[int] = (), gap: str = "  ") -> list[str]:
    """Line up the columns of rows: those with an index in `left` to the left, the others to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        gap.join(
            cell + " " * (widths[column] - width(cell))
            if column in left
            else " " * (widths[column] - width(cell)) + cell
            for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def respondent_text(data: Plain) -> str:
    """Write one respondent's coverage, item by item."""
    lines = [*_head(data), ""]
    if not data["items"]:
        return "\n".join([*lines, "Nothing is due from this respondent in this period."]) + "\n"
    for item in data["items"]:
        mark = MARKS[item["availability"]]
        where = f"{item['path']}:{item['line']}" if item["path"] else "no entry"
        lacks = f"   lacks {', '.join(item['lacks'])}" if item["lacks"] else ""
        reason = f"   {item['reason']}" if item["reason"] else ""
        draft = "   (draft)" if item["draft"] else ""
        head = f"{mark} {item['period']:<8} {item['indicator']:<8} {item['availability']:<14} "
        lines += [f"{head}{where}{draft}{reason}{visible(lacks)}", f"    {visible(item['text'])}"]
    return "\n".join([*lines, "", LEGEND]) + "\n"
