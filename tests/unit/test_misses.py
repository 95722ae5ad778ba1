"""Causes of misses by month, what is told to the client, and whom that must not name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.misses import Action, action_of, missing_of
from itcrm_tui.domain.misses_names import named_in, warning
from itcrm_tui.domain.misses_report import NOT_REVIEWED, Miss, months_until, report
from itcrm_tui.domain.misses_told import CAUSES, drafted
from itcrm_tui.domain.misses_words import action_words, summary_words
from itcrm_tui.domain.promising import MissReview, ProcessCause
from itcrm_tui.ids import RecordId

TODAY = date(2026, 11, 23)
OWNER = RecordId("somebody")


def miss(closed_on: date | None, *causes: str, **words: object) -> Miss:
    commitment = Commitment(
        client=RecordId("c"), title="VPN", state=CommitmentState.MISSED, closed_on=closed_on, due=date(2026, 10, 1)
    )
    if not causes and not words:
        return Miss(commitment, None)
    return Miss(commitment, MissReview(commitment=commitment.id, causes=causes, **words))  # type: ignore[arg-type]


SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 8), date(2026, 10, 8), date(2026, 11, 8)


def test_a_cause_is_repeated_when_it_stands_in_two_of_the_last_three_months() -> None:
    misses = [
        *(miss(SEPTEMBER, "supplier"), miss(NOVEMBER, "supplier")),
        *(miss(NOVEMBER, "estimate wrong"), miss(NOVEMBER, "estimate wrong")),
        *(miss(date(2026, 8, 8), "other"), miss(SEPTEMBER, "other")),
    ]
    assert report(misses, months_until(TODAY, 6), TODAY).repeated == ("supplier",)


def test_a_cause_of_which_only_one_month_is_shown_is_repeated_all_the_same() -> None:
    found = report([miss(OCTOBER, "supplier"), miss(NOVEMBER, "supplier")], months_until(TODAY, 1), TODAY)
    assert (len(found.misses), found.repeated) == (1, ("supplier",))


def test_what_is_not_reviewed_and_what_has_no_month_are_named_and_never_repeated() -> None:
    found = report(
        [miss(OCTOBER), miss(NOVEMBER), miss(NOVEMBER, told_to_client="Sorry"), miss(None)],
        ((2026, 10), (2026, 11)),
        TODAY,
    )
    assert [(row.cause, len(row.misses), row.is_repeated) for row in found.rows] == [(NOT_REVIEWED, 3, False)]
    assert summary_words(found) == (
        "3 misses in 2 months, 0 reviewed in full, 3 with no cause yet, 1 more of which nobody knows the month"
    )


def test_months_go_back_over_the_turn_of_the_year() -> None:
    assert months_until(date(2026, 2, 1), 4) == ((2025, 11), (2025, 12), (2026, 1), (2026, 2))


CLOSED = some.one_of(some.none(), some.dates(date(2026, 4, 1), date(2026, 11, 30)))
MISSES = some.lists(some.builds(miss, CLOSED, some.sampled_from([*map(str, ProcessCause)])), max_size=20)


@given(MISSES, some.integers(1, 12))
def test_the_figures_add_up_to_the_misses_behind_them(misses: list[Miss], count: int) -> None:
    months = months_until(TODAY, count)
    found = report(misses, months, TODAY)
    shown = [one for one in misses if one.month in months]
    assert sorted(one.commitment.id for one in found.misses) == sorted(one.commitment.id for one in shown)
    assert sum(len(row.misses) for row in found.rows) == len(shown)
    assert sum(map(len, found.actions.values())) == len(shown)
    assert len(found.undated) == sum(one.month is None for one in misses)


def test_a_review_is_complete_with_causes_words_and_an_action_that_somebody_does_by_a_day() -> None:
    review = MissReview(commitment=RecordId("c"), causes=("other",), told_to_client="Sorry", corrective_action="Ask")
    assert missing_of(review) == ("its owner", "its due date")
    whole = MissReview(**{**vars(review), "owner": OWNER, "due": TODAY})
    assert missing_of(whole) == ()
    assert missing_of(None)[0] == "causes"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({}, Action.NONE),
        ({"corrective_action": "Ask"}, Action.OPEN),
        ({"corrective_action": "Ask", "due": date(2026, 11, 22)}, Action.LATE),
        ({"corrective_action": "Ask", "due": TODAY}, Action.OPEN),
        ({"corrective_action": "Ask", "due": date(2026, 11, 1), "done_on": TODAY}, Action.DONE),
    ],
)
def test_how_an_action_stands(words: dict[str, object], state: Action) -> None:
    one = miss(NOVEMBER, "other", **words)
    assert action_of(one.review, TODAY) is state
    assert action_words(one, TODAY).startswith("review lacks")


def test_the_client_is_told_what_happened_why_and_what_changes_and_no_name() -> None:
    commitment = Commitment(
        client=RecordId("c"), title="VPN", due=date(2026, 10, 1), delivered_on=date(2026, 10, 5), closed_on=OCTOBER
    )
    told = drafted(commitment, ("supplier", "estimate wrong"), "Ask sooner.", date(2026, 11, 27), OCTOBER)
    assert told.splitlines() == [
        "We promised “VPN” for 1 Oct and delivered it on 5 Oct, 4 days late. We are sorry.",
        "This happened because the work took more than we had estimated; and a supplier did not deliver in time.",
        "What we change, by 27 Nov: Ask sooner.",
    ]
    assert drafted(commitment, ("other",), "", None, OCTOBER).count("\n") == 0


def test_there_are_words_for_every_cause_but_another() -> None:
    assert {*ProcessCause} - CAUSES.keys() == {ProcessCause.OTHER}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Networks forgot it.", ("Networks",)),
        ("The networks team forgot it.", ("Networks",)),
        ("Your networks were down.", ()),
        ("Networkshop", ()),
        ("Dana Kowalczyk forgot it.", ("Dana Kowalczyk",)),
        ("Kowalczyk was away.", ("Dana Kowalczyk",)),
        ("We were late with the kowalczyk thing.", ()),
        ("Move of Networks was late.", ()),
        ("Dana and Networks and the Service Desk", ("Service Desk", "Networks", "Dana Kowalczyk")),
    ],
)
def test_a_text_names_a_team_or_a_person(text: str, found: tuple[str, ...]) -> None:
    assert named_in(text, ["Service Desk", "Networks", ""], ["Dana Kowalczyk", "Li Bo"], "Move of Networks") == found


def test_a_warning_names_all_and_nobody_needs_none() -> None:
    assert (
        warning(["A", "B", "C"]) == "The text to the client names A, B and C: to the client there is one voice, ours."
    )
    assert warning([]) == ""
