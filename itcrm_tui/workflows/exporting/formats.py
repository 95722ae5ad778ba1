"""The formats, by how a file's name ends, and which kinds each can hold."""

from enum import StrEnum
from pathlib import Path

from itcrm_tui.domain.kinds import KINDS, Kind
from storage.errors import StoreError


class Format(StrEnum):
    """How an export is written; the word is the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    VCF = "vcf"
    ICS = "ics"


KINDS_OF = {
    Format.VCF: ("stakeholder", "person"),
    Format.ICS: ("touchpoint", "commitment", "follow_up", "time_off"),
}
"""The kinds that a format can hold, where that is not every kind."""

OF_EVERYTHING = (Format.JSON, Format.XLSX)
"""What can hold records of different kinds."""


class FormatError(StoreError):
    """The file's name asks for what cannot be written; the message says what can."""


def formats_for(kind: Kind | None) -> list[Format]:
    """Return the formats that can hold a kind; without one, those that can hold everything."""
    if kind is None:
        return list(OF_EVERYTHING)
    return [form for form in Format if form not in KINDS_OF or kind.name in KINDS_OF[form]]


def format_of(path: Path, kind: Kind | None) -> Format:
    """Return the format that a file's name asks for, of a kind or of everything; raises FormatError."""
    suffix = path.suffix.lower().removeprefix(".")
    possible = formats_for(kind)
    if suffix in possible:
        return Format(suffix)
    endings = _one_of([f".{form}" for form in possible])
    if suffix not in list(Format):
        raise FormatError(f"{path} should end in {endings}: the ending says how it is written.")
    if kind is None:
        raise FormatError(f"Everything does not fit into a .{suffix} file; {endings} can hold it.")
    able = _one_of([KINDS[name].plural.replace("_", " ") for name in KINDS_OF[Format(suffix)]])
    raise FormatError(f"A .{suffix} file can hold {able}, not {kind.plural.replace('_', ' ')}; they go to {endings}.")


def _one_of(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
