"""Some of a hundred people at work: each reads, filters, edits and promises over a connection of their own.

Started as `python -m benchmarks.crowd URL PEOPLE SECONDS SEED`; prints what it saw as JSON.
"""

import json
import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random
from time import monotonic, perf_counter, sleep
from typing import TypeVar

from benchmarks.crowd_by_hand import ByHand
from benchmarks.rows.lists import TODAY
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Requirement
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.lists import Span, roster
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.promise import promise
from storage.errors import ConflictError, RefusedError
from storage.opening import open_store
from storage.store import Store

R = TypeVar("R", bound=Record)
THINKING = (0.5, 2.5)
"""Seconds between two things that a person does, at least and at most."""
CHANCES = {"page": 62, "filter": 20, "save": 15, "promise": 3}
HANDS = 3
"""People of the same pace who do it by hand."""


class Person(threading.Thread):
    """One of them. `seen`: milliseconds by what was done; `raised`: how often a client's tier was counted up."""

    def __init__(self, url: str, number: int, until: float) -> None:
        super().__init__()
        self.url, self.until, self.draw = url, until, Random(number)
        self.seen: dict[str, list[float]] = defaultdict(list)
        self.raised, self.promised, self.conflicts, self.errors = 0, 0, 0, list[str]()

    def run(self) -> None:
        try:
            with closing(guarded(open_store(self.url, actor="crowd", device=self.name))) as store:
                self._work(store)
        except Exception as error:  # noqa: BLE001
            self.errors.append(repr(error))

    def _work(self, store: Store) -> None:
        doing: dict[str, Callable[[Store], None]] = {
            "page": self._page,
            "filter": self._filter,
            "save": self._save,
            "promise": self._promise,
        }
        while monotonic() < self.until:
            sleep(self.draw.uniform(*THINKING))
            what = self.draw.choices(list(CHANCES), list(CHANCES.values()))[0]
            began = perf_counter()
            doing[what](store)
            self.seen[what].append(1e3 * (perf_counter() - began))

    def _page(self, store: Store) -> None:
        roster(store, "", TODAY, Span())

    def _filter(self, store: Store) -> None:
        roster(store, self.draw.choice(("bank", "stone", "mill", "quiet", "k00001")), TODAY, Span())

    def _save(self, store: Store) -> None:
        """Count the tier of one of ten clients up, over and over until nobody was quicker: none may be lost.

        Somebody quicker may have made the same of it: then there is no conflict, and nothing to write.
        """
        while True:
            client = self._one(store, Client, 10)
            try:
                with store.write("Raise a tier") as unit:
                    unit.save(client, replace(client, tier=(client.tier or 0) + 1))
            except ConflictError:
                self.conflicts += 1
                continue
            if unit.written:
                self.raised += 1
                return

    def _promise(self, store: Store) -> None:
        client, role = self._one(store, Client, 50), self._one(store, Role, 50)
        drafted = Commitment(client=client.id, title="Promised in a crowd", due=TODAY + timedelta(700))
        need = Requirement(commitment=drafted.id, role=role.id, minutes=60)
        with store.write("Draft a promise") as unit:
            unit.add(drafted)
            unit.add(need)
        try:
            checked = check(store, drafted, TODAY).commitment
            with store.read() as reader:
                asked = reader.find(Answer, requirement=need.id)
            assert isinstance(asked, list)
            with store.write("Accept") as unit:
                unit.save(asked[0], replace(asked[0], answer=AnswerState.ACCEPTED))
            promise(store, checked, TODAY)
        except (RefusedError, ConflictError):
            return
        self.promised += 1

    def _one(self, store: Store, record_type: type[R], among: int) -> R:
        with store.read() as reader:
            found = reader.find(record_type, limit=among)
        assert isinstance(found, list)
        return self.draw.choice(found)


def main() -> None:
    """Let them work for some seconds."""
    url, people, seconds, seed = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    until = monotonic() + seconds
    crowd = [Person(url, 1_000 * seed + number, until) for number in range(people)]
    by_hand = [ByHand(url, number, until, THINKING) for number in range(HANDS)]
    for one in (*crowd, *by_hand):
        one.start()
    for one in (*crowd, *by_hand):
        one.join()
    sys.stdout.write(json.dumps(_told(crowd, by_hand)))


def _told(crowd: list[Person], by_hand: list[ByHand]) -> dict[str, object]:
    seen: dict[str, list[float]] = defaultdict(list)
    for one in (*crowd, *by_hand):
        for what, times in one.seen.items():
            seen[what] += times
    return {
        "seen": seen,
        "raised": sum(one.raised for one in crowd),
        "promised": sum(one.promised for one in crowd),
        "conflicts": sum(one.conflicts for one in crowd),
        "errors": [error for one in (*crowd, *by_hand) for error in one.errors],
    }


if __name__ == "__main__":
    main()
