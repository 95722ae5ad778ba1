"""The cells of a workbook, read in a process of its own, so that a hostile file ends nothing else."""

import io
import marshal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from itcrm_tui.workflows.importing.reading.decoding import FileError, Source

UNPACKED_LIMIT = 2 * 1024**3
SECONDS_LIMIT = 300

Cell = str | int | float | bool | tuple[str, str]
"""A text, a number, a flag, or the name of a type of the library of dates and what it holds as text."""

_READER = Path(__file__).with_name("cells_of_workbook.py")
_OLE = b"\xd0\xcf\x11\xe0"
_DOCUMENTS = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/Document.iwa", "a document of Apple's; export it as Excel or CSV"),
)
_OLE_DOCUMENTS = (
    ("WordDocument", "an old Word document"),
    ("PowerPoint Document", "an old PowerPoint presentation"),
    ("__substg1.0_", "an Outlook message; save it as .eml"),
    ("__properties_version1.0", "an Outlook message; save it as .eml"),
)


@dataclass(frozen=True)
class Grid:
    """A sheet's cells: `first` is the number of its first row, `left` the blank columns before it.

    `merged`: first row, first column, last row, last column of what is merged, counted from 0 in the whole sheet.
    """

    name: str
    hidden: bool
    first: int
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    left: int


def grids_of(source: Source) -> list[Grid]:
    """Return the sheets of a workbook; raises FileError with the way out where there are none to read."""
    path = source.path
    if source.raw.startswith(b"PK"):
        _refuse_bombs(path, source.raw)
    elif "EncryptedPackage".encode("utf-16-le") in source.raw:
        raise FileError(_locked(path))
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_READER)],
            input=source.raw,
            capture_output=True,
            timeout=SECONDS_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileError(f"{path} takes too long to read; save it as CSV and import that.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from None
    if done.returncode:
        raise FileError(f"{path} is damaged, or unfolds to more than can be read; save it anew, or as CSV.")
    answer = marshal.loads(done.stdout)
    if fault := answer.get("fault"):
        raise FileError(_why(source, fault))
    return [Grid(*sheet) for sheet in answer["sheets"]]


def _why(source: Source, fault: str) -> str:
    if fault == "password":
        return _locked(source.path)
    if fault == "too many cells":
        return f"{source.path} has more cells than can be imported; save the part you need as CSV."
    if what := _what_else(source.raw):
        return f"{source.path} is no workbook: it is {what}."
    return f"{source.path} is a damaged workbook, or of a kind that cannot be read; save it anew as .xlsx or CSV."


def _locked(path: Path) -> str:
    return f"{path} is protected with a password; save it without one, or as CSV."


def _refuse_bombs(path: Path, raw: bytes) -> None:
    """Raise FileError for a packed file that unpacks to more than any workbook that could be imported."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise FileError(f"{path} is a damaged workbook; save it anew, or as CSV.") from None
    if size > UNPACKED_LIMIT:
        raise FileError(f"{path} unpacks to more than {UNPACKED_LIMIT // 1024**3} GB; save the part you need as CSV.")


def _what_else(raw: bytes) -> str | None:
    """Return in words what a file is that begins like a workbook."""
    if raw.startswith(_OLE):
        return next((words for name, words in _OLE_DOCUMENTS if name.encode("utf-16-le") in raw), None)
    if not raw.startswith(b"PK"):
        return "of another format"
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = packed.namelist()
    if any(name == "content.xml" or name.startswith("xl/") for name in names):
        return None
    found = (words for beginning, words in _DOCUMENTS if any(name.startswith(beginning) for name in names))
    return next(found, "a packed file; unpack it first")
