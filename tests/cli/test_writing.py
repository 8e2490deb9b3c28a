"""How files are written: whole or not at all, and never in the place of something that is no file."""

import os
import stat
from pathlib import Path

import pytest

from tests.tools import Wpsplan
from wpsplan.disk import write_named
from wpsplan.finding import UserError


def test_a_file_is_made_with_its_folders_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "file.txt"
    write_named(target, b"first")
    write_named(target, b"second")
    assert target.read_bytes() == b"second"
    assert [entry.name for entry in target.parent.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("place", [".", "file/below"])
def test_where_it_can_t_be_written_that_is_said_and_nothing_is_left(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" if place == "." else tmp_path / place
    with pytest.raises(UserError) as raised:
        write_named(target, b"new")
    assert raised.value.code == 2
    assert raised.value.message.startswith(f"{target} can't be written (")
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"mine"


if os.name == "posix":

    def test_a_link_stays_one_and_its_file_keeps_its_rights(tmp_path: Path) -> None:
        (tmp_path / "real").write_bytes(b"old")
        (tmp_path / "real").chmod(0o640)
        (tmp_path / "link").symlink_to("real")
        write_named(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640

    def test_a_new_file_has_the_rights_that_others_get(tmp_path: Path) -> None:
        (tmp_path / "other").write_bytes(b"")
        write_named(tmp_path / "new", b"")
        assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode

    def test_a_device_is_written_to(run: Wpsplan, exercise: Path) -> None:
        before = Path("/dev/null").stat()
        done = run("-C", exercise, "report", "2017", "--format", "md", "-o", "/dev/null")
        assert done.returncode == 0, done.stderr
        after = Path("/dev/null").stat()
        assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)
        assert stat.S_ISCHR(after.st_mode)
