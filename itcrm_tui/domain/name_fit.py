"""How well a name fits what is typed: code, beginning, words, initials, letters in order, a slip of the finger."""

from functools import lru_cache

BEST = 1000
GOOD = 500
"""What fits no better may be a slip of the finger, or letters picked out of the name."""

_SHORTEST_SLIP = 4


def fit(typed: str, name: str, code: str = "") -> int:
    """Return how well a name or a code fits what is typed, all of them folded: 0 not at all, `BEST` to the letter.

    Of two that fit as well the shorter name is the better one.
    """
    if not typed:
        return 0
    return max(_by_code(typed, code), _by_name(typed, name) - min(len(name), 99) // 4, 0)


def _by_code(typed: str, code: str) -> int:
    if code and typed == code:
        return BEST
    return 900 - min(len(code), 99) if code.startswith(typed) else 0


def _by_name(typed: str, name: str) -> int:
    if name == typed:
        return 980
    if name.startswith(typed):
        return 860
    words, wanted = name.split(), typed.split()
    if all(any(word.startswith(one) for word in words) for one in wanted):
        return 760
    if len(typed) > 1 and "".join(word[0] for word in words).startswith(typed.replace(" ", "")):
        return 700
    if all(one in name for one in wanted):
        return 600
    if all(one in name or any(_slip(one, word) for word in words) for one in wanted):
        return 400
    return _scattered(typed.replace(" ", ""), name)


def _scattered(typed: str, name: str) -> int:
    """Return more the closer together the letters stand in the name, which has to begin a word with the first."""
    starts = [at for at, letter in enumerate(name) if letter == typed[0] and (at == 0 or name[at - 1] == " ")]
    spans = [end - start for start in starts if (end := _end(typed, name, start)) is not None]
    if len(typed) < 3 or not spans:
        return 0
    loose = min(spans) - len(typed)
    return 300 - 10 * loose if loose <= 2 * len(typed) else 0


def _end(typed: str, name: str, start: int) -> int | None:
    at = start
    for letter in typed:
        at = name.find(letter, at) + 1
        if at == 0:
            return None
    return at


@lru_cache(maxsize=20_000)
def _slip(typed: str, word: str) -> bool:
    """Whether one letter wrong, missing, too many, or two in the wrong order, is all that parts them.

    The word may go on: what is typed is its beginning.
    """
    if len(typed) < _SHORTEST_SLIP or len(word) < len(typed) - 1:
        return False
    same = next((at for at, (mine, theirs) in enumerate(zip(typed, word, strict=False)) if mine != theirs), len(word))
    rest, there = typed[same:], word[same:]
    wrong, missing, extra = rest[1:], rest, rest[1:]
    if there[1:].startswith(wrong) or there[1:].startswith(missing) or there.startswith(extra):
        return True
    return rest[1:2] + rest[:1] == there[:2] and there[2:].startswith(rest[2:])


def pieces(typed: str) -> list[str]:
    """Return for each place where a slip may be what stands before and behind it: two words to look for instead.

    A word too short to be told by the rest has none. The first letter is taken to be right.
    """
    if len(typed) <= _SHORTEST_SLIP:
        return []
    return [f"{typed[:at]} {typed[at + 2 :]}".strip() for at in range(1, len(typed) - 1)]
