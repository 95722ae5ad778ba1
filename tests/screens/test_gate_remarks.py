"""Whatever takes hours away says in the app which promise is now at risk, and why; nothing is moved by itself."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.workflows.promising.gate import guarded
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started, write

XMAS = date(2026, 12, 25)
TO_PERSON, TO_ROLE, TO_PROMISE = ("f", "=Lind", "enter"), ("f", "=Network", "enter"), ("f", "=VPN", "enter")
TAKES_HOURS_AWAY = {
    "people": (*TO_PERSON, "e", *["tab"] * 8, "end", "ctrl+u", "7", "enter"),
    "leave": (*TO_PERSON, "a", "=time", "enter", "=25 dec", "tab", "=25 dec", "enter"),
    "reserve": (*TO_ROLE, "a", "=run", "enter", "=39", "enter"),
    "holidays": ("colon", "=settings", "enter", "tab", "tab", "tab", "=DE", "enter"),
    "hours left": (*TO_PROMISE, "l", "enter", "a", "=progress", "enter", "=80", "tab", "=23 nov", "enter"),
}
"""Keys, and after `=` what is typed."""


def promised(url: str) -> None:
    """Eight hours of a role are promised for Christmas, on which it has eight."""
    network = Role(name="Network")
    lind = Person(name="S. Lind", weekly_minutes=2400, role_shares=((network.id, Decimal(1)),))
    finance = Client(name="Finance")
    vpn = Commitment(
        client=finance.id, title="VPN for 40 users", due=XMAS, state=CommitmentState.PROMISED, promised_on=TODAY
    )
    need = Requirement(commitment=vpn.id, role=network.id, minutes=480, earliest_start=XMAS, description="Cabling")
    store = open_store(url, actor="sample", device="desk", create=True)
    with store.write("Set up") as unit:
        for record in (network, lind, finance, vpn, need, Answer(requirement=need.id, answer=AnswerState.ACCEPTED)):
            unit.add(record)
    store.close()


def app_on(url: str) -> ItcrmApp:
    def open_it() -> Store:
        store = guarded(open_store(url, actor="slind", device="desk"))
        store.clock = lambda: datetime(2026, 11, 23, 12, tzinfo=UTC)
        return store

    return ItcrmApp(Opening(open_it, open_it, lambda: None, url), today=TODAY)


def remarked(pilot: Pilot[int]) -> str:
    """What stands in the remarks on the screen, as if each line ran on."""
    lines = (line.partition("▌")[2] for line in seen(pilot).splitlines() if "▌" in line)
    return " ".join(" ".join(lines).split())


async def test_what_takes_hours_away_says_which_promise_is_now_at_risk(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/unit.db"
    promised(url)
    async with app_on(url).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        for what, keys in TAKES_HOURS_AWAY.items():
            for key in ("escape", *keys):
                await (write(pilot, key[1:]) if key.startswith("=") else press(pilot, key))
            assert re.match(r"Now at risk: VPN for 40 users \(.* h Network short by 25 Dec\)\.", remarked(pilot)), (
                what,
                seen(pilot),
            )
            await press(pilot, "u")
            assert "Undid: " in seen(pilot), (what, seen(pilot))
            assert remarked(pilot) == "", what


async def test_a_remark_leaves_the_bottom_to_what_is_typed_and_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/unit.db"
    promised(url)
    async with app_on(url).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        for key in TAKES_HOURS_AWAY["leave"]:
            await (write(pilot, key[1:]) if key.startswith("=") else press(pilot, key))
        lines = seen(pilot).splitlines()
        assert "Now at risk: VPN for 40 users" in lines[1]
        assert not any("▌" in line for line in lines[3:])
        assert lines[-1].rstrip().endswith("u takes it back")
