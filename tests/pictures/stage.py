"""The app brought to a scene: over the sample organization, on one day and at one moment, with nothing that blinks."""

import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.record import Hidden
from itcrm_tui.workflows.promising.gate import guarded
from screens.host import Opening
from screens.themes import Look
from storage.opening import open_store
from storage.store import Store
from tests.pictures.quiet import Quiet
from tests.pictures.scenes import MEANWHILE, Begin, Scene

TODAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
Size = tuple[int, int]


@dataclass(frozen=True)
class Stage:
    """A database in a folder of its own."""

    path: Path
    quiet: Quiet

    def open(self, actor: str = "dana") -> Store:
        """Open the database; it is made where there is none."""
        is_new, url = not self.path.exists(), f"sqlite:///{self.path}"
        return guarded(open_store(url, actor=actor, device="desk", create=is_new, clock=lambda: MOMENT))

    @asynccontextmanager
    async def shown(self, scene: Scene, size: Size, look: Look | None = None) -> AsyncIterator[Pilot[int]]:
        """Bring the app to a scene."""
        is_new = scene.begin is Begin.NEW
        opening = Opening(self.open, self.open, lambda: None, "~/.local/share/itcrm/itcrm.db", is_new=is_new)
        app = ItcrmApp(opening, today=TODAY, look=look)
        async with app.run_test(size=size) as pilot:
            if not is_new:
                await app.ready.wait()
            await self.quiet.settled(pilot)
            for one in shlex.split(scene.keys):
                await self._do(pilot, one)
            await self.still(pilot)
            yield pilot

    async def still(self, pilot: Pilot[int]) -> None:
        """Let nothing move any more."""
        for box in pilot.app.screen.query("Input, TextArea"):
            assert isinstance(box, Input | TextArea)
            box.cursor_blink = False
        await self.quiet.settled(pilot)

    async def _do(self, pilot: Pilot[int], what: str) -> None:
        if what == MEANWHILE:
            self._change_elsewhere()
        elif what.startswith("="):
            await self.quiet.write(pilot, what[1:])
        else:
            await self.quiet.press(pilot, what)

    def _change_elsewhere(self) -> None:
        """Let somebody else rename the first client and give it another cost centre."""
        store = self.open("ravi")
        with store.read() as reader:
            clients = reader.find(Client)
            assert not isinstance(clients, Hidden)
            first = min(clients, key=lambda client: client.name)
        with store.write("Rename a client") as unit:
            unit.save(first, replace(first, name="Treasury", cost_centre="4711"))
        store.close()
