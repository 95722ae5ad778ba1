"""What a check has found, so many of a sort and no more."""

from collections import Counter

MOST = 20


class Findings:
    """Sentences in the order in which they were found; beyond `MOST` of a sort they are only counted."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()

    def add(self, sort: str, sentence: str) -> None:
        """Note one finding of a sort, such as `search text`."""
        self._counts[sort] += 1
        if self._counts[sort] <= MOST:
            self._found.setdefault(sort, []).append(sentence)

    def sentences(self) -> list[str]:
        """Return all sentences, and for each sort how many more there were."""
        result: list[str] = []
        for sort, found in self._found.items():
            result += found
            if self._counts[sort] > MOST:
                result.append(f"There are {self._counts[sort] - MOST} more findings of this sort: {sort}.")
        return result
