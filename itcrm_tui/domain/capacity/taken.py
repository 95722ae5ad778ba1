"""Which minutes of a role are given away, and which are the first free ones."""

from bisect import bisect_left, bisect_right


class Taken:
    """The minutes that are given away, as stretches that do not touch."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self) -> "Taken":
        """Return the same minutes, to take more of."""
        other = Taken()
        other.starts, other.ends = self.starts.copy(), self.ends.copy()
        return other

    def take(self, start: int, end: int, minutes: int) -> list[tuple[int, int]]:
        """Take the first free minutes between start and end, at most so many; return the stretches."""
        starts, ends = self.starts, self.ends
        if len(starts) == 1 and starts[0] <= start <= (at := ends[0]):
            ends[0] = after = at + minutes if at + minutes < end else max(at, end)
            return [(at, after)] if after > at else []
        here = first = bisect_left(ends, start)
        found: list[tuple[int, int]] = []
        at = start
        while minutes > 0 and at < end:
            if here < len(starts) and starts[here] <= at:
                at, here = max(at, ends[here]), here + 1
                continue
            gap = min(end, starts[here]) if here < len(starts) else end
            after = min(gap, at + minutes)
            found.append((at, after))
            minutes -= after - at
            at = after
        if found:
            self._join(first, found[0][0], found[-1][1])
        return found

    def _join(self, first: int, start: int, end: int) -> None:
        """Make one stretch of everything between: no minute is free there any more."""
        after = bisect_right(self.starts, end, lo=first)
        if first < after:
            start, end = min(start, self.starts[first]), max(end, self.ends[after - 1])
        self.starts[first:after], self.ends[first:after] = [start], [end]
