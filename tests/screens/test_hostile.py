"""Names from outside are shown harmlessly on every screen, and the layout holds."""

from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.service import Service
from itcrm_tui.text import safe
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started

NAMES = (
    "[@click=app.quit]x[/]",
    "[bold red]Finance[/bold red]",
    "\x1b]0;owned\x07\x1b[2JFinance",
    "\u202eecnaniF\u2066",
    "zero\u200bwidth\ufeff",
    "ＦＩＮＡＮＣＥ 金融部門" * 8,
    "e\u0301\u0301\u0301" * 50,
    "شركة المالية",
    "Finance " * 1250,
)


@pytest.fixture(params=range(len(NAMES)))
def app(request: pytest.FixtureRequest, tmp_path: Path) -> ItcrmApp:
    name = NAMES[request.param]

    def open_it() -> Store:
        store = open_store(f"sqlite:///{tmp_path}/h.db", actor="dana", device="desk", create=True)
        client = Client(name=name, priorities=(name,), cost_centre=name)
        with store.write(name) as unit:
            unit.add(client)
            unit.add(Service(name=name, outcome=name, category=name))
            unit.add(Commitment(client=client.id, title=name, promise_text=name))
            unit.add(Feedback(kind=FeedbackKind.COMPLAINT, subject=name, text=name, client=client.id))
        return store

    return ItcrmApp(Opening(open_it, open_it, lambda: None, name), today=TODAY)


async def test_every_screen_shows_a_hostile_name_harmlessly(app: ItcrmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        for keys in (("2",), ("enter",), ("escape", "e"), ("escape", "H"), ("escape", "3"), ("4",), ("5",), ("e",)):
            await press(pilot, *keys)
            lines = seen(pilot).split("\n")
            assert len(lines) == 24, keys
            assert all(line == safe(line) for line in lines), keys
            assert any(line.strip() for line in lines), keys
        await press(pilot, "escape", "d")
        assert "Deleted" in seen(pilot)
    assert app.return_code in (None, 0)
