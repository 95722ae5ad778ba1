"""The time zones that a calendar file describes itself, made known while its events are read."""

import re
from collections.abc import Iterable

from icalendar import Calendar
from icalendar.timezone import tzp

SIZE_LIMIT = 64 * 1024
ZONES_LIMIT = 200
RULES_LIMIT = 20
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What the library raises on what nobody should have written."""

_FIRST_YEAR = "1970"
"""Rules that begin in 1601, as Outlook's, are followed from this year on; earlier meetings are nobody's touchpoints."""

_RULE = re.compile(r"^RRULE[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_SUMMER_TIME = re.compile(
    r"FREQ=YEARLY|INTERVAL=1|COUNT=\d{1,3}|UNTIL=[\dTZ]+|WKST=[A-Z]{2}|BYMONTH=\d{1,2}|"
    r"BYMONTHDAY=(-?([1-9]|1\d|2[0-8]),?){1,10}|BYDAY=([-+]?[1-5]?[A-Z]{2},?){1,10}",
    re.IGNORECASE,
)
"""What the rules of time zones say; other rules could take for ever to work out."""

_EARLY = re.compile(r"^(DTSTART[^:\n]*:)(?:0\d\d\d|1[0-8]\d\d|19[0-6]\d)", re.MULTILINE | re.IGNORECASE)


def learn_zones(texts: Iterable[str]) -> None:
    """Make the zones known, and forget those of files before; one that cannot be understood stays unknown."""
    tzp.use_default()
    for text in list(texts)[:ZONES_LIMIT]:
        rules = _RULE.findall(text)
        parts = [part for rule in rules for part in rule.strip().strip(";").split(";")]
        if len(text) > SIZE_LIMIT or len(rules) > RULES_LIMIT or not all(map(_SUMMER_TIME.fullmatch, parts)):
            continue
        later = _EARLY.sub(rf"\g<1>{_FIRST_YEAR}", text)
        try:
            Calendar.from_ical(f"BEGIN:VCALENDAR\n{later}END:VCALENDAR\n")
        except BROKEN:
            continue
