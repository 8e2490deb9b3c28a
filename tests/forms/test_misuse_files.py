"""Files that came by mail and are no workbook, or none that is safe to open."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.forms.workbooks import form, imported, only, place, with_value
from tests.tools import Wpsplan


def _ole(inside: bytes) -> Callable[[bytes], bytes]:
    return lambda _: bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + inside


def _with(name: str, data: bytes) -> Callable[[bytes], bytes]:
    def spoil(raw: bytes) -> bytes:
        file = BytesIO(raw)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        return file.getvalue()

    return spoil


def _with_zeros(name: str, megabytes: int) -> Callable[[bytes], bytes]:
    """A part that is small as it is packed, and large unpacked."""

    def spoil(raw: bytes) -> bytes:
        file = BytesIO(raw)
        with (
            zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open(name, "w") as part,
        ):
            for _ in range(megabytes):
                part.write(bytes(1_000_000))
        return file.getvalue()

    return spoil


def _without(name: str) -> Callable[[bytes], bytes]:
    def spoil(raw: bytes) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
            for each in old.namelist():
                if each != name:
                    new.writestr(each, old.read(each))
        return out.getvalue()

    return spoil


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an old .xls": (_ole(b"Workbook"), "this is an old Excel file (.xls)"),
    "a password": (_ole("EncryptedPackage".encode("utf-16-le")), "the workbook is protected by a password"),
    "a renamed CSV": (lambda _: b"No.;Answer\n1.2.2;45\n", "this is a text file (CSV), not an Excel workbook"),
    "nothing": (lambda _: b"", "the file is empty"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\0\0", "this is no Excel workbook"),
    "a truncated file": (lambda raw: raw[: len(raw) // 2], "the workbook is damaged or cut off"),
    "a byte that fell over": (lambda raw: raw[:3000] + bytes([raw[3000] ^ 0xFF]) + raw[3001:], "damaged or cut off"),
    "macros": (_with("xl/vbaProject.bin", b"\0"), "the workbook has macros in it"),
    "a bomb": (_with_zeros("xl/worksheets/sheet9.xml", 300), "unpacked, it has 300 MB: that is no form"),
    "a bomb of parts": (
        _with_zeros("xl/media/a.png", 200), "unpacked, it has 200 MB: that is no form"),
    "entities": (_with("xl/other.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "the workbook declares entities"),
    "entities in UTF-16": (_with("xl/o.xml", "<!DOCTYPE a []><a/>".encode("utf-16")), "the workbook declares entities"),
    "a document": (_without("xl/workbook.xml"), "this is no Excel workbook"),
    "200 MB": (lambda raw: raw + b"\0" * 200_000_000, "the file has 200 MB: a form has less than 20"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_files_that_can_t_be_read(run: Wpsplan, exercise: Path, name: str) -> None:
    spoil, message = SPOILT[name]
    path = form(run, exercise, "EXC").put("1.2.2", value=45).final().save()
    path.write_bytes(spoil(path.read_bytes()))
    finding = only(imported(run, exercise, path), "form-unreadable")
    assert (finding["path"], finding["severity"]) == (str(path), "error")
    assert message in finding["message"]
    assert finding["help"]


def test_a_workbook_that_is_no_form(run: Wpsplan, exercise: Path) -> None:
    from openpyxl import Workbook

    path = run.cwd / "other.xlsx"
    Workbook().save(path)
    assert "this is no form of wpsplan" in only(imported(run, exercise, path), "form-other")["message"]


def test_one_that_is_open_in_excel(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    path = form(run, exercise, "EXC").put("1.2.2", value=45).final().save()
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"\x07Exercise" + b" " * 100)
    finding = only(imported(run, exercise, path), "form-open")
    assert (finding["severity"], finding["message"]) == (
        "note", "it is open in Excel: what has not been saved is not in it",
    )  # fmt: skip
    finding = only(imported(run, exercise, lock), "form-unreadable")
    assert "Excel's own mark that form-EXC.xlsx is open" in finding["message"]


def test_external_links_are_not_followed(run: Wpsplan, exercise: Path) -> None:
    (exercise / "measurements/2017/EXC.yaml").unlink()
    book = form(run, exercise, "EXC").put("1.2.2", value="=SUM([1]Sheet1!$A$1,0)").final()
    cell = place(book.cell("1.2.2", "value"))
    with_value(book.save(), cell, "45")
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="http://127.0.0.1:9/never.xlsx" TargetMode="External"/></Relationships>'
    )
    raw = _with("xl/externalLinks/_rels/externalLink1.xml.rels", link)(book.path.read_bytes())
    book.path.write_bytes(raw)
    assert only(imported(run, exercise, book.path), "form-formula")["message"].startswith(
        "a formula: its last value, 45"
    )


def test_a_folder_and_a_path_that_is_not_there(run: Wpsplan, exercise: Path) -> None:
    finding = only(imported(run, exercise, exercise / "plan"), "form-unreadable")
    assert finding["message"] == "this is a folder"
    done = run("-C", exercise, "import", "nowhere.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.xlsx is not there" in done.stderr
