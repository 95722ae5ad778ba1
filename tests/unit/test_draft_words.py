"""While a promise is typed, one sentence says whether it fits, what is missing and the earliest date."""

from __future__ import annotations

from datetime import date

from itcrm_tui.domain.capacity.candidate import Missing, ThingNeed
from itcrm_tui.domain.capacity.check import Check, Line, Shortfall
from itcrm_tui.domain.capacity.earliest import Earliest, NoDate
from itcrm_tui.domain.capacity.in_the_way import FullDays, InTheWay
from itcrm_tui.domain.commitment import Requirement, RequirementKind, Thing
from itcrm_tui.domain.draft_words import deciding_words, need_words, verdict_lines
from itcrm_tui.domain.proposing import Proposal, Usual
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId

TODAY, DUE = date(2026, 11, 23), date(2026, 12, 11)
NETWORK, LAPTOPS = RecordId("network"), RecordId("laptops")
NAMES = {NETWORK: "Network", LAPTOPS: "Laptops Q1", RecordId("need"): "DBA"}
SHORT = Shortfall(role=NETWORK, minutes=14 * 60, day=DUE, week=date(2026, 12, 7))
WAY = FullDays(
    role=NETWORK,
    starts_on=TODAY,
    ends_on=DUE,
    available=0,
    this=0,
    rows=(InTheWay(commitment=LAPTOPS, minutes=22 * 60, dropped=0),),
)


def check(verdict: Verdict, *short: Shortfall, soft: Line | None = None, **words: object) -> Check:
    line = Line(verdict=verdict, shortfalls=short)
    return Check(firm=line, with_soft=soft or line, **words)  # type: ignore[arg-type]


def lines(found: Check, due: date | None = None, why_none: NoDate | None = None) -> list[str]:
    return [words for words, _ in verdict_lines(found, Earliest(due=due, why_none=why_none), (WAY,), NAMES, DUE, TODAY)]


def test_a_short_promise_says_role_hours_week_the_earliest_date_and_what_is_in_the_way() -> None:
    assert lines(check(Verdict.SHORT, SHORT), due=date(2026, 12, 18)) == [
        "SHORT 14 h Network, week of 7 Dec.   Earliest date that fits: Fri 18 Dec",
        "In the way of Network: Laptops Q1 22 h",
    ]
    assert lines(check(Verdict.SHORT, SHORT), why_none=NoDate.UNKNOWN_THING)[0].endswith("week of 7 Dec.")
    assert lines(check(Verdict.SHORT, SHORT), why_none=NoDate.NONE_IN_TIME)[0].endswith("No date within two years.")


def test_one_that_fits_says_so_and_what_soft_bookings_make_of_it_comes_last() -> None:
    soft = Line(verdict=Verdict.SHORT, shortfalls=(SHORT,))
    assert lines(check(Verdict.OK, soft=soft), due=DUE) == [
        "OK.   Earliest date that fits: this one",
        "With soft bookings too: SHORT 14 h Network, week of 7 Dec",
    ]


def test_what_nobody_has_said_is_named_and_no_date_is_made_up() -> None:
    assert lines(check(Verdict.UNCHECKED), why_none=NoDate.NOTHING_NEEDED) == ["UNCHECKED: no requirements yet."]
    missing = (Missing(what="due date"), Missing(what="hours", requirement=RecordId("need")))
    assert lines(check(Verdict.CANNOT, missing=missing), why_none=NoDate.UNKNOWN_HOURS) == [
        "cannot be checked: nobody has said the due date, hours of DBA."
    ]


def test_a_thing_that_is_late_decides_too() -> None:
    late = ThingNeed(requirement=RecordId("x"), name="40 seats", available_from=date(2026, 12, 14))
    found = check(Verdict.SHORT, late_things=(late,), soft=Line(verdict=Verdict.OK))
    assert deciding_words(found, NAMES, TODAY) == "SHORT. 40 seats: available only from 14 Dec."


def test_beside_a_line_stand_its_dates_and_what_others_took() -> None:
    proposal = Proposal(role=NETWORK, minutes=60, usual=Usual(minutes=36 * 60, count=3))
    need = Requirement(
        commitment=RecordId("c"), role=NETWORK, earliest_start=date(2026, 12, 4), needed_by=date(2026, 12, 9)
    )
    words = need_words(need, proposal, "Site network", TODAY)
    assert words == "from Fri 4 Dec, by Wed 9 Dec, usual 36 h in 3 past ones for Site network"
    thing = Requirement(commitment=RecordId("c"), kind=RequirementKind.THING, thing=Thing.BUDGET)
    assert need_words(thing, None, "", TODAY) == "from when? unknown"
