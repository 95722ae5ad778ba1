"""The history in words: names instead of ids, old -> new, whole and page by page; conflicts that explain themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import history as module
from itcrm_tui.workflows.change_words import changed_records
from itcrm_tui.workflows.clash_words import explained
from itcrm_tui.workflows.history import change_set_row, history, lines_of, next_words
from storage import journal
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from storage.undoing import redo, revert, undo
from tests.storage.records import add, delete, edit, now
from tests.workflows.merge_steps import do_merge

DANA, EMEKA = Person(name="Dana"), Person(name="Emeka")
FINANCE = Client(name="Finance", relationship_owner=DANA.id, tier=1)


def lines(store: Store, record_id: RecordId | None = None) -> list[str]:
    """What the newest change set did."""
    newest = history(store, None, start=None, backwards=False, limit=1)[0]
    return lines_of(store, newest.id, record_id)


def test_an_edit_tells_old_and_new_by_name(store: Store) -> None:
    add(store, DANA, EMEKA, FINANCE)
    edit(store, FINANCE, relationship_owner=EMEKA.id, tier=None, tags=("a", "b"))
    assert lines(store) == [
        "changed client Finance",
        "  Tier: 1 -> nothing",
        "  Relationship owner: Dana -> Emeka",
        "  Tags: nothing -> a, b",
    ]
    assert lines(store, FINANCE.id)[0] == "Tier: 1 -> nothing"


def test_dates_are_told_as_people_say_them(store: Store) -> None:
    today = date.today()
    meyer = Stakeholder(client=FINANCE.id, name="Meyer", left_on=today)
    add(store, DANA, FINANCE, meyer)
    assert f"  Left on: {today.day} {today:%b}" in lines(store)


def test_a_day_that_something_is_due_is_told_as_a_day_whatever_the_day_is_today(store: Store) -> None:
    vpn = Commitment(client=FINANCE.id, title="VPN", due=date(2020, 1, 2))
    add(store, DANA, FINANCE, vpn)
    edit(store, vpn, due=date(2020, 1, 3))
    assert lines(store)[1] == "  Due: 2 Jan 2020 -> 3 Jan 2020"


def test_long_texts_are_told_whole_one_below_the_other(store: Store) -> None:
    add(store, DANA, replace(FINANCE, notes="one\ntwo"))
    edit(store, FINANCE, notes="x" * 500)
    assert lines(store) == [
        "changed client Finance",
        "  Notes:",
        "    was  one",
        "         two",
        f"    now  {'x' * 500}",
    ]


def test_what_was_made_and_deleted_is_told_whole(store: Store) -> None:
    add(store, FINANCE, DANA)
    assert lines(store, FINANCE.id) == [
        "Name: Finance",
        "Tier: 1",
        "Status: active",
        "Relationship owner: Dana",
        "Perceived health: unknown",
    ]
    delete(store, FINANCE)
    assert lines(store)[:2] == ["deleted client Finance", "  Name: Finance"]


def test_records_without_a_name_are_called_by_what_they_belong_to(store: Store) -> None:
    mail = Service(name="Mail")
    uses = Subscription(client=FINANCE.id, service=mail.id)
    key = ExternalReference(record_kind="client", record=FINANCE.id, system="ERP", key="42")
    add(store, DANA, FINANCE, mail)
    add(store, uses, key)
    found = lines(store)
    assert found[0] == "added subscription of Finance, Mail"
    assert "  Record: Finance" in found
    assert str(FINANCE.id) not in "".join(found)


def test_a_restricted_record_is_called_by_its_kind(store: Store) -> None:
    mail = Service(name="Mail")
    add(store, mail)
    add(store, InternalNote(service=mail.id, body="Licences end."))
    assert lines(store)[0] == "added internal note"


def test_what_changed_in_a_large_change_set_comes_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Client(name=f"Client {number:03}") for number in range(30)]
    written = add(store, *many)
    seen: list[str] = []
    start = None
    while page := changed_records(store, written.id, start=start, backwards=False, limit=7):
        seen += [one.name for one in page]
        start = page[-1].key
    assert seen == [one.name for one in many]
    last = changed_records(store, written.id, start=None, backwards=True, limit=3)
    assert [one.name for one in last] == ["Client 027", "Client 028", "Client 029"]
    assert [one.name for one in changed_records(store, written.id, start=last[0].key, backwards=True, limit=1)] == [
        "Client 026"
    ]
    monkeypatch.setattr(module, "RECORDS_SHOWN", 28)
    assert lines_of(store, written.id)[-1] == "and 2 more records"


def test_the_history_is_filtered_by_words_of_who_and_what(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_SEARCHED_AT_ONCE", 3)
    add(store, FINANCE, DANA, title="Add Finance")
    for number in range(10):
        edit(store, FINANCE, tier=number % 9 + 1, title=f"Édit {number}")

    def titles(words: str, **how: object) -> list[str]:
        page = {"start": None, "backwards": False, "limit": 4} | how
        return [one.title for one in history(store, None, words=words, **page)]  # type: ignore[arg-type]

    assert titles("FIN add") == ["Add Finance"]
    assert titles("edit") == ["Édit 9", "Édit 8", "Édit 7", "Édit 6"]
    assert titles("tester edit", limit=1) == ["Édit 9"]
    assert titles("who:nobody edit") == []
    assert titles("who:test fin") == ["Add Finance"]
    fourth = history(store, None, start=None, backwards=False, limit=4, words="edit")[-1].key
    assert titles("edit", start=fourth) == ["Édit 5", "Édit 4", "Édit 3", "Édit 2"]
    assert titles("edit", start=fourth, backwards=True, limit=2) == ["Édit 8", "Édit 7"]


def test_rows_say_what_was_undone_and_what_is_final(store: Store) -> None:
    add(store, DANA, FINANCE, title="Add Finance")
    undo(store)
    states = {one.title: one.state for one in history(store, None, start=None, backwards=False, limit=9)}
    assert states == {"Undo: Add Finance": "", "Add Finance": "undone", "Set up the database": "final"}
    redo(store)
    assert change_set_row(store, "2").state == ""
    with pytest.raises(RefusedError, match="no change set “99”"):
        change_set_row(store, "99")


def test_the_next_undo_and_redo_are_said_in_words(store: Store) -> None:
    assert (next_words(store).undo, next_words(store).redo) == (None, None)
    add(store, DANA, FINANCE, title="Add Finance")
    assert (next_words(store).undo, next_words(store).redo) == ("Add Finance", None)
    undo(store)
    assert (next_words(store).undo, next_words(store).redo) == (None, "Add Finance")
    assert redo(store).title == "Add Finance"
    assert next_words(store).undo == "Add Finance"


def test_a_conflict_says_who_changed_what_when_from_what_to_what(store: Store) -> None:
    add(store, DANA, EMEKA, FINANCE)
    edit(store, FINANCE, relationship_owner=EMEKA.id, tier=2)
    number = str(history(store, None, start=None, backwards=False, limit=1)[0].key)
    store.actor = "ben"
    edit(store, FINANCE, relationship_owner=None)
    store.actor = "tester"
    edit(store, FINANCE, tier=3)
    with pytest.raises(ConflictError) as conflict:
        revert(store, number)
    said = explained(store, conflict.value.clashes)
    assert said[0].startswith("client Finance: you changed tier from 2 to 3 on ")
    assert said[0].endswith("; it would become 1.")
    assert said[1].startswith("client Finance: ben changed relationship owner from Emeka to nothing on ")
    assert said[1].endswith("; it would become Dana.")
    revert(store, number, rest=True)
    delete(store, FINANCE)
    with pytest.raises(ConflictError) as conflict:
        revert(store, str(int(number) + 1))
    assert explained(store, conflict.value.clashes)[0].startswith("client Finance: deleted by you on ")


def test_undoing_a_merge_tells_what_stays(store: Store) -> None:
    other, legal = Client(name="Finanse"), Client(name="Legal")
    people = [Stakeholder(client=other.id, name=name) for name in ("Meyer", "Okoye")]
    add(store, DANA, FINANCE, other, legal, *people)
    do_merge(store, other, FINANCE)
    store.actor = "ben"
    edit(store, people[0], client=legal.id)
    store.actor = "tester"
    assert undo(store).words == "Merge client Finanse into Finance (1 record that has moved on since stays there)"
    assert (now(store, people[0]).client, now(store, people[1]).client) == (legal.id, other.id)


def test_the_history_of_a_promise_tells_what_its_teams_were_asked_and_said(store: Store) -> None:
    network, vpn = Role(name="Network"), Commitment(client=FINANCE.id, title="VPN")
    need = Requirement(commitment=vpn.id, role=network.id, minutes=480)
    answer = Answer(requirement=need.id, answer=AnswerState.ASKED)
    other = Commitment(client=FINANCE.id, title="Laptops")
    add(store, DANA, EMEKA, FINANCE, network, vpn, other)
    add(store, need, answer)
    edit(store, answer, answer=AnswerState.ACCEPTED, answered_by=EMEKA.id)
    report = Progress(requirement=need.id, minutes_left=60, reported_on=date(2026, 11, 23))
    add(store, report)
    delete(store, report)
    found = history(store, vpn.id, start=None, backwards=False, limit=50)
    assert len(found) == 5
    said = lines_of(store, found[2].id, vpn.id)
    assert "  Answered by: nothing -> Emeka" in said
    assert "  Answer: asked -> accepted" in said
    assert len(history(store, other.id, start=None, backwards=False, limit=50)) == 1
