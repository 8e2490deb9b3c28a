"""Findings that are remembered are those that reading anew would give, whatever has changed; nobody can plant any."""

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.loader import changed
from tests.tools import SUBMISSION, Wpsplan, submission
from wpsplan.workspace import look

TODAY = date(2018, 3, 1)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which findings are remembered."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(home))
    return home / "wpsplan"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_remembered_or_read_anew_the_findings_are_the_same(exercise: Path, memory: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(path for path in exercise.rglob("*") if path.is_file())
    before = {path: path.read_bytes() for path in files}
    for _ in range(chance.randrange(1, 5)):
        path = chance.choice(files)
        match chance.randrange(4):
            case 0:
                path.unlink(missing_ok=True)
            case 1:
                path.write_bytes(before[path])
            case 2:
                (path.parent / f"new-{chance.randrange(3)}.yaml").write_bytes(before[path])
            case _:
                path.write_bytes(changed(before[path], chance))
        anew = look(exercise, TODAY)
        assert look(exercise, TODAY, remembering=True) == anew
        assert look(exercise, TODAY, remembering=True) == anew  # now it is remembered
    for path in exercise.rglob("new-*.yaml"):
        path.unlink()
    for path, raw in before.items():
        path.write_bytes(raw)
    assert list((memory / "workspaces").glob("*.json"))


def test_what_is_remembered_is_used_and_is_another_after_a_change(run: Wpsplan, exercise: Path, memory: Path) -> None:
    first = run("-C", exercise, "check")
    (kept,) = (memory / "workspaces").glob("*.json")
    data = json.loads(kept.read_bytes())
    data["data"]["findings"][0][2] = "remembered"
    kept.write_text(json.dumps(data), encoding="utf-8")
    assert "remembered" in run("-C", exercise, "check").stdout
    assert run("-C", exercise, "check", "--no-cache").stdout == first.stdout
    with (exercise / SUBMISSION).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert run("-C", exercise, "check").stdout == first.stdout
    assert len(list((memory / "workspaces").glob("*.json"))) == 2


def test_off_in_one_flag(run: Wpsplan, exercise: Path, memory: Path) -> None:
    assert run("-C", exercise, "check", "--no-cache").returncode == 0
    assert not memory.exists()


def test_today_counts_where_a_rule_is_turned_off_until_a_day(exercise: Path, memory: Path) -> None:
    (exercise / "plan/checks.yaml").write_text(
        "rules: [{code: draft, severity: off, reason: Exercise, until: 2018-03-01}]\n", encoding="utf-8"
    )
    codes = [
        [one.code for one in look(exercise, day, remembering=True).findings] for day in (TODAY, date(2018, 3, 2), TODAY)
    ]
    assert codes[0] == codes[2] == []
    assert "draft" in codes[1]


@pytest.mark.parametrize(
    "planted", [b"", b"{", b"[]", b"null", b'{"name": "other", "findings": [], "files": []}', b"\xff"]
)
def test_what_is_no_memory_of_ours_is_read_anew(exercise: Path, memory: Path, planted: bytes) -> None:
    anew = look(exercise, TODAY, remembering=True)
    (kept,) = (memory / "workspaces").glob("*.json")
    kept.write_bytes(planted)
    assert look(exercise, TODAY, remembering=True) == anew
    kept.unlink()
    for one in (memory / "respondents").glob("*.json"):
        one.write_bytes(planted)
    assert look(exercise, TODAY, remembering=True) == anew


def test_what_was_kept_of_others_is_used_after_a_change(exercise: Path, memory: Path) -> None:
    look(exercise, TODAY, remembering=True)
    for kept in (memory / "respondents").glob("*.json"):
        data = json.loads(kept.read_bytes())
        for finding in data["data"]["findings"]:
            finding[2] = "remembered"
        kept.write_text(json.dumps(data), encoding="utf-8")
    (exercise / SUBMISSION).write_text(submission("  1.2.2: {value: twelve}"), encoding="utf-8")
    said = {one.entity: one.message for one in look(exercise, TODAY, remembering=True).findings if one.entity}
    assert said == {"EXA": '"twelve" stands where a number belongs', "EXC": "remembered"}
    with (exercise / "plan/dimensions.yaml").open("a", encoding="utf-8") as file:
        file.write("# a change of the plan: nothing of what was kept holds\n")
    assert look(exercise, TODAY, remembering=True) == look(exercise, TODAY)


if os.name == "posix":

    def test_a_folder_that_others_can_write_to_is_not_trusted(exercise: Path, memory: Path) -> None:
        anew = look(exercise, TODAY, remembering=True)
        (kept,) = (memory / "workspaces").glob("*.json")
        data = json.loads(kept.read_bytes())
        kept.write_text(json.dumps({**data, "data": {**data["data"], "findings": []}}), encoding="utf-8")
        memory.chmod(0o777)
        assert look(exercise, TODAY, remembering=True) == anew
        memory.chmod(0o700)
        assert look(exercise, TODAY, remembering=True).findings == ()

    def test_one_behind_a_link_is_not_trusted(exercise: Path, memory: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        memory.symlink_to(tmp_path / "elsewhere")
        look(exercise, TODAY, remembering=True)
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_links_and_pipes_in_the_workspace_are_looked_at_each_time(exercise: Path, memory: Path) -> None:
        (exercise / SUBMISSION).unlink()
        os.mkfifo(exercise / SUBMISSION)
        assert "unreadable-file" in [one.code for one in look(exercise, TODAY, remembering=True).findings]
        (exercise / SUBMISSION).unlink()
        (exercise / SUBMISSION).symlink_to("EXB.yaml")
        look(exercise, TODAY, remembering=True)
        assert not list((memory / "workspaces").glob("*.json"))


def test_where_nothing_can_be_kept_it_is_read_each_time(
    exercise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(tmp_path / "file"))
    assert look(exercise, TODAY, remembering=True) == look(exercise, TODAY)


def test_only_so_many_are_kept(exercise: Path, memory: Path) -> None:
    for number in range(34):
        with (exercise / "plan/plan.yaml").open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")
        look(exercise, TODAY, remembering=True)
    assert len(list((memory / "workspaces").glob("*.json"))) == 30


def test_a_file_that_changes_for_a_moment_leaves_nothing_behind(exercise: Path, memory: Path) -> None:
    """Between its two looks at the contents `check` is shown another file: as if somebody saved it twice."""
    path = exercise / SUBMISSION
    good = path.read_bytes()
    (exercise / "plan/checks.yaml").write_text(
        "rules: [{code: draft, severity: off, reason: Exercise, until: 2018-12-31}]\n", encoding="utf-8"
    )

    class Day(date):
        def __str__(self) -> str:  # is asked for when the contents have been looked at
            path.write_bytes(b"")
            return "2018-03-01"

        def __le__(self, other: date) -> bool:  # and this when the files have been read
            path.write_bytes(good)
            return super().__le__(other)

    shown = look(exercise, Day(2018, 3, 1), remembering=True)
    path.write_bytes(good)
    assert [one.code for one in shown.findings if one.place.path == SUBMISSION] == ["empty-file"]
    assert look(exercise, TODAY, remembering=True) == look(exercise, TODAY) != shown
    assert (memory / "respondents").is_dir()
