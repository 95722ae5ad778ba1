"""An export in one call, to a file or as text; a format is loaded only when it is written."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from itcrm_tui.workflows.exporting.account import Account
from itcrm_tui.workflows.exporting.formats import Format, format_of
from itcrm_tui.workflows.exporting.lists import Everything, Export, Wanted, export_of
from itcrm_tui.workflows.exporting.whole_file import whole_file
from storage.store import Store

_TEXTS = {
    Format.CSV: ("csv_table", "csv_of"),
    Format.JSON: ("json_items", "json_of"),
    Format.VCF: ("vcards", "vcards_of"),
    Format.ICS: ("calendars", "calendar_of"),
}


def exported(store: Store, wanted: Wanted | Everything, form: Format, account: Account | None = None) -> Iterator[str]:
    """Yield the text of an export in pieces; raises NotForRoleError before the first."""
    with store.read() as reader:
        yield from _pieces(export_of(reader, wanted, account or Account()), form)


def export_to(store: Store, wanted: Wanted | Everything, path: Path, account: Account) -> None:
    """Write a file in the format that its name ends in, all at once or not at all.

    Raises FormatError, NotForRoleError, NotWrittenError, or StoppedError when the account says to stop.
    """
    form = format_of(path, wanted.kind if isinstance(wanted, Wanted) else None)
    with store.read() as reader, whole_file(path) as part:
        if form is Format.XLSX:
            from itcrm_tui.workflows.exporting.workbook import write_workbook

            write_workbook(export_of(reader, wanted, account), part)
        else:
            with part.open("w", encoding="utf-8", newline="") as file:
                file.writelines(_pieces(export_of(reader, wanted, account), form))
        account.go_on()


def _pieces(export: Export, form: Format) -> Iterator[str]:
    module, function = _TEXTS[form]
    write: Callable[[Export], Iterator[str]] = getattr(import_module(f"{__package__}.{module}"), function)
    return write(export)
