"""Events of iCalendar files, each a row in the words of touchpoints; a broken event is a row that says why."""

import warnings
from collections import Counter
from collections.abc import Sequence

from icalendar import Event, GloballyUniqueTZIDGuessed

from itcrm_tui.domain.wording import named
from itcrm_tui.workflows.importing.reading.calendar_blocks import Block, blocks_of
from itcrm_tui.workflows.importing.reading.calendar_cells import EventError, cells_of
from itcrm_tui.workflows.importing.reading.calendar_zones import BROKEN, learn_zones
from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.flattening import Found, sheet_of
from itcrm_tui.workflows.importing.reading.sheet import Sheet

EVENT_LIMIT = 256 * 1024

_SHOWN = 500
_LEFT_OUT = {
    "VTODO": ("task", "tasks"),
    "VJOURNAL": ("journal entry", "journal entries"),
    "VFREEBUSY": ("free-busy time", "free-busy times"),
}


def read_calendar(source: Source) -> Sequence[Sheet]:
    """Return the events of a file, in the words of our touchpoints; raises FileError."""
    blocks = list(blocks_of(source.text.lstrip("\ufeff")))
    events = [block for block in blocks if block.name == "VEVENT"]
    counts = Counter(_LEFT_OUT[block.name] for block in blocks if block.name in _LEFT_OUT)
    left_out = "".join(f", without {named(count, *words)}" for words, count in counts.items())
    if not events:
        raise FileError(f"{source.path} holds no events{left_out.replace(', without', ', only', 1)}.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        learn_zones(block.text for block in blocks if block.name == "VTIMEZONE")
        found = [_found(block) for block in events]
    if all(one.fault for one in found):
        raise FileError(f"{source.path} holds no event that can be read: {found[0].fault}.")
    return [sheet_of(source.path, found, f"iCalendar, in {source.encoding}{left_out}")]


def _found(block: Block) -> Found:
    if fault := block.fault or (len(block.text) > EVENT_LIMIT and "it is larger than an event can be"):
        return Found(block.number, block.text[:_SHOWN], fault)
    try:
        event = Event.from_ical(block.text)
        return Found(block.number, cells_of(event))
    except EventError as error:
        return Found(block.number, block.text[:_SHOWN], str(error))
    except BROKEN:
        return Found(block.number, block.text[:_SHOWN], "it is an event that cannot be read")
