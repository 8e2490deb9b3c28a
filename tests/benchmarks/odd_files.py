"""Files with faults and strange layouts, made from the workspace of `wpsplan init`, for same_output.py."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

HEAD = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
SCALARS = (
    "~",
    "null",
    "Null",
    "true",
    "True",
    "yes",
    "no",
    "on",
    "3",
    "-3",
    "+3",
    "-0",
    "0",
    "012",
    "0o12",
    "0x1F",
    "0b1",
    "1e3",
    "1E-3",
    "1_000",
    "1,000",
    "'3'",
    '"3"',
    "3.0",
    "3.10",
    ".5",
    "5.",
    "-.5",
    "33.3333333333333333333",
    ".nan",
    ".NaN",
    ".inf",
    "-.Inf",
    "1e99",
    "1e999999999",
    "9" * 400,
    "0." + "9" * 400,
    "12345678901234567890",
    "1:30",
    "12%",
    "２",
    "½",
    "2017",
    "2017-01",
    "2017-1-1",
    "2017-02-30",
    "2017-13",
    "2017-05-12T10:00:00Z",
    "31.12.2017",
    "",
    "''",
    '" "',
    "[]",
    "{}",
    "[1, 2]",
    "[1, [2, [3]]]",
    "{a: 1}",
    "a: b",
    "a #b",
    "a # b",
    "'it''s'",
    '"a\\nb"',
    '"a\\x41"',
    '"a\\0b"',
    '"\\uD800"',
    '"\\u200b"',
    '"a\\qb"',
    "'unclosed",
    '"unclosed',
    "[unclosed",
    "{unclosed",
    "}",
    "]",
    "@a",
    "`a",
    "%a",
    "!a",
    "!!str 5",
    "!!int '5'",
    "!!python/object:x y",
    "&a 5",
    "*a",
    "<<",
    "? a",
    "- a",
    "-",
    "|",
    "|-\n      a\n       b",
    ">\n      a\n\n      b",
    ">+2\n      a\n",
    "a\n      b",
    "a\n\n\n      b",
    "partly",
    "Partly",
    "not yet",
    "largely ",
    "é",
    "e\u0301",
    "a\u00a0b",
    "a\u200bb",
    "a\u202eb",
    "a\u2028b",
    "a\u0085b",
    "a\tb",
    "a\ufeffb",
    "😀",
    "x" * 3000,
    "https://",
    "https://www.example.org/a b",
    "http://example.org",
    "ftp://example.org",
    "javascript:alert(1)",
    "<b>a</b>",
    "a | b",
    "**a**",
    "{{ a }}",
    "=1+1",
    "TBD",
    "n/a",
    "xx",
    "lorem ipsum",
    "-- ",
    "...",
    "---",
)
"""What people and programs write where a value belongs."""
PLACES = {
    "count": "  1.2.2:\n    value: {}\n",
    "share": "  1.2.1:\n    numerator: {}\n    denominator: 1000\n",
    "milestone": "  2.1.1:\n    achieved: true\n    date: {}\n",
    "level": "  2.1.2:\n    level: {}\n",
    "narrative": "  2.2.1:\n    narrative: {}\n",
    "cell": "  1.2.2:\n    value: 9\n    cells:\n    - sex: {0}\n      value: {0}\n",
    "source": "  1.2.2:\n    value: 9\n    sources:\n    - title: {0}\n      url: {0}\n      date: {0}\n",
    "reason": "  1.2.2:\n    not_reported:\n      reason: {0}\n      note: {0}\n",
    "key": "  {0}:\n    {0}: {0}\n",
}
"""Where a submission has values; {} stands for the value."""


def _head(text: str) -> bytes:
    return (HEAD + text).encode("utf-8", "surrogatepass")


FILES: tuple[bytes, ...] = (
    b"",
    b"\n",
    b"# comments alone\n",
    b"word\n",
    b"- a\n- b\n",
    b"3\n",
    b"~\n",
    b"{}\n",
    b"[]\n",
    b"---\n",
    b"...\n",
    b"\0",
    b"\xef\xbb\xbf" + _head("  1.2.2: {value: 3}\n"),
    b"\xef\xbb\xbf\xef\xbb\xbf" + _head("  1.2.2: {value: 3}\n"),
    HEAD.encode("utf-16"),
    HEAD.encode("utf-16-le"),
    HEAD.encode("utf-32"),
    HEAD.encode() + "  2.2.1: {narrative: Café}\n".encode("latin-1"),
    HEAD.encode() + b"  2.2.1: {narrative: \xed\xa0\x80}\n",
    HEAD.encode() + b"  2.2.1: {narrative: \xc0\x80 \xff}\n",
    _head("  1.2.2: &here {value: 3}\n"),
    _head("  1.2.2: &here {value: 3}\n  2.1.2: *here\n"),
    _head("  1.2.2: *nowhere\n"),
    _head("  1.2.2:\n    <<: {value: 3}\n"),
    _head("  1.2.2: !include /etc/passwd\n"),
    b"%YAML 1.1\n---\n" + _head("  1.2.2: {value: 3}\n"),
    b"%TAG ! x:\n---\n" + HEAD.encode(),
    _head(f"  1.2.2: {{value: 3}}\n---\n{HEAD}"),
    _head("  1.2.2: {value: 3}\n...\n"),
    _head("  1.2.2: {value: 3}\n...\nmore: 1\n"),
    _head("\t1.2.2: {value: 3}\n"),
    _head("  1.2.2:\n\t  value: 3\n"),
    _head("  1.2.2: {value: 3, value: 4}\n"),
    _head("  1.2.2: {value: 3}\n  1.2.2: {value: 4}\n"),
    _head("  1.2.2: {value: 3}\n  '1.2.2': {value: 4}\n"),
    HEAD.encode() + HEAD.encode(),
    _head("  ? [1, 2]\n  : {value: 3}\n"),
    _head("  ? 1.2.2\n  : {value: 3}\n"),
    _head("  1.2.2:\n    ? value\n    : 3\n"),
    _head("  1.2.2: {value: 3}\n 2.1.2: {level: partly}\n"),
    _head("   1.2.2: {value: 3}\n  2.1.2: {level: partly}\n"),
    _head("1.2.2: {value: 3}\n"),
    _head("  1.2.2: {value: 3\n"),
    _head("  1.2.2: value: 3\n"),
    _head("  1.2.2: {value 3}\n"),
    _head("  1.2.2: {value:3}\n"),
    _head("  1.2.2 {value: 3}\n"),
    _head("  - 1.2.2: {value: 3}\n"),
    _head("  1.2.2: {value: 3} more\n"),
    _head("  1.2.2: {value: 3}# more\n"),
    _head("  1.2.2: {value: 3} # more\n"),
    _head("  1.2.2: {value: 3},\n"),
    _head("  1.2.2: {value: 3,}\n"),
    _head("  1.2.2: {, value: 3}\n"),
    _head("  1.2.2: [value: 3]\n"),
    _head("  9.9.9: {value: 3}\n"),
    _head("  1.2: {status: under-way}\n"),
    _head("  '1.2': {status: under-way, narrative: a}\n"),
    _head("  1.20: {value: 3}\n"),
    _head("  1.2.2: {value: 3, valeu: 4, Value: 5}\n"),
    _head("  1.2.2:\n"),
    _head("  1.2.2: {}\n"),
    _head("  1.2.2: []\n"),
    _head("  {}\n"),
    _head("  ~\n"),
    b"period: " + b"[" * 60 + b"]" * 60 + b"\n",
    b"{a: " * 60 + b"1" + b"}" * 60 + b"\n",
    b"- " * 60 + b"x\n",
    b"period: " + b"[" * 2000,
    HEAD.encode() + b"".join(b"  k%d: 1\n" % number for number in range(500)),
    b"period: '2017'\r\nentity: EXA\r\nstatus: final\r\nmeasurements: {}\r\n",
    HEAD.encode().replace(b"\n", b"\r"),
    HEAD.encode().replace(b"entity", b"\rentity"),
    _head("  2.2.1: {narrative: a\u2028b}\n"),
    _head("  2.2.1: # a\u2028b\n    {narrative: a}\n"),
    _head("  2.2.1: # a\u0085b\n    {narrative: a}\n"),
    _head("  2.2.1: {narrative: 'a\u0085\u2029b'}\n"),
    _head("  2.2.1: {narrative: 'a\rb'}\n"),
    _head("  2.2.1: {narrative: a\0b}\n"),
    _head("  2.2.1: {narrative: a\x07b\x7fc}\n"),
    _head("  1.2.2: {value: 3}"),
    _head("  1.2.2: {value: 3}   \n\n\n\n"),
    _head("  1.2.2: {value: 3}\n  # end\n# end\n"),
    b"period: 2017\nentity: EXA\nstatus: Final\nmeasurements: {1.2.2: {value: 3}}\n",
    b"period: 2017.0\nentity: [EXA]\nstatus: true\nmeasurements: 3\n",
    b"entity: EXA\n",
    b"status: final\nmeasurements: {1.2.2: {value: 3}}\nentity: EXA\nperiod: '2017'\n",
    b"period: '2016'\nentity: EXB\nstatus: draft\nbasis: hearsay\nsubmitted: 2030-01-01\nmeasurements: {}\n",
    b'{"period": "2017", "entity": "EXA", "status": "final", "measurements": {"1.2.2": {"value": 3}}}',
    b'{"period": "2017",\t"entity": "EXA"}\n',
    b"<<<<<<< HEAD\n" + HEAD.encode() + b"=======\n>>>>>>> b\n",
    b"PK\x03\x04 no text at all \xfe\xff\x00",
    b"<?xml version='1.0'?>\n<a/>\n",
    b"a" * 5000 + b": 1\n",
    ("\u00e9" * 2000 + ": 1\n").encode(),
)
"""Whole files; EXA is the respondent."""


def crowded(files: dict[Path, bytes], submissions: Sequence[bytes]) -> dict[Path, bytes]:
    """The workspace with a respondent more for each of these submissions of EXA, which become theirs."""
    names = [f"K{number:03}" for number in range(len(submissions))]
    entities = Path("plan/entities.yaml")
    text = files[entities].decode().replace("[EXA, EXB, EXC]", f"[EXA, EXB, EXC, {', '.join(names)}]")
    assert names[0] in text
    text += "".join(f"  - {{id: {name}, name: Exercise nation {name}}}\n" for name in names)
    more = {
        Path(f"measurements/2017/{name}.yaml"): submission.replace(b"EXA", name.encode())
        for name, submission in zip(names, submissions, strict=True)
    }
    return {**files, entities: text.encode(), **more}


def crowds() -> Iterator[tuple[str, list[bytes]]]:
    """Submissions of EXA by what is odd about them: `FILES`, and each of `SCALARS` in each of `PLACES`."""
    yield "files", list(FILES)
    for name, place in PLACES.items():
        yield name, [_head(place.replace("{0}", "{}").replace("{}", scalar)) for scalar in SCALARS]


def _dumped(**options: Any) -> Callable[[str], str]:
    return lambda text: str(yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, **options))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "no line end": lambda text: text.rstrip("\n"),
    "blanks at line ends": lambda text: text.replace("\n", "  \n"),
    "blank lines": lambda text: text.replace("\n", "\n\n\n"),
    "comments": lambda text: re.sub(r"^( *)(?=\S)", r"\1# before: \1\n\1", text, flags=re.M),
    "comments at line ends": lambda text: re.sub(r"([\w}\]])$", r"\1 # after", text, flags=re.M),
    "comments in column one": lambda text: text.replace("\n", "\n# between\n"),
    "document marks": lambda text: f"--- # begin\n{text}...\n",
    "twice the indentation": lambda text: re.sub(r"^ +", lambda found: found[0] * 2, text, flags=re.M),
    "strange line ends in comments": lambda text: text.replace("\n", " # a\u2028b\u0085c\n", 3),
    "tabs before comments": lambda text: text.replace(" #", "\t#"),
    "JSON": lambda text: json.dumps(yaml.safe_load(text), default=str, ensure_ascii=False),
    "JSON over lines": lambda text: json.dumps(yaml.safe_load(text), default=str, indent=4),
    "dumped": _dumped(),
    "dumped in flow": _dumped(default_flow_style=True, width=60),
    "dumped in blocks": _dumped(default_flow_style=False, sort_keys=False, width=40),
    "dumped in quotes": _dumped(default_style='"'),
    "dumped in literals": _dumped(default_style="|"),
}
"""The same data written otherwise, mostly."""


def laid_out(files: dict[Path, bytes], layout: Callable[[str], str]) -> dict[Path, bytes]:
    """All files of a workspace in another layout."""
    return {path: layout(data.decode()).encode() for path, data in files.items()}


def mutated(files: dict[Path, bytes], seed: int) -> dict[Path, bytes]:
    """The workspace with a fault in most submissions, and in a file of the plan where the seed is odd."""
    chance = random.Random(seed)
    plan = sorted(path for path in files if path.parts[0] == "plan")
    spoilt = [path for path in sorted(files) if path.parts[0] == "measurements" and chance.random() < 0.8]
    spoilt += [chance.choice(plan)] if seed % 2 else []
    return {**files, **{path: _spoilt(files[path].decode(), chance).encode() for path in spoilt}}


def _spoilt(text: str, chance: random.Random) -> str:
    """A text with one to three faults."""
    lines = text.splitlines()
    for _ in range(chance.choice((1, 1, 2, 3))):
        number = chance.randrange(len(lines))
        line = lines[number]
        key, colon, _value = line.partition(": ")
        match chance.randrange(9):
            case 0:
                del lines[number]
            case 1:
                lines.insert(number, line)
            case 2:
                lines[number] = f" {line}"
            case 3:
                lines[number] = line.removeprefix("  ")
            case 4:
                lines.insert(chance.randrange(len(lines)), lines.pop(number))
            case 5:
                position = chance.randrange(len(line) + 1)
                lines[number] = line[:position] + line[position + 1 :]
            case 6:
                position = chance.randrange(len(line) + 1)
                lines[number] = line[:position] + chance.choice("'\"[]{}:,#&*!|>%@`- \t0x") + line[position:]
            case 7 if colon:
                lines[number] = f"{key}: {chance.choice(SCALARS)}"
            case _:
                lines[number] = re.sub(r"\d+", lambda _: chance.choice(("0", "-1", "7", "1000", "1e3", "3.5")), line)
        lines = lines or [""]
    return "\n".join(lines) + "\n"
