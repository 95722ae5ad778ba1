"""What every format is read into: sheets of texts, each with a header, so that the steps after reading are one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from itcrm_tui.domain.values import Json


class Exact(str):
    """A text with a single reading, as a program writes it: a point before decimals, ISO dates, `yes` and `no`."""

    __slots__ = ()


class Own(str):
    """A value as our own JSON exports write it: money in minor units, times in minutes, references by id."""

    __slots__ = ("value",)
    value: Json

    def __new__(cls, text: str, value: Json) -> "Own":
        """Return the value with the text that shows it to people."""
        cell = super().__new__(cls, text)
        cell.value = value
        return cell


class Row(NamedTuple):
    """One row of a file: where it is in there, its cells, and what is wrong with it as a row.

    `number` is a line in a text, a row of a spreadsheet, else the position of the record, from 1.
    """

    number: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind. Each has as many cells as the header, unless it has a fault; a blank cell says nothing.

    `kind`: the word for the kind of the rows, where the file itself says it; `own`: our own export, read strictly;
    `form`: in words, what was found, as `CSV with ; between cells, in utf-8`; `delimiter`: for a file of rejects.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    form: str
    kind: str | None = None
    own: bool = False
    delimiter: str = ","


def distinct(header: Sequence[str]) -> tuple[str, ...]:
    """Return a header in which a name that comes again has its number: `Note`, `Note 2`."""
    names: list[str] = []
    for name in header:
        found, number = name, 1
        while found and found in names:
            number += 1
            found = f"{name} {number}"
        names.append(found)
    return tuple(names)
