"""A long change while it is being written: how far it is, and a way to stop it."""


class Underway:
    """What a unit of work tells of its progress; called in a thread."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._stopped = False

    def __call__(self, done: int, total: int) -> None:
        from storage.question import StoppedError

        if self._stopped:
            raise StoppedError("Stopped; nothing was changed.")
        self.done, self.total = done, total

    def stop(self) -> None:
        """End it before its next portion; of an unfinished change nothing stays."""
        self._stopped = True

    @property
    def words(self) -> str:
        """How far it is, in a sentence."""
        return f"{self.done:,} of {self.total:,} so far. Esc stops it." if self.total else ""
