"""Touchpoints, due dates and absences as a calendar (iCalendar) that any calendar program opens."""

from collections.abc import Iterator

from icalendar import Calendar

from itcrm_tui.workflows.exporting.calendar_events import events_of
from itcrm_tui.workflows.exporting.calendar_people import around
from itcrm_tui.workflows.exporting.lists import Export

_END = "END:VCALENDAR\r\n"


def calendar_of(export: Export) -> Iterator[str]:
    """Yield a calendar with the events of every record that has a date; how many have none is remarked."""
    ((kind, pages),) = export.lists
    yield _frame().removesuffix(_END)
    undated = 0
    for page in pages:
        mentioned = around(export.reader, page)
        events = [list(events_of(record, mentioned)) for record in page]
        yield "".join(event.to_ical().decode() for of_one in events for event in of_one)
        undated += events.count([])
    yield _END
    if undated:
        export.account.remarks.append(f"Left out, as a calendar needs a date: {kind.counted(undated)}.")


def _frame() -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//itcrm//itcrm-tui//EN")
    calendar.add("version", "2.0")
    return str(calendar.to_ical().decode())
