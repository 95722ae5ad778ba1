"""What a role may not do is not offered in the app, and refused in a sentence if it is tried."""

import pytest

from itcrm_tui.closed_actions import ANSWERING, WRITING, closed_to
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.keys import ACTIONS, BY_ID, Group
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, started

NO = "That is not for your role."
READING = (Group.MOVE, Group.LEAVE, Group.FIND, Group.PROGRAM, Group.FORMS)
"""Actions of these groups change no record, those in `WRITING` aside; of the others each is named here."""

READERS = {
    *("list.open", "record.snooze", "record.who", "many.mark", "many.range", "many.all", "many.actions"),
    *("data.history", "data.duplicates", "list.sort", "list.group", "list.columns", "data.export", "data.refresh"),
    *("data.copy", "merge.swap", "plan.what_if", "plan.discard", "misses.causes"),
    *("data.sync", "data.conflicts"),
}


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that may write nothing."""
    monkeypatch.setattr("storage.engines.sqlite.SqliteBackend.unwritable", lambda *_: frozenset(KINDS))


@pytest.fixture
def contributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that may write a team's answers and reports."""
    closed = frozenset(KINDS) - {"answer", "progress"}
    monkeypatch.setattr("storage.engines.sqlite.SqliteBackend.unwritable", lambda *_: closed)


def test_of_every_action_it_is_settled_whether_it_writes() -> None:
    assert set(BY_ID) >= WRITING >= ANSWERING
    unsettled = {one.id for one in ACTIONS if one.group not in READING} - WRITING - READERS
    assert unsettled == set()
    assert not WRITING & READERS


def test_who_may_write_everything_is_offered_everything() -> None:
    assert closed_to(frozenset()) == frozenset()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("reader")
async def test_a_reader_is_offered_nothing_that_writes(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        for letter in ("a", "e", "d", "u", "U", "P", "M"):
            await press(pilot, letter)
            assert NO in seen(pilot)
            await press(pilot, "j")
        await press(pilot, "x")
        assert "export" in seen(pilot)
        assert "edit a field" not in seen(pilot)
        await press(pilot, "escape", "question_mark")
        assert "Edit this record" not in works_here(seen(pilot))
        await press(pilot, "escape", "colon", *"add cli")
        assert "Add a record of kind client" not in seen(pilot)


@pytest.mark.usefixtures("reader")
async def test_a_reader_reads_a_record_and_its_history(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "enter", "e")
        assert NO in seen(pilot)
        await press(pilot, "H")
        assert "HISTORY" in seen(pilot).upper()


@pytest.mark.usefixtures("contributor")
async def test_a_contributor_answers_and_changes_nothing_else(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "e")
        assert NO in seen(pilot)
        await press(pilot, "u")
        assert NO not in seen(pilot)
        await press(pilot, "4", "r")
        assert NO not in seen(pilot)


def works_here(screen: str) -> str:
    """Return what the help says before it comes to what works elsewhere."""
    return screen.partition("ELSEWHERE")[0]
