"""Full names, and the addresses and phone numbers that go with them."""

from itcrm_tui.text import folded
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.words.names import CULTURES, LONG_NAMES, PLAIN_LETTERS

DOMAIN = "corvane.example"
"""A domain that can belong to nobody (RFC 2606)."""


def full_name(draw: Draw) -> str:
    """Return a name, mostly of one language, sometimes of two, once in a while a long one."""
    if draw.chance(0.01):
        return draw.choice(LONG_NAMES)
    first, family = draw.choice(CULTURES), draw.choice(CULTURES)
    return f"{draw.choice(first[0])} {draw.choice((family if draw.chance(0.15) else first)[1])}"


def plain(text: str) -> str:
    """Return a name in the letters of an address: small, ASCII, other signs left out."""
    letters = folded(text.lower().translate(PLAIN_LETTERS))
    return "".join(char for char in letters if char.isascii() and (char.isalnum() or char in "-."))


def login(name: str) -> str:
    """Return the first letter and the family name."""
    first, _, family = name.partition(" ")
    return plain(first[0] + family)


def address(name: str) -> str:
    """Return a mail address from a name."""
    first, _, family = name.partition(" ")
    return f"{plain(first)}.{plain(family)}@{DOMAIN}"


def phone(draw: Draw) -> str:
    """Return one of the French numbers that are kept for stories and never given to anybody."""
    return f"04 65 71 {draw.randrange(100):02} {draw.randrange(100):02}"


class Unused:
    """Makes words unique by counting: the second "DEP-BRA" becomes "DEP-BRA2"."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def __call__(self, word: str, gap: str = "") -> str:
        self._taken[word] = self._taken.get(word, 0) + 1
        return word if self._taken[word] == 1 else f"{word}{gap}{self._taken[word]}"
