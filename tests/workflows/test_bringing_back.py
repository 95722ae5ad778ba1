"""What others have deleted comes back with mine, and with it all that went in the same deletion and waited for it."""

from __future__ import annotations

from datetime import date

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.outreach import FollowUp, Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.workflows.clash_in_brief import in_brief, ways
from itcrm_tui.workflows.deciding import settle_many, settle_whole
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.records import remove
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from tests.storage.records import add, edit, facts, look, now
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import FINANCE, LUND, TODAY

TAX = LineOfBusiness(client=FINANCE.id, name="Tax")
KEY = ExternalReference(record_kind="client", record=FINANCE.id, system="SAP", key="4711")
MET = Touchpoint(client=FINANCE.id, kind=TouchpointKind.VISIT, purpose="First visit")
CALL = FollowUp(touchpoint=MET.id, text="Call back")


def gone_there(store: Store, check_out: CheckOut, record: Record = FINANCE, **values: object) -> Laptop:
    """A record was deleted at the desk with all that belongs to it, and edited on a laptop."""
    add(store, TAX, KEY)
    dana = check_out("dana")
    edit(dana.store, record, **values)
    remove(store, now(store, FINANCE))
    return dana


def test_what_went_in_the_same_deletion_comes_back_with_mine(store: Store, check_out: CheckOut) -> None:
    add(store, TAX, KEY)
    before = facts(store)
    dana = check_out("dana")
    edit(dana.store, FINANCE, name="Controlling")
    remove(store, now(store, FINANCE))
    dana.sync()
    (waiting,) = dana.waiting
    assert ways(waiting)[0] == "bring it back with mine, and the 3 records that went with it"
    written = settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    assert written.title == "Decide for mine: client Finance, with 3 records that went with it"
    dana.sync()
    before["client", FINANCE.id]["name"] = "Controlling"
    assert facts(store) == before
    undo(dana.store)
    dana.sync()
    assert look(store, LUND) is look(store, FINANCE) is None
    assert [one.record for one in dana.waiting] == ["client Controlling"]


def test_a_promise_that_comes_back_needs_its_hours_again(store: Store, check_out: CheckOut) -> None:
    role = Role(name="Network")
    vpn = Commitment(client=FINANCE.id, title="VPN", due=date(2026, 12, 11))
    need = Requirement(commitment=vpn.id, role=role.id, minutes=600)
    add(store, role, vpn, need)
    dana = check_out("dana")
    edit(dana.store, vpn, due=date(2026, 12, 18))
    remove(store, now(store, vpn))
    dana.sync()
    settle_many(dana.store, dana.waiting, Choice.MINE, TODAY)
    dana.sync()
    assert now(store, vpn).due == date(2026, 12, 18)
    assert now(store, need).minutes == 600


def test_my_edits_of_what_went_with_it_are_laid_on_top(store: Store, check_out: CheckOut) -> None:
    dana = gone_there(store, check_out, cost_centre="12")
    edit(dana.store, LUND, phone="34")
    edit(dana.store, FINANCE, name="Controlling")
    dana.sync()
    first, *others = dana.waiting
    assert (first.record, len(first.behind)) == ("client Finance", 2)
    assert {one.reason for one in others} == {"It waits for client Finance, which is to be decided first."}
    settle_whole(dana.store, first, Choice.MINE, TODAY)
    assert dana.waiting == []
    dana.sync()
    client = now(store, FINANCE)
    assert (client.name, client.cost_centre, now(store, LUND).phone) == ("Controlling", "12", "34")


def test_a_part_of_what_was_deleted_brings_back_what_it_belongs_to(store: Store, check_out: CheckOut) -> None:
    dana = gone_there(store, check_out, LUND, phone="34")
    dana.sync()
    (waiting,) = dana.waiting
    assert ways(waiting)[0] == "bring it back with mine, and the 3 records that went with it"
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    dana.sync()
    assert (now(store, LUND).phone, now(store, TAX).name) == ("34", "Tax")


def test_what_cannot_come_back_is_said_and_the_rest_does(store: Store, check_out: CheckOut) -> None:
    dana = gone_there(store, check_out, name="Controlling")
    other = Client(name="Sales")
    add(store, other, ExternalReference(record_kind="client", record=other.id, system="SAP", key=KEY.key))
    dana.sync()
    told: list[str] = []
    dana.store.on_remark = told.append
    settle_many(dana.store, dana.waiting, Choice.MINE, TODAY)
    assert told == ["External reference does not come along: Key “4711” is taken by another external reference."]
    dana.sync()
    assert now(store, TAX).name == "Tax"
    assert look(store, KEY) is None


def added_to_it(store: Store, check_out: CheckOut) -> Laptop:
    """On the laptop a visit and a call are noted of the client, which is renamed there and deleted at the desk."""
    dana = check_out("dana")
    edit(dana.store, FINANCE, name="Controlling")
    add(dana.store, MET)
    add(dana.store, CALL)
    remove(store, now(store, FINANCE))
    dana.sync()
    return dana


@pytest.mark.parametrize("choice", Choice)
def test_what_was_added_to_a_deleted_record_waits_behind_it_and_goes_its_way(
    store: Store, check_out: CheckOut, choice: Choice
) -> None:
    dana = added_to_it(store, check_out)
    client, met, call = dana.waiting
    assert {in_brief(one).what for one in (met, call)} == {"waits for another"}
    assert ways(client)[1] == "leave it deleted, without 2 changes of mine that wait for it"
    with pytest.raises(RefusedError, match="waits for client Finance, which is to be decided first"):
        settle_whole(dana.store, met, Choice.MINE, TODAY)
    settle_whole(dana.store, client, choice, TODAY)
    assert dana.waiting == []
    dana.sync()
    assert all((look(store, one) is not None) == (choice is Choice.MINE) for one in (FINANCE, LUND, MET, CALL))
    undo(dana.store)
    assert len(dana.waiting) == 3


def test_what_was_added_to_a_deleted_record_brings_it_back_where_nothing_else_is_asked(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    add(dana.store, MET)
    remove(store, now(store, FINANCE))
    dana.sync()
    (waiting,) = dana.waiting
    assert ways(waiting)[0] == "as I left it, with client Finance and 1 other record brought back"
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    dana.sync()
    assert now(store, MET).client == now(store, LUND).client == now(store, FINANCE).id
