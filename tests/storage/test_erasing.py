"""An erasure takes a person out of rows, search, journal and titles, for good; everything else stays and is sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.erasing import blank, personal_fields
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Person, TimeOff
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.workflows.erasing import erase as do
from itcrm_tui.workflows.erasing import plan
from storage import journal
from storage.baseline import last_baselines, record_baseline
from storage.change import Action
from storage.erasing.erasure import erase, erase_in
from storage.erasing.marker import erased_by
from storage.erasing.titles import without
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from storage.transaction import Transaction
from storage.undoing import revert, undo
from storage.verify import verify
from tests.storage.erasing import FINANCE, GONE, KEY, NEUTRAL, OKOYE, VISIT, WORD, erased, fill, found_of, owned, texts
from tests.storage.places import Place
from tests.storage.records import add, delete, edit, look, now, titles


@pytest.fixture
def store(place: Place) -> Store:
    """Ana's, who owns the database."""
    return owned(place)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def test_nothing_of_the_person_is_in_any_table_and_the_database_is_sound(place: Place, filled: Store) -> None:
    assert found_of(place) == [word for word in GONE if word != "m. o."]
    done = erased(filled, OKOYE)
    assert found_of(place) == []
    assert verify(filled) == []
    assert set(done.words["name"]) == {"M. Okoye", "Mary Anders"}


def test_what_points_at_the_person_stays_and_points_at_a_neutral_name(filled: Store) -> None:
    erased(filled, OKOYE)
    assert now(filled, VISIT).with_stakeholders == (OKOYE.id,)
    assert now(filled, WORD).stakeholder == OKOYE.id
    left = now(filled, OKOYE)
    assert (left.name, left.client, left.email, left.role, left.influence) == (NEUTRAL, FINANCE.id, None, None, None)
    assert now(filled, KEY).key == f"erased {KEY.id}"
    with filled.read() as reader:
        assert reader.count(KINDS["stakeholder"], "okoye") == 0
        assert reader.count(KINDS["stakeholder"], "erased person") == 1


def test_the_marker_says_that_and_when_but_not_what(filled: Store) -> None:
    done = erased(filled, OKOYE)
    assert done.marker
    assert done.marker.action is Action.ERASE
    assert done.marker.records == 2
    with filled.connected() as connection:
        assert erased_by(connection, done.marker.id) == {
            ("stakeholder", OKOYE.id): personal_fields(KINDS["stakeholder"]),
            ("external_reference", KEY.id): personal_fields(KINDS["external_reference"]),
        }
        for change in journal.changes_in(connection, done.marker.id):
            for name, pair in change.fields.items():
                assert pair == (blank(KINDS[change.kind], name, change.record_id),) * 2


def test_titles_that_name_the_person_name_nobody_any_more(filled: Store) -> None:
    service = Service(name="Coffee")
    add(filled, service, title="Service for okoye@finance.example and Okoyeville")
    done = erased(filled, OKOYE)
    assert done.titles == 4
    assert titles(filled)[:5] == [
        "Erase a stakeholder",
        f"Service for {NEUTRAL} and Okoyeville",
        "Visit to Finance",
        f"Edit stakeholder {NEUTRAL}: phone",
        f"Edit stakeholder {NEUTRAL}: name",
    ]


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Add stakeholder Maximiliane Oko...", "Add stakeholder erased..."),
        ("Add stakeholder Maximiliane Okoye", "Add stakeholder erased"),
        ("Add maximiliane okoye, twice: Maximiliane Okoye", "Add erased, twice: erased"),
        ("Add Maximiliane Okoyeson", "Add Maximiliane Okoyeson"),
        ("Add something else...", "Add something else..."),
    ],
)
def test_a_name_in_a_title_is_found_whole_or_cut_short(title: str, becomes: str) -> None:
    assert without(title, ["Maximiliane Okoye"], "erased") == becomes


def test_a_deleted_person_is_erased_and_stays_deleted(place: Place, filled: Store) -> None:
    edit(filled, VISIT, with_stakeholders=())
    edit(filled, WORD, stakeholder=None)
    delete(filled, OKOYE, KEY, title="Delete stakeholder M. Okoye")
    erased(filled, OKOYE)
    assert found_of(place) == []
    assert look(filled, OKOYE) is None
    assert verify(filled) == []


def test_who_was_merged_into_the_person_is_erased_too(place: Place, filled: Store) -> None:
    double = Stakeholder(client=FINANCE.id, name="Double M. O.", email="m.o.@elsewhere.example")
    add(filled, double)
    with filled.write("Merge stakeholder Double M. O. into M. Okoye", action=Action.MERGE) as unit:
        unit.delete(now(filled, double))
    assert "m. o." in found_of(place)
    erased(filled, OKOYE)
    assert found_of(place, ("m. o.", "m.o.@")) == []
    assert verify(filled) == []


def test_who_was_merged_into_a_namesake_is_left_alone(place: Place, filled: Store) -> None:
    namesake = Stakeholder(client=FINANCE.id, name="M. Okoye", title="Somebody else")
    double = Stakeholder(client=FINANCE.id, name="Double M. O.")
    add(filled, double, namesake)
    with filled.write("Merge stakeholder Double M. O. into M. Okoye", action=Action.MERGE) as unit:
        unit.delete(now(filled, double))
    erased(filled, OKOYE)
    assert "m. o." in found_of(place)
    assert now(filled, namesake).name == "M. Okoye"


def test_one_of_our_people_loses_login_and_notes_and_is_nowhere_an_author(place: Place, store: Store) -> None:
    gone, stays = Person(name="Ben Burns", login="ben", skills=("juggling",)), Person(name="Ann", login="ana")
    away = TimeOff(person=gone.id, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 5), notes="a broken knee")
    add(store, gone, stays, away)
    bens = place.open("ben")
    edit(bens, stays, title="Edit", weekly_minutes=60)
    erased(store, gone)
    assert found_of(place, ("burns", "juggling", "broken knee")) == []
    with store.connected() as connection:
        actors = [one.actor for one in journal.change_sets(connection)]
    assert actors[1] == f"erased person {gone.id[-8:]}"
    assert actors[0] == store.actor == actors[2]
    assert now(store, gone).login is None
    assert now(store, away).ends_on == date(2026, 1, 5)
    assert verify(store) == []


def test_a_login_that_another_has_now_stays_in_the_journal(place: Place, store: Store) -> None:
    first, second = Person(name="Ben Burns", login="ben"), Person(name="Ben Baker")
    add(store, first, second)
    edit(place.open("ben"), second, title="Edit", weekly_minutes=60)
    edit(store, first, login="burns")
    edit(store, second, login="ben")
    erased(store, first)
    with store.connected() as connection:
        assert {one.actor for one in journal.change_sets(connection)} >= {"ben"}
    assert now(store, second).login == "ben"


def test_nobody_erases_themselves(store: Store) -> None:
    me = Person(name="Ann", login=store.actor)
    add(store, me)
    with pytest.raises(RefusedError, match="cannot erase yourself"):
        erased(store, me)
    assert now(store, me).name == "Ann"


def test_an_erasure_is_final(filled: Store) -> None:
    done = erased(filled, OKOYE)
    assert done.marker
    with pytest.raises(RefusedError, match="An erasure is final"):
        undo(filled)
    with pytest.raises(RefusedError, match="An erasure is final"):
        revert(filled, done.marker.id)


def test_what_was_erased_comes_back_by_no_undo_and_the_rest_of_it_does(place: Place, filled: Store) -> None:
    edit(filled, OKOYE, title="Both", phone="960001", left_on=date(2026, 5, 1))
    erased(filled, OKOYE)
    (both,) = (number for number in range(1, 9) if _title(filled, number) == "Both")
    with pytest.raises(ConflictError, match=rf"^stakeholder {NEUTRAL} was erased by ana at .*Nothing was saved\.$"):
        revert(filled, str(both))
    assert now(filled, OKOYE).left_on == date(2026, 5, 1)
    revert(filled, str(both), rest=True)
    assert now(filled, OKOYE).left_on is None
    assert found_of(place) == []
    assert verify(filled) == []


def _title(store: Store, number: int) -> str:
    with store.connected() as connection:
        found = journal.get(connection, str(number))
    return found.title if found else ""


def test_a_deletion_and_a_creation_are_undone_without_what_was_erased(place: Place, store: Store) -> None:
    add(store, FINANCE)
    add(store, OKOYE, title="Make")
    delete(store, OKOYE, title="Delete")
    erased(store, OKOYE)
    revert(store, "4")
    assert now(store, OKOYE).name == NEUTRAL
    revert(store, "3")
    assert look(store, OKOYE) is None
    assert found_of(place) == []
    assert verify(store) == []


def test_a_form_that_was_open_meanwhile_does_not_bring_it_back(place: Place, filled: Store) -> None:
    seen = now(filled, OKOYE)
    erased(filled, OKOYE)
    with pytest.raises(ConflictError), place.open("ben").write("Save") as unit:
        unit.save(seen, replace(seen, name="Margaret Okoye"))


def test_erasing_again_finds_nothing_unless_something_new_was_typed(place: Place, filled: Store) -> None:
    erased(filled, OKOYE)
    assert erased(filled, OKOYE).marker is None
    edit(filled, OKOYE, name="M. Okoye", title="Edit")
    again = erased(filled, OKOYE)
    assert again.marker
    assert again.fields == {("stakeholder", OKOYE.id): frozenset({"name"})}
    assert found_of(place) == []
    assert verify(filled) == []


def test_after_an_older_baseline_there_is_a_new_one_of_the_kinds_that_were_touched(filled: Store) -> None:
    before = record_baseline(filled)
    done = erased(filled, OKOYE)
    assert done.marker
    with filled.connected() as connection:
        last = last_baselines(connection)
    assert {kind for kind, one in last.items() if one.sequence == done.marker.sequence} == {
        "stakeholder",
        "external_reference",
    }
    assert last["client"].sequence == before
    edit(filled, OKOYE, left_on=date(2026, 5, 1))
    assert verify(filled) == []


def test_single_fields_of_any_record_are_erased_with_their_history(place: Place, store: Store) -> None:
    service = Service(name="VPN", whom_to_call="Jo Berg 4711")
    note = InternalNote(service=service.id, body="Jo Berg knows")
    add(store, service, note)
    edit(store, service, whom_to_call="the desk")
    erase(store, ("service", service.id), {("service", service.id): frozenset({"whom_to_call"})}, "Erase")
    erase(store, ("internal_note", note.id), {("internal_note", note.id): frozenset({"body"})}, "Erase")
    assert found_of(place, ("jo berg", "the desk")) == []
    assert (now(store, service).name, now(store, service).whom_to_call) == ("VPN", None)
    assert now(store, note).body == f"erased internal note {note.id[-8:]}"
    assert verify(store) == []


def test_a_copy_repeats_an_erasure_from_its_marker(place: Place, filled: Store) -> None:
    """What a device does at its next sync: it has the same records, and is told which fields of which went."""
    done = erased(filled, OKOYE)
    assert done.marker
    with filled.connected() as connection:
        told = erased_by(connection, done.marker.id)
    edit(filled, OKOYE, title="Rename stakeholder M. Okoye", name="M. Okoye", phone="960001")
    with filled.below() as connection:
        transaction = Transaction(connection, filled.backend, datetime(2026, 6, 1, tzinfo=UTC))
        repeated = erase_in(transaction, ("stakeholder", OKOYE.id), told)
    assert repeated.fields == {("stakeholder", OKOYE.id): frozenset({"name", "phone"})}
    assert found_of(place) == []


def test_nothing_else_is_touched(place: Place, filled: Store) -> None:
    other = Stakeholder(client=FINANCE.id, name="Other Person", phone="0815")
    add(filled, other, title="Add Other Person")
    erased(filled, OKOYE)
    assert (now(filled, other).name, now(filled, other).phone) == ("Other Person", "0815")
    assert "Add Other Person" in titles(filled)
    assert "mail is slow" in texts(place)


def test_what_is_planned_is_what_is_done(place: Place, filled: Store) -> None:
    edit(filled, FINANCE, notes="M. Okoye decides")
    planned = plan(filled, KINDS["stakeholder"], "m. oko")
    assert [(part.kind, part.entries) for part in planned.parts] == [("stakeholder", 3), ("external_reference", 1)]
    assert dict(planned.pointing) == {"touchpoint": 1, "feedback": 1}
    assert [(one.name, one.fields, one.past) for one in planned.elsewhere] == [("Finance", ("Notes",), False)]
    edit(filled, FINANCE, notes=None)
    done = do(filled, planned)
    assert (done.findings, done.unwiped, planned.becomes) == ([], None, NEUTRAL)
    assert plan(filled, KINDS["stakeholder"], NEUTRAL).is_empty
    assert found_of(place) == ["okoye"]  # in the history of the client's notes, as was told
    (notes,) = (field for field in KINDS["client"].fields if field.name == "notes")
    do(filled, plan(filled, KINDS["client"], "Finance", [notes]))
    assert found_of(place) == []
