"""Driving the app on a working copy, of which others change the shared database."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.today import Need
from storage.store import Store
from tests.screens.driving import press, write
from widgets.section_list import SectionList


def change(store: Store, called: str, **values: object) -> None:
    client = next(one for one in clients(store) if one.name == called)
    with store.write(f"Change {called}") as unit:
        unit.save(client, replace(client, **values))  # type: ignore[arg-type]


def clients(store: Store) -> list[Client]:
    with store.read() as reader:
        return [one for one in reader.find(Client) if isinstance(one, Client)]


def rows_of_today(pilot: Pilot[int]) -> list[Need]:
    """What stands in Today, in its order."""
    return [row.about for row in pilot.app.screen.query_one(SectionList).window.rows if row.about]


async def with_a_conflict(pilot: Pilot[int], hub: Store) -> None:
    """Go to the conflicts after both have given a client another name."""
    change(hub, "Finance", name="Finance and Tax")
    await press(pilot, "2", "e", "ctrl+u")
    await write(pilot, "Controlling")
    await press(pilot, "enter", "S")
