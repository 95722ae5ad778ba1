"""Whatever way a write comes in, the gate asks it: forms, many at once, imports, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from itcrm_tui import remarks
from itcrm_tui.domain.commitment import Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import RunReserve, TimeOff
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.workflows import history, many
from itcrm_tui.workflows.many import Selection
from itcrm_tui.workflows.promising import checking
from itcrm_tui.workflows.promising.promise import promise
from itcrm_tui.workflows.promising.risk import newly_at_risk
from storage.errors import RefusedError
from storage.store import Store
from tests.workflows.import_steps import imported, written
from tests.workflows.promise_steps import (
    ANA,
    DBA,
    FRIDAY,
    NETWORK,
    NEXT_FRIDAY,
    TODAY,
    WEEK,
    accept_all,
    add,
    all_of,
    answers,
    draft,
    edit,
    now,
    organized,
    verdicts,
)


@pytest.fixture
def there(either_store: Store) -> Store:
    return organized(either_store)


@pytest.fixture
def here(store: Store) -> Store:
    return organized(store)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the gate has remarked so far."""
    found: list[str] = []
    monkeypatch.setattr(remarks, "_tellers", [found.append])
    return found


def promised(store: Store, minutes: int = WEEK // 2, due: date = FRIDAY, title: str = "VPN") -> Commitment:
    commitment = checking.check(store, draft(store, minutes, due, title), TODAY).commitment
    accept_all(store, commitment)
    return promise(store, now(store, commitment), TODAY).commitment


def edit_state(store: Store, commitment: Commitment, state: State) -> None:
    with store.write("Change") as unit:
        unit.save(commitment, replace(commitment, state=state))


def need_of(store: Store, commitment: Commitment) -> Requirement:
    (need,) = all_of(store, Requirement, commitment=commitment.id)
    return need


@pytest.mark.parametrize(
    "values",
    [
        {"minutes": 60},
        {"needed_by": "2026-06-03"},
        {"earliest_start": "2026-06-02"},
        {"role": DBA.id},
    ],
    ids=lambda values: next(iter(values)),
)
def test_other_hours_dates_or_roles_ask_again_and_check_again(there: Store, values: dict[str, object]) -> None:
    commitment = promised(there)
    edit(there, need_of(there, commitment), **values)
    assert (answers(there, commitment), len(verdicts(there, commitment))) == (["asked"], 3)
    assert now(there, commitment).state is State.PROMISED
    history.undo(there)
    assert (answers(there, commitment), len(verdicts(there, commitment))) == (["accepted"], 2)


def test_other_words_ask_nobody_again(here: Store) -> None:
    commitment = promised(here)
    edit(here, need_of(here, commitment), description="Cabling", notes="in hall 3")
    edit(here, commitment, title="VPN for all", owner=ANA.id)
    assert (answers(here, commitment), len(verdicts(here, commitment))) == (["accepted"], 2)


def test_a_moved_due_date_asks_again_by_form_and_for_many(here: Store) -> None:
    one, other = promised(here, 60, title="One"), promised(here, 60, title="Other")
    edit(here, one, due=str(NEXT_FRIDAY))
    assert (answers(here, one), answers(here, other)) == (["asked"], ["accepted"])
    accept_all(here, one)
    picked = Selection(KINDS["commitment"], frozenset({one.id, other.id}))
    many.edit(here, picked, "due", "2026-06-19", today=TODAY)
    assert (answers(here, one), answers(here, other)) == (["asked"], ["asked"])
    assert all(len(verdicts(here, commitment)) >= 3 for commitment in (one, other))


def test_a_promise_is_not_left_without_a_due_date(here: Store) -> None:
    one = promised(here)
    with pytest.raises(RefusedError, match="has a due date"):
        edit(here, one, due=None)
    with pytest.raises(RefusedError, match="has a due date"):
        many.edit(here, Selection(KINDS["commitment"], frozenset({one.id})), "due", "", today=TODAY)
    bare = draft(here)
    edit(here, bare, due=None)
    assert (now(here, one).due, now(here, bare).due) == (FRIDAY, None)


def test_an_import_that_moves_a_date_asks_again(here: Store, tmp_path: Path) -> None:
    commitment = promised(here)
    sheet = f"id,title,due\n{commitment.id},VPN,2026-06-12\n"
    assert imported(here, written(tmp_path, sheet), "commitment")["update"] == 1
    assert now(here, commitment).due == NEXT_FRIDAY
    assert (answers(here, commitment), len(verdicts(here, commitment))) == (["asked"], 3)


def test_a_requirement_more_or_less_is_checked_and_its_team_asked(here: Store) -> None:
    commitment = promised(here)
    added = Requirement(commitment=commitment.id, role=DBA.id, minutes=60)
    add(here, added)
    assert (sorted(answers(here, commitment)), len(verdicts(here, commitment))) == (["accepted", "asked"], 3)
    from itcrm_tui.workflows.records import remove

    remove(here, now(here, added))
    assert (answers(here, commitment), len(verdicts(here, commitment))) == (["accepted"], 4)


def test_a_draft_is_not_checked_by_editing_it(here: Store) -> None:
    commitment = draft(here)
    edit(here, need_of(here, commitment), minutes=60)
    edit(here, commitment, due=str(NEXT_FRIDAY))
    assert (answers(here, commitment), verdicts(here, commitment)) == ([], [])


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (TimeOff(person=ANA.id, starts_on=TODAY, ends_on=FRIDAY), "20 h Network short by 5 Jun"),
        (RunReserve(role=NETWORK.id, minutes_a_week=WEEK), "20 h Network short by 5 Jun"),
    ],
    ids=["leave", "reserve"],
)
def test_leave_and_reserve_tell_which_promises_are_now_at_risk(
    there: Store, told: list[str], what: TimeOff | RunReserve, words: str
) -> None:
    commitment = promised(there)
    assert told == []
    add(there, what)
    assert told == [f"Now at risk: VPN ({words})."]
    assert now(there, commitment) == commitment
    history.undo(there)
    assert len(told) == 1
    history.redo(there)
    assert told[1:] == told[:1]


def test_fewer_hours_more_left_and_another_calendar_tell_it_too(here: Store, told: list[str]) -> None:
    commitment = promised(here, WEEK * 4 // 5)
    edit(here, ANA, weekly_minutes=WEEK // 2)
    history.undo(here)
    add(here, Progress(requirement=need_of(here, commitment).id, minutes_left=WEEK * 2, reported_on=TODAY))
    history.undo(here)
    with here.read() as reader:
        seen = reader.settings()
    with here.write("Other days") as unit:
        unit.save(seen, replace(seen, working_days=("sat",)))
    assert len(told) == 3, told


def test_an_import_of_leave_tells_it_at_its_end(here: Store, told: list[str], tmp_path: Path) -> None:
    promised(here)
    imported(here, written(tmp_path, "person,from,to\ntester,2026-06-01,2026-06-05\n"), "time_off")
    assert told == ["Now at risk: VPN (20 h Network short by 5 Jun)."]


def test_what_changes_no_hours_is_not_weighed(here: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commitment = promised(here)

    def never(*_: object) -> None:
        raise AssertionError("It was weighed.")

    monkeypatch.setattr("itcrm_tui.workflows.promising.passing.capacity", never)
    edit(here, ANA, email="ana@example.org")
    edit(here, commitment, title="VPN for all")
    with pytest.raises(AssertionError):
        edit(here, ANA, weekly_minutes=60)


def test_a_redo_does_not_promise_what_does_not_fit_any_more(there: Store) -> None:
    commitment = promised(there, WEEK * 3 // 4)
    history.undo(there)
    mine = there.device
    there.device = "another"
    promised(there, WEEK * 3 // 4, title="Theirs")
    there.device = mine
    with pytest.raises(RefusedError, match=r"VPN does not fit any more\. SHORT 20 h Network"):
        history.redo(there)
    assert now(there, commitment).state is State.CHECKED


def test_an_undo_that_gives_hours_back_to_two_says_which_promise_is_now_at_risk(here: Store, told: list[str]) -> None:
    first = promised(here, WEEK * 3 // 4)
    edit_state(here, first, State.WITHDRAWN)
    mine = here.device
    here.device = "another"
    second = promised(here, WEEK * 3 // 4, title="Theirs")
    here.device = mine
    assert told == []
    history.undo(here)
    assert told == ["Now at risk: Theirs (20 h Network short by 5 Jun)."]
    assert [now(here, one).state for one in (first, second)] == [State.PROMISED, State.PROMISED]


def test_an_undo_of_more_hours_says_which_promise_is_now_at_risk(here: Store, told: list[str]) -> None:
    edit(here, ANA, weekly_minutes=WEEK * 2)
    mine = here.device
    here.device = "another"
    promised(here, WEEK * 3 // 2)
    here.device = mine
    history.undo(here)
    assert told == ["Now at risk: VPN (20 h Network short by 5 Jun)."]


def test_a_refused_write_leaves_nothing_behind(here: Store) -> None:
    commitment = checking.check(here, draft(here, WEEK * 2), TODAY).commitment
    accept_all(here, commitment)
    before = len(all_of(here, CapacityCheck))
    with pytest.raises(RefusedError):
        promise(here, now(here, commitment), TODAY)
    assert len(all_of(here, CapacityCheck)) == before


def test_only_what_was_not_at_risk_before_is_told() -> None:
    from itcrm_tui.domain.capacity.at_risk import Threatened
    from itcrm_tui.ids import RecordId

    def threat(commitment: str, role: str, minutes: int) -> Threatened:
        known = RecordId(commitment)
        return Threatened(
            commitment=known, requirement=known, role=RecordId(role), minutes=minutes, day=TODAY + timedelta(days=1)
        )

    before = [threat("old", "dba", 60)]
    after = [threat("old", "dba", 90), threat("old", "network", 10), threat("new", "dba", 5)]
    assert newly_at_risk(before, after) == tuple(after[1:])
