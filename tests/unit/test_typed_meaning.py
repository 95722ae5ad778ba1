"""What a form says of a text while it is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.typed_meaning import meaning, mistake

HOW = Notation(today=date(2026, 11, 24), time_zone=ZoneInfo("Europe/Berlin"))


def field(holds: Type, name: str = "due") -> Field:
    return Field(holds=holds, name=name, label="It")


@pytest.mark.parametrize(
    ("holds", "text", "said"),
    [
        (Type.DATE, "12 dec", "Sat 12 Dec, in 18 d"),
        (Type.DATE, "2026-11-25", "Wed 25 Nov, tomorrow"),
        (Type.DATE, "-1w", "Tue 17 Nov, 7 d ago"),
        (Type.DATE, "+2y", "Fri 24 Nov 2028, in 731 d"),
        (Type.INSTANT, "fri 9:30", "Fri 27 Nov, in 3 d, 09:30"),
        (Type.MONTH, "12/2026", "December 2026"),
        (Type.MINUTES, "90m", "1h30"),
        (Type.MONEY, "1234.5", "1,234.50"),
    ],
)
def test_a_text_is_said_in_other_words(holds: Type, text: str, said: str) -> None:
    assert meaning(field(holds), text, HOW) == said


@pytest.mark.parametrize(
    ("holds", "text"),
    [
        *((Type.DATE, ""), (Type.DATE, "12 d"), (Type.DATE, "12/05/2026"), (Type.MINUTES, "40 h"), (Type.TEXT, "fri")),
        *((Type.MONEY, "12.50"), (Type.REFERENCE, "FIN")),
    ],
)
def test_what_needs_no_other_words_has_none(holds: Type, text: str) -> None:
    assert meaning(field(holds), text, HOW) == ""


def test_a_text_that_cannot_be_read_is_explained_and_a_name_is_left_to_the_database() -> None:
    assert "2026-05-12 or 2026-12-05" in mistake(field(Type.DATE), "12/05/2026", HOW)
    assert mistake(field(Type.DATE), "fri", HOW) == mistake(field(Type.REFERENCE), "nobody", HOW) == ""


@pytest.mark.parametrize(("text", "behind", "ahead"), [("fri", "Fri 20 Nov, 4 d ago", "Fri 27 Nov, in 3 d")])
@pytest.mark.parametrize("holds", [Type.DATE, Type.INSTANT])
def test_a_day_that_lies_behind_by_nature_is_the_last_of_its_name(
    holds: Type, text: str, behind: str, ahead: str
) -> None:
    for name in ("agreed_on", "asked_on", "received_at", "held_at", "reported_on", "confirmed_on"):
        assert meaning(field(holds, name), text, HOW).startswith(behind)
    for name in ("due", "reply_due", "needed_by", "planned_at", "starts_on"):
        assert meaning(field(holds, name), text, HOW).startswith(ahead)


def test_what_is_due_on_a_day_off_says_so_and_what_lies_behind_does_not() -> None:
    how = replace(HOW, is_working=lambda day: day.weekday() < 5)
    assert meaning(field(Type.DATE), "sat", how) == "Sat 28 Nov, in 4 d: not a working day"
    assert meaning(field(Type.DATE), "fri", how) == "Fri 27 Nov, in 3 d"
    assert "working" not in meaning(field(Type.DATE, "agreed_on"), "sat", how)
