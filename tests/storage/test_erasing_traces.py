"""After an erasure the bytes of the file hold nothing of the person; backups that do are found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from storage.backup import write_backup
from storage.engines.sqlite import _PRAGMAS
from storage.erasing.elsewhere import mentions
from storage.erasing.erasure import wipe
from storage.erasing.in_backups import still_hold
from storage.errors import StoreError
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.erasing import FINANCE, KEY, NEUTRAL, OKOYE, VISIT, erased, fill, found_of, owned
from tests.storage.histories import few
from tests.storage.places import Fresh, Place
from tests.storage.records import add, delete, edit, look, now

KINDS_TOUCHED = ("stakeholder", "external_reference")
SECRETS = tuple(f"secret {number} x" for number in range(12))


def bytes_of(path: Path) -> bytes:
    """All bytes of a database file and of its log."""
    log = path.with_name(f"{path.name}-wal")
    return (path.read_bytes() + (log.read_bytes() if log.exists() else b"")).lower()


def test_the_bytes_are_gone_from_the_file_and_its_log(sqlite: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where SQLite was built to leave in the file what is overwritten, as most are."""
    monkeypatch.setattr("storage.engines.sqlite._PRAGMAS", (*_PRAGMAS, "PRAGMA secure_delete=OFF"))
    store, path = sqlite.open(), sqlite.path
    assert path
    fill(store)
    for number in range(25):  # so that rows move about and leave old copies in pages
        edit(store, OKOYE, notes=f"Prefers Thursdays {'and more ' * number}")
    done = erased(store, OKOYE)
    assert b"thursdays" in bytes_of(path)
    with closing(sqlite3.connect(path)) as beside:  # as an app that is open and does nothing
        beside.execute("SELECT value FROM counter").fetchall()
        assert wipe(store, KINDS_TOUCHED) is None
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    assert done.words
    for texts in done.words.values():
        for text in texts:
            assert text.encode().lower() not in bytes_of(path)
    assert verify(store) == []


def test_a_file_that_another_reads_is_told_and_wiped_later(sqlite: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engines.sqlite.BUSY_SECONDS", 0.01)
    store, path = sqlite.open(), sqlite.path
    assert path
    fill(store)
    erased(store, OKOYE)
    with sqlite.open("ben").connected() as reading:
        reading.exec_driver_sql("SELECT * FROM counter").all()
        said = wipe(store, KINDS_TOUCHED)
        assert "open in another program" in (said or "")
    assert wipe(store, KINDS_TOUCHED) is None
    assert b"thursdays" not in bytes_of(path)


def test_the_server_is_asked_to_give_up_the_rows_as_they_were(postgres: Place) -> None:
    store = owned(postgres)
    fill(store)
    erased(store, OKOYE)
    said: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda _connection, _cursor, asked, *_rest: said.append(asked))
    assert wipe(store, KINDS_TOUCHED) is None
    assert "VACUUM change, change_set, external_reference, search_text, stakeholder" in said


def test_backups_that_hold_the_person_are_told_from_those_that_do_not(sqlite: Place, tmp_path: Path) -> None:
    store, path = sqlite.open(), sqlite.path
    assert path
    made = {name: tmp_path / f"{name}.db" for name in ("empty", "before", "after")}
    write_backup(path, made["empty"])
    fill(store)
    write_backup(path, made["before"])
    edit(store, VISIT, with_stakeholders=())
    done = erased(store, OKOYE)
    write_backup(path, made["after"])
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00 and no more")
    found = still_hold([*made.values(), broken], done.fields)
    assert found == [made["before"], broken]


def test_a_backup_in_which_only_the_journal_names_the_person_holds_them(sqlite: Place, tmp_path: Path) -> None:
    store, path = sqlite.open(), sqlite.path
    assert path
    add(store, FINANCE, OKOYE)
    edit(store, OKOYE, name="Somebody")
    backup = tmp_path / "journal.db"
    write_backup(path, backup)
    assert still_hold([backup], {("stakeholder", OKOYE.id): frozenset({"name"})}) == [backup]
    sqlite.raw(f"UPDATE stakeholder SET name = '{NEUTRAL}'")
    backup.unlink()
    write_backup(path, backup)
    assert still_hold([backup], {("stakeholder", OKOYE.id): frozenset({"name"})}) == [backup]


def test_texts_of_others_that_name_the_person_are_found_now_and_in_their_history(store: Store) -> None:
    told = Client(name="Legal", notes="Ask M. OKOYE, she knows", tags=("m. okoye",))
    was, other = Client(name="Sales", notes='"M. Okoye"\nwas here'), Client(name="HR", notes="M. Okoyeson")
    add(store, FINANCE, OKOYE, told, was, other)
    edit(store, was, notes=None)
    with store.connected() as connection:
        found = mentions(connection, ["M. Okoye"], [("stakeholder", OKOYE.id)])
    assert {(one.record_id, one.field, one.past) for one in found} == {
        (told.id, "notes", False),
        (told.id, "tags", False),
        (was.id, "notes", True),
    }


def check_any_history(data: st.DataObject, place: Place) -> None:
    """Write, delete, bring back, undo and redo a person in any order; erase; nothing of it is left."""
    store = owned(place)
    client = Client(name="Client")
    theirs, ours = Stakeholder(client=client.id, name=SECRETS[0]), Person(name=SECRETS[0])
    person: Record = ours if data.draw(st.booleans(), label="ours") else theirs
    add(store, client, person)
    texts = st.one_of(st.none(), st.sampled_from(SECRETS))
    for _ in range(data.draw(st.integers(0, 7), label="acts")):
        _act(data, store, person, texts)
    erased(store, person)
    assert found_of(place, ("secret",)) == []
    assert verify(store) == []


def _name(person: Record) -> str:
    assert isinstance(person, Person | Stakeholder)
    return person.name


def _act(data: st.DataObject, store: Store, person: Record, texts: st.SearchStrategy[str | None]) -> None:
    act = data.draw(st.sampled_from(["edit", "edit", "edit", "delete", "undo", "redo"]), label="act")
    try:
        match act:
            case "undo":
                undo(store)
            case "redo":
                redo(store)
            case _ if look(store, person) is None:
                pass
            case "delete":
                delete(store, person, title=f"Delete {_name(now(store, person))}")
            case _:
                name = data.draw(st.sampled_from(SECRETS), label="name")
                values = {field: data.draw(texts, label=field) for field in ("email", "phone", "notes")}
                edit(store, person, title=f"Edit {_name(now(store, person))}", name=name, **values)
    except StoreError:
        pass


@few(5)
@given(st.data())
def test_after_any_history_nothing_of_the_person_is_left_on_sqlite(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    with fresh_sqlite() as place:
        check_any_history(data, place)


@few(2)
@given(st.data())
def test_after_any_history_nothing_of_the_person_is_left_on_postgresql(
    fresh_postgres: Fresh, data: st.DataObject
) -> None:
    with fresh_postgres() as place:
        check_any_history(data, place)


def test_the_key_in_another_system_goes_with_the_person(place: Place) -> None:
    store = owned(place)
    fill(store)
    assert KEY.key.lower() in " ".join(found_of(place))
    erased(store, OKOYE)
    assert found_of(place, (KEY.key,)) == []
