"""How text from outside may appear on a screen, and how it compares when people search or sort."""

import re
import unicodedata
from collections.abc import Iterator

MARK = "\u2426"
"""Stands for each character that may not be shown: one cell wide in every terminal, unlike U+FFFD."""

STACK_LIMIT = 6
"""Accents one letter may carry; no language needs more, and more would paint over other lines."""

_INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_PICTURE_CHOICE = re.compile("(?<=[#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
_LINE_END = re.compile("\r\n|\r|\n")
_TAB = " " * 4
PARTED = " / "
"""Stands in one line where the text has ended one and begun another."""


def safe(text: str) -> str:
    """Return `text` as one harmless line.

    Control characters (line ends and tabs too), bidi controls, invisible and zero-width characters, lone
    surrogates, private and unassigned code points, and accents without a letter or beyond `STACK_LIMIT`
    each become `MARK`; every kind of space becomes a plain one. After a symbol the selectors that only
    choose between its text and picture form are left out. Applying it twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(_PICTURE_CHOICE.sub("", text)))


def safe_lines(text: str) -> str:
    r"""Return `text` as harmless lines parted by `\n`, whatever parted them; a tab becomes four spaces."""
    return "\n".join(safe(line.replace("\t", _TAB)) for line in _LINE_END.split(text))


def in_a_line(text: str) -> str:
    """Return `text` as one harmless line: ` / ` stands where a line ends, a tab becomes four spaces."""
    return safe_lines(text).replace("\n", PARTED)


def _shown(text: str) -> Iterator[str]:
    stacked = STACK_LIMIT
    for char in text:
        category = unicodedata.category(char)
        stacked = stacked + 1 if category in ("Mn", "Me") else 0
        if category == "Zs":
            yield " "
        elif stacked > STACK_LIMIT or char in _INVISIBLE or not char.isprintable():
            yield MARK
        else:
            yield char


def folded(text: str) -> str:
    """Return `text` without accents and case, decomposed (NFKD), for search and sort.

    Marks that are vowels of their own, as in Hindi or Thai, stay. Folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    plain = _plain(text)
    return plain.lower() if plain.isascii() else _plain(plain.casefold()).casefold()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([char for char in decomposed if char.isascii() or not unicodedata.combining(char)])
