"""People who write while servers come and go, and what has to be true of it afterwards."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import closing

from itcrm_tui.domain.client import Client
from storage.errors import StoreError
from storage.opening import open_store
from storage.verify import verify


class Writer(threading.Thread):
    """Adds clients, one after the other, and notes what was acknowledged."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(name=name)
        self.url, self.acknowledged, self.failures, self.ends = url, list[str](), list[str](), threading.Event()
        self.progressed = threading.Condition()

    def run(self) -> None:
        with closing(open_store(self.url, actor=self.name, device=self.name)) as store:
            for number in range(1_000_000):
                if self.ends.is_set():
                    return
                client = Client(name=f"{self.name} {number}")
                try:
                    with store.write(f"Add client {client.name}") as unit:
                        unit.add(client)
                    self.acknowledged.append(client.name)
                except StoreError as error:
                    self.failures.append(str(error))
                with self.progressed:
                    self.progressed.notify_all()

    def wait_for(self, writes: int) -> None:
        """Wait until so many more have been acknowledged."""
        wanted = len(self.acknowledged) + writes
        with self.progressed:
            in_time = self.progressed.wait_for(lambda: len(self.acknowledged) >= wanted, timeout=120)
        assert in_time, f"{self.name} got stuck: {self.failures}"


def compare(url: str, writers: list[Writer]) -> tuple[int, int]:
    with closing(open_store(url, actor="ana", device="desk")) as store:
        with store.read() as reader:
            found = reader.find(Client)
        assert isinstance(found, list)
        there = Counter(client.name for client in found)
        assert verify(store) == []
    acknowledged = [name for writer in writers for name in writer.acknowledged]
    assert [name for name in acknowledged if there[name] != 1] == []
    assert max(there.values()) == 1
    assert not any("pg_" in failure for writer in writers for failure in writer.failures)
    return len(acknowledged), sum(len(writer.failures) for writer in writers)
