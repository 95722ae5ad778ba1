"""`itcrm add`, `edit` and `delete`."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.naming import name_and_pairs, record_name, texts_by_field
from itcrm_tui.cli.printing import done, print_json, print_text, tell
from itcrm_tui.domain.kinds import Kind, kind_named, kind_of

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from storage.store import Store


def add(arguments: Namespace) -> int:
    """Add a record."""
    from itcrm_tui import here
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    if not arguments.fields:
        raise UsageError(_what_to_say(kind))
    texts, wrong = texts_by_field(kind, arguments.fields)
    if wrong and here.is_missing(here.url_for(arguments.db)):
        raise UsageError(" ".join(wrong))
    with opened(arguments.db, create=True) as store:
        saved = _saved(store, kind, None, texts, wrong)
    _tell_saved("Added", saved, as_json=arguments.json)
    return DONE


def _what_to_say(kind: Kind) -> str:
    """Return a sentence and the fields of a kind, for somebody who gave none."""
    from itcrm_tui.cli.help_fields import kind_help

    return f"Say what the {kind.label} is: field=value.\n\n{kind_help('add', kind)}"


def edit(arguments: Namespace) -> int:
    """Change fields of a record."""
    from itcrm_tui.workflows.finding import find
    from itcrm_tui.workflows.moving import to_be_answered
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    name, pairs = name_and_pairs(kind, arguments.words)
    if not pairs:
        raise UsageError(f"Say what to change: field=value. `itcrm edit {kind.name} --help` lists the fields.")
    name = record_name(kind, [name] if name else [])
    texts, wrong = texts_by_field(kind, pairs)
    with opened(arguments.db) as store:
        with store.read() as reader:
            seen = find(reader, kind, name)
        saved = _saved(store, kind, seen, texts, wrong)
    _tell_saved("Changed" if saved.version > seen.version else "Nothing to change:", saved, as_json=arguments.json)
    if "answer" in texts and (still := to_be_answered(saved)):
        tell(f"In the app, {still}.")
    return DONE


def _saved(
    store: "Store", kind: Kind, seen: "Record | None", texts: Mapping[str, str], wrong: Sequence[str]
) -> "Record":
    """Save the texts; what is wrong with the arguments and with their values is all told at once."""
    from itcrm_tui.workflows.records import InvalidError, read_values, save_texts

    if not wrong:
        return save_texts(store, kind, seen, texts)
    try:
        with store.read() as reader:
            read_values(reader, kind, texts, seen=seen)
    except InvalidError as error:
        wrong = [*wrong, str(error)]
    raise UsageError(" ".join(wrong))


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
        _tell_saved("Deleted", record, as_json=True)
    else:
        with done(said):
            print_text(f"{said} `itcrm undo` brings it back.")
    return DONE


def _tell_saved(verb: str, record: "Record", *, as_json: bool) -> None:
    from itcrm_tui.domain.values import as_json as json_of
    from itcrm_tui.workflows.records import cut

    said = f"{verb} {cut(kind_of(record).title(record))}  {record.id}"
    with done(said):
        if as_json:
            print_json(item=json_of(record))
        else:
            print_text(said)
