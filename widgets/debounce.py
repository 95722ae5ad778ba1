"""A call that waits until things have been quiet for a moment."""

import asyncio
from collections.abc import Callable


class Debounce:
    """Calls `call` once, `seconds` after the last time it was asked to. Lives on the event loop's thread."""

    def __init__(self, seconds: float, call: Callable[[], object]) -> None:
        self.seconds = seconds
        self._call = call
        self._waiting: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Ask for the call; an earlier wait starts over."""
        self.cancel()
        self._waiting = asyncio.get_running_loop().call_later(self.seconds, self._finish)

    def flush(self) -> None:
        """Call now, if a call was asked for."""
        if self._waiting:
            self.cancel()
            self._call()

    def cancel(self) -> None:
        """Forget that a call was asked for."""
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _finish(self) -> None:
        self._waiting = None
        self._call()
