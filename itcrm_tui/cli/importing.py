"""`itcrm import`: preview, rejects, and the import itself."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from itcrm_tui import here
from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import print_json, print_table, print_text
from itcrm_tui.domain.kinds import kind_named

if TYPE_CHECKING:
    from itcrm_tui.workflows.importing import Preview, Request
    from storage.change import ChangeSet
    from storage.store import Store

REJECTS_SHOWN = 50


def import_file(arguments: Namespace) -> int:
    """Import a file, or with --dry-run only say what that would do; 1 when some rows are rejected."""
    from itcrm_tui.workflows.importing import preview, read, take_in, write_rejects

    request = _request(arguments)
    sheet = read(request)
    with _opened(arguments) as store:
        planned = preview(store, request, sheet)
        if arguments.rejects and planned.rejected:
            rows = [(one.row, one.reason) for one in planned.rejected]
            write_rejects(Path(arguments.rejects).expanduser(), sheet, rows, request.path)
        written = None if arguments.dry_run else take_in(store, planned)
    _report(planned, written, arguments)
    return NO if planned.rejected else DONE


def _request(arguments: Namespace) -> "Request":
    from itcrm_tui.workflows.importing import Mode, Request

    return Request(
        path=Path(arguments.file).expanduser(),
        kind=kind_named(arguments.kind),
        columns=arguments.map,
        given=arguments.set,
        match=arguments.match,
        mode=Mode(arguments.mode),
        restore=arguments.restore,
        system=arguments.system,
        encoding=arguments.encoding,
        delimiter=_delimiter(arguments.delimiter),
        dates=arguments.dates,
        decimal_mark=arguments.decimal,
    )


def _delimiter(words: str | None) -> str | None:
    from itcrm_tui.cli.explaining import UsageError

    named = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(words or "", words)
    if named is not None and (len(named) != 1 or named in "\r\n\"'"):
        raise UsageError("A delimiter is one character, or the word tab.")
    return named


@contextmanager
def _opened(arguments: Namespace) -> Iterator["Store"]:
    """Open the database; a dry run on one that is not there yet makes none."""
    from itcrm_tui.workflows.opening import open_scratch, opened

    if not arguments.dry_run or not here.is_missing(here.url_for(arguments.db)):
        with opened(arguments.db, create=not arguments.dry_run) as store:
            yield store
        return
    with TemporaryDirectory(prefix="itcrm-") as folder, closing(open_scratch(Path(folder))) as store:
        yield store


def _report(planned: "Preview", written: "ChangeSet | None", arguments: Namespace) -> None:
    if arguments.json:
        print_json(item=_as_item(planned, written))
        return
    columns = [(column.header, _becomes(planned, at), column.why) for at, column in enumerate(planned.columns)]
    print_table(("COLUMN", "BECOMES", ""), columns)
    print_text("")
    counts = ", ".join(f"{count:,} to {action}" for action, count in sorted(planned.counts.items()))
    print_text(f"Rows: {counts.replace('to unchanged', 'unchanged')}.")
    for one in planned.rejected[:REJECTS_SHOWN]:
        print_text(f"  row {one.row.number}: {one.reason}")
    if len(planned.rejected) > REJECTS_SHOWN:
        print_text(f"  and {len(planned.rejected) - REJECTS_SHOWN:,} more; --rejects FILE writes them all.")
    print_text(_outcome(written, arguments))


def _outcome(written: "ChangeSet | None", arguments: Namespace) -> str:
    if arguments.dry_run:
        return "Nothing was written: this was a dry run."
    if written is None:
        return "Nothing was written: there was nothing new."
    return f"{written.title}. `itcrm undo` takes it back."


def _becomes(planned: "Preview", at: int) -> str:
    from itcrm_tui.workflows.importing import Use

    column = planned.columns[at]
    match column.use:
        case Use.FIELD if column.field:
            return column.field.name
        case Use.KEY:
            return f"external key in {planned.system}"
        case Use.NOTES:
            return "a line in the notes"
    return str(column.use)


def _as_item(planned: "Preview", written: "ChangeSet | None") -> dict[str, object]:
    return {
        "columns": [
            {"header": column.header, "use": str(column.use), "field": column.field.name if column.field else None}
            for column in planned.columns
        ],
        "system": planned.system,
        "counts": {str(action): count for action, count in planned.counts.items()},
        "rejected": [
            {"row": one.row.number, "problems": [{"field": name, "reason": said} for name, said in one.problems]}
            for one in planned.rejected
        ],
        "change_set": written.sequence if written else None,
    }
