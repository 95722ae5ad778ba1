"""When two names may be the same one, written differently: typed wrongly, in another order, with a legal form."""

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import ne

from itcrm_tui.text import folded

_WORD = re.compile(r"[^\W_]+")
_BETWEEN_LETTERS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_UMLAUT = re.compile("([aou])e")
_FILLERS = frozenset(
    (
        *("the", "and", "of", "und", "et", "de", "department", "dept", "division", "div"),
        *("ltd", "limited", "inc", "incorporated", "llc", "llp", "plc", "corp", "corporation", "co", "company"),
        *("gmbh", "ag", "kg", "ohg", "mbh", "sa", "sarl", "sas", "srl", "spa", "bv", "nv", "oy", "ab", "aps"),
    )
)
SHORTEST = 5
"""Letters that a name needs before one that differs a little is like it."""
LONG = 12
"""Letters from which on two of them may be wrong, at different places."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words in order of the alphabet, its letters in one, its digits."""

    words: tuple[str, ...]
    letters: str
    digits: str
    last: str


@lru_cache(maxsize=4_096)
def _plain_word(word: str) -> str:
    return word if word.isdecimal() else _UMLAUT.sub(r"\1", word)


def name_of(text: str) -> Name:
    """Return what of a name counts: without case, accents, punctuation, legal forms and words such as `the`."""
    found = [_plain_word(word) for word in _WORD.findall(_BETWEEN_LETTERS.sub("", folded(text)))]
    words = [word for word in found if word not in _FILLERS] or found
    joined = "".join(words)
    return Name(
        tuple(sorted(words)),
        joined,
        "".join(char for char in joined if char.isdecimal()) if any(map(str.isdecimal, joined)) else "",
        words[-1] if words else "",
    )


def alike(one: Name, other: Name) -> bool:
    """Whether two names that are not the same may be meant to be; names that differ in a digit never are."""
    if one.digits != other.digits:
        return False
    return _misspelt(one.letters, other.letters) or _initial(one, other)


def _misspelt(one: str, other: str) -> bool:
    """Whether one is the other with a letter wrong, missing, too many or swapped; of a long name, two letters wrong."""
    shorter, longer = len(one), len(other)
    if shorter > longer:
        one, other, shorter, longer = other, one, longer, shorter
    if shorter < SHORTEST or longer - shorter > 1:
        return False
    start = _same_start(one, other, shorter)
    if one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :]:
        return True
    if longer != shorter:
        return False
    if one[start : start + 2] == other[start : start + 2][::-1]:
        return one[start + 2 :] == other[start + 2 :]
    apart = one[start + 1 : start + 2] == other[start + 1 : start + 2]
    return shorter >= LONG and apart and _wrong_letters(one[start + 1 :], other[start + 1 :]) == 1


def _same_start(one: str, other: str, most: int) -> int:
    """Return how many letters two names begin with alike: by halves, as names in order begin alike for long."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[:middle] == other[:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _wrong_letters(one: str, other: str) -> int:
    return sum(map(ne, one, other))


def _initial(one: Name, other: Name) -> bool:
    """Whether one is the other with a first name cut to its letter: `M. Okoye` is like `Mary Okoye`."""
    if one.last != other.last or len(one.words) != 2 or len(other.words) != 2 or len(one.last) < 2:
        return False
    firsts = sorted((_first(one), _first(other)), key=len)
    return len(firsts[0]) == 1 and firsts[1].startswith(firsts[0])


def _first(name: Name) -> str:
    return next((word for word in name.words if word != name.last), "")
