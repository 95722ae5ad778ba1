"""The parts of a calendar file, each with its lines: events, time zones, tasks; what is inside them is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PARTS = ("VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY")

_EDGE = re.compile(r"(BEGIN|END)\s*:\s*([\w-]+)\s*$", re.IGNORECASE)
_BINARY = re.compile(r"^(?:ATTACH|IMAGE)[^:\n]*BASE64[^:\n]*:[^\n]*(?:\n[ \t][^\n]*)*\n", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One part: its name, the number of its first line, its lines, and why it cannot be read where that is plain."""

    name: str
    number: int
    text: str
    fault: str | None = None


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the parts of a calendar file in order; alarms inside events are left out, attached files too."""
    name, begins = "", 0
    inside: list[str] = []
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        edge = _EDGE.fullmatch(line.strip()) if line[:1].upper() in ("B", "E") else None
        begun, word = (edge[1].upper() == "BEGIN", edge[2].upper()) if edge else (False, "")
        if begun and word in PARTS and not (inside and word == inside[-1]):
            if name:
                yield Block(name, begins, _joined(kept), "it does not end")
            name, begins, inside, kept = word, number, [], [line]
        elif not name:
            continue
        elif edge and not begun and word in (name, "VCALENDAR"):
            fault = None if word == name else "it does not end"
            yield Block(name, begins, _joined([*kept, line]), fault)
            name = ""
        elif name == "VTIMEZONE":
            kept.append(line)
        elif edge:
            inside = [*inside, word] if begun else inside[:-1]
        elif not inside:
            kept.append(line)
    if name:
        yield Block(name, begins, _joined(kept), "it does not end")


def _joined(lines: list[str]) -> str:
    return _BINARY.sub("", "\n".join(line for line in lines if line.strip()) + "\n")
