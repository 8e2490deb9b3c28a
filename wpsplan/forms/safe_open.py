"""Open a file from outside as a workbook that is safe to read, or refuse it. Nothing in it is ever run."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from wpsplan.finding import Finding, Place, Rule
from wpsplan.rules.form_rules import still_open, unreadable

MOST = 20_000_000
"""The most bytes of a file; a form has about 50,000, with pasted pictures a few million."""
MOST_XML = 8_000_000
"""The most bytes of unpacked XML: about 200,000 filled cells; the largest form of the plan has 300,000 bytes."""
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_AS = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))


class RefusedWorkbook(Exception):
    """The reason that a file can't be read, what to do about it, and the rule of its finding."""

    def __init__(self, message: str, help: str = "", rule: Rule = unreadable) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.rule = rule

    def finding(self, path: str) -> Finding:
        """Return the refusal as a finding at the file."""
        return self.rule.finding(Place(path), self.message, self.help)


def open_safely(path: Path) -> bytes:
    """Return the bytes of a workbook that is safe to read. Raises `RefusedWorkbook` for any other file."""
    if path.name.startswith("~$"):
        raise RefusedWorkbook(
            f"this is Excel's own mark that {path.name[2:]} is open, and holds no answers",
            "close the workbook in Excel",
        )
    raw = _bytes(path)
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise RefusedWorkbook(
                "the workbook is protected by a password", "save it without one: File, Info, Protect Workbook"
            )
        raise RefusedWorkbook("this is an old Excel file (.xls)", _SAVE_AS)
    if not raw.startswith(b"PK"):
        raise RefusedWorkbook(_no_zip(raw), _SAVE_AS)
    try:
        _inspect(raw)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise RefusedWorkbook(
            "the workbook is damaged or cut off", "ask for it again; perhaps it was not sent whole"
        ) from None
    except Exception as error:  # zlib.error and others of that name: raised for a damaged archive
        if type(error).__name__ != "error":
            raise
        raise RefusedWorkbook(
            "the workbook is damaged or cut off", "ask for it again; perhaps it was not sent whole"
        ) from None
    return raw


def warn_if_open(path: Path) -> Iterator[Finding]:
    """Yield a finding where the workbook is open in Excel: changes not yet saved are missing from the file."""
    if path.name and path.with_name(f"~${path.name}").exists():
        yield still_open.finding(Place(str(path)), "it is open in Excel: what has not been saved is not in it")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RefusedWorkbook("this is a folder", "name the workbooks in it, such as inbox/*.xlsx")
        if not path.is_file():
            raise RefusedWorkbook("this is no file", "name a workbook (.xlsx)")
        size = path.stat().st_size
        if size > MOST:
            raise RefusedWorkbook(
                f"the file has {size / 1e6:,.0f} MB: a form has less than {MOST / 1e6:.0f}",
                "take pasted pictures out, or copy the answers into a fresh form",
            )
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except PermissionError:
        raise RefusedWorkbook(
            "the file can't be opened (permission denied)", "if it is open in Excel, close it there"
        ) from None
    except OSError as error:
        raise RefusedWorkbook(f"the file can't be opened ({(error.strerror or 'no reason given').lower()})") from None


def _no_zip(raw: bytes) -> str:
    if not raw:
        return "the file is empty"
    text = b"\0" not in raw[:4096]
    if text and re.search(rb"[,;\t]", raw[:4096]):
        return "this is a text file (CSV), not an Excel workbook: its cells can't be told apart for certain"
    return "this is a text file, not an Excel workbook" if text else "this is no Excel workbook"


def _inspect(raw: bytes) -> None:
    """Check the archive's sizes, its parts and their content. Raises `RefusedWorkbook` or an error of zipfile."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
        xml = sum(part.file_size for part in parts if _is_xml(part.filename))
        if len(parts) > MOST_PARTS or xml > MOST_XML or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise RefusedWorkbook(
                f"unpacked, it has {sum(part.file_size for part in parts) / 1e6:,.0f} MB: that is no form",
                "copy the answers into a fresh form",
            )
        names = {part.filename for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedWorkbook("the workbook is protected by a password", "save it without one")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise RefusedWorkbook(
                "the workbook has macros in it", "save it as an Excel workbook without macros (.xlsx)"
            )
        if "xl/workbook.xml" not in names:
            kind = "an OpenDocument file" if "mimetype" in names else "no Excel workbook"
            raise RefusedWorkbook(f"this is {kind}", _SAVE_AS)
        for part in parts:
            data = archive.read(part)  # this checks the part's checksum, too
            if _is_xml(part.filename) and any(mark in data for mark in _DOCTYPES):
                raise RefusedWorkbook("the workbook declares entities, which no spreadsheet program writes", _SAVE_AS)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))
