"""YAML that attacks, confuses or bursts: a finding with its place, soon, in little memory, and nothing is ever run."""

import json
from pathlib import Path

import pytest

from tests.bad.limits import measured
from tests.tools import STARTER, SUBMISSION, Wpsplan

MANY = ("100,000 wrong entries",)
"""Each of these is a finding of its own, and is printed."""
HEAD = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD: dict[str, tuple[bytes, str, int]] = {
    # what it is: the file, the code of its finding, the line
    "an alias bomb": (BOMB.encode(), "yaml-alias", 1),
    "an anchor": (f"{HEAD}  1.2.2: &here {{value: 3}}\n".encode(), "yaml-alias", 5),
    "an alias": (f"{HEAD}  1.2.2: &here {{value: 3}}\n  2.1.2: *here\n".encode(), "yaml-alias", 6),
    "a merge key": (f"{HEAD}  1.2.2:\n    <<: {{value: 3}}\n".encode(), "yaml-alias", 6),
    "100,000 lists deep": (b"period: " + b"[" * 100_000 + b"]" * 100_000 + b"\n", "yaml-too-deep", 1),
    "100,000 lists never closed": (b"period: " + b"[" * 100_000, "yaml-too-deep", 1),
    "100,000 mappings deep": (b"{a: " * 100_000 + b"1" + b"}" * 100_000, "yaml-too-deep", 1),
    "100,000 dashes": (b"- " * 100_000 + b"x\n", "yaml-too-deep", 1),
    "a tag that would run code": (
        f"{HEAD}  1.2.2: !!python/object/apply:os.system ['touch {{trace}}']\n".encode(), "yaml-tag", 5),
    "a tag that would open a file": (f"{HEAD}  1.2.2: !!python/object/new:open [x, w]\n".encode(), "yaml-tag", 5),
    "a tag of its own": (f"{HEAD}  1.2.2: !include /etc/passwd\n".encode(), "yaml-tag", 5),
    "a directive": (b"%YAML 1.1\n---\nperiod: '2017'\n", "yaml-directive", 1),
    "several documents": (f"{HEAD}  1.2.2: {{value: 3}}\n---\n{HEAD}".encode(), "yaml-documents", 6),
    "a tab in the indentation": (f"{HEAD}\t1.2.2: {{value: 3}}\n".encode(), "yaml-syntax", 5),
    "UTF-16": (HEAD.encode("utf-16"), "yaml-encoding", 1),
    "UTF-16 without its mark": (HEAD.encode("utf-16-le"), "yaml-encoding", 1),
    "UTF-32": (HEAD.encode("utf-32"), "yaml-encoding", 1),
    "Latin-1": (f"{HEAD}  2.2.1: {{narrative: Café}}\n".encode("latin-1"), "yaml-encoding", 5),
    "NUL": (f"{HEAD}  2.2.1: {{narrative: a\0b}}\n".encode(), "yaml-syntax", 5),
    "an escaped NUL": (f'{HEAD}  2.2.1: {{narrative: "a\\0b"}}\n'.encode(), "hidden-character", 5),
    "a lone surrogate": (HEAD.encode() + b"  2.2.1: {narrative: \xed\xa0\x80}\n", "yaml-encoding", 5),
    "an escaped surrogate": (f'{HEAD}  2.2.1: {{narrative: "\\uD800"}}\n'.encode(), "yaml-syntax", 5),
    "a duplicate key": (f"{HEAD}  1.2.2: {{value: 3, value: 4}}\n".encode(), "duplicate-key", 5),
    "an integer of a million digits": (f"{HEAD}  1.2.2: {{value: {'9' * 1_000_000}}}\n".encode(), "value-type", 5),
    "a float of a million digits": (f"{HEAD}  1.2.2: {{value: 0.{'9' * 1_000_000}}}\n".encode(), "value-type", 5),
    "a hexadecimal of a million digits": (f"{HEAD}  1.2.2: {{value: 0x{'f' * 1_000_000}}}\n".encode(), "value-type", 5),
    "a huge exponent": (f"{HEAD}  1.2.2: {{value: 1e99}}\n".encode(), "no-count", 5),
    "an exponent past all measure": (f"{HEAD}  1.2.2: {{value: 1e999999999}}\n".encode(), "value-type", 5),
    "NaN": (f"{HEAD}  1.2.2: {{value: .nan}}\n".encode(), "value-type", 5),
    "infinity": (f"{HEAD}  1.2.1: {{value: .inf}}\n".encode(), "value-type", 5),
    "30 February": (f"{HEAD}  1.2.2: {{value: 3, as_of: 2017-02-30}}\n".encode(), "value-type", 5),
    "the 13th month": (f"{HEAD}  1.2.2: {{value: 3, as_of: 2017-13}}\n".encode(), "value-type", 5),
    "100,000 wrong entries": (
        HEAD.encode() + b"".join(b"  k%d: 1\n" % number for number in range(100_000)), "value-type", 5),
    "a key that is a list": (f"{HEAD}  ? [1, 2]\n  : {{value: 3}}\n".encode(), "yaml-syntax", 5),
    "a list": (b"- period\n- entity\n", "value-type", 1),
    "a word": (b"submission\n", "value-type", 1),
    "nothing": (b"", "empty-file", 1),
    "comments alone": (b"# nothing yet\n", "empty-file", 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that the same check takes where nothing is wrong."""
    folder = tmp_path_factory.mktemp("usual")
    return measured(folder, "-C", STARTER, "check").seconds


def spoil(exercise: Path, name: str) -> None:
    """Write the bad file; what would be run in it leaves a trace."""
    raw, _, _ = BAD[name]
    (exercise / SUBMISSION).write_bytes(raw.replace(b"{trace}", str(exercise / "trace").encode()))


def assert_found(exercise: Path, name: str, exit_code: int, out: str, err: str) -> None:
    """Assert that its finding is there with its place, that the exit code fits, and that nothing was run."""
    _, code, line = BAD[name]
    findings = json.loads(out)["findings"]
    places = [(finding["code"], finding["line"]) for finding in findings]
    assert (code, line) in places, places
    errors = [finding for finding in findings if finding["severity"] == "error"]
    assert all(finding["message"] and finding["help"] for finding in errors)
    assert (exit_code, err) == (int(bool(errors)), "")
    assert not (exercise / "trace").exists()


@pytest.mark.parametrize("name", [name for name in BAD if name not in MANY])
def test_a_finding_with_its_place(run: Wpsplan, exercise: Path, name: str) -> None:
    spoil(exercise, name)
    done = run("-C", exercise, "check", SUBMISSION, "--format", "json")
    assert_found(exercise, name, done.returncode, done.stdout, done.stderr)


QUICK = ("an alias bomb", "100,000 lists deep")
"""Measured among the quick tests, too."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in BAD])
def test_soon_and_in_little_memory(exercise: Path, tmp_path: Path, usual: float, name: str) -> None:
    spoil(exercise, name)
    took = measured(tmp_path, "-C", exercise, "check", SUBMISSION, "--format", "json")
    assert_found(exercise, name, took.code, took.out, took.err)
    if name not in MANY:
        assert took.seconds < usual + 1
        assert took.megabytes < 200


def test_a_file_of_a_gigabyte_is_not_read(exercise: Path, tmp_path: Path) -> None:
    with (exercise / SUBMISSION).open("wb") as file:
        file.write(b"period: ")
        file.truncate(1_000_000_000)
    took = measured(tmp_path, "-C", exercise, "check")
    assert took.code == 1
    assert f"{SUBMISSION}:1:1: error[yaml-too-long]" in took.out
    assert (took.megabytes < 200, took.seconds < 3) == (True, True)


@pytest.mark.slow
def test_a_scalar_as_long_as_a_file_may_be(exercise: Path, tmp_path: Path) -> None:
    text = f"{HEAD}  2.2.1:\n    narrative: {'word ' * 3_900_000}\n"
    (exercise / SUBMISSION).write_text(text, encoding="utf-8")
    took = measured(tmp_path, "-C", exercise, "check", SUBMISSION)
    assert took.code == 0, took.out[:300]
    assert took.megabytes < 400  # 20 MB of text, as bytes, as text and as the parser has them
