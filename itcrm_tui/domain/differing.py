"""Texts set side by side: where they begin to differ, and what is shown of them so that this is in sight."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LEFT_OUT = "..."
"""Stands for what is left out: before what is shown where texts begin alike, after it where they end alike."""
SAME_BEFORE, SAME_AFTER = 60, 60
"""So many characters that are the same are shown, to find the place in the text by."""
MOST = 4_000
"""Of one text no more is shown, however much of it differs."""


class Part(NamedTuple):
    """What is shown of a text, in which `start` to `end` is what the other one does not say."""

    text: str
    start: int
    end: int


def begun_at_difference(texts: Sequence[str], length: int) -> list[str]:
    """Return texts so that their first `length` characters show where they begin to differ.

    Where that is too late, they begin shortly before it. Nothing is cut at the end.
    """
    start = min((_same_start(texts[0], other) for other in texts if other != texts[0]), default=0)
    ends_in_sight = min(map(len, texts)) == start < length - 1
    if ends_in_sight or start <= length - max(4, length // 3) or max(map(len, texts)) <= length:
        return list(texts)
    begin = _word_before(texts[0], start, length // 3)
    return [f"{LEFT_OUT}{text[begin:]}" for text in texts]


def differing(one: str, other: str) -> tuple[Part, Part]:
    """Return two texts without what is the same at their long beginnings and ends."""
    start = _same_start(one, other)
    same_end = min(_same_start(one[::-1], other[::-1]), min(len(one), len(other)) - start)
    is_late = start > SAME_BEFORE + len(LEFT_OUT) and one != other
    begin = _word_before(one, start, SAME_BEFORE) if is_late else 0
    return _part(one, begin, start, len(one) - same_end), _part(other, begin, start, len(other) - same_end)


def _part(text: str, begin: int, start: int, end: int) -> Part:
    before = LEFT_OUT if begin else ""
    last = end + SAME_AFTER if len(text) > end + SAME_AFTER + len(LEFT_OUT) else len(text)
    last = min(last, begin + MOST)
    after = LEFT_OUT if last < len(text) else ""
    moved = len(before) - begin
    return Part(f"{before}{text[begin:last]}{after}", start + moved, min(end, last) + moved)


def _same_start(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    same, different = 0, min(len(one), len(other)) + 1
    while different - same > 1:
        middle = (same + different) // 2
        if one[:middle] == other[:middle]:
            same = middle
        else:
            different = middle
    return same


def _word_before(text: str, start: int, most: int) -> int:
    """Return where a word begins, at most so many characters before `start`; in a word that is too long, just there."""
    blanks = [text.find(sign, start - most, start) for sign in " \n"]
    begin = min((blank + 1 for blank in blanks if blank >= 0), default=start - most)
    while begin < start and text[begin].isspace():
        begin += 1
    while begin and unicodedata.combining(text[begin : begin + 1] or " "):
        begin -= 1
    return begin
