"""`itcrm import`: preview, rejects, and the import itself."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from itcrm_tui import here
from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import done, print_json, print_table, print_text, tell
from itcrm_tui.cli.progress import progress_shown
from itcrm_tui.domain.kinds import kind_named, kind_of
from itcrm_tui.domain.wording import named
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from itcrm_tui.workflows.importing import Column, Part, Preview, Request
    from storage.change import ChangeSet
    from storage.store import Store

REASONS_SHOWN = 50
NAMES_SHOWN = 5


def import_file(arguments: Namespace) -> int:
    """Import a file, or with --dry-run only say what that would do; 1 when some rows are rejected."""
    from itcrm_tui.workflows.importing import again, check, preview, read, remember, take_in, told_before, write_rejects

    request = _request(arguments)
    sheets = read(request)
    if arguments.again:
        request = again(request, sheets)
    elif told_before(sheets):
        tell("A file like this was imported before, with what was told then: --again does the same.")
    check(request, sheets)
    with _opened(arguments) as store, progress_shown() as progress:
        store.on_wait = lambda: tell("Others are writing to the database; this waits for them.")
        planned = preview(store, request, sheets, progress)
        if arguments.rejects and planned.rejected:
            write_rejects(as_path(arguments.rejects), planned)
        written = None if arguments.dry_run else take_in(store, planned, progress)
    if not arguments.dry_run:
        remember(planned)
    with done(f"{written.title}." if written else "Nothing was written."):
        _report(planned, written, arguments)
    return NO if planned.rejected else DONE


def _request(arguments: Namespace) -> "Request":
    from itcrm_tui.workflows.importing import Mode, Request

    return Request(
        path=as_path(arguments.file),
        kind=kind_named(arguments.kind) if arguments.kind else None,
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
        form=arguments.form,
        sheet=arguments.sheet,
        strict=arguments.strict,
        add_missing=arguments.add_missing,
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
    for part in planned.parts:
        _report_part(part)
    print_text("")
    counts = ", ".join(f"{count:,} to {action}" for action, count in sorted(planned.counts.items()))
    print_text(f"Rows: {counts.replace('to unchanged', 'unchanged')}.")
    for reason in planned.reasons[:REASONS_SHOWN]:
        print_text(f"  {reason.where}: {reason.words}")
    if left := sum(len(reason.rows) for reason in planned.reasons[REASONS_SHOWN:]):
        print_text(f"  and {left:,} rows more; --rejects FILE writes them all.")
    print_text(_outcome(written, arguments))


def _outcome(written: "ChangeSet | None", arguments: Namespace) -> str:
    if arguments.dry_run:
        return "Nothing was written: this was a dry run."
    if written is None:
        return "Nothing was written: there was nothing new."
    return f"{written.title}. `itcrm undo` takes it back."


def _report_part(part: "Part") -> None:
    print_text(f"{part.kind.plural.replace('_', ' ').capitalize()}: {part.sheet.form}")
    for words in part.found:
        print_text(f"  {words}")
    print_table(("COLUMN", "BECOMES", ""), [(one.header, _becomes(part, one), one.why) for one in part.columns])
    for remark in part.remarks:
        print_text(f"  {remark.header}: {remark.sentence} ({named(remark.rows, 'row')})")
    if part.missing:
        print_text(f"  {len(part.missing):,} records that rows name are added too: {_names(part.missing)}")


def _names(records: "Sequence[Record]") -> str:
    names = [str(getattr(record, "name", "")) for record in records[:NAMES_SHOWN]]
    return ", ".join(names) + (", ..." if len(records) > NAMES_SHOWN else "")


def _becomes(part: "Part", column: "Column") -> str:
    from itcrm_tui.workflows.importing import Use

    match column.use:
        case Use.FIELD if column.field:
            return column.field.name
        case Use.KEY:
            return f"external key in {part.system}"
        case Use.NOTES:
            return "a line in the notes"
    return str(column.use)


def _as_item(planned: "Preview", written: "ChangeSet | None") -> dict[str, object]:
    return {
        "parts": [_part_item(part) for part in planned.parts],
        "counts": {str(action): count for action, count in planned.counts.items()},
        "rejected": [
            {
                "kind": one.kind.name,
                "row": one.row.number,
                "problems": [{"field": name, "reason": said} for name, said in one.problems],
            }
            for one in planned.rejected
        ],
        "change_set": written.sequence if written else None,
    }


def _part_item(part: "Part") -> dict[str, object]:
    return {
        "kind": part.kind.name,
        "form": part.sheet.form,
        "found": list(part.found),
        "columns": [
            {"header": column.header, "use": str(column.use), "field": column.field.name if column.field else None}
            for column in part.columns
        ],
        "system": part.system,
        "remarks": [
            {"column": remark.header, "remark": remark.sentence, "rows": remark.rows} for remark in part.remarks
        ],
        "missing": [{"kind": kind_of(record).name, "name": getattr(record, "name", "")} for record in part.missing],
    }
