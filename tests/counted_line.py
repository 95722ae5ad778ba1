"""A line to a database server that counts what goes over it: bytes each way, and turns."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from select import select

AT_ONCE = 1 << 16


@dataclass
class Traffic:
    """`turns`: how often the program spoke and then waited for the answer."""

    turns: int = 0
    sent: int = 0
    received: int = 0

    def __sub__(self, before: Traffic) -> Traffic:
        return Traffic(self.turns - before.turns, self.sent - before.sent, self.received - before.received)


class CountedLine:
    """Passes on what comes, over as many connections as are made."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self._counted = Traffic()
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def traffic(self) -> Traffic:
        """What has been counted so far."""
        with self._lock:
            return Traffic(**vars(self._counted))

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        with client, socket.create_connection(self.server) as server, suppress(OSError):
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            other = {client: server, server: client}
            spoke_last = server
            while True:
                for speaking in select((client, server), (), ())[0]:
                    data = speaking.recv(AT_ONCE)
                    if not data:
                        return
                    self._count(len(data), sent=speaking is client, turn=speaking is client is not spoke_last)
                    spoke_last = speaking
                    other[speaking].sendall(data)

    def _count(self, length: int, *, sent: bool, turn: bool) -> None:
        with self._lock:
            self._counted.turns += turn
            self._counted.sent += length if sent else 0
            self._counted.received += 0 if sent else length


@contextmanager
def counted_line(host: str, port: int) -> Iterator[CountedLine]:
    """A line for the time of a block."""
    line = CountedLine(host, port)
    try:
        yield line
    finally:
        line.close()
