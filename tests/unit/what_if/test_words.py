"""What is supposed and what it brings, in words; edits of one record are one edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from itcrm_tui.domain.capacity.from_records import Records
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.what_if.applying import edits_of, has_moved, supposed
from itcrm_tui.domain.what_if.comparing import Comparison, Free, Reweighed, Risk, Weight
from itcrm_tui.domain.what_if.suppositions import (
    Dropped,
    DueMoved,
    HoursChanged,
    LeaveTaken,
    ReserveChanged,
    Supposition,
    person_added,
)
from itcrm_tui.domain.what_if.words import NOTHING, sections, summary_words, supposition_words
from itcrm_tui.ids import RecordId

TODAY, DUE, LATER = date(2026, 11, 23), date(2026, 12, 11), date(2026, 12, 18)
NETWORK = Role(name="Network")
LIND = Person(name="S. Lind", weekly_minutes=2_400, role_shares=((NETWORK.id, Decimal(1)),))
VPN = Commitment(client=RecordId("hr"), title="VPN", due=DUE, state=State.PROMISED)
NEED = Requirement(commitment=VPN.id, role=NETWORK.id, minutes=1_800, needed_by=DUE)
SAID = Answer(requirement=NEED.id, answer=AnswerState.ACCEPTED)
RESERVE = RunReserve(role=NETWORK.id, minutes_a_week=960)
LEAVE = TimeOff(person=LIND.id, starts_on=TODAY, ends_on=DUE)
REPORT = Progress(requirement=NEED.id, minutes_left=600, reported_on=TODAY)
THERE = Records(
    settings=Settings(), people=(LIND,), reserves=(RESERVE,), commitments=(VPN,), requirements=(NEED,), answers=(SAID,)
)
NAMES = {NETWORK.id: "Network", LIND.id: "S. Lind", VPN.id: "VPN"}
MOVED = DueMoved(seen=VPN, due=LATER, needs=(NEED,))
MORE = HoursChanged(need=NEED, minutes=2_400, before=1_800)


@pytest.mark.parametrize(
    ("supposition", "words"),
    [
        (MOVED, "due 18 Dec, not 11 Dec: VPN"),
        (Dropped(seen=VPN), "withdrawn: VPN"),
        (MORE, "40 h Network, not 30 h: VPN"),
        (replace(MORE, report=REPORT), "40 h Network left, not 30 h: VPN"),
        (person_added("Kim", NETWORK.id, 2_400, Decimal(1), None, TODAY), "40 h a week more of Network: Kim"),
        (
            person_added("Kim", NETWORK.id, 2_400, Decimal("0.50"), DUE, TODAY),
            "40 h a week at 0.5 more of Network from 11 Dec: Kim",
        ),
        (LeaveTaken(leave=LEAVE), "away 23 Nov to 11 Dec: S. Lind"),
        (LeaveTaken(leave=replace(LEAVE, ends_on=TODAY)), "away 23 Nov: S. Lind"),
        (
            ReserveChanged(seen=RESERVE, reserve=replace(RESERVE, minutes_a_week=480)),
            "8 h a week of Network kept for running, not 16 h",
        ),
        (ReserveChanged(seen=None, reserve=RESERVE), "16 h a week of Network kept for running, not nothing"),
    ],
)
def test_a_supposition_is_said_in_a_line(supposition: Supposition, words: str) -> None:
    assert supposition_words(supposition, NAMES, TODAY) == words


def weight(verdict: Verdict, earliest: date | None, asked: date = DUE) -> Weight:
    return Weight(asked=asked, verdict=verdict, earliest=earliest)


FOUND = Comparison(
    risks=(
        Risk(commitment=VPN.id, role=NETWORK.id, day=DUE, before=0, after=600),
        Risk(commitment=RecordId("b"), role=NETWORK.id, day=DUE, before=300, after=0),
        Risk(commitment=RecordId("c"), role=NETWORK.id, day=DUE, before=300, after=120),
        Risk(commitment=RecordId("g"), role=NETWORK.id, day=DUE, before=165, after=1735),
        Risk(commitment=RecordId("h"), role=NETWORK.id, day=DUE, before=0, after=60),
    ),
    at_risk_elsewhere=frozenset({RecordId("h")}),
    reweighed=(
        Reweighed(
            commitment=RecordId("d"), before=weight(Verdict.SHORT, LATER), after=weight(Verdict.OK, LATER, LATER)
        ),
        Reweighed(commitment=RecordId("e"), before=weight(Verdict.OK, DUE), after=weight(Verdict.SHORT, None)),
        Reweighed(commitment=RecordId("f"), before=weight(Verdict.OK, DUE), after=weight(Verdict.OK, LATER)),
    ),
    free=(
        Free(role=NETWORK.id, week=TODAY, before=-10, after=600),
        Free(role=NETWORK.id, week=DUE, before=61, after=119),
    ),
)
FOUND_NAMES = NAMES | {RecordId(letter): letter.upper() for letter in "bcdefgh"}


def test_what_comes_at_risk_stands_first_and_what_only_moves_apart() -> None:
    assert [(part.heading, part.lines) for part in sections(FOUND, FOUND_NAMES, TODAY)] == [
        (
            "COMES AT RISK",
            (
                "VPN: 10 h Network short by Fri 11 Dec, was in time",
                "E: SHORT, was OK; earliest none, was 11 Dec",
            ),
        ),
        (
            "AT RISK BY MORE",
            (
                "G: 28.92 h Network short by Fri 11 Dec, was 2.75 h short",
                "H: 1 h Network short by Fri 11 Dec, was in time",
            ),
        ),
        (
            "BECOMES POSSIBLE",
            (
                "B: no longer at risk, was 5 h Network short by Fri 11 Dec",
                "D: OK, was SHORT; due 18 Dec, was 11 Dec; earliest 18 Dec",
            ),
        ),
        ("AT RISK BY LESS", ("C: 2 h Network short by Fri 11 Dec, was 5 h short",)),
        ("DATES MOVE", ("F: OK; earliest 18 Dec, was 11 Dec",)),
        ("HOURS FREE", ("Network: 23 Nov -1 -> 10",)),
    ]
    assert summary_words(FOUND) == "2 become possible, 2 come at risk, 2 get worse, 1 gets better"


def test_that_nothing_comes_of_it_is_said() -> None:
    assert [part.lines for part in sections(Comparison(), NAMES, TODAY)] == [(NOTHING,), (NOTHING,)]


def test_two_suppositions_about_one_record_are_one_edit() -> None:
    edits = {wanted.id: (seen, wanted) for seen, wanted in edits_of([MOVED, MORE])}
    assert edits[NEED.id] == (NEED, replace(NEED, needed_by=LATER, minutes=2_400))
    assert edits[VPN.id] == (VPN, replace(VPN, due=LATER, original_due=DUE))


def test_teams_are_asked_again_for_what_moves_and_only_for_that() -> None:
    assert supposed(THERE, [MOVED]).answers == (Answer(id=SAID.id, requirement=NEED.id),)
    assert supposed(THERE, [LeaveTaken(leave=LEAVE)]).answers == (SAID,)


def test_what_others_changed_besides_stays_and_what_they_moved_or_deleted_counts_as_moved() -> None:
    other = replace(THERE, commitments=(replace(VPN, title="VPN for all"),))
    assert supposed(other, [MOVED]).commitments[0] == replace(VPN, title="VPN for all", due=LATER, original_due=DUE)
    assert not has_moved(other, MOVED)
    assert has_moved(replace(THERE, commitments=(replace(VPN, due=TODAY),)), MOVED)
    assert has_moved(replace(THERE, commitments=()), MOVED)
    assert supposed(replace(THERE, commitments=()), [MOVED]).commitments == ()
