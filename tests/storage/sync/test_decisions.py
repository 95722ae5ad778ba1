"""What clashed is decided by a change set like any other."""

from __future__ import annotations

import pytest

from storage.errors import ConflictError, RefusedError
from storage.sync.deciding import Choice, decide
from storage.sync.disputed import Disputed
from storage.sync.waiting import count_decisions
from storage.undoing import redo, undo
from tests.storage.records import edit, now, titles
from tests.storage.sync.conftest import FINANCE, Road, two_who_disagree


@pytest.mark.parametrize(
    ("choice", "third", "name"),
    [
        (Choice.MINE, None, "Controlling"),
        (Choice.THEIRS, None, "Finance and Tax"),
        (Choice.MINE, {"name": "Finance, Tax and Controlling"}, "Finance, Tax and Controlling"),
    ],
)
def test_a_decision_reaches_everybody_and_can_be_undone_and_done_again(
    sqlite_road: Road, choice: Choice, third: dict[str, str] | None, name: str
) -> None:
    ana, ben = two_who_disagree(sqlite_road)
    written = decide(ben.store, ben.conflicts, choice, third)
    assert ben.conflicts == []
    undo(ben.store)
    assert len(ben.conflicts) == count_decisions(ben.store) == 1
    redo(ben.store)
    assert ben.conflicts == []
    sqlite_road.sync_all()
    assert now(ana.store, FINANCE).name == name
    assert written.title in titles(ana.store)
    assert ben.conflicts == []
    undo(ben.store)
    sqlite_road.sync_all()
    assert now(ana.store, FINANCE).name == "Finance and Tax"
    assert len(ben.conflicts) == 1
    sqlite_road.check_equal()


def test_once_a_decision_that_was_sent_is_taken_back_theirs_is_what_others_wrote(sqlite_road: Road) -> None:
    ana, ben = two_who_disagree(sqlite_road)
    decide(ben.store, ben.conflicts, Choice.MINE)
    ben.sync()
    undo(ben.store)
    for _ in range(2):  # before it is sent, and after
        (conflict,) = ben.conflicts
        said = conflict.fields["name"]
        assert said == Disputed("Finance", "Controlling", "Finance and Tax")
        assert said.by == (conflict.clash and conflict.clash.by) == "ana"
        ben.sync()
    decide(ben.store, ben.conflicts, Choice.THEIRS)
    sqlite_road.sync_all()
    assert now(ana.store, FINANCE).name == "Finance and Tax"
    undo(ben.store)
    assert len(ben.conflicts) == 1
    sqlite_road.sync_all()
    sqlite_road.check_equal()


@pytest.mark.parametrize("first", Choice)
@pytest.mark.parametrize("second", Choice)
def test_what_was_decided_meanwhile_is_not_decided_again(sqlite_road: Road, first: Choice, second: Choice) -> None:
    _, ben = two_who_disagree(sqlite_road)
    seen = ben.conflicts
    written = decide(ben.store, seen, first)
    before = titles(ben.store)
    with pytest.raises(RefusedError, match=f"decided meanwhile: “{written.title}”. Nothing was done."):
        decide(ben.store, seen, second)
    assert titles(ben.store) == before
    undo(ben.store)
    decide(ben.store, ben.conflicts, second)


def test_a_decision_stands_on_what_was_seen(sqlite_road: Road) -> None:
    ana, ben = two_who_disagree(sqlite_road)
    seen = ben.conflicts
    edit(ana.store, FINANCE, name="Finance once more")
    ana.sync()
    ben.sync()
    with pytest.raises(ConflictError):
        decide(ben.store, seen, Choice.MINE)
    assert len(ben.conflicts) == 1


def test_a_decision_that_has_been_overtaken_is_a_conflict_again(sqlite_road: Road) -> None:
    ana, ben = two_who_disagree(sqlite_road)
    decide(ben.store, ben.conflicts, Choice.MINE)
    edit(ana.store, FINANCE, name="Money")
    ana.sync()
    ben.sync()
    (conflict,) = ben.conflicts
    assert conflict.fields["name"] == Disputed("Finance and Tax", "Controlling", "Money")


def test_what_its_author_has_undone_needs_no_decision_until_it_is_done_again(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, name="Finance and Tax")
    ana.sync()
    edit(ben.store, FINANCE, name="Controlling")
    undo(ben.store)
    ben.sync()
    assert ben.conflicts == []
    sqlite_road.check_equal()


def test_an_undo_takes_back_what_was_written_of_it_and_withdraws_the_rest(sqlite_road: Road) -> None:
    ana, ben = two_who_disagree(sqlite_road)
    undo(ben.store)
    assert ben.conflicts == []
    sqlite_road.sync_all()
    assert now(ana.store, FINANCE).tier == FINANCE.tier
    assert now(ana.store, FINANCE).name == "Finance and Tax"
    sqlite_road.check_equal()
