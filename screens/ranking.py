"""Which of many commands is meant by a few letters."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from textual.fuzzy import Matcher

from itcrm_tui.text import folded


class Named(Protocol):
    """What is found by a word, or by the sentence that explains it."""

    @property
    def word(self) -> str: ...

    @property
    def sentence(self) -> str: ...


T = TypeVar("T", bound=Named)


def ranked(typed: str, commands: Sequence[T], recent: Sequence[str] = ()) -> list[T]:
    """Return the commands that are meant by what was typed, the likeliest first; all of them when it is nothing.

    A word that begins so comes before one that has a part beginning so, then come the sentences, last the words that
    hold the letters in their order. Among equals those used lately come first, the latest before all.
    """
    lately = {word: len(recent) - place for place, word in enumerate(recent)}
    query = folded(typed).strip()
    scored = [(_score(query, one), lately.get(one.word, 0), one) for one in commands]
    return [one for score, _, one in sorted(scored, key=lambda three: three[:2], reverse=True) if score > 0]


def _score(query: str, command: Named) -> float:
    word, sentence = folded(command.word), folded(command.sentence)
    if not query or word == query:
        return 6
    if word.startswith(query):
        return 5
    if _begins_parts(query, word):
        return 4
    if _begins_parts(query, f"{word} {sentence}"):
        return 3
    if query in sentence:
        return 2
    return _share(Matcher(query).match(word))


def _begins_parts(query: str, text: str) -> bool:
    """Whether each part of the query begins a part of the text."""
    parts = text.split()
    return all(any(part.startswith(wanted) for part in parts) for wanted in query.split())


def _share(score: float) -> float:
    """Return a score of the matcher as a number under one."""
    return score / (1 + score)
