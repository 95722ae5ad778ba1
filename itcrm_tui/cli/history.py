"""`itcrm history`: of everything, of one record, or all that one change set changed."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.naming import record_name
from itcrm_tui.cli.printing import print_json, print_line, print_table, print_text
from itcrm_tui.domain.kinds import kind_named
from itcrm_tui.text import safe

if TYPE_CHECKING:
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.change_words import ChangedRecord
    from itcrm_tui.workflows.history import HistoryRow
    from storage.store import Store

PAGE = 500


def history(arguments: Namespace) -> int:
    """Print change sets, the newest first, or one of them in full."""
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        if (arguments.kind or "").isdecimal() and not arguments.name:
            _print_change_set(store, arguments)
        else:
            _print_list(store, arguments)
    return DONE


def _print_list(store: "Store", arguments: Namespace) -> None:
    from itcrm_tui.workflows.history import history as change_sets

    record_id = _record_id(store, arguments)
    limit = arguments.limit or 2**31
    found = change_sets(store, record_id, start=None, backwards=False, limit=limit, words=arguments.filter)
    if arguments.json:
        print_json(items=[_as_item(one) for one in found])
    elif record_id is None:
        print_table(("NUMBER", "WHEN", "WHO", "WHAT", ""), list(map(_cells(store), found)), right=[0])
    else:
        _print_history_of(store, record_id, found)


def _print_history_of(store: "Store", record_id: "RecordId", found: "list[HistoryRow]") -> None:
    from itcrm_tui.workflows.history import lines_of

    cells = _cells(store)
    for one in found:
        print_line(*map(safe, filter(None, cells(one))))
        for line in lines_of(store, one.id, record_id):
            print_text(f"    {line}")


def _print_change_set(store: "Store", arguments: Namespace) -> None:
    from itcrm_tui.workflows.history import change_set_row

    one = change_set_row(store, arguments.kind)
    if arguments.json:
        changes = [_as_change(record) for page in _pages(store, one) for record in page]
        print_json(item={"kind": "change set", **_as_item(one), "changes": changes})
        return
    print_line(*map(safe, filter(None, _cells(store)(one))))
    for page in _pages(store, one):
        for record in page:
            print_text(f"    {record.title}")
            for line in record.lines:
                print_text(f"        {line}")


def _pages(store: "Store", one: "HistoryRow") -> "Iterator[list[ChangedRecord]]":
    from itcrm_tui.workflows.change_words import changed_records

    start = None
    while page := changed_records(store, one.id, start=start, backwards=False, limit=PAGE):
        yield page
        start = page[-1].key


def _cells(store: "Store") -> "Callable[[HistoryRow], list[str]]":
    """Return how a change set is printed: its moment by the organization's clock, as in the app."""
    from itcrm_tui.workflows.notation import time_zone

    with store.read() as reader:
        zone = time_zone(reader.settings())
    return lambda one: [str(one.key), f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", one.actor, one.title, one.state]


def _as_item(one: "HistoryRow") -> dict[str, object]:
    from itcrm_tui.domain.canonical import instant_text

    return {
        "sequence": one.key,
        "id": one.id,
        "at": instant_text(one.at),
        "actor": one.actor,
        "title": one.title,
        "action": one.action,
        "records": one.records,
        "state": one.state or None,
    }


def _as_change(record: "ChangedRecord") -> dict[str, object]:
    return {
        "record_kind": record.kind,
        "id": record.id,
        "name": record.name,
        "did": record.did,
        "lines": list(record.lines),
    }


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
