"""The figures of the meter add up to the rows behind them, on the sample organization, with and without a promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.overview import BoardCard
from itcrm_tui.domain.today import What, When
from itcrm_tui.workflows.board import judged, standings
from itcrm_tui.workflows.booked import Booked, booked
from itcrm_tui.workflows.demo import fill
from itcrm_tui.workflows.grouping import By, groups
from itcrm_tui.workflows.lists import Span, board_column
from itcrm_tui.workflows.parts import every, parts
from itcrm_tui.workflows.today import needs_of_today
from itcrm_tui.workflows.week_rows import filled_week, week_lines
from storage.opening import open_store
from storage.store import Store
from tests.unit.week_sums import week_adds_up

TODAY, WEEKS = date(2026, 11, 24), 13


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample organization."""
    path = tmp_path_factory.mktemp("booked") / "sample.db"
    made = open_store(f"sqlite:///{path}", actor="sample", device="sample", create=True)
    fill(made, TODAY)
    yield made
    made.close()


@pytest.fixture(scope="module")
def there(store: Store) -> Booked:
    """What is booked in it."""
    return booked(store, TODAY)


def wishes(store: Store) -> Iterator[Candidate]:
    """The drafts, as what is weighed."""
    with store.read() as reader:
        drafts = every(reader, Commitment, state=str(CommitmentState.DRAFT))
        known = parts(reader, [one.id for one in drafts])
    return (known.wish(one) for one in drafts)


def cards(store: Store, *states: CommitmentState) -> list[BoardCard]:
    return board_column(store, states, "", Span(limit=100))


def test_the_figures_of_every_week_add_up_to_the_rows_behind_them(store: Store, there: Booked) -> None:
    met: set[str] = set()
    for wish in (None, *wishes(store)):
        for role in there.meters(WEEKS, wish):
            for number in range(WEEKS):
                filled = filled_week(there, role.role, number, WEEKS, wish)
                assert filled is not None
                assert filled.week == role.week(number)
                met |= week_adds_up(filled)
    assert met >= {"firm", "overdue", "soft", "this", "over", "holiday"}


def test_a_promise_in_hand_is_drawn_with_all_its_hours(store: Store, there: Booked) -> None:
    drawn = 0
    for wish in wishes(store):
        for role in there.meters(WEEKS, wish):
            asked = sum(work.minutes for work in wish.works() if work.role == role.role)
            dropped = sum(min_ for work, min_ in role.schedule.dropped if work.commitment == wish.commitment)
            if any(work.deadline > role.weeks[-1].starts_on for work in wish.works()):
                continue
            assert sum(role.this) + dropped == asked
            drawn += asked
    assert drawn


def test_the_most_short_role_comes_first(there: Booked) -> None:
    over = [sum(role.over) for role in there.meters(WEEKS)]
    assert over == sorted(over, reverse=True)
    assert over[0]


def test_the_lines_of_a_week_name_what_fills_it(there: Booked) -> None:
    (role, *_) = there.meters(WEEKS)
    number = next(at for at, week in enumerate(role.weeks) if week.over)
    first, *rows = week_lines(there, role.role, number, WEEKS)
    assert first.endswith("h free") or "holidays" in first
    assert len(rows) == len(role.behind(number))


def test_every_open_card_says_how_it_stands_as_the_check_says(store: Store, there: Booked) -> None:
    drafts = cards(store, CommitmentState.DRAFT)
    said = standings(store, there, drafts, TODAY)
    verdicts = {wish.commitment: check.verdict for wish in wishes(store) for check in there.checks([wish])}
    short = {card.id for card in drafts if said[card.id][0].startswith("SHORT")}
    assert short == {record for record, verdict in verdicts.items() if verdict == "SHORT"}
    unchecked = {card.id for card in drafts if said[card.id][0] == "UNCHECKED"}
    assert unchecked == {record for record, verdict in verdicts.items() if verdict == "UNCHECKED"}


def test_a_promise_that_the_schedule_drops_is_at_risk_on_its_card_and_in_words(store: Store, there: Booked) -> None:
    promised = cards(store, CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
    said = standings(store, there, promised, TODAY)
    dropped = [card for card in promised if card.id in there.at_risk and card.due and card.due >= TODAY]
    assert dropped
    for card in dropped:
        assert said[card.id][0] == "AT RISK"
        assert "AT RISK" in judged(store, there, card.id, TODAY).lines[0][0]


def test_what_is_delivered_asks_for_the_clients_acceptance(store: Store, there: Booked) -> None:
    delivered = cards(store, CommitmentState.DELIVERED)
    assert delivered
    asked = {judged(store, there, card.id, TODAY).lines[0][0].partition(". ")[2] for card in delivered}
    assert "Has the client accepted it?" in asked


def test_the_facts_of_a_draft_are_parted_by_more_than_blanks(store: Store, there: Booked) -> None:
    lines = [line for wish in wishes(store) for line, _ in judged(store, there, wish.commitment, TODAY).lines]
    dates = [line for line in lines if line.startswith("Earliest")]
    assert any("; answer due" in line for line in dates)
    assert not [line for line in dates if "  " in line]


def test_today_holds_every_late_promise_and_every_open_question(store: Store, there: Booked) -> None:
    found = needs_of_today(store, there, TODAY).needs
    promised = cards(store, CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
    late = {card.id for card in promised if card.due and card.due < TODAY}
    assert late <= {need.record for need in found if need.what == "promise"}
    with store.read() as reader:
        states = ("draft", "checked", "promised", "in delivery")
        known = parts(reader, [one.id for one in every(reader, Commitment, state=states)])
        asked = {need.id for commitment in known.needs for need in known.waiting(commitment) if need.role}
    assert asked
    assert asked == {part for need in found if need.what == "accept?" for part in need.parts}
    assert asked == {part for need in found if need.what == "waiting" for part in need.parts}


@pytest.mark.parametrize("by", By)
def test_every_open_commitment_stands_in_a_group(store: Store, there: Booked, by: By) -> None:
    states = (CommitmentState.DRAFT, CommitmentState.CHECKED, CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
    found = groups(store, there, by, "", TODAY)
    assert {one.card.id for _, members in found for one in members} == {card.id for card in cards(store, *states)}
    assert len(found) > 1
    for name, members in found:
        if by is By.CLIENT:
            assert {one.card.client for one in members} == {name}
        if by is By.OWNER:
            assert {one.card.owner or "nobody yet" for one in members} == {name}


def test_today_shows_what_the_client_has_not_accepted_yet_and_since_when(store: Store, there: Booked) -> None:
    with store.read() as reader:
        delivered = {
            one.id: one.delivered_on for one in every(reader, Commitment, state=str(CommitmentState.DELIVERED))
        }
    found = [need for need in needs_of_today(store, there, TODAY).needs if need.what is What.DELIVERED]
    assert delivered
    assert {need.record: need.since for need in found} == delivered
    assert {need.when(TODAY) for need in found} == {When.WAITING_ON}
    assert {need.note for need in found} == {"client to accept"}
    assert all(need.client for need in found)
