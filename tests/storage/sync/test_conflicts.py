"""What clashed waits, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from itcrm_tui.domain.client import Client, LineOfBusiness, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.service import InternalNote, Service
from storage.change import Action
from storage.errors import RefusedError
from storage.gate import Following, Write
from storage.store import Store
from storage.sync.deciding import Choice, decide
from storage.sync.disputed import Disputed
from storage.sync.syncing import pull
from storage.undoing import undo
from tests.storage.records import add, delete, edit, look, now, titles
from tests.storage.sync.conftest import FINANCE, HEAD, LEGAL, Road, two_who_disagree


def test_only_the_field_that_has_moved_on_is_put_aside(road: Road) -> None:
    ana, ben = two_who_disagree(road)
    ana.sync()
    assert now(ana.store, FINANCE).name == "Finance and Tax"
    assert now(ana.store, FINANCE).tier == 2
    (conflict,) = ben.conflicts
    assert conflict.fields == {"name": Disputed("Finance", "Controlling", "Finance and Tax")}
    assert conflict.title == "Edit Finance"
    assert conflict.reason == ""
    assert conflict.clash
    assert (conflict.clash.field, conflict.clash.theirs, conflict.clash.by) == ("name", "Finance and Tax", "ana")
    assert conflict.clash.at
    road.check_equal()


def test_fields_that_belong_together_are_put_aside_together(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, role_in_success_agreed_with="Dora")
    agreed: dict[str, Any] = {
        "role_in_success_agreed": "Close the books",
        "role_in_success_agreed_on": date(2026, 1, 2),
    }
    edit(ben.store, FINANCE, **agreed, cost_centre="4711")
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert set(conflict.fields) == {*agreed, "role_in_success_agreed_with"}
    assert now(ana.store, FINANCE).cost_centre == "4711"
    assert now(ana.store, FINANCE).role_in_success_agreed is None


def test_a_deletion_conflicts_whole_when_anything_was_edited_meanwhile(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, tier=3)
    delete(ben.store, HEAD, FINANCE)
    sqlite_road.sync_all()
    assert now(ben.store, FINANCE).tier == 3
    assert now(ben.store, HEAD)
    assert {conflict.key for conflict in ben.conflicts} == {("client", FINANCE.id), ("stakeholder", HEAD.id)}
    decide(ben.store, ben.conflicts, Choice.MINE)
    sqlite_road.sync_all()
    assert look(ana.store, FINANCE) is None
    sqlite_road.check_equal()


def test_a_merge_conflicts_whole_when_one_of_the_two_was_edited_meanwhile(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, tier=3)
    seen, head = now(ben.store, FINANCE), now(ben.store, HEAD)
    with ben.store.write("Merge Finance into Legal", action=Action.MERGE) as unit:
        unit.save(head, replace(head, client=LEGAL.id))
        unit.delete(seen, merged_into=LEGAL.id)
    sqlite_road.sync_all()
    assert now(ben.store, HEAD).client == FINANCE.id
    assert len(ben.conflicts) == 2
    sqlite_road.check_equal()


def test_what_was_deleted_there_and_edited_here_can_be_brought_back_with_mine(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    delete(ana.store, HEAD)
    edit(ben.store, HEAD, phone="12")
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert conflict.deleted
    assert conflict.clash
    assert (conflict.clash.theirs, conflict.clash.by) == ("deleted", "ana")
    decide(ben.store, [conflict], Choice.MINE)
    sqlite_road.sync_all()
    assert now(ana.store, HEAD).phone == "12"
    sqlite_road.check_equal()


def test_the_same_code_on_both_sides_puts_the_later_aside_and_what_names_it_waits_behind(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, Client(name="Sales", code="S"))
    mine = Client(name="Sales, made by Ben", code="S")
    made = add(ben.store, mine)
    add(ben.store, Stakeholder(client=mine.id, name="Emil"))
    sqlite_road.sync_all()
    sales, emil = ben.conflicts
    assert sales.reason == "Code “S” is taken by another client."
    assert (emil.kind, emil.behind) == ("stakeholder", made.id)
    decide(ben.store, [sales, emil], Choice.MINE, {"code": "S2"})
    sqlite_road.sync_all()
    assert now(ana.store, mine).code == "S2"
    assert ben.conflicts == []
    sqlite_road.check_equal()


TAKEN = Client(name="Sales", code="S")


IMPORTED = [Client(name=f"Client {code}", code=code) for code in ("Q", "R", "S", "T", "U")]


EMIL = Stakeholder(client=IMPORTED[2].id, name="Emil")


def test_of_many_new_records_only_those_wait_that_a_rule_refuses(road: Road) -> None:
    ana, ben = road.check_out("ana"), road.check_out("ben")
    add(ana.store, TAKEN)
    add(ben.store, *IMPORTED, EMIL, title="Import 5 clients")
    road.sync_all()
    assert {one.record_id: one.reason for one in ben.conflicts} == {
        IMPORTED[2].id: "Code “S” is taken by another client.",
        EMIL.id: "",
    }
    assert {one.id for one in IMPORTED if look(ana.store, one)} == {one.id for one in IMPORTED} - {IMPORTED[2].id}
    assert titles(road.hub)[0] == "Import 5 clients"
    decide(ben.store, ben.conflicts, Choice.MINE, {"code": "S2"})
    road.sync_all()
    assert now(ana.store, EMIL).client == IMPORTED[2].id
    assert ben.conflicts == []
    road.check_equal()


def test_so_it_is_when_what_refuses_them_comes_before_they_are_sent(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, TAKEN)
    ana.sync()
    add(ben.store, *IMPORTED, EMIL)
    assert pull(ben.store, ben.hub).unsent == 1
    assert {one.record_id for one in ben.conflicts} == {IMPORTED[2].id, EMIL.id}
    assert now(ben.store, IMPORTED[4]).code == "U"
    sqlite_road.sync_all()
    assert now(ana.store, IMPORTED[4]).code == "U"
    sqlite_road.check_equal()


def one_promise_a_role(write: Write) -> Following:
    """A gate by which a role can keep one promise."""

    def ask() -> list[object]:
        found = write.reader.find(Commitment, state=CommitmentState.PROMISED)
        assert isinstance(found, list)
        if len(found) > 1:
            raise RefusedError("That does not fit. The earliest date is Fri 19 Dec 2026.")
        return []

    return ask  # type: ignore[return-value]


def promised(store: Store, commitment: Commitment) -> None:
    seen = now(store, commitment)
    with store.write("Promise") as unit:
        unit.save(seen, replace(seen, state=CommitmentState.PROMISED, promised_on=date(2026, 1, 2)))


def test_a_promise_that_no_longer_fits_conflicts_whole_and_names_the_earliest_date(road: Road) -> None:
    role, first = Role(name="Network"), Commitment(client=FINANCE.id, title="VPN")
    second = Commitment(client=LEGAL.id, title="Mail")
    needs = [Requirement(commitment=one.id, role=role.id, minutes=60) for one in (first, second)]
    add(road.hub, role, first, second, *needs)
    ana, ben = road.check_out("ana"), road.check_out("ben")
    for laptop in road.laptops:
        laptop.store.gate = laptop.hub.store.gate = one_promise_a_role
    promised(ana.store, first)
    promised(ben.store, second)
    road.sync_all()
    assert now(ben.store, second).state is CommitmentState.DRAFT
    (conflict,) = ben.conflicts
    assert conflict.reason == "That does not fit. The earliest date is Fri 19 Dec 2026."
    assert conflict.fields["state"] == Disputed("draft", "promised", "draft")
    road.check_equal()


def test_a_record_that_lost_its_owner_is_put_aside(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    delete(ana.store, LEGAL)
    line = LineOfBusiness(client=LEGAL.id, name="Contracts")
    add(ben.store, line)
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert conflict.key == ("line_of_business", line.id)
    assert conflict.clash
    assert (conflict.clash.title, conflict.clash.theirs, conflict.clash.by) == ("client “Legal”", "deleted", "ana")
    undo(ana.store)
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert (conflict.reason, conflict.clash) == ("", None)
    decide(ben.store, [conflict], Choice.MINE)
    sqlite_road.sync_all()
    assert look(ana.store, line)
    sqlite_road.check_equal()


def test_what_is_restricted_stands_in_no_receipt(sqlite_road: Road) -> None:
    service = Service(name="VPN")
    note = InternalNote(service=service.id, body="Costs us 12 a head")
    add(sqlite_road.hub, service, note)
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, note, body="Costs us 13 a head")
    delete(ben.store, note)
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert conflict.clash
    assert conflict.clash.theirs == "Costs us 13 a head"
    assert "a head" not in str(sqlite_road.place.raw("SELECT * FROM receipt"))
