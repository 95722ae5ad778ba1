"""Contacts in vCard 2.1, 3.0 and 4.0, each a row; a broken card is a row that says why."""

import re
from collections.abc import Iterator, Sequence

from itcrm_tui.domain.wording import named
from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.flattening import Found, sheet_of
from itcrm_tui.workflows.importing.reading.sheet import Sheet
from itcrm_tui.workflows.importing.reading.vcard_cells import cells_of
from itcrm_tui.workflows.importing.reading.vcard_lines import CardError, properties_of

_BEGIN = re.compile(r"BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(r"END\s*:\s*VCARD\s*$", re.IGNORECASE)
_AGENT = re.compile(r"AGENT\b.*:\s*$", re.IGNORECASE)
_SHOWN = 500
_BINARY = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)(?:;[^\r\n]*)?:(?!https?:)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n",
    re.IGNORECASE | re.MULTILINE,
)


def read_vcards(source: Source) -> Sequence[Sheet]:
    """Return the contacts of a file, in the words of our stakeholders; raises FileError."""
    lines = source.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pictures = 0
    found: list[Found] = []
    for number, text, closed in _cards(lines):
        bare, dropped = _BINARY.subn("", text)
        pictures += dropped
        found.append(_card(number, bare, closed))
    if not found:
        raise FileError(f"{source.path} holds no contacts.")
    if all(one.fault for one in found):
        raise FileError(f"{source.path} holds no contact that can be read: {found[0].fault}.")
    left_out = f", without {named(pictures, 'picture or key', 'pictures or keys')}" if pictures else ""
    return [sheet_of(source.path, found, f"vCard, in {source.encoding}{left_out}")]


def _cards(lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield each card with its first line's number and whether it ends; the card of an agent stays inside."""
    begins, depth = 0, 0
    for at, line in enumerate(lines):
        if _BEGIN.match(line):
            if depth and not _AGENT.match(lines[at - 1]):
                yield begins + 1, _text(lines[begins:at]), False
                depth = 0
            begins, depth = (begins, depth + 1) if depth else (at, 1)
        elif depth and _END.match(line):
            depth -= 1
            if depth == 0:
                yield begins + 1, _text(lines[begins : at + 1]), True
    if depth:
        yield begins + 1, _text(lines[begins:]), False


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def _card(number: int, text: str, closed: bool) -> Found:
    if not closed:
        return Found(number, text[:_SHOWN], "it is a contact card that does not end")
    try:
        return Found(number, cells_of(properties_of(text)))
    except CardError as error:
        return Found(number, text[:_SHOWN], str(error))
