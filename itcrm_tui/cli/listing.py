"""`itcrm list` and `show`."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.columns import columns_of
from itcrm_tui.cli.naming import record_name
from itcrm_tui.cli.printing import (
    print_json,
    print_pairs,
    print_pieces,
    print_sections,
    print_table,
    print_text,
    tell,
)
from itcrm_tui.cli.selecting import selection, with_meaning
from itcrm_tui.domain.kinds import kind_named

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from itcrm_tui.workflows.exporting import Wanted
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
        wanted = with_meaning(store, wanted)
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
        none = f"No {wanted.kind.plural.replace('_', ' ')}{' are like that' if wanted.words else ' yet'}."
        tell(f"{none} {_unknown(store, wanted.words)}".rstrip())
    if isinstance(total, int) and total > len(records):
        tell(f"{len(records):,} of {total:,} shown; --limit 0 shows all.")


def _unknown(store: "Store", words: str) -> str:
    from itcrm_tui.query.filter import Filter
    from itcrm_tui.workflows.unknown_names import unknown_names

    return unknown_names(store, words) if isinstance(words, Filter) else ""


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
        print_sections(reading.own)
        for table in reading.tables:
            print_text(f"\n{table.heading}")
            print_table(table.header, table.rows, in_text=True)
            if table.more:
                print_text(f"  {table.more:,} more")
    print_text("")
    print_pairs([("id", record.id), ("version", str(record.version))])
