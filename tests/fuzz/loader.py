"""Bytes into the loader, for as long as one likes: `python -m tests.fuzz.loader --inputs 1000000`.

Files of the exercise workspace are changed at random and read as `check` reads them, down to the places of the
findings, and laid out as `fmt` does; nothing but findings may come out. With `--atheris` (pip install atheris) the
changes are those of libFuzzer, which sees what they reach; what stands behind it goes to libFuzzer itself.
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.tools import STARTER
from wpsplan.finding import Finding, Place
from wpsplan.framework.framework import Framework
from wpsplan.framework.outcome import Outcome
from wpsplan.model.plan import DimensionsFile, EntitiesFile, PlanFile
from wpsplan.model.rule_config import ChecksFile
from wpsplan.rules import commentary_findings, submission_findings
from wpsplan.workspace import load
from wpsplan.workspace.formatting import format_file
from wpsplan.workspace.validation import document_findings, salvage, validate_commentary, validate_submission
from wpsplan.yaml import Document, locate, read

MODELS: dict[str, Any] = {
    "plan/plan.yaml": PlanFile, "plan/entities.yaml": EntitiesFile, "plan/dimensions.yaml": DimensionsFile,
    "plan/outcomes/01.yaml": Outcome, "plan/checks.yaml": ChecksFile,
}  # fmt: skip
SUBMISSION, COMMENTARY = "measurements/2017/EXA.yaml", "measurements/2017/commentary.yaml"
PATHS = (SUBMISSION, COMMENTARY, *MODELS)
PIECES = (
    b"~", b"null", b"true", b"no", b".nan", b"-.inf", b"0x1F", b"1e9999", b"2.10", b"2017-02-30", b"!!python/object:os",
    b"&a", b"*a", b"<<: *a", b"---", b"...", b"%YAML 1.1", b"? ", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"',
    b"|", b">-", b"#", b"\t", b"\0", b"\r", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\\uD800", b"9" * 50, b"-1",
    b"0.1",
    b"measurements", b"not_reported", b"cells", b"proxy", b"method", b"kind", b"sex: women", b"1.2.1", b"13.1", b"\n  ",
)  # fmt: skip


def examples() -> list[tuple[str, bytes]]:
    """The files that are changed, by the path that they are read as."""
    found = [(path, (STARTER / path).read_bytes()) for path in PATHS if (STARTER / path).exists()]
    found += [(SUBMISSION, path.read_bytes()) for path in sorted(STARTER.glob("measurements/*/*.yaml"))]
    found.append((COMMENTARY, b"period: '2017'\noverall: '*Exercise*'\nhighlights: {'1': words}\njudgements:\n"
                  b"  1.2.1: {state: on-track, by: Exercise, date: 2018-03-01, reason: Exercise}\n"))  # fmt: skip
    found.append(("plan/checks.yaml", b"rules: [{code: draft, severity: off, reason: Exercise, until: 2018-12-31}]\n"))
    return found


def changed(raw: bytes, chance: random.Random) -> bytes:
    """A file with a few things wrong in it."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 0, 1, 2, 8, 40)))
        match chance.randrange(5):
            case 0:
                data[start:end] = chance.choice(PIECES)
            case 1:
                data[start:end] = b""
            case 2:
                data[start:end] = bytes([chance.randrange(256)])
            case 3:
                data[start:start] = data[start:end] * 2
            case _:
                other = chance.randrange(len(data) + 1)
                data[start:end] = data[other : other + 20]
    return bytes(data)


def look(path: str, raw: bytes, framework: Framework) -> list[Finding]:
    """What `check` says of one file, with its places looked up; and the file laid out anew."""
    document = read(raw)
    again = read(raw, positions=True)
    assert not document.readable or repr(again.data) == repr(document.data), (
        "with its positions it means something else"
    )
    findings = document_findings(document, path)
    if isinstance(document.data, dict):
        findings += _in(path, document, framework)
    places = locate(raw, {(one.place.route, one.place.side) for one in findings})
    assert len(places) <= len(findings)
    laid_out = format_file(path, raw)
    if laid_out.text is not None:
        assert not format_file(path, laid_out.text.encode("utf-8")).changed, "laid out twice it is another"
    return findings


def _in(path: str, document: Document, framework: Framework) -> list[Finding]:
    if path == SUBMISSION:
        result = validate_submission(document, path, framework)
        said = submission_findings(result.submission, framework) if result.submission else ()
        return [*result.findings, *said]
    if path == COMMENTARY:
        commentary, findings = validate_commentary(document.data, path)
        return [*findings, *(commentary_findings(commentary, framework) if commentary else ())]
    return salvage(MODELS[path], document.data, Place(path))[1]


def at_random(inputs: int, seed: int) -> None:
    """Prints how many inputs were read, and what was found in them; ends with the first that is no finding."""
    framework = load(STARTER).framework
    assert framework is not None
    chance, known = random.Random(seed), examples()
    codes: Counter[str] = Counter()
    start = time.monotonic()
    for number in range(1, inputs + 1):
        path, raw = chance.choice(known)
        raw = changed(raw, chance)
        try:
            codes.update({one.code for one in look(path, raw, framework)} or {"nothing"})
        except Exception:
            Path("crash.bin").write_bytes(raw)
            print(f"input {number} of seed {seed}, as {path}: kept in crash.bin")
            raise
        if number % 50_000 == 0:
            print(f"{number:,} inputs, {time.monotonic() - start:,.0f} s", flush=True)
    print(f"{inputs:,} inputs of seed {seed} in {time.monotonic() - start:,.0f} s, no exception; found in so many:")
    print(", ".join(f"{code} {count:,}" for code, count in codes.most_common()))


def guided(arguments: list[str]) -> None:
    """Hands over to libFuzzer. The first byte says as which file the others are read."""
    import atheris

    framework = load(STARTER).framework
    assert framework is not None

    def one(raw: bytes) -> None:
        if raw:
            look(PATHS[raw[0] % len(PATHS)], raw[1:], framework)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    options, rest = parser.parse_known_args()
    guided(rest) if options.atheris else at_random(options.inputs, options.seed)
