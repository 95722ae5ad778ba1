"""What names a record is read page by page, whatever the kind, the same on both engines."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.promising import Override
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.relations import Relation, relations, tabs
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.subscription import Usage
from itcrm_tui.workflows import surroundings
from itcrm_tui.workflows.lists import Span
from storage.reader import Reader
from storage.store import Store
from storage.views import related as view
from tests.storage.records import add, delete
from tests.storage.test_plans import WHOLE_TABLE, plans

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FINANCE, LEGAL = Client(code="FIN", name="Finance"), Client(name="Legal")
DANA = Person(name="Dana")
MAIL = Service(name="Mail")


def relation(kind: str, field: str = "client") -> Relation:
    return Relation(KINDS[kind], KINDS[kind].by_name[field])


def all_rows(store: Store, one: Relation, subject: Any, *, backwards: bool = False) -> list[Any]:
    """Read all rows in pages of two."""
    rows: list[Any] = []
    while True:
        start = rows[0 if backwards else -1].key if rows else None
        page = surroundings.related(store, one, subject.id, TODAY, Span(start, backwards, limit=2))
        assert isinstance(page, list)
        if not page:
            return rows
        rows = [*page, *rows] if backwards else [*rows, *page]


def fill(store: Store) -> None:
    dues = [None, TODAY, TODAY - timedelta(3), TODAY + timedelta(9), None]
    states = [*CommitmentState]
    add(
        store,
        DANA,
        MAIL,
        FINANCE,
        LEGAL,
        *(Stakeholder(client=FINANCE.id, name=name) for name in ("b", "Á", "a", "B")),
        *(
            Commitment(client=FINANCE.id, title=str(n), due=due, state=states[n], owner=DANA.id)
            for n, due in enumerate(dues)
        ),
        Commitment(client=FINANCE.id, title="kept", due=TODAY - timedelta(90), state=CommitmentState.KEPT),
        Commitment(client=LEGAL.id, title="not theirs"),
        *(Usage(client=FINANCE.id, service=MAIL.id, month=f"2026-0{n % 3 + 1}") for n in range(5)),
        *(
            Feedback(
                kind=FeedbackKind.COMPLAINT,
                subject=str(n),
                client=FINANCE.id,
                received_at=NOON - timedelta(n) if n % 2 else None,
                state=FeedbackState.CLOSED if n % 3 else FeedbackState.NEW,
            )
            for n in range(6)
        ),
        *(
            Touchpoint(
                kind=TouchpointKind.VISIT,
                client=FINANCE.id,
                purpose=str(n),
                held_at=NOON - timedelta(n) if n % 2 else None,
                planned_at=NOON + timedelta(n),
                held_by=(DANA.id,),
            )
            for n in range(5)
        ),
    )


def test_rows_are_the_same_read_in_pages_forwards_and_backwards_for_every_relation(store: Store) -> None:
    fill(store)
    for subject in (FINANCE, DANA, MAIL):
        kind = KINDS[type(subject).__name__.lower()]
        for one in relations(kind):
            whole = surroundings.related(store, one, subject.id, TODAY, Span(limit=100))
            assert isinstance(whole, list)
            assert all_rows(store, one, subject) == whole, one.heading
            assert all_rows(store, one, subject, backwards=True) == whole, one.heading
            assert surroundings.count(store, one, subject.id) == len(whole)
            places = [surroundings.place(store, one, subject.id, row.record) for row in whole]
            assert places == [row.key for row in whole], one.heading


def test_open_promises_come_first_the_soonest_due_on_top(store: Store) -> None:
    fill(store)
    rows = all_rows(store, relation("commitment"), FINANCE)
    assert [row.cells[0][0] for row in rows] == ["2", "1", "3", "0", "4", "kept"]
    assert rows[-1].cells[2] == ("90 d ago", "muted")


def test_what_is_open_or_new_comes_first(store: Store) -> None:
    fill(store)
    months = [row.cells[0][0] for row in all_rows(store, relation("usage"), FINANCE)]
    assert months == ["2026-03", "2026-02", "2026-02", "2026-01", "2026-01"]
    met = [row.cells[0][0] for row in all_rows(store, relation("touchpoint"), FINANCE)]
    assert met == ["4", "2", "0", "1", "3"]
    states = [row.cells[2][0] for row in all_rows(store, relation("feedback"), FINANCE)]
    assert states == ["new"] * 2 + ["closed"] * 4


def test_a_record_is_found_through_lists_of_references_and_what_was_deleted_is_not(store: Store) -> None:
    fill(store)
    met = relation("touchpoint", "held_by")
    assert surroundings.count(store, met, DANA.id) == 5
    lost = Touchpoint(kind=TouchpointKind.CALL, held_by=(DANA.id,))
    add(store, lost)
    delete(store, lost)
    assert surroundings.count(store, met, DANA.id) == 5


def test_only_parts_and_what_is_there_is_worth_a_heading(store: Store) -> None:
    add(store, FINANCE)
    found = surroundings.present(store, relations(KINDS["client"]), FINANCE.id)
    assert {one.kind.name for one in found} >= {"stakeholder", "line_of_business"}
    assert not {one.kind.name for one in found} & {"commitment", "external_reference"}


def test_what_a_role_may_not_see_is_hidden_and_not_counted(store: Store) -> None:
    note = InternalNote(service=MAIL.id, body="Licences end in May.")
    add(store, MAIL, note)
    notes = relation("internal_note", "service")
    with store.read() as reader:
        narrow = Reader(reader.connection, frozenset({"internal_note"}))
        assert isinstance(view.page(narrow, notes, MAIL.id, start=None, backwards=False, limit=9), Hidden)
        assert isinstance(view.count(narrow, notes, MAIL.id), Hidden)
        assert not view.any_of(narrow, notes, MAIL.id)
        assert view.place(narrow, notes, MAIL.id, note.id) is None


def test_every_relation_of_a_kind_stands_on_just_one_tab() -> None:
    for kind in KINDS.values():
        placed = [one for found in tabs(kind).values() for one in found]
        assert sorted(map(str, placed)) == sorted(map(str, relations(kind)))


def test_no_page_of_what_names_a_record_walks_a_whole_table(sqlite: Any) -> None:
    store = sqlite.open()
    fill(store)
    for subject in (FINANCE, DANA, MAIL):
        for one in relations(KINDS[type(subject).__name__.lower()]):
            read = partial(surroundings.related, store, one, subject.id, TODAY, Span())
            walked = [line for line in plans(store, read) if re.search(WHOLE_TABLE, line)]
            assert walked == [], one.heading


def test_what_was_promised_over_capacity_has_its_sign_in_the_list_of_its_client(store: Store) -> None:
    fits, over = (Commitment(client=FINANCE.id, title=title) for title in ("Fits", "Over"))
    chief = Person(name="Chief", may_override=True)
    add(store, FINANCE, chief, fits, over, Override(commitment=over.id, approver=chief.id, reason="Audit"))
    found = {row.cells[0] for row in all_rows(store, relation("commitment"), FINANCE)}
    assert found == {("Fits", ""), ("! Over", "risk")}
