"""Names given once each: one that comes again gets a number, in time that does not grow with how often it came."""


class FreeNames:
    """The names given so far."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def free(self, name: str) -> str:
        """Return the name, or with the next number that is free: `Note`, `Note 2`."""
        free, count = name, self._counts.get(name, 0)
        while free in self._counts:
            count += 1
            free = f"{name} {count}"
        self._counts[name] = max(count, 1)
        self._counts.setdefault(free, 1)
        return free
