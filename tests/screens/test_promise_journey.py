"""A promise from draft to kept, and a missed one to its review, on the sample organization by keyboard at 80x24."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.workflows.demo import fill
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.promising.gate import guarded
from screens import promise_drawing, promise_proposing
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.driving import press, seen, started, write

TODAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BACK_TO_DUE = ["shift+tab"] * 8


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ItcrmApp:
    """The app over the sample organization, used by one of its relationship owners."""
    monkeypatch.setattr(promise_drawing, "DRAW_SECONDS", 0)
    monkeypatch.setattr(promise_proposing, "PROPOSE_SECONDS", 0)
    url = f"sqlite:///{tmp_path}/sample.db"
    store = open_store(url, actor="sample", device="sample", create=True, clock=lambda: MOMENT)
    fill(store, TODAY)
    store.close()

    def open_it() -> Store:
        return guarded(open_store(url, actor="dkowalczyk", device="desk", clock=lambda: MOMENT))

    return ItcrmApp(Opening(open_it, open_it, lambda: None, url), today=TODAY)


def state_of(pilot: Pilot[int], title: str) -> str:
    """The state of a commitment, or nothing where there is none."""
    assert isinstance(pilot.app, ItcrmApp)
    assert pilot.app.store is not None
    with pilot.app.store.read() as reader:
        return " ".join(str(one.state) for one in every(reader, Commitment, title=title))


async def typed(pilot: Pilot[int], steps: Sequence[str]) -> None:
    """Press keys, and write what begins with a quotation mark."""
    for step in steps:
        if step.startswith("'"):
            await write(pilot, step[1:])
        else:
            await press(pilot, step)


async def done_and_undone(pilot: Pilot[int], said: str) -> None:
    """What was just done is said, taken back, and done again."""
    assert said in seen(pilot), seen(pilot)
    await press(pilot, "u")
    assert "Undid: " in seen(pilot), seen(pilot)
    await press(pilot, "U")
    assert "Redid: " in seen(pilot), seen(pilot)


async def test_a_promise_goes_from_draft_to_kept(app: ItcrmApp) -> None:
    title = "Cabling hall 7"
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await typed(pilot, ["4", "a", "'LOG", "tab", "tab", f"'{title}", "tab", "'4 dec", *["tab"] * 4])
        await typed(pilot, ["'Network", "tab", "'40", "tab", "tab", "'DBA", "tab", "'6"])
        assert "SHORT 16" in seen(pilot), seen(pilot)
        assert "Network, week of 30 Nov.   Earliest date that fits: Tue 22 Dec" in seen(pilot)
        assert "In the way of Network: Network for the new site in" in seen(pilot)
        await press(pilot, *BACK_TO_DUE, "equals_sign")
        assert "OK.   Earliest date that fits: this one" in seen(pilot)
        await press(pilot, "enter")
        await done_and_undone(pilot, f"Added commitment {title}: checked. OK.")
        await typed(pilot, ["slash", "'Cabling", "enter"])
        await press(pilot, "r", "enter", "a")
        await done_and_undone(pilot, f"Accepted for Sofia Lind: Network of {title}.")
        await press(pilot, "r", "a")
        await done_and_undone(pilot, f"Accepted for Hannes Grünwald: DBA of {title}.")
        await press(pilot, "m")
        await done_and_undone(pilot, f"{title}: now promised. OK")
        await typed(pilot, ["r", "enter", "h", "'12", "enter"])
        await done_and_undone(pilot, "Reported")
        for state in ("in delivery", "delivered"):
            await press(pilot, "m")
            await done_and_undone(pilot, f"{title}: now {state}.")
        await typed(pilot, ["m", "'ferr", "enter", "enter"])
        await done_and_undone(pilot, f"{title}: now kept.")
        assert state_of(pilot, title) == "kept"


async def test_a_missed_promise_is_reviewed(app: ItcrmApp) -> None:
    title = "VPN for 40 users"
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await typed(pilot, ["4", "slash", f"'{title}", "enter", "x", "g", "'Parts came late", "enter"])
        assert f"MISS REVIEW: {title}" in seen(pilot), seen(pilot)
        await typed(pilot, [*["down"] * 2, "space", "tab", "'Order sooner", "tab", "tab", "'fri", "enter"])
        await done_and_undone(pilot, "It is complete.")
        assert state_of(pilot, title) == "missed"
        await press(pilot, "u", "u")
        assert "Undid: Close as missed" in seen(pilot), seen(pilot)
        assert state_of(pilot, title) == "promised"
        await press(pilot, "U", "U")
        assert state_of(pilot, title) == "missed"
