"""What is supposed is what becomes real: as one change set, through the gate, undone as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from itcrm_tui import remarks
from itcrm_tui.domain.capacity.meter import RoleMeter, meter
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, RunReserve, TimeOff
from itcrm_tui.domain.promising import Renegotiation
from itcrm_tui.domain.what_if.suppositions import Supposition
from itcrm_tui.workflows import history
from itcrm_tui.workflows.booked import booked
from itcrm_tui.workflows.promising import checking
from itcrm_tui.workflows.promising.promise import promise
from itcrm_tui.workflows.records import InvalidError
from itcrm_tui.workflows.what_if.making_real import Word, make_real, to_be_said, word
from itcrm_tui.workflows.what_if.offering import open_commitments
from itcrm_tui.workflows.what_if.sandbox import sandbox
from itcrm_tui.workflows.what_if.typed import supposition
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from tests.workflows.promise_steps import (
    FRIDAY,
    LUND,
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
)

WEEKS = 6
Texts = Mapping[str, str]


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


def promised(store: Store, title: str = "VPN", minutes: int = WEEK // 2, due: date = FRIDAY) -> Commitment:
    commitment = checking.check(store, draft(store, minutes, due, title), TODAY).commitment
    accept_all(store, commitment)
    return promise(store, now(store, commitment), TODAY).commitment


def suppose(store: Store, name: str, **texts: str) -> Supposition:
    """What is supposed, as somebody types it."""
    with store.read() as reader:
        return supposition(reader, name, texts, TODAY)


def real(store: Store, *suppositions: Supposition) -> str:
    """Make it real; the client has agreed to everything."""
    words = {one.about: Word(who="A. Lund", why="Asked for", stakeholder=LUND.id) for one in suppositions}
    return make_real(store, suppositions, words, TODAY, "this")


def meters(found: Sequence[RoleMeter]) -> list[object]:
    return [(one.role, one.weeks, [one.behind(week) for week in range(WEEKS)]) for one in found]


EVERY_SORT: tuple[tuple[str, Texts], ...] = (
    ("due", {"commitment": "VPN", "due": "2026-06-19"}),
    ("due", {"commitment": "VPN", "by": "+1w"}),
    ("due", {"commitment": "Laptops", "due": "2026-06-09"}),
    ("person", {"role": "Network", "weekly_minutes": "20", "share": "0.5", "starts_on": "2026-06-10"}),
    ("leave", {"person": "Ana", "starts_on": "2026-06-02", "ends_on": "2026-06-09"}),
    ("hours", {"commitment": "VPN", "minutes": "30"}),
    ("drop", {"commitment": "VPN"}),
    ("reserve", {"role": "Network", "minutes": "8"}),
)


@pytest.mark.parametrize(("name", "texts"), EVERY_SORT, ids=lambda value: value if isinstance(value, str) else "")
def test_what_was_shown_is_what_becomes_real(here: Store, name: str, texts: Texts) -> None:
    promised(here)
    checking.check(here, draft(here, WEEK, NEXT_FRIDAY, "Laptops"), TODAY)
    wanted = suppose(here, name, **texts)
    box = sandbox(here, TODAY)
    shown = meters(meter(box.suppose([wanted], WEEKS).booked.known.situation, WEEKS))
    assert shown != meters(meter(box.suppose([], WEEKS).booked.known.situation, WEEKS))
    assert real(here, wanted) == "Made real: 1 supposition."
    assert meters(meter(booked(here, TODAY).known.situation, WEEKS)) == shown


def test_nothing_supposed_is_what_is_booked(here: Store) -> None:
    promised(here)
    found = sandbox(here, TODAY).suppose([], WEEKS)
    assert meters(meter(found.booked.known.situation, WEEKS)) == meters(
        meter(booked(here, TODAY).known.situation, WEEKS)
    )
    assert (found.comparison.risks, found.comparison.reweighed, found.comparison.free) == ((), (), ())


def test_all_of_it_is_one_change_set_that_undo_takes_back(there: Store) -> None:
    vpn = promised(there)
    sets = history.newest(there)
    wanted = [
        suppose(there, "due", commitment="VPN", due="2026-06-19"),
        suppose(there, "person", role="Network", weekly_minutes="20", starts_on="2026-06-10"),
        suppose(there, "leave", person="Ana", starts_on="2026-06-02", ends_on="2026-06-09"),
        suppose(there, "reserve", role="Network", minutes="8"),
    ]
    real(there, *wanted)
    assert history.newest(there) == sets + 1
    moved, (kept,) = now(there, vpn), all_of(there, Renegotiation, commitment=vpn.id)
    assert (moved.due, moved.original_due, moved.state) == (date(2026, 6, 19), FRIDAY, State.PROMISED)
    assert (kept.old_due, kept.new_due, kept.agreed_by, kept.reason) == (FRIDAY, moved.due, LUND.id, "Asked for")
    assert answers(there, vpn) == ["asked"]
    assert len(all_of(there, TimeOff)) == 2
    history.undo(there)
    assert now(there, vpn).due == FRIDAY
    assert answers(there, vpn) == ["accepted"]
    assert [all_of(there, kind) for kind in (TimeOff, RunReserve, Renegotiation)] == [[], [], []]
    assert "New in Network" not in [person.name for person in all_of(there, Person)]
    history.redo(there)
    assert now(there, vpn).due == moved.due
    assert answers(there, vpn) == ["asked"]
    assert "New in Network" in [person.name for person in all_of(there, Person)]


def test_supposing_writes_nothing(here: Store) -> None:
    promised(here)
    sets = history.newest(here)
    sandbox(here, TODAY).suppose([suppose(here, "drop", commitment="VPN")], WEEKS)
    assert history.newest(here) == sets


def test_leave_says_which_promise_comes_at_risk_and_the_gate_says_the_same(here: Store, told: list[str]) -> None:
    vpn = promised(here)
    away = suppose(here, "leave", person="Ana", starts_on="2026-06-01", ends_on="2026-06-04")
    found = sandbox(here, TODAY).suppose([away], WEEKS).comparison
    (risk,) = found.coming
    assert (risk.commitment, risk.role, risk.after, risk.day) == (vpn.id, NETWORK.id, WEEK // 2 - WEEK // 5, FRIDAY)
    assert [(one.week, one.before, one.after) for one in found.free] == [(TODAY, WEEK // 2, -12 * 60)]
    real(here, away)
    assert told == ["Now at risk: VPN (12 h Network short by 5 Jun)."]


def test_a_person_more_makes_a_short_draft_possible_and_its_earliest_date_sooner(here: Store) -> None:
    promised(here, minutes=WEEK // 2)
    short = draft(here, WEEK, FRIDAY, "Laptops")
    more = suppose(here, "person", role="Network", weekly_minutes="40")
    (found,) = sandbox(here, TODAY).suppose([more], WEEKS).comparison.reweighed
    assert (found.commitment, found.is_worse) == (short.id, False)
    assert (str(found.before.verdict), str(found.after.verdict)) == ("SHORT", "OK")
    assert found.before.earliest is not None
    assert found.after.earliest is not None
    assert found.after.earliest < found.before.earliest


def test_what_moved_meanwhile_conflicts_and_nothing_is_written(there: Store) -> None:
    vpn = promised(there)
    wanted = [
        suppose(there, "person", role="Network", weekly_minutes="20"),
        suppose(there, "due", commitment="VPN", due="2026-06-19"),
    ]
    edit(there, vpn, due="2026-06-12")
    sets = history.newest(there)
    assert sandbox(there, TODAY).suppose(wanted, WEEKS).moved == (wanted[1],)
    with pytest.raises(ConflictError, match="due was changed to"):
        real(there, *wanted)
    assert history.newest(there) == sets


def test_a_promise_is_not_moved_before_it_is_said_who_agreed(here: Store) -> None:
    promised(here)
    moved = suppose(here, "due", commitment="VPN", by="+2w")
    assert to_be_said(moved) is not None
    with pytest.raises(RefusedError, match=r"VPN: .* who agreed, why it moves"):
        make_real(here, [moved], {}, TODAY, "this")
    with here.read() as reader, pytest.raises(InvalidError, match="Why is required"):
        word(reader, moved, {"who": "A. Lund"}, TODAY)  # type: ignore[arg-type]
    with here.read() as reader:
        said = word(reader, moved, {"who": "A. Lund", "why": "Holidays"}, TODAY)  # type: ignore[arg-type]
    assert said == Word(who="A. Lund", why="Holidays", stakeholder=LUND.id)


def test_what_is_dropped_is_withdrawn_with_who_and_why(here: Store) -> None:
    vpn = promised(here)
    with pytest.raises(RefusedError, match=r"VPN: .*withdraws it"):
        make_real(here, [suppose(here, "drop", commitment="VPN")], {}, TODAY, "this")
    real(here, suppose(here, "drop", commitment="VPN"))
    gone = now(here, vpn)
    assert (gone.state, gone.closed_by, gone.closing_reason, gone.closed_on) == (
        State.WITHDRAWN,
        "A. Lund",
        "Asked for",
        TODAY,
    )


def test_hours_that_were_reported_are_reported_again(here: Store) -> None:
    from itcrm_tui.domain.commitment import Progress

    vpn = promised(here)
    (need,) = all_of(here, Requirement, commitment=vpn.id)
    add(here, Progress(requirement=need.id, minutes_left=600, reported_on=TODAY - timedelta(days=1)))
    real(here, suppose(here, "hours", commitment="VPN", minutes="4"))
    assert now(here, need).minutes == WEEK // 2
    assert [one.minutes_left for one in all_of(here, Progress)] == [600, 240]


@pytest.mark.parametrize(
    ("name", "texts", "part"),
    [
        ("due", {"commitment": "Nothing", "due": "fri"}, "There is no commitment"),
        ("due", {"commitment": "VPN"}, "one of the two"),
        ("due", {"commitment": "VPN", "due": "2026-06-19", "by": "+1w"}, "one of the two"),
        ("due", {"commitment": "VPN", "by": "two weeks"}, "does not say by how much"),
        ("due", {"commitment": "VPN", "due": "2026-05-01"}, "a day that has passed"),
        ("due", {"commitment": "VPN", "due": "2026-06-05"}, "its due date already"),
        ("person", {"role": "Network", "weekly_minutes": "0"}, "adds nothing"),
        ("person", {"role": "Network", "weekly_minutes": "8", "share": "1.5"}, "at most 1"),
        ("person", {"role": "Network", "weekly_minutes": "-5"}, "adds nothing"),
        ("hours", {"commitment": "VPN", "minutes": "-1"}, "Less than no hours"),
        ("reserve", {"role": "Network", "minutes": "-1"}, "Less than no hours"),
        ("person", {"role": "Network"}, "Hours a week is required"),
        ("leave", {"person": "Ana", "starts_on": "2026-06-10", "ends_on": "2026-06-09"}, "ends before it begins"),
        ("leave", {"person": "Ana", "starts_on": "2026-05-01"}, "has passed already"),
        ("hours", {"commitment": "VPN", "minutes": "20"}, "its hours already"),
        ("hours", {"commitment": "VPN", "minutes": "20", "role": "DBA"}, "say which is meant"),
    ],
)
def test_what_cannot_be_supposed_is_told_in_a_sentence(here: Store, name: str, texts: Texts, part: str) -> None:
    promised(here)
    with pytest.raises(InvalidError, match=part):
        suppose(here, name, **texts)


def test_nothing_is_supposed_of_what_is_closed(here: Store) -> None:
    promised(here)
    real(here, suppose(here, "drop", commitment="VPN"))
    with pytest.raises(InvalidError, match="VPN is withdrawn"):
        suppose(here, "due", commitment="VPN", due="2026-06-19")


def test_only_what_is_open_is_offered_what_begins_so_first_and_one_of_two_by_its_id(here: Store) -> None:
    promised(here)
    real(here, suppose(here, "drop", commitment="VPN"))
    draft(here, title="Two VPN lines")
    again, other = draft(here, title="VPN for all"), draft(here, title="VPN")
    there = sandbox(here, TODAY).records.commitments
    assert [one.words for one in open_commitments(here, there, "vpn")] == [other.id, "VPN for all", "Two VPN lines"]
    assert open_commitments(here, there, "vpn for")[0].about == f"draft, due {again.due}"
    assert open_commitments(here, there, " ") == ()
