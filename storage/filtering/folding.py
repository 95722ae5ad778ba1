"""The folded form of a text in SQL, the same as `itcrm_tui.text.folded` makes it.

SQLite is taught the function. PostgreSQL is told all of it in one expression, as a shared database is not ours to add
functions to: texts in ASCII, which nearly all are, it only has to put into small letters.
"""

import unicodedata
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from itcrm_tui.text import folded

_FIRST_MARK, _END = 0x300, 0x1F000
"""Between these are all letters with a case beyond ASCII and Latin-1, and all marks over letters."""


class Folded(FunctionElement[str]):
    """A text without case and accents."""

    type = Text()
    inherit_cache = True

    def __init__(self, text: ColumnElement[Any]) -> None:
        super().__init__(text)


@compiles(Folded, "sqlite")
def _on_sqlite(element: Folded, compiler: SQLCompiler, **words: Any) -> str:
    return f"folded({compiler.process(element.clauses, **words)})"


@compiles(Folded, "postgresql")
def _on_postgresql(element: Folded, compiler: SQLCompiler, **words: Any) -> str:
    text = f'({compiler.process(element.clauses, **words)}) COLLATE "C"'
    plain = f"regexp_replace(normalize({text}, NFKD), '[{_marks()}]', '', 'g')"
    before, after, longer = _cases()
    for char, letters in longer:
        plain = f"replace({plain}, '{char}', '{letters}')"
    lowered = f"translate({plain}, '{before}', '{after}')"
    return f"CASE WHEN octet_length({text}) = length({text}) THEN lower({text}) ELSE {lowered} END"


@cache
def _marks() -> str:
    """Return the ranges of all characters that are marks on another, as a regular expression has them."""
    marks = [code for code in range(_FIRST_MARK, _END) if unicodedata.combining(chr(code))]
    begins = [code for code, before in zip(marks, [0, *marks]) if code != before + 1]
    ends = [code for code, after in zip(marks, [*marks[1:], 0]) if code != after - 1]
    return "".join(f"\\U{begin:08x}-\\U{end:08x}" for begin, end in zip(begins, ends, strict=True))


@cache
def _cases() -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return the letters that fold to another, these others, and those that fold to several."""
    pairs = [(char, folded(char)) for char in map(chr, range(ord("A"), _END)) if char.casefold() != char]
    pairs = [(char, small) for char, small in pairs if unicodedata.normalize("NFKD", char) == char]
    single = [(char, small) for char, small in pairs if len(small) == 1]
    longer = tuple((char, small) for char, small in pairs if len(small) > 1)
    return "".join(char for char, _ in single), "".join(small for _, small in single), longer
