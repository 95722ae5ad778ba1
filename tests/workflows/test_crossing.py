"""What two people did crosswise: nothing waits for itself, in a circle, or for what is not in the list."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness, Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.clash_in_brief import in_brief
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.conflict_reasons import WAITS_FOR
from itcrm_tui.workflows.deciding import settle_whole
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.merging import merge, plan
from itcrm_tui.workflows.records import remove
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from storage.verify import verify
from tests.storage.records import add, edit, look, now
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import FINANCE, LUND, TODAY

BERGEN = Client(name="Bergen", code="BER", notes="since 2020")
BO = Stakeholder(client=BERGEN.id, name="Bo")
ONE_ALREADY = "Client Finance is merged into client Bergen already: they are one. Take theirs."


def into(laptop: Laptop, merged: Client, survivor: Client) -> None:
    merge(laptop.store, plan(laptop.store, KINDS["client"], merged.id, survivor.id), {})


def crossed(store: Store, check_out: CheckOut, tier: int | None = None) -> Laptop:
    """Dana has merged Bergen into Finance, and given that a tier; before her, Ana has merged Finance into Bergen."""
    add(store, BERGEN, BO)
    ana, dana = check_out("ana"), check_out("dana")
    into(ana, FINANCE, BERGEN)
    into(dana, BERGEN, FINANCE)
    if tier:
        edit(dana.store, FINANCE, tier=tier)
    ana.sync()
    dana.sync()
    return dana


def in_the_list(waiting: list[ToDecide]) -> None:
    """What one waits for is called as it is called in the list, and is another one; the first can be decided."""
    records = [one.record for one in waiting]
    for one in waiting:
        others = [record for record in records if record != one.record]
        assert not one.waits or any(WAITS_FOR.format(other=other) in one.reason for other in others)
    assert not waiting or not all(one.waits for one in waiting)


def test_crossed_merges_are_one_question_that_waits_for_nothing(store: Store, check_out: CheckOut) -> None:
    dana = crossed(store, check_out)
    (waiting,) = dana.waiting
    assert (waiting.waits, waiting.record, waiting.reason.endswith(ONE_ALREADY)) == (False, "client Bergen", True)
    assert str(in_brief(waiting)).startswith("merged here: into Finance")
    with pytest.raises(RefusedError, match="they are one"):
        settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    settle_whole(dana.store, waiting, Choice.THEIRS, TODAY)
    assert dana.waiting == []
    dana.sync()
    assert now(store, LUND).client == now(store, BO).client == BERGEN.id


@pytest.mark.parametrize("choice", Choice)
def test_what_was_edited_on_top_of_a_crossed_merge_waits_for_that_and_is_free_then(
    store: Store, check_out: CheckOut, choice: Choice
) -> None:
    dana = crossed(store, check_out, tier=3)
    in_the_list(dana.waiting)
    merged, edited = dana.waiting
    assert (merged.waits, edited.reason) == (False, WAITS_FOR.format(other="client Bergen"))
    settle_whole(dana.store, merged, Choice.THEIRS, TODAY)
    (edited,) = dana.waiting
    assert (edited.record, edited.waits) == ("client Finance", False)
    settle_whole(dana.store, edited, choice, TODAY)
    assert dana.waiting == []
    dana.sync()
    found = look(store, FINANCE)
    assert (found.tier if found else None) == (3 if choice is Choice.MINE else None)


def test_a_merge_into_a_new_record_of_mine_that_was_dropped_waits_for_nothing(
    store: Store, check_out: CheckOut
) -> None:
    dana, mine = check_out("dana"), Client(name="Bergen department", code="BER")
    add(store, BERGEN)
    add(dana.store, mine)
    into(dana, FINANCE, mine)
    dana.sync()
    in_the_list(dana.waiting)
    made, merged = dana.waiting
    assert merged.waits
    settle_whole(dana.store, made, Choice.THEIRS, TODAY)
    (merged,) = dana.waiting
    assert (merged.record, merged.waits) == ("client Finance", False)
    settle_whole(dana.store, merged, Choice.THEIRS, TODAY)
    assert dana.waiting == []


@pytest.mark.parametrize("choice", Choice)
def test_what_was_added_to_a_deleted_record_and_then_named_by_it_does_not_wait_in_a_circle(
    store: Store, check_out: CheckOut, choice: Choice
) -> None:
    dana, mine = check_out("dana"), LineOfBusiness(client=FINANCE.id, name="Tax")
    add(dana.store, mine)
    edit(dana.store, LUND, line_of_business=mine.id)
    remove(store, now(store, FINANCE))
    dana.sync()
    in_the_list(dana.waiting)
    (first,) = (one for one in dana.waiting if not one.waits)
    assert (first.record, len(first.behind)) == ("stakeholder A. Lund", 1)
    settle_whole(dana.store, first, choice, TODAY)
    assert dana.waiting == []
    dana.sync()
    found = look(store, LUND)
    assert (found.line_of_business if found else None) == (mine.id if choice is Choice.MINE else None)


def test_a_merge_that_cannot_come_along_as_a_whole_stays_whole(store: Store, check_out: CheckOut) -> None:
    add(store, BERGEN, BO)
    ana, dana = check_out("ana"), check_out("dana")
    into(ana, FINANCE, BERGEN)
    edit(dana.store, FINANCE, tier=3)
    into(dana, BERGEN, FINANCE)
    ana.sync()
    dana.sync()
    in_the_list(dana.waiting)
    edited, merged = dana.waiting
    assert (edited.record, merged.record, merged.waits) == ("client Finance", "client Bergen", True)
    told: list[str] = []
    dana.store.on_remark = told.append
    settle_whole(dana.store, edited, Choice.MINE, TODAY)
    assert (now(dana.store, FINANCE).tier, now(dana.store, FINANCE).notes) == (3, None)
    assert now(dana.store, BO).client == now(dana.store, BERGEN).id
    assert [one.partition(":")[0] for one in told] == ["Client Bergen does not come along"]
    (merged,) = dana.waiting
    assert (merged.record, merged.waits) == ("client Bergen", False)


def test_a_client_that_was_merged_away_and_comes_back_is_merged_into_nothing_any_more(
    store: Store, check_out: CheckOut
) -> None:
    add(store, BERGEN, BO)
    ana, dana = check_out("ana"), check_out("dana")
    into(ana, FINANCE, BERGEN)
    edit(dana.store, FINANCE, tier=3)
    into(dana, BERGEN, FINANCE)
    ana.sync()
    dana.sync()
    settle_whole(dana.store, dana.waiting[0], Choice.MINE, TODAY)
    dana.sync()
    assert now(store, FINANCE).merged_into is None
    (merged,) = dana.waiting
    assert "Stakeholder A. Lund came to it since" in merged.reason
    settle_whole(dana.store, merged, Choice.MINE, TODAY)
    for laptop in (dana, ana):
        laptop.sync()
        assert laptop.waiting == []
        assert verify(laptop.store) == []
    assert look(store, BERGEN) is None
    assert now(store, LUND).client == now(store, BO).client == FINANCE.id
    undo(dana.store)
    undo(dana.store)
    dana.sync()
    assert look(store, FINANCE) is None
    assert [one.record for one in dana.waiting] == ["client Finance", "client Bergen"]


def test_with_what_is_added_to_a_client_that_was_merged_away_it_is_merged_into_nothing_any_more(
    store: Store, check_out: CheckOut
) -> None:
    add(store, BERGEN, BO)
    dana, mine = check_out("dana"), LineOfBusiness(client=FINANCE.id, name="Tax")
    add(dana.store, mine)
    merge(store, plan(store, KINDS["client"], FINANCE.id, BERGEN.id), {})
    dana.sync()
    (waiting,) = dana.waiting
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    dana.sync()
    assert now(store, mine).client == FINANCE.id
    assert now(store, FINANCE).merged_into is None
    assert verify(store) == verify(dana.store) == []
