"""What a conflict says is so: one question for each field, with what the hub had, what is mine, who did what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import kind_of
from storage.sync import refusing
from storage.sync.deciding import Choice, decide
from storage.sync.disputed import Conflict, Disputed
from storage.sync.syncing import pull
from storage.sync.waiting import count_decisions
from storage.tombstones import deleted_records
from storage.undoing import redo, revert, undo
from tests.storage.records import add, delete, edit, look, now
from tests.storage.sync.conftest import FINANCE, HEAD, LEGAL, Laptop, Road


def two(road: Road) -> tuple[Laptop, Laptop]:
    """Ana, who has renamed Finance and sent it, and Ben, who was away."""
    ana, ben = road.check_out("ana"), road.check_out("ben")
    edit(ana.store, FINANCE, name="Finance and Tax")
    ana.sync()
    return ana, ben


def who(conflict: Conflict) -> str | None:
    """Who is named for what the hub has."""
    assert conflict.clash
    return conflict.clash.by


def test_several_edits_of_one_field_are_one_conflict_from_what_the_hub_had_to_the_newest(road: Road) -> None:
    ana, ben = two(road)
    for name in ("Controlling", "Controlling and Tax", "Money"):
        edit(ben.store, FINANCE, name=name, title=f"Edit to {name}")
    ben.sync()
    (conflict,) = ben.conflicts
    assert conflict.fields == {"name": Disputed("Finance", "Money", "Finance and Tax")}
    assert (conflict.title, who(conflict), count_decisions(ben.store)) == ("Edit to Money", "ana", 1)
    decide(ben.store, [conflict], Choice.MINE)
    assert ben.conflicts == []
    undo(ben.store)
    assert [one.fields for one in ben.conflicts] == [conflict.fields]
    redo(ben.store)
    road.sync_all()
    assert now(ana.store, FINANCE).name == "Money"
    assert ben.conflicts == []
    road.check_equal()


def test_a_field_put_back_to_what_it_was_is_no_conflict(sqlite_road: Road) -> None:
    _, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    edit(ben.store, FINANCE, name="Finance")
    ben.sync()
    assert ben.conflicts == []
    assert count_decisions(ben.store) == 0


def test_what_ends_as_the_others_have_it_is_no_conflict(sqlite_road: Road) -> None:
    _, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    edit(ben.store, FINANCE, name="Finance and Tax")
    ben.sync()
    assert ben.conflicts == []


@pytest.mark.parametrize("part", [{}, {"tier": 2}])
@pytest.mark.parametrize("steps", range(1, 6))
def test_edit_undo_redo_and_so_on_is_a_conflict_only_where_the_edit_stands(
    sqlite_road: Road, steps: int, part: dict[str, int]
) -> None:
    _, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling", **part)
    for step in range(steps):
        (redo if step % 2 else undo)(ben.store)
    stands = steps % 2 == 0
    sqlite_road.sync_all()
    assert [one.fields["name"].mine for one in ben.conflicts] == (["Controlling"] if stands else [])
    assert now(sqlite_road.hub, FINANCE).tier == (2 if stands and part else FINANCE.tier)
    sqlite_road.check_equal()


def test_a_later_edit_that_was_undone_leaves_the_earlier_one(sqlite_road: Road) -> None:
    _, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    edit(ben.store, FINANCE, name="Money", tier=2)
    ben.sync()
    assert [one.fields["name"].mine for one in ben.conflicts] == ["Money"]
    undo(ben.store)
    for _ in range(2):
        assert [one.fields for one in ben.conflicts] == [
            {"name": Disputed("Finance", "Controlling", "Finance and Tax")}
        ]
        ben.sync()


def test_who_is_named_has_written_that_field_of_the_hub_last(sqlite_road: Road) -> None:
    ana, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    edit(sqlite_road.place.open("cleo", "desk"), FINANCE, tier=4)
    ana.sync()
    edit(ana.store, FINANCE, name="Money")
    undo(ana.store)
    ana.sync()
    ben.sync()
    (conflict,) = ben.conflicts
    assert who(conflict) == conflict.fields["name"].by == "ana"
    edit(sqlite_road.place.open("cleo", "desk"), FINANCE, name="Taxes")
    ben.sync()
    (conflict,) = ben.conflicts
    assert (who(conflict), conflict.fields["name"].theirs) == ("cleo", "Taxes")


def test_what_is_mine_and_on_its_way_is_never_called_theirs(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ben.store, LEGAL, code="S1")
    edit(ben.store, LEGAL, code="S")
    add(ana.store, TAKEN)
    ana.sync()
    pull(ben.store, ben.hub)
    (conflict,) = ben.conflicts
    assert conflict.fields == {"code": Disputed("LEG", "S", "LEG")}
    decide(ben.store, [conflict], Choice.THEIRS)
    assert now(ben.store, LEGAL).code == "LEG"


TAKEN = Client(name="Sales", code="S")


def test_a_newer_edit_of_mine_takes_the_place_of_what_waits_and_gives_it_back_when_it_is_undone(
    sqlite_road: Road,
) -> None:
    ana, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    ben.sync()
    edit(ben.store, FINANCE, name="Money")
    assert ben.conflicts == []
    undo(ben.store)
    (conflict,) = ben.conflicts
    assert (conflict.fields["name"].theirs, who(conflict)) == ("Finance and Tax", "ana")
    redo(ben.store)
    sqlite_road.sync_all()
    assert (now(ana.store, FINANCE).name, ben.conflicts) == ("Money", [])


def test_a_newer_edit_that_is_overtaken_in_its_turn_is_the_one_conflict(sqlite_road: Road) -> None:
    ana, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    ben.sync()
    edit(ben.store, FINANCE, name="Money")
    edit(ana.store, FINANCE, name="Taxes")
    ana.sync()
    ben.sync()
    (conflict,) = ben.conflicts
    assert conflict.fields == {"name": Disputed("Finance and Tax", "Money", "Taxes")}


def test_what_is_edited_and_then_deleted_is_one_conflict_that_tells_what_the_hub_had(sqlite_road: Road) -> None:
    _, ben = two(sqlite_road)
    edit(ben.store, FINANCE, name="Controlling")
    delete(ben.store, HEAD, FINANCE)
    ben.sync()
    (conflict,) = (one for one in ben.conflicts if one.kind == "client")
    assert conflict.fields["name"] == Disputed("Finance", None, "Finance and Tax")
    assert who(conflict) == "ana"


def test_a_new_record_that_was_edited_since_is_one_conflict_with_the_newest_values(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, TAKEN)
    mine = Client(name="Sales, made by Ben", code="S")
    add(ben.store, mine, title="Add client Sales")
    edit(ben.store, mine, tier=3)
    edit(ben.store, mine, name="Sales of Ben", tier=2)
    sqlite_road.sync_all()
    (conflict,) = ben.conflicts
    assert (conflict.title, conflict.reason) == ("Add client Sales", "Code “S” is taken by another client.")
    assert {name: conflict.fields[name].mine for name in ("name", "code", "tier")} == {
        "name": "Sales of Ben",
        "code": "S",
        "tier": 2,
    }
    decide(ben.store, [conflict], Choice.MINE, {"code": "S2"})
    sqlite_road.sync_all()
    assert (now(ana.store, mine).name, now(ana.store, mine).tier) == ("Sales of Ben", 2)


def test_a_new_record_that_was_deleted_again_is_no_conflict(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, TAKEN)
    mine = Client(name="Sales, made by Ben", code="S")
    add(ben.store, mine)
    delete(ben.store, mine)
    sqlite_road.sync_all()
    assert ben.conflicts == []
    assert look(ana.store, mine) is None


def test_what_others_revert_of_mine_leaves_what_waits_of_it(sqlite_road: Road) -> None:
    _, ben = two(sqlite_road)
    made = edit(ben.store, FINANCE, name="Controlling", tier=2)
    ben.sync()
    assert made
    revert(sqlite_road.place.open("cleo", "desk"), made.id)
    ben.sync()
    assert [one.fields["name"].mine for one in ben.conflicts] == ["Controlling"]


def test_a_reason_is_what_stands_in_the_way_now(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, LEGAL, code="L")
    ana.sync()
    edit(ben.store, LEGAL, code="S")
    ben.sync()
    assert [(one.reason, who(one)) for one in ben.conflicts] == [("", "ana")]
    edit(ana.store, LEGAL, code="LEG")
    add(ana.store, TAKEN)
    sqlite_road.sync_all()
    assert [(one.reason, one.clash) for one in ben.conflicts] == [("Code “S” is taken by another client.", None)]
    edit(ana.store, TAKEN, code="SAL")
    sqlite_road.sync_all()
    assert [(one.reason, one.clash) for one in ben.conflicts] == [("", None)]


def test_what_cannot_be_tried_now_tells_the_reason_of_then(sqlite_road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, TAKEN)
    add(ben.store, Client(name="Sales, made by Ben", code="S"))
    sqlite_road.sync_all()
    monkeypatch.setattr(refusing, "TRIES", 0)
    assert [one.reason for one in ben.conflicts] == ["When it was sent: Code “S” is taken by another client."]


def test_of_a_record_that_is_back_already_only_what_mine_makes_of_it_besides_is_asked(road: Road) -> None:
    ana, ben = road.check_out("ana"), road.check_out("ben")
    edit(ana.store, LEGAL, tier=2)
    edit(ben.store, LEGAL, notes="Asks for us")
    delete(road.hub, LEGAL)
    for one in (ana, ben):
        one.sync()
        decide(one.store, one.conflicts, Choice.MINE)
    ben.sync()
    ana.sync()
    assert [one.fields for one in ana.conflicts] == [{"tier": Disputed(None, 2, None)}]
    decide(ana.store, ana.conflicts, Choice.MINE)
    road.sync_all()
    there = now(ben.store, LEGAL)
    assert (there.notes, there.tier) == ("Asks for us", 2)
    road.check_equal()


def test_what_was_deleted_and_brought_back_here_alone_asks_no_more_about_its_deletion(road: Road) -> None:
    ana, ben = road.check_out("ana"), road.check_out("ben")
    edit(ana.store, LEGAL, notes="Asks for us", tier=1)
    ana.sync()
    delete(ben.store, LEGAL)
    with ben.store.read() as reader:
        (gone,) = deleted_records(reader, kind_of(Client))
    add(ben.store, replace(gone, tier=2))
    ben.sync()
    assert [one.fields for one in ben.conflicts] == [{"tier": Disputed(None, 2, 1, "ana")}]
    decide(ben.store, ben.conflicts, Choice.MINE)
    road.sync_all()
    there = now(ana.store, LEGAL)
    assert (there.notes, there.tier) == ("Asks for us", 2)
    road.check_equal()
