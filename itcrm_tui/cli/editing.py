"""`itcrm add`, `edit`, `delete`, `undo` and `redo`."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.naming import name_and_pairs, record_name, texts_by_field
from itcrm_tui.cli.printing import print_json, print_text
from itcrm_tui.domain.kinds import kind_named, kind_of

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from storage.change import ChangeSet
    from storage.store import Store


def add(arguments: Namespace) -> int:
    """Add a record."""
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.records import save_texts

    kind = kind_named(arguments.kind)
    texts = texts_by_field(kind, arguments.fields)
    with opened(arguments.db, create=True) as store:
        _print_saved("Added", save_texts(store, kind, None, texts), as_json=arguments.json)
    return DONE


def edit(arguments: Namespace) -> int:
    """Change fields of a record."""
    from itcrm_tui.workflows.finding import find
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.records import save_texts

    kind = kind_named(arguments.kind)
    name, pairs = name_and_pairs(kind, arguments.words)
    if not pairs:
        raise UsageError("Say what to change: field=value.")
    name = record_name(kind, [name] if name else [])
    texts = texts_by_field(kind, pairs)
    with opened(arguments.db) as store:
        with store.read() as reader:
            seen = find(reader, kind, name)
        saved = save_texts(store, kind, seen, texts)
    _print_saved("Changed" if saved.version > seen.version else "Nothing to change:", saved, as_json=arguments.json)
    return DONE


def delete(arguments: Namespace) -> int:
    """Delete a record with what belongs to it."""
    from itcrm_tui.workflows.finding import find
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.records import remove

    kind = kind_named(arguments.kind)
    name = record_name(kind, arguments.name)
    with opened(arguments.db) as store:
        with store.read() as reader:
            record = find(reader, kind, name)
        said = remove(store, record)
    if arguments.json:
        _print_saved("", record, as_json=True)
    else:
        print_text(f"{said} `itcrm undo` brings it back.")
    return DONE


def undo(arguments: Namespace) -> int:
    """Take back my latest change on this device, or the change set that is named."""
    from itcrm_tui.workflows.opening import opened
    from storage.errors import ConflictError, RefusedError

    with opened(arguments.db) as store:
        try:
            done = _take_back(store, arguments.change_set, rest=arguments.rest)
        except ConflictError as conflict:
            raise RefusedError(f"{conflict} With --rest everything else is taken back.") from conflict
    _print_done("Taken back", done, as_json=arguments.json)
    return DONE


def _take_back(store: "Store", change_set: str | None, *, rest: bool) -> "ChangeSet":
    from itcrm_tui.workflows import history

    return history.revert(store, change_set, rest=rest) if change_set else history.undo(store, rest=rest)


def redo(arguments: Namespace) -> int:
    """Take back my latest undo on this device."""
    from itcrm_tui.workflows import history
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        done = history.redo(store)
    _print_done("Done again", done, as_json=arguments.json)
    return DONE


def _print_done(verb: str, done: "ChangeSet", *, as_json: bool) -> None:
    """Print which change set was taken back; JSON has its number in the history, too."""
    title = done.title.removeprefix("Undo: ")
    if as_json:
        print_json(item={"kind": "change set", "id": done.id, "number": done.sequence, "title": title})
    else:
        print_text(f"{verb}: {title}")


def _print_saved(verb: str, record: "Record", *, as_json: bool) -> None:
    from itcrm_tui.domain.values import as_json as json_of

    if as_json:
        print_json(item=json_of(record))
    else:
        print_text(f"{verb} {kind_of(record).title(record)}  {record.id}")
