"""A line to a database server that can be cut at the worst moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

COMMIT, HEADER = b"COMMIT", b"INSERT INTO change_set"


class Line:
    """Passes bytes on. `cut` says what happens at the next commit: "before" it arrives, or "after" it was done.

    Only commits of change sets count. `freeze_at`: from when it is to be sent on, nothing passes any more, and nothing
    is closed, as when a server stands still; `frozen` is set then.
    """

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.cut: str | None = None
        self.down = False
        self.freeze_at: bytes | None = None
        self.frozen = threading.Event()
        self._thawed = threading.Event()
        self.commits = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                if self.down:
                    client.close()
                else:
                    threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        self._stand_still(b"")
        server = socket.create_connection(self.server)
        answers = threading.Thread(target=_copy, args=(server, client), daemon=True)
        answers.start()
        writes = False
        with suppress(OSError):
            while data := client.recv(1 << 16):
                self._stand_still(data)
                writes = writes or HEADER in data
                if writes and COMMIT in data:
                    writes = False
                    self.commits += 1
                    if self.cut:
                        self._break(client, server, data)
                        return
                server.sendall(data)
        _close(client, server)

    def _break(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        cut, self.cut = self.cut, None
        client.close()  # whatever the server answers now reaches nobody
        if cut == "after":
            server.sendall(data)
            server.settimeout(10)
            with suppress(OSError):
                server.recv(1 << 16)
        _close(server)

    def _stand_still(self, data: bytes) -> None:
        if self.freeze_at is not None and self.freeze_at in data:
            self.frozen.set()
        if self.frozen.is_set():
            self._thawed.wait()

    def thaw(self) -> None:
        """Let everything pass again."""
        self.freeze_at = None
        self._thawed.set()
        self.frozen.clear()

    def close(self) -> None:
        """Take no more connections."""
        self._thawed.set()
        self.listening.close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    _close(target)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def line_to(host: str, port: int) -> Iterator[Line]:
    """A line for the time of a block."""
    line = Line(host, port)
    yield line
    line.close()
