"""Makes the pictures of the README from the running app, on sample data of a fixed day: `make picture`."""

import asyncio
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from itcrm_tui.app import ItcrmApp
from screens.host import Opening

if TYPE_CHECKING:
    from storage.store import Store

DAY = date(2026, 11, 23)
SIZE = (120, 36)
SHOTS = {"clients": (), "profile": ("enter",), "commitments": ("4",)}


def open_sample(folder: str) -> "Store":
    """Return a sample organization as of the fixed day."""
    from itcrm_tui.workflows.demo import fill
    from storage.opening import open_store

    store = open_store(f"sqlite:///{folder}/demo.db", actor="you", device="picture", create=True)
    fill(store, DAY)
    return store


async def shoot(folder: Path, scratch: str) -> None:
    """Write one SVG a place."""

    def open_it() -> "Store":
        return open_sample(scratch)

    opening = Opening(open_it, open_it, lambda: None, "", status="sample data")
    app = ItcrmApp(opening, today=DAY)
    async with app.run_test(size=SIZE) as pilot:
        await app.ready.wait()
        for name, keys in SHOTS.items():
            await pilot.press(*keys)
            await pilot.pause(1)
            (folder / f"{name}.svg").write_text(app.export_screenshot(title="itcrm"), encoding="utf-8")


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(shoot(where, scratch))
