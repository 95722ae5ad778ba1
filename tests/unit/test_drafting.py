"""A line of a promise says a role with hours, or a thing; what cannot be read is unknown, and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.commitment import Commitment, Requirement, RequirementKind, Thing
from itcrm_tui.domain.drafting import ReadNeed, TypedNeed, read_day, read_need, typed_need, wish_of_draft
from itcrm_tui.domain.notation import Notation
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe

TODAY = date(2026, 11, 23)
HOW = Notation(today=TODAY)
ROLES = {RecordId("n"): "Network", RecordId("w"): "Network Wi-Fi", RecordId("d"): "DBA", RecordId("l"): "Licence desk"}
THIS = RecordId("this")
DRAFT = Commitment(id=THIS, client=RecordId("c"), title="Lyon", due=date(2026, 12, 11))


def read(what: str, hours: str = "", start: str = "", **words: object) -> ReadNeed:
    return read_need(TypedNeed(what=what, hours=hours, start=start, **words), THIS, ROLES, HOW)  # type: ignore[arg-type]


def test_a_role_is_named_by_the_beginning_of_its_name_and_hours_and_start_as_people_say_them() -> None:
    found = read("dba", "7.5", "4 dec")
    assert found.wrong == {}
    need = found.requirement
    assert (need.kind, need.role, need.minutes, need.earliest_start) == (
        RequirementKind.HOURS,
        "d",
        450,
        date(2026, 12, 4),
    )
    assert read("Network").requirement.role == "n"


@pytest.mark.parametrize(
    ("typed", "part", "words"),
    [
        (("Net", "4"), "what", "That can be Network or Network Wi-Fi."),
        (("Nobody", "4"), "what", "There is no role “Nobody”; a thing is a licence"),
        (("", "4"), "what", "Hours of whom?"),
        (("DBA", "40 x"), "hours", "“40 x” is not a number"),
        (("DBA", "-4"), "hours", "Hours has to be 0 or more"),
        (("DBA", "4", "some day"), "start", "“some day” is not a date"),
        (("budget", "4"), "hours", "A thing takes no hours"),
    ],
)
def test_what_cannot_be_read_is_said_of_its_part(typed: tuple[str, ...], part: str, words: str) -> None:
    found = read(*typed)
    assert set(found.wrong) == {part}
    assert found.wrong[part].startswith(words)


def test_a_thing_is_named_by_its_first_word_unless_a_role_is_called_so() -> None:
    need = read("Licence 40 seats", start="4 dec").requirement
    assert (need.kind, need.thing, need.description) == (RequirementKind.THING, Thing.LICENCE, "40 seats")
    assert (need.available_from, need.earliest_start, need.role, need.minutes) == (date(2026, 12, 4), None, None, None)
    assert read("licence desk", "2").requirement.role == "l"


def test_a_role_is_found_by_what_is_shown_of_its_name() -> None:
    hostile = {RecordId("h"): "\x1b[2JField\u202e"}
    typed = TypedNeed(what=safe(hostile[RecordId("h")]), hours="4")
    assert read_need(typed, THIS, hostile, HOW).requirement.role == "h"


def test_what_a_line_does_not_show_stays_as_it_was() -> None:
    seen = Requirement(
        commitment=THIS,
        role=RecordId("d"),
        minutes=450,
        description="schema",
        needed_by=date(2026, 12, 9),
        earliest_start=date(2026, 12, 1),
        notes="ask Ben",
    )
    typed = typed_need(seen, ROLES, HOW)
    assert (typed.what, typed.hours, typed.start) == ("DBA", "7h30", "2026-12-01")
    assert read_need(typed, THIS, ROLES, HOW).requirement == seen
    other = read_need(replace(typed, what="budget", hours="", start=""), THIS, ROLES, HOW).requirement
    assert (other.id, other.role, other.minutes, other.thing, other.notes) == (
        seen.id,
        None,
        None,
        Thing.BUDGET,
        "ask Ben",
    )


def test_a_start_after_the_day_it_is_needed_by_is_wrong() -> None:
    assert "start" in read("DBA", "4", "10 dec", needed_by=date(2026, 12, 9)).wrong


def test_what_is_needed_by_the_due_date_moves_with_it_unless_its_date_was_chosen_too() -> None:
    own = [Requirement(commitment=THIS, role=RecordId("d"), minutes=60, needed_by=day) for day in (DRAFT.due, TODAY)]
    lines = [ReadNeed(requirement=need, wrong={}) for need in own]
    chosen = replace(lines[0], is_dated=True)
    later = date(2026, 12, 18)
    wish, known = wish_of_draft(DRAFT, later, lines)
    assert wish.due == later
    assert [need.needed_by for need in known] == [later, TODAY]
    assert [need.needed_by for need in wish_of_draft(DRAFT, later, [chosen])[1]] == [DRAFT.due]


def test_a_due_date_that_cannot_be_read_is_none_yet() -> None:
    assert read_day("due", "11 dec", HOW) == date(2026, 12, 11)
    assert read_day("due", "", HOW) is read_day("due", "some day", HOW) is None
