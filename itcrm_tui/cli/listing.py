"""`itcrm list`, `show` and `history`."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.columns import columns_of
from itcrm_tui.cli.naming import record_name
from itcrm_tui.cli.printing import (
    print_json,
    print_line,
    print_pairs,
    print_pieces,
    print_sections,
    print_table,
    print_text,
    tell,
)
from itcrm_tui.cli.selecting import selection
from itcrm_tui.domain.kinds import kind_named
from itcrm_tui.text import safe

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.exporting import Wanted
    from itcrm_tui.workflows.history import HistoryRow
    from storage.store import Store

ROWS_ON_A_SCREEN = 100


def list_records(arguments: Namespace) -> int:
    """Print the records of a kind as a table, CSV or JSON."""
    from itcrm_tui.workflows.exporting import Format, exported
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    for_screen = ROWS_ON_A_SCREEN if sys.stdout.isatty() and not (arguments.csv or arguments.json) else None
    wanted = selection(kind, arguments, for_screen)
    with opened(arguments.db) as store:
        if arguments.csv or arguments.json:
            print_pieces(exported(store, wanted, Format.JSON if arguments.json else Format.CSV))
        else:
            _print_records(store, wanted)
    return DONE


def _print_records(store: "Store", wanted: "Wanted") -> None:
    from itcrm_tui.workflows.exporting import pages_of
    from itcrm_tui.workflows.tabulating import tabulated

    with store.read() as reader:
        records = [record for page in pages_of(reader, wanted) for record in page]
        total = reader.count(wanted.kind, wanted.words)
        table = tabulated(reader, wanted.kind, columns_of(wanted.kind), records)
    if records:
        print_table(table.header, table.rows, table.numbers)
    else:
        tell(f"No {wanted.kind.plural.replace('_', ' ')}{' hold these words' if wanted.words else ' yet'}.")
    if isinstance(total, int) and total > len(records):
        tell(f"{len(records):,} of {total:,} shown; --limit 0 shows all.")


def show(arguments: Namespace) -> int:
    """Print one record."""
    from itcrm_tui.domain.values import as_json
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.finding import find
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.reading import read

    kind = kind_named(arguments.kind)
    name = record_name(kind, arguments.name)
    with opened(arguments.db) as store:
        with store.read() as reader:
            record = find(reader, kind, name)
            today = notation.today(reader.settings())
        if arguments.json:
            print_json(item=as_json(record))
        else:
            _print_reading(read(store, kind, record.id, today), record)
    return DONE


def _print_reading(reading: object, record: "Record") -> None:
    """Print what there is to say of a record; one that has just gone has no more than its id."""
    from itcrm_tui.workflows.reading import Reading

    if isinstance(reading, Reading):
        print_text(reading.title)
        print_sections(reading.sections)
    print_text("")
    print_pairs([("id", record.id), ("version", str(record.version))])


def history(arguments: Namespace) -> int:
    """Print the change sets, of one record or of the whole database, the newest first."""
    from itcrm_tui.workflows.history import history as change_sets
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        record_id = _record_id(store, arguments)
        found = change_sets(store, record_id, start=None, backwards=False, limit=arguments.limit or 2**31)
        if arguments.json:
            print_json(items=[_as_item(one) for one in found])
        elif record_id is None:
            print_table(("NUMBER", "WHEN", "WHO", "WHAT"), list(map(_as_cells, found)), right=[0])
        else:
            _print_history_of(store, record_id, found)
    return DONE


def _print_history_of(store: "Store", record_id: "RecordId", found: "list[HistoryRow]") -> None:
    from itcrm_tui.workflows.history import lines_of

    for one in found:
        print_line(*map(safe, _as_cells(one)))
        for line in lines_of(store, one.id, record_id):
            print_text(f"    {line.strip()}")


def _as_cells(one: "HistoryRow") -> list[str]:
    return [str(one.key), f"{one.at.astimezone():%Y-%m-%d %H:%M}", one.actor, one.title]


def _as_item(one: "HistoryRow") -> dict[str, object]:
    from itcrm_tui.domain.canonical import instant_text

    return {"sequence": one.key, "id": one.id, "at": instant_text(one.at), "actor": one.actor, "title": one.title}


def _record_id(store: "Store", arguments: Namespace) -> "RecordId | None":
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.finding import find, is_id

    if arguments.kind is None:
        return None
    kind = kind_named(arguments.kind)
    name = record_name(kind, arguments.name)
    if is_id(name):
        return RecordId(name.lower())
    with store.read() as reader:
        return find(reader, kind, name).id
