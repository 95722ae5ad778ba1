"""Blank fields of records wherever a database holds them: rows, search texts, journal. The same in every store.

In rows and in journal each value becomes the same neutral one, so that what the journal tells still leads to the rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.erasing import blank, personal_fields
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.bulk import update_rows
from storage.change import Key
from storage.columns import columns_of
from storage.ledger import changes_of
from storage.rows import search_words
from storage.search import write_words
from storage.search.texts import Texts
from storage.tables import TABLES
from storage.transaction import Standing, Transaction, by_kind

Fields = Mapping[Key, frozenset[str]]
"""Which fields of which records."""

Values = dict[str, dict[str, None]]
"""By the name of a field the texts that stood in it, each once, in the order in which they were found."""


def blank_records(transaction: Transaction, wanted: Fields) -> tuple[dict[Key, frozenset[str]], Values]:
    """Blank the fields; return those that held something anywhere, and the texts that did stand there.

    The records, deleted or not, are locked and have a new version afterwards, if there was something to blank.
    """
    touched: dict[Key, set[str]] = defaultdict(set)
    texts: Values = defaultdict(dict)
    for kind, ids in by_kind(wanted):
        for portion in batches(ids):
            keys = [(kind.name, record_id) for record_id in portion]
            transaction.read(keys)
            for key in keys:
                _note_row(transaction.standing.get(key), key, wanted[key], touched, texts)
            _blank_journal(transaction.connection, kind, {key[1]: wanted[key] for key in keys}, touched, texts)
    _blank_rows(transaction, touched)
    return {key: frozenset(names) for key, names in touched.items() if names}, texts


def what_is_held(connection: Connection, kind: Kind, wanted: Mapping[RecordId, frozenset[str]]) -> tuple[Values, int]:
    """Return the texts that stand in the journal's entries about records, and in how many entries; change nothing."""
    texts: Values = defaultdict(dict)
    entries = list(_entries(connection, kind, wanted, defaultdict(set), texts))
    return texts, len(entries)


def _note_row(
    row: Standing | None, key: Key, names: frozenset[str], touched: dict[Key, set[str]], texts: Values
) -> None:
    state = row.state if row else {}
    for name in names & state.keys():
        if state[name] != blank(KINDS[key[0]], name, key[1]):
            touched[key].add(name)
            _note(texts, name, state[name])


def _blank_journal(
    connection: Connection,
    kind: Kind,
    wanted: Mapping[RecordId, frozenset[str]],
    touched: dict[Key, set[str]],
    texts: Values,
) -> None:
    table = changes_of(restricted=kind.restricted)
    entry = (table.c.change_set_id == bindparam("of")) & (table.c.position == bindparam("at"))
    rows = list(_entries(connection, kind, wanted, touched, texts))
    for portion in batches(rows):
        connection.execute(update(table).where(entry).values(fields=bindparam("blanked")), list(portion))


def _entries(
    connection: Connection,
    kind: Kind,
    wanted: Mapping[RecordId, frozenset[str]],
    touched: dict[Key, set[str]],
    texts: Values,
) -> Iterator[dict[str, Any]]:
    """Yield the entries that hold something to be blanked, as they are to be."""
    table = changes_of(restricted=kind.restricted)
    query = _about(table, kind, wanted)
    for change_set_id, position, record_id, values in connection.execute(query):
        names = _in_entry(kind, wanted[record_id], values)
        blanked = {name: [_blanked(kind, name, record_id, one) for one in values[name]] for name in names}
        differing = {name for name, pair in blanked.items() if pair != list(values[name])}
        for name in differing:
            touched[kind.name, record_id].add(name)
            for one in values[name]:
                if one != blank(kind, name, record_id):
                    _note(texts, name, one)
        if differing:
            yield {"of": change_set_id, "at": position, "blanked": {**values, **blanked}}


def _about(table: Table, kind: Kind, wanted: Mapping[RecordId, frozenset[str]]) -> Any:
    columns = (table.c.change_set_id, table.c.position, table.c.record_id, table.c.fields)
    return select(*columns).where(among(table.c.record_id, wanted), table.c.kind == kind.name)


def _in_entry(kind: Kind, wanted: frozenset[str], values: Mapping[str, Any]) -> list[str]:
    """Return which fields of an entry go: with all that is personal, also those that the kind no longer knows."""
    personal = personal_fields(kind)
    whole = bool(personal) and wanted >= personal
    return [name for name in values if name in wanted or (whole and name not in kind.by_name)]


def _blanked(kind: Kind, name: str, record_id: RecordId, value: Any) -> Any:
    return None if value is None else blank(kind, name, record_id)


def _note(texts: Values, name: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            texts[name][one] = None


def _blank_rows(transaction: Transaction, touched: Mapping[Key, set[str]]) -> None:
    at = instant_text(transaction.at)
    for (kind_name, record_id), names in touched.items():
        row, kind = transaction.standing.get((kind_name, record_id)), KINDS[kind_name]
        if row is None:
            continue
        fields = tuple(sorted(name for name in names if name in kind.by_name))
        new = {name: (None, _blanked(kind, name, record_id, row.state.get(name))) for name in fields}
        columns, values = columns_of(transaction.backend.name, kind_name, fields)
        update_rows(
            transaction.connection,
            TABLES[kind_name],
            ("version", "updated_at", *columns),
            [(row.version + 1, at, *values(new), record_id)],
        )
        if row.deleted_at is None:
            state = {**row.state, **{name: after for name, (_, after) in new.items()}}
            words = Texts(kind_name, {record_id: search_words(kind, state)}, at)
            write_words(transaction.connection, kind, words, known=[record_id])
