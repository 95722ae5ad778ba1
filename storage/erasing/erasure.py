"""Erase personal data for good: one transaction, one marker, and afterwards no trace in the files of the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from itcrm_tui.domain.erasing import neutral_name
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.people import Person
from storage.baseline import last_baselines, write_baselines
from storage.change import ChangeSet, Key
from storage.erasing.blanking import Fields, Values, blank_records
from storage.erasing.marker import write_marker
from storage.erasing.titles import replace_actor, replace_in_titles
from storage.errors import ReadOnlyError, RefusedError, StoreError
from storage.granting.owning import owns
from storage.ledger import change_set, changes_of, search_text_of
from storage.store import Store
from storage.tables import TABLES
from storage.transaction import Transaction

_YOURSELF = (
    "You cannot erase yourself: the journal would name you once more, as who did it. Somebody else who owns the"
    " database can."
)


@dataclass(frozen=True)
class Erasure:
    """What an erasure did: its marker, None where nothing was left to erase, and in how many titles it put words.

    `words`: the texts that were erased, for whoever has to forget them elsewhere; kept nowhere.
    """

    marker: ChangeSet | None
    fields: Mapping[Key, frozenset[str]]
    titles: int
    words: Values


def demand_owner(store: Store, connection: Connection) -> None:
    """Raise ReadOnlyError for whoever may not change what the journal says."""
    if not owns(connection):
        raise ReadOnlyError(f"Only the owner of {store.backend.shown_url} can erase; nothing was changed.")


def erase(store: Store, of: Key, wanted: Fields, title: str) -> Erasure:
    """Blank fields of records in rows, search and journal, and the titles that name `of`, whom it is about.

    Raises ReadOnlyError for any role but the owner, RefusedError for whoever would erase themselves.
    """
    with store.below() as connection:
        demand_owner(store, connection)
        store.backend.without_hurry(connection)
        transaction = Transaction(connection, store.backend, store.clock())
        done = erase_in(transaction, of, wanted)
        if not done.fields:
            return done
        # Fields that held nothing are told as well: what a copy has unsent of them goes too.
        told = {key: done.fields[key] | wanted[key] for key in sorted(done.fields, key=lambda key: key != of)}
        marker = write_marker(transaction, told, title, actor=store.actor, device=store.device)
        if marker.actor in done.words.get("login", ()) and of[0] == kind_of(Person).name:
            raise RefusedError(_YOURSELF)
        earlier = last_baselines(connection)
        kinds = {kind for kind, _ in done.fields if kind in earlier}
        write_baselines(connection, (KINDS[name] for name in sorted(kinds)), marker.sequence)
        return Erasure(marker, done.fields, done.titles, done.words)


def erase_in(transaction: Transaction, of: Key, wanted: Fields) -> Erasure:
    """Do the same inside a transaction of the caller's, without a marker: what a copy repeats from the marker."""
    kind, record_id = of
    fields, words = blank_records(transaction, wanted)
    neutral = neutral_name(KINDS[kind], record_id)
    titles = replace_in_titles(transaction.connection, wanted.keys(), words, neutral)
    if kind == kind_of(Person).name:
        replace_actor(transaction.connection, words.get("login", ()), neutral)
    return Erasure(None, fields, titles, words)


def wipe(store: Store, kinds: Iterable[str]) -> str | None:
    """Take what was erased out of the files of the database too; return why that could not be done, if so."""
    described = [KINDS[name] for name in kinds]
    tables = [TABLES[kind.name].name for kind in described]
    tables += [changes_of(restricted=kind.restricted).name for kind in described]
    tables += [search_text_of(restricted=kind.restricted).name for kind in described]
    try:
        store.backend.wipe(store.engine, sorted({*tables, change_set.name}))
    except StoreError as error:
        return str(error)
    return None
