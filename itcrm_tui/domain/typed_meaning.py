"""What a form understands of a text while it is being typed, so that nobody is surprised by what is saved."""

from datetime import date

from itcrm_tui.domain.canonical import instant_from
from itcrm_tui.domain.date_words import MONTHS, WEEKDAYS
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import Json
from itcrm_tui.domain.wording import day_words

LOOKED_UP = frozenset({Type.REFERENCE, Type.ANY_REFERENCE, Type.REFERENCES, Type.SHARES})
"""What only the database understands."""

_SAID = frozenset({Type.DATE, Type.INSTANT, Type.MONTH, Type.MINUTES, Type.MONEY})
EXPLAINED = _SAID | {Type.REFERENCE, Type.ANY_REFERENCE}
"""What is said in other words beside the field."""


def meaning(field: Field, text: str, how: Notation) -> str:
    """Return what a text means in other words, like `Fri 12 Dec, in 18 d`; nothing where it says so itself."""
    if field.holds not in _SAID:
        return ""
    try:
        value = parse(field, text, how)
    except ParseError:
        return ""
    said = _said(field, value, how)
    return "" if said == text.strip() else said


def mistake(field: Field, text: str, how: Notation) -> str:
    """Return why a text is no value of the field; nothing when it is one, or when only the database knows."""
    if field.holds in LOOKED_UP:
        return ""
    try:
        parse(field, text, how)
    except ParseError as error:
        return str(error)
    return ""


def _said(field: Field, value: Json, how: Notation) -> str:
    match field.holds, value:
        case Type.DATE, str():
            day = date.fromisoformat(value)
            is_off = field.lies_ahead and how.is_working is not None and not how.is_working(day)
            return _day_said(day, how.today) + (": not a working day" if is_off else "")
        case Type.INSTANT, str():
            local = instant_from(value).astimezone(how.time_zone)
            return f"{_day_said(local.date(), how.today)}, {local:%H:%M}"
        case Type.MONTH, str():
            year, month = value.split("-")
            return f"{MONTHS[int(month) - 1].capitalize()} {year}"
    return shown(field, value, how)


def _day_said(day: date, today: date | None) -> str:
    named = f"{WEEKDAYS[day.weekday()][:3].capitalize()} {day_words(day, today or day)}"
    return f"{named}, {_distance((day - today).days)}" if today else named


def _distance(days: int) -> str:
    match days:
        case -1 | 0 | 1:
            return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days:,} d" if days > 0 else f"{-days:,} d ago"
