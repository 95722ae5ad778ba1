"""Two people promise the last hours of a role at the same moment, each in a session of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from threading import Barrier

from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.workflows.promising.promise import promise
from storage.errors import RefusedError
from storage.gate import open_gate
from storage.store import Store
from tests.workflows.promise_steps import FINANCE, FRIDAY, NETWORK, TODAY, WEEK, add, now

Rivals = tuple[Commitment, Commitment]


@contextmanager
def two_sessions(store: Store) -> Iterator[tuple[Store, Store]]:
    """Two more stores on the same database, each with connections of its own."""

    def another(device: str) -> Store:
        return Store(store.backend, actor=store.actor, device=device, clock=store.clock)

    with closing(another("ana")) as ana, closing(another("ben")) as ben:
        yield ana, ben


def rivals(store: Store) -> Rivals:
    """Two checked commitments with all answers, each of which takes most of the week."""
    store.gate = open_gate
    pair = tuple(
        Commitment(client=FINANCE.id, title=title, due=FRIDAY, state=CommitmentState.CHECKED, checked_on=TODAY)
        for title in ("One", "Other")
    )
    needs = [Requirement(commitment=one.id, role=NETWORK.id, minutes=WEEK * 3 // 4) for one in pair]
    add(store, *pair, *needs, *(Answer(requirement=need.id, answer=AnswerState.ACCEPTED) for need in needs))
    return now(store, pair[0]), now(store, pair[1])


def raced(stores: Sequence[Store], pair: Rivals) -> list[str]:
    """What came of it when both were promised at once: `promised`, or why not."""
    line = Barrier(len(pair))

    def run(store: Store, commitment: Commitment) -> str:
        line.wait()
        try:
            return promise(store, commitment, TODAY).commitment.state
        except RefusedError as error:
            return str(error)

    with ThreadPoolExecutor(len(pair)) as pool:
        return sorted(pool.map(run, stores, pair), key=len)


def clear(store: Store, pair: Rivals) -> None:
    """The client takes both back, so that the hours are free again."""
    with store.write("Clear") as unit:
        for commitment in pair:
            seen = now(store, commitment)
            unit.save(seen, replace(seen, state=CommitmentState.WITHDRAWN))


def only_one_is_promised(setting_up: Store, stores: Sequence[Store], rounds: int) -> None:
    """In every round exactly one is promised, and the other learns what is short and when it would fit."""
    for number in range(rounds):
        pair = rivals(setting_up)
        first, second = raced(stores, pair)
        assert first == "promised", (number, first)
        assert "SHORT 20 h Network" in second, (number, second)
        assert "Earliest: " in second
        assert sorted(now(setting_up, one).state for one in pair) == ["checked", "promised"]
        clear(setting_up, pair)
