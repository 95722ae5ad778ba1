"""A card says the one thing about its commitment that matters most."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from itcrm_tui.domain.board_words import CardFacts, standing
from itcrm_tui.domain.capacity.check import Check, Line, Shortfall
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.waiting import Waiting
from itcrm_tui.ids import RecordId

TODAY = date(2026, 11, 23)
LATE, FRIDAY = date(2026, 11, 21), date(2026, 11, 27)
DBA, NETWORK = Waiting(on="DBA", since=date(2026, 11, 18)), Waiting(on="Network", since=TODAY)


def said(verdict: Verdict, minutes: int = 0) -> Check:
    short = (Shortfall(role=RecordId("network"), minutes=minutes, day=FRIDAY, week=TODAY),) if minutes else ()
    line = Line(verdict=verdict, shortfalls=short)
    return Check(firm=line, with_soft=line)


@pytest.mark.parametrize(
    ("state", "known", "words"),
    [
        (State.DRAFT, {"check": said(Verdict.SHORT, 840), "answer_due": FRIDAY}, "SHORT 14 h"),
        (State.DRAFT, {"check": said(Verdict.SHORT)}, "SHORT thing"),
        (State.DRAFT, {"check": said(Verdict.UNCHECKED), "due": FRIDAY}, "UNCHECKED"),
        (State.DRAFT, {"check": said(Verdict.TIGHT)}, "TIGHT"),
        (State.DRAFT, {"check": said(Verdict.OK), "answer_due": FRIDAY}, "answer Fri"),
        (State.DRAFT, {"check": said(Verdict.OK), "due": FRIDAY}, "fits Fri"),
        (State.CHECKED, {"check": said(Verdict.OK), "waits": (DBA, NETWORK)}, "waits DBA 5 d +1"),
        (
            State.CHECKED,
            {"check": said(Verdict.OK), "declined": (("DBA", "Away"),), "waits": (NETWORK,)},
            "DBA declined: Away",
        ),
        (State.DRAFT, {"check": said(Verdict.OK), "declined": (("DBA", " "),)}, "DBA declined"),
        (State.CHECKED, {"check": said(Verdict.SHORT, 60), "waits": (DBA,)}, "SHORT 1 h"),
        (State.CHECKED, {"check": said(Verdict.SHORT, 60), "answer_due": LATE}, "answer LATE"),
        (State.DRAFT, {"check": said(Verdict.OK), "answer_due": TODAY}, "answer today"),
        (State.CHECKED, {"check": said(Verdict.OK), "answer_due": FRIDAY, "waits": (NETWORK,)}, "waits Network"),
        (State.PROMISED, {"due": FRIDAY, "answer_due": LATE, "waits": (NETWORK,)}, "waits Network"),
        (State.CHECKED, {"check": said(Verdict.OK)}, "accepted"),
        (State.PROMISED, {"due": LATE, "over": 60}, "2 d LATE"),
        (State.PROMISED, {"due": FRIDAY, "over": 60}, "AT RISK"),
        (State.PROMISED, {"due": FRIDAY}, "Fri"),
        (State.IN_DELIVERY, {"due": FRIDAY, "left": 480}, "8 h left"),
        (State.DELIVERED, {"due": LATE}, "delivered?"),
        (State.WITHDRAWN, {"due": LATE}, "withdrawn"),
    ],
)
def test_what_needs_somebody_comes_before_what_is_merely_known(state: State, known: dict[str, Any], words: str) -> None:
    assert standing(CardFacts(state=state, **known), TODAY)[0] == words
