"""A draft on a working copy says what to tell the client wherever its verdict stands; elsewhere nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.board import judged
from itcrm_tui.workflows.booked import booked
from itcrm_tui.workflows.drafting import opened_again
from itcrm_tui.workflows.drafting_drawn import Typed, drawn
from itcrm_tui.workflows.drafting_proposals import Proposals
from itcrm_tui.workflows.viewing import view
from storage.store import Store
from tests.workflows.apart import CheckOut
from tests.workflows.promise_steps import NETWORK, TODAY, WEEK, draft, now

TOLD = "answer by Tue 9 Jun; earliest Tue 16 Jun, as of 12:00"


def drafted(store: Store) -> Commitment:
    """Two weeks of work that nobody else is in the way of, with a day by which the client wants an answer."""
    commitment = draft(store, minutes=WEEK * 2)
    with store.write("Say when") as unit:
        unit.save(commitment, replace(commitment, answer_due=TODAY + timedelta(days=8)))
    return now(store, commitment)


def said_of(store: Store, commitment: Commitment) -> list[list[str]]:
    """What stands under a card of the board, in the record's view, and beside the draft as it is typed."""
    there = booked(store, TODAY)
    viewed = view(store, KINDS["commitment"], commitment.id, TODAY)
    opened = opened_again(store, commitment.id, TODAY)
    assert opened
    assert hasattr(viewed, "overview")
    with store.read() as reader:
        how = notation.typed(reader, TODAY)
    typed = Typed(
        due="12 jun",
        answer_due="9 jun",
        needs=opened.needs,
        proposals=Proposals(),
        roles={NETWORK.id: "Network"},
        how=how,
        seen=commitment,
    )
    return [
        [words for words, _ in judged(store, there, commitment.id, TODAY).lines],
        [line.words for paragraph in viewed.overview for line in paragraph.lines],
        [words for words, _ in drawn(there, typed, TODAY).said],
    ]


def test_a_draft_says_what_to_tell_the_client_wherever_its_verdict_stands(store: Store, check_out: CheckOut) -> None:
    commitment = drafted(store)
    dana = check_out("dana")
    for lines in said_of(dana.store, commitment):
        assert any(TOLD in line for line in lines), lines


def test_at_the_shared_database_the_teams_are_asked_and_nothing_is_said(store: Store, check_out: CheckOut) -> None:
    commitment = drafted(store)
    for lines in said_of(store, commitment):
        assert not any("as of" in line for line in lines)


def test_what_is_closed_needs_no_telling(store: Store, check_out: CheckOut) -> None:
    commitment = drafted(store)
    with store.write("Withdraw") as unit:
        unit.save(commitment, replace(commitment, state="withdrawn"))  # type: ignore[arg-type]
    dana = check_out("dana")
    assert not any("as of" in line for line in said_of_closed(dana.store, commitment))


def said_of_closed(store: Store, commitment: Commitment) -> list[str]:
    viewed = view(store, KINDS["commitment"], commitment.id, TODAY)
    assert hasattr(viewed, "overview")
    lines = [words for words, _ in judged(store, booked(store, TODAY), commitment.id, TODAY).lines]
    return lines + [line.words for paragraph in viewed.overview for line in paragraph.lines]
