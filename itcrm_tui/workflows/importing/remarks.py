"""What was done with words of a file that are none of ours, gathered so that a person sees it at a glance."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

_WORDS_SHOWN = 3
_LENGTH = 40


@dataclass(frozen=True)
class Remark:
    """What was done with cells of one column: a sentence, and in how many rows."""

    header: str
    sentence: str
    rows: int


@dataclass
class Remarks:
    """Remarks in the making, by column and by what was done."""

    _counts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, header: str, done: str, word: str = "") -> None:
        """Note what was done with a cell; `word` is what it says, where that matters."""
        self._counts[header, done][word.strip()[:_LENGTH]] += 1

    def summary(self) -> list[Remark]:
        """Return a remark for each column and deed, the most frequent words first."""
        return [Remark(header, _said(done, words), words.total()) for (header, done), words in self._counts.items()]


def _said(done: str, words: Counter[str]) -> str:
    shown = [f"“{word}”" for word, _ in words.most_common(_WORDS_SHOWN) if word]
    if not shown:
        return done
    more = f" and {len(words) - len(shown):,} more" if len(words) > len(shown) else ""
    return f"{', '.join(shown)}{more}: {done}"
