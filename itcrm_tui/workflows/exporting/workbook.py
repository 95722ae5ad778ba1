"""Records as an Excel workbook, a sheet a kind; never more than a row of it is in memory."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.wording import named
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.exporting.csv_table import column_name, header_of
from itcrm_tui.workflows.exporting.lists import Export, Pages
from itcrm_tui.workflows.exporting.whole_file import NotWrittenError
from itcrm_tui.workflows.exporting.workbook_cells import Cell, portions, typed
from itcrm_tui.workflows.exporting.workbook_sheets import Look, Sheets
from itcrm_tui.workflows.exporting.zip_output import ZipOutput
from itcrm_tui.workflows.references import words_for

CONTINUED = "continued"
"""The sheet that holds what did not fit into a cell."""


def write_workbook(export: Export, path: Path) -> None:
    """Write a workbook to a path; raises OSError. What a cell cannot hold goes on in a sheet of its own, and is said.

    A list longer than a sheet goes on in another: `usage`, `usage 2`.
    """
    with _scratch() as scratch, closing(ZipOutput(path, export.account)) as output:
        book = Workbook(output, {"constant_memory": True, "tmpdir": scratch, "use_zip64": True})
        try:
            _write_rows(export, book)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


def _write_rows(export: Export, book: Workbook) -> None:
    """Write the rows, which are kept in the folder for temporary files until the workbook is packed."""
    try:
        _Writing(export, book).write()
    except OSError as error:
        raise _no_room(error) from error


@contextmanager
def _scratch() -> Iterator[str]:
    try:
        folder = TemporaryDirectory(prefix="itcrm-")
    except OSError as error:
        raise _no_room(error) from error
    with folder:
        yield folder.name


def _no_room(error: OSError) -> NotWrittenError:
    return NotWrittenError(
        f"A workbook needs room in {gettempdir()}: {error.strerror or error}. TMPDIR names another folder for it."
    )


class _Writing:
    def __init__(self, export: Export, book: Workbook) -> None:
        self.export, self.book = export, book
        self.how = notation.written(export.reader)
        self.look = Look(book, self.how.currency_decimals)
        self.continued: Sheets | None = None
        self.too_long = 0

    def write(self) -> None:
        """Write all lists, and say what did not fit."""
        for kind, pages in self.export.lists:
            self._write_list(kind, pages)
        if self.continued:
            self.continued.finish()
            texts = named(self.too_long, "text is", "texts are")
            self.export.account.remarks.append(f"{texts} too long for a cell; the rest is in the sheet “{CONTINUED}”.")

    def _write_list(self, kind: Kind, pages: Pages) -> None:
        sheets = Sheets(self.book, self.look, kind.plural, header_of(kind), [None, *kind.fields])
        for page in pages:
            name = words_for(self.export.reader, page)
            for record in page:
                cells = [typed(field, getattr(record, field.name), self.how, name) for field in kind.fields]
                names = (column_name(field) for field in kind.fields)
                sheets.add([record.id, *(self._fit(record.id, *pair) for pair in zip(names, cells, strict=True))])
        sheets.finish()

    def _fit(self, record_id: RecordId, column: str, cell: Cell) -> Cell:
        """Return what of a cell fits into one, and write the rest to where it goes on."""
        if not isinstance(cell, str) or not cell:
            return cell
        first, *rest = portions(cell)
        if rest and self.continued is None:
            self.continued = Sheets(self.book, self.look, CONTINUED, ["id", "column", "part", "text"], [None] * 4)
        for number, part in enumerate(rest, 2):
            assert self.continued is not None
            self.continued.add([record_id, column, number, part])
        self.too_long += bool(rest)
        return first
