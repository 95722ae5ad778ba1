"""The sample organization is the same each time, as large as asked for, and written as it was composed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.outreach import Touchpoint
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from itcrm_tui.domain.subscription import Usage
from itcrm_tui.workflows.demo import USUAL, Sizes, fill
from storage import journal
from storage.errors import ConflictError
from storage.opening import open_store
from storage.store import Store
from tests.workflows.demo_found import OPEN, SMALL, TODAY, Found, composed, moments_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/demo.db", actor="test", device="test", create=True)
    yield store
    store.close()


def read(store: Store) -> Found:
    with store.read() as reader:
        found = [reader.find(kind.record_type) for kind in KINDS.values() if kind.name != "settings"]
    return Found(tuple(record for records in found if not isinstance(records, Hidden) for record in records))


@pytest.mark.parametrize("sizes", [SMALL, USUAL], ids=["small", "usual"])
def test_what_is_written_is_what_was_composed_identifiers_included(store: Store, sizes: Sizes) -> None:
    fill(store, TODAY, seed=7, sizes=sizes)
    assert read(store).facts() == composed(seed=7, sizes=sizes).facts()


def test_the_same_seed_and_day_give_the_same_records_identifiers_included() -> None:
    assert composed.__wrapped__(sizes=SMALL).facts() == composed.__wrapped__(sizes=SMALL).facts()


def test_another_seed_gives_another_organization() -> None:
    first, second = composed(seed=1, sizes=SMALL).facts(), composed(seed=2, sizes=SMALL).facts()
    assert first.keys().isdisjoint(second)
    names = [
        {fact.get("name") for fact in facts.values() if fact["kind"] == "stakeholder"} for facts in (first, second)
    ]
    assert len(names[0] & names[1]) < len(names[0]) / 2


def test_identifiers_are_uuids_of_version_seven_and_none_comes_twice() -> None:
    made = [record.id for record in composed().records]
    assert {uuid.UUID(record_id).version for record_id in made} == {7}
    assert all(str(uuid.UUID(record_id)) == record_id for record_id in made)
    assert len(set(made)) == len(made)


def test_feedback_sorts_by_identifier_as_it_was_received() -> None:
    received = [feedback.received_at for feedback in sorted(composed().all(Feedback), key=lambda one: one.id)]
    assert received == sorted(received, key=str)


def told_by(record_id: str) -> date:
    """The day in an identifier of version 7."""
    return datetime.fromtimestamp(int(record_id.replace("-", "")[:12], 16) / 1000, UTC).date()


@pytest.mark.parametrize("today", [date(1999, 6, 1), date(2024, 2, 29), date(2041, 6, 4)])
def test_every_date_stands_near_today_whenever_that_is(today: date) -> None:
    for record in composed(today, sizes=SMALL).records:
        for name, moment in (*moments_of(record), ("id", told_by(record.id))):
            assert today - timedelta(days=900) < moment < today + timedelta(days=200), (kind_of(record).name, name)


def test_a_week_later_everything_open_stands_a_week_later() -> None:
    now, then = composed(), composed(TODAY + timedelta(weeks=1))
    dates = [[commitment.due for commitment in one.all(Commitment) if commitment.state in OPEN] for one in (now, then)]
    week = timedelta(weeks=1)
    assert dates[0]
    assert [due + week for due in dates[0] if due] == dates[1]
    received = [[one.received_at for one in found.all(Feedback)][:5] for found in (now, then)]
    assert [at + week for at in received[0] if at] == received[1]


def test_as_many_are_made_as_promised() -> None:
    counts = Counter(type(record) for record in composed().records)
    expected = {Client: 25, Service: 40, Commitment: 60, Feedback: 300, Touchpoint: 180, Person: 30, Team: 7, Role: 10}
    assert {kind: counts[kind] for kind in expected} == expected
    assert len({usage.month for usage in composed().all(Usage)}) == 18
    assert max(usage.month for usage in composed().all(Usage)) == "2025-05"


@pytest.mark.parametrize(
    "sizes",
    [
        SMALL,
        Sizes(people=1, clients=0, services=1, commitments=0, touchpoints=0, feedback=0, months=0),
        Sizes(people=1, clients=1, services=1, commitments=1, touchpoints=1, feedback=1, months=1),
        Sizes(people=45, clients=60, services=70, commitments=150, touchpoints=90, feedback=80, months=4),
    ],
)
def test_the_sizes_are_kept_small_or_large(store: Store, sizes: Sizes) -> None:
    fill(store, TODAY, sizes=sizes)
    counts = Counter(type(record) for record in read(store).records)
    asked = {
        Person: sizes.people,
        Client: sizes.clients,
        Service: sizes.services,
        Commitment: sizes.commitments,
        Touchpoint: sizes.touchpoints,
        Feedback: sizes.feedback,
    }
    assert {kind: counts[kind] for kind in asked} == asked


def test_every_kind_of_record_occurs() -> None:
    assert {kind_of(record).name for record in composed().records} == KINDS.keys() - {"settings"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_commitments_stand_in_all_nine_states_and_feedback_in_every_kind_and_state(seed: int) -> None:
    made = composed(seed=seed)
    assert {commitment.state for commitment in made.all(Commitment)} == set(CommitmentState)
    assert {feedback.state for feedback in made.all(Feedback)} == set(FeedbackState)
    assert {feedback.kind for feedback in made.all(Feedback)} == set(FeedbackKind)


def test_nine_commitments_are_enough_for_nine_states() -> None:
    assert len({commitment.state for commitment in composed(sizes=SMALL).all(Commitment)}) == 9


def test_it_is_written_in_a_handful_of_change_sets_with_titles(store: Store) -> None:
    fill(store, TODAY, sizes=SMALL)
    with store.connected() as connection:
        titles = [change_set.title for change_set in journal.change_sets(connection)]
    assert 5 <= len(titles) <= 12
    assert "Set up teams and people" in titles


def test_the_settings_name_a_time_zone_and_a_country_for_holidays(store: Store) -> None:
    fill(store, TODAY, sizes=SMALL)
    with store.read() as reader:
        settings = reader.get(Settings, SETTINGS_ID)
    assert isinstance(settings, Settings)
    assert (settings.time_zone, settings.holiday_country) == ("Europe/Paris", "FR")


def test_a_database_that_holds_the_sample_already_is_left_alone(store: Store) -> None:
    fill(store, TODAY, sizes=SMALL)
    before = read(store).facts()
    with pytest.raises(ConflictError):
        fill(store, TODAY, sizes=SMALL)
    assert read(store).facts() == before
