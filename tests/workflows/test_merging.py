"""Merging: everything that points at one record moves to the other, on either engine, and all of it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from itcrm_tui.domain.client import Client, Facet, FacetConfirmation, LineOfBusiness, PerceivedHealth, Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.merging import MERGEABLE, Choice
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person, Role, Team, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, OpenTo, Service
from itcrm_tui.domain.subscription import NegotiatedPrice, Subscription, Usage
from itcrm_tui.workflows.finding import NotFoundError
from itcrm_tui.workflows.merging import merge
from itcrm_tui.workflows.merging.planning import planned as look_at
from storage import journal
from storage.change import Action
from storage.errors import ConflictError, RefusedError
from storage.reader import Reader
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.records import add, delete, edit, facts, look, now, titles
from tests.workflows.merge_steps import do_merge, planned

FINANCE = Client(name="Finance", code="FIN", tags=("big",), notes="Pays on time.")
FINANCES = Client(name="Finances", code="FIN2", tags=("tax", "big"), notes="Wants less paper.", tier=2)


def test_everything_that_points_at_a_client_moves_and_comes_back(either_store: Store) -> None:
    store = either_store
    service = Service(name="Mail", open_to=OpenTo.CLIENTS, open_to_clients=(FINANCES.id, FINANCE.id))
    other = Service(name="Chat", open_to=OpenTo.CLIENTS, open_to_clients=(FINANCES.id,))
    pointing: tuple[Record, ...] = (
        Client(name="Tax", parent=FINANCES.id),
        LineOfBusiness(client=FINANCES.id, name="Treasury"),
        Stakeholder(client=FINANCES.id, name="Meyer"),
        FacetConfirmation(client=FINANCES.id, facet=Facet.PRIORITIES, confirmed_on=date(2026, 1, 1)),
        Subscription(client=FINANCES.id, service=service.id),
        Usage(client=FINANCES.id, service=service.id, month="2026-10"),
        Commitment(client=FINANCES.id, title="VPN"),
        Feedback(client=FINANCES.id, kind=FeedbackKind.COMPLAINT, subject="Slow"),
        Touchpoint(client=FINANCES.id, kind=TouchpointKind.VISIT),
        ExternalReference(record_kind="client", record=FINANCES.id, system="ERP", key="42"),
    )
    add(store, FINANCE, FINANCES, service, other, *pointing)
    before = facts(store)
    seen = planned(store, FINANCES, FINANCE)
    assert sum(seen.moves.values()) == len(pointing) + 2
    written = do_merge(store, FINANCES, FINANCE)
    assert written.title == "Merge client Finances into Finance"
    assert look(store, FINANCES) is None
    with store.read() as reader:
        gone = reader.get(Client, FINANCES.id, deleted=True)
    assert isinstance(gone, Client)
    assert gone.merged_into == FINANCE.id
    for record in pointing:
        found = now(store, record)
        assert FINANCE.id in (
            getattr(found, "client", None),
            getattr(found, "parent", None),
            getattr(found, "record", None),
        )
    assert now(store, service).open_to_clients == (FINANCE.id,)
    assert now(store, other).open_to_clients == (FINANCE.id,)
    assert str(FINANCES.id) not in str([values for key, values in facts(store).items() if key[1] != FINANCES.id])
    assert verify(store) == []
    undo(store)
    assert facts(store) == before
    redo(store)
    assert look(store, FINANCES) is None
    assert verify(store) == []


def test_the_survivor_gets_what_it_lacks_and_lists_and_notes_of_both(store: Store) -> None:
    add(store, FINANCE, FINANCES)
    do_merge(store, FINANCES, FINANCE)
    found = now(store, FINANCE)
    assert (found.name, found.code, found.tier) == ("Finance", "FIN", 2)
    assert found.tags == ("big", "tax")
    assert found.notes == "Pays on time.\n\nWants less paper."


def test_every_field_can_be_chosen_a_code_too(either_store: Store) -> None:
    store = either_store
    add(store, FINANCE, FINANCES)
    chosen = {"code": Choice.TAKE, "name": Choice.TAKE, "tags": Choice.KEEP, "notes": Choice.TAKE, "tier": Choice.KEEP}
    do_merge(store, FINANCES, FINANCE, chosen)
    found = now(store, FINANCE)
    assert (found.name, found.code, found.tier) == ("Finances", "FIN2", None)
    assert (found.tags, found.notes) == (("big",), "Wants less paper.")
    undo(store)
    assert (now(store, FINANCE).code, now(store, FINANCES).code) == ("FIN", "FIN2")
    assert verify(store) == []


def test_the_word_unknown_gives_way_to_what_is_known(store: Store) -> None:
    add(store, FINANCE, replace(FINANCES, perceived_health=PerceivedHealth.RED))
    do_merge(store, FINANCES, FINANCE)
    assert now(store, FINANCE).perceived_health is PerceivedHealth.RED


def test_fields_that_belong_together_are_chosen_together(store: Store) -> None:
    agreed = replace(FINANCES, role_in_success_agreed="Runs payroll", role_in_success_agreed_with="Okoye")
    add(store, FINANCE, agreed)
    part = next(one for one in planned(store, FINANCES, FINANCE).parts if one.name == "role_in_success_agreed")
    assert len(part.fields) == 3
    do_merge(store, FINANCES, FINANCE)
    assert now(store, FINANCE).role_in_success_agreed_with == "Okoye"


def test_a_survivor_below_the_other_takes_its_place_in_the_tree(either_store: Store) -> None:
    store = either_store
    top, middle = Client(name="Group"), Client(name="Middle", parent=FINANCES.id)
    below = replace(FINANCE, parent=middle.id)
    add(store, top, middle, below, replace(FINANCES, parent=top.id))
    seen = planned(store, FINANCES, FINANCE)
    assert any("takes the other's parent" in note for note in seen.notes)
    do_merge(store, FINANCES, FINANCE, {"parent": Choice.TAKE})
    assert now(store, FINANCE).parent == top.id
    assert now(store, middle).parent == FINANCE.id


def test_a_survivor_right_below_the_other_does_not_become_its_own_parent(store: Store) -> None:
    add(store, FINANCES, replace(FINANCE, parent=FINANCES.id))
    assert "client" not in planned(store, FINANCES, FINANCE).moves
    do_merge(store, FINANCES, FINANCE)
    assert now(store, FINANCE).parent is None
    undo(store)
    assert now(store, FINANCE).parent == FINANCES.id


def test_a_survivor_above_the_other_stays_where_it_is(store: Store) -> None:
    add(store, FINANCE, replace(FINANCES, parent=FINANCE.id))
    do_merge(store, FINANCES, FINANCE)
    assert now(store, FINANCE).parent is None


def test_what_both_had_is_kept_twice_and_told(either_store: Store) -> None:
    store = either_store
    service = Service(name="Mail")
    both = [Subscription(client=one.id, service=service.id) for one in (FINANCE, FINANCES)]
    add(store, FINANCE, FINANCES, service, *both)
    assert planned(store, FINANCES, FINANCE).notes == ("Both have the same: 1 subscription (Mail). All are kept.",)
    do_merge(store, FINANCES, FINANCE)
    assert [now(store, one).client for one in both] == [FINANCE.id] * 2


def test_merging_people_moves_what_they_own_lead_and_report_to(either_store: Store) -> None:
    store = either_store
    ana, anna = Person(name="Ana Lund", login="alund"), Person(name="Anna Lund", login="anna")
    boss = Person(name="Boss", reports_to=anna.id)
    team = Team(name="Network", lead=anna.id, deputy=ana.id)
    visit = Touchpoint(
        kind=TouchpointKind.VISIT, held_by=(anna.id, boss.id, ana.id), held_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    away = TimeOff(person=anna.id, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    add(store, ana, replace(anna, reports_to=ana.id), boss, team, visit, away)
    before = facts(store)
    do_merge(store, anna, ana)
    assert now(store, boss).reports_to == ana.id
    assert (now(store, team).lead, now(store, team).deputy) == (ana.id, ana.id)
    assert now(store, visit).held_by == (ana.id, boss.id)
    assert now(store, away).person == ana.id
    assert verify(store) == []
    undo(store)
    assert facts(store) == before


def test_merging_roles_adds_up_the_shares_of_a_person(either_store: Store) -> None:
    store = either_store
    dba, dbas = Role(name="DBA"), Role(name="DBAs")
    tom = Person(name="Tom", role_shares=((dba.id, Decimal("0.4")), (dbas.id, Decimal("0.25"))))
    client = Client(name="Any")
    vpn = Commitment(client=client.id, title="VPN")
    need = Requirement(commitment=vpn.id, role=dbas.id, minutes=60)
    add(store, dba, dbas, tom, client, vpn, need)
    do_merge(store, dbas, dba)
    assert now(store, tom).role_shares == ((dba.id, Decimal("0.65")),)
    assert now(store, need).role == dba.id
    undo(store)
    assert dict(now(store, tom).role_shares)[dbas.id] == Decimal("0.25")
    assert verify(store) == []


def test_merging_services_takes_internal_notes_along(store: Store) -> None:
    mail, post = Service(name="Mail"), Service(name="Post")
    note = InternalNote(service=post.id, body="Licences end.")
    add(store, mail, post, note)
    do_merge(store, post, mail)
    assert now(store, note).service == mail.id
    assert "Licences" not in "".join(titles(store))


def test_a_merge_is_refused_where_something_that_would_move_is_not_for_the_role(store: Store) -> None:
    mail, post = Service(name="Mail"), Service(name="Post")
    add(store, mail, post)
    with store.connected() as connection:
        reader = Reader(connection, frozenset({"internal_note"}))
        with pytest.raises(RefusedError, match="internal notes, which are not for your role"):
            look_at(reader, post, mail)


def test_merging_subscriptions_takes_negotiated_prices_along_but_only_of_the_same_client(store: Store) -> None:
    mail = Service(name="Mail")
    first, second = (Subscription(client=FINANCE.id, service=mail.id) for _ in range(2))
    third = Subscription(client=FINANCES.id, service=mail.id)
    price = NegotiatedPrice(subscription=second.id, price=100)
    add(store, FINANCE, FINANCES, mail, first, second, third, price)
    do_merge(store, second, first)
    assert now(store, price).subscription == first.id
    with pytest.raises(RefusedError, match=r"belong to different clients\. Merge those first"):
        planned(store, third, first)


def test_what_cannot_be_one_is_refused_in_a_sentence(store: Store) -> None:
    vpn, mail = (Commitment(client=FINANCE.id, title=title) for title in ("VPN", "Mail"))
    add(store, FINANCE, vpn, mail)
    with pytest.raises(RefusedError, match=r"^Commitments cannot be merged\. These can: clients"):
        planned(store, vpn, mail)
    with pytest.raises(RefusedError, match=r"^Both are the same client"):
        planned(store, FINANCE, FINANCE)
    with pytest.raises(NotFoundError):
        planned(store, FINANCES, FINANCE)
    assert "commitment" not in MERGEABLE


def test_a_merge_conflicts_where_one_of_the_two_has_moved_on_since_it_was_looked_at(either_store: Store) -> None:
    store = either_store
    add(store, FINANCE, FINANCES)
    seen = planned(store, FINANCES, FINANCE)
    edit(store, FINANCES, tier=5)
    with pytest.raises(ConflictError, match="tier was changed"):
        merge(store, seen, {})
    seen = planned(store, FINANCES, FINANCE)
    delete(store, FINANCE)
    with pytest.raises(ConflictError):
        merge(store, seen, {"tier": Choice.KEEP, "tags": Choice.KEEP, "notes": Choice.KEEP})
    assert now(store, FINANCES)


def test_a_survivor_that_gains_nothing_still_has_to_be_there(store: Store) -> None:
    first, second = Team(name="Network"), Team(name="Network")
    add(store, first, second)
    seen = planned(store, second, first)
    delete(store, first)
    with pytest.raises(ConflictError):
        merge(store, seen, {})


def test_a_rehearsed_merge_leaves_nothing_behind(store: Store) -> None:
    add(store, FINANCE, FINANCES)
    before = facts(store)
    assert merge(store, planned(store, FINANCES, FINANCE), {}, rehearsal=True).action is Action.MERGE
    assert facts(store) == before
    with store.connected() as connection:
        assert journal.change_sets(connection)[0].title == "Add"


def test_what_came_after_a_merge_stays_with_the_survivor_when_it_is_undone(store: Store) -> None:
    vpn = Commitment(client=FINANCES.id, title="VPN")
    add(store, FINANCE, FINANCES, vpn)
    do_merge(store, FINANCES, FINANCE)
    late = Commitment(client=FINANCE.id, title="Late")
    store.device = "another desk"
    add(store, late)
    store.device = "desk"
    undo(store)
    assert now(store, vpn).client == FINANCES.id
    assert now(store, late).client == FINANCE.id
