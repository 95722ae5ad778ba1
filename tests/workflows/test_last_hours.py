"""Two people promising the last hours at the same moment cannot both succeed: real sessions, on either engine."""

from __future__ import annotations

from storage.store import Store
from tests.workflows.last_hours import only_one_is_promised, two_sessions
from tests.workflows.promise_steps import organized

ROUNDS = 30


def test_the_last_hours_are_promised_once(either_store: Store) -> None:
    organized(either_store)
    with two_sessions(either_store) as stores:
        only_one_is_promised(either_store, stores, ROUNDS)
