"""A merge that waits for a decision says what it is, and mine makes it anew on what is there now."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.merging import Choice as Whose
from itcrm_tui.workflows.clash_in_brief import in_brief, ways
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.deciding import settle_many, settle_whole
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.merging import merge, plan
from itcrm_tui.workflows.records import remove
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from tests.storage.records import add, edit, look, now
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import FINANCE, LUND, TODAY

MONEY = Client(name="Money", code="MON", notes="since 2020", cost_centre="12")
CHILD = Stakeholder(client=FINANCE.id, name="Ben Child")


def merged_here(store: Store, check_out: CheckOut, **touched: object) -> tuple[Laptop, ToDecide]:
    """Finance was merged into Money on a laptop, which takes its cost centre, and got more people at the desk."""
    edit(store, FINANCE, notes="early", cost_centre="34")
    add(store, MONEY)
    dana = check_out("dana")
    planned = plan(dana.store, KINDS["client"], FINANCE.id, MONEY.id)
    merge(dana.store, planned, {"cost_centre": Whose.TAKE, "notes": Whose.BOTH})
    add(store, CHILD)
    if touched:
        edit(store, FINANCE, **touched)
    dana.sync()
    (waiting,) = dana.waiting
    return dana, waiting


def test_a_merge_that_waits_says_into_what_and_what_has_come_since(store: Store, check_out: CheckOut) -> None:
    _, waiting = merged_here(store, check_out, notes="late")
    assert str(in_brief(waiting)) == "merged here: into Money | notes late"
    assert waiting.did == "I merged it into client Money"
    assert waiting.reason.startswith("tester changed notes from early to late on ")
    assert waiting.reason.endswith(". Stakeholder Ben Child came to it since, and would move along.")
    assert waiting.with_it == ("2 stakeholders would move to it",)
    assert [(one.label, one.saw, one.now) for one in waiting.moved] == [("Notes", "early", "late")]
    assert ways(waiting) == ("merge it into client Money", "leave both as they are")


@pytest.mark.parametrize("touched", [{}, {"notes": "late"}])
def test_mine_merges_what_is_there_now_with_what_has_come_since(
    store: Store, check_out: CheckOut, touched: dict[str, str]
) -> None:
    dana, waiting = merged_here(store, check_out, **touched)
    written = settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    assert written.title == "Decide for mine: merge client Finance into client Money"
    assert dana.waiting == []
    dana.sync()
    assert look(store, FINANCE) is None
    assert now(store, CHILD).client == now(store, LUND).client == MONEY.id
    stays = now(store, MONEY)
    assert (stays.cost_centre, stays.code) == ("34", "MON")
    assert stays.notes == f"since 2020\n\n{touched.get('notes', 'early')}"
    undo(dana.store)
    dana.sync()
    assert now(store, CHILD).client == FINANCE.id
    assert len(dana.waiting) == 1


def test_theirs_leaves_both_as_they_are(store: Store, check_out: CheckOut) -> None:
    dana, _ = merged_here(store, check_out, notes="late")
    settle_many(dana.store, dana.waiting, Choice.THEIRS, TODAY)
    assert dana.waiting == []
    dana.sync()
    assert (now(store, FINANCE).notes, now(store, MONEY).cost_centre) == ("late", "12")


def test_a_merge_that_can_no_longer_be_made_says_the_way_out(store: Store, check_out: CheckOut) -> None:
    dana, _ = merged_here(store, check_out)
    remove(store, now(store, MONEY))
    dana.sync()
    (waiting,) = dana.waiting
    assert waiting.reason.endswith("one of the two clients is not there any more. Take theirs, then merge once more.")
    with pytest.raises(RefusedError, match="Take theirs, then merge once more"):
        settle_whole(dana.store, waiting, Choice.MINE, TODAY)
