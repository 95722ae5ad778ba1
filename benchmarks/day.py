"""A day's work on a working copy: what people write between two syncs, a change set each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.rows.lists import TODAY
from benchmarks.yardsticks.plain_changes import Made
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.promising.gate import guarded
from storage import journal
from storage.change import ChangeSet
from storage.opening import open_store
from storage.store import Store

HELD = datetime(2026, 1, 1, 9, tzinfo=UTC)
SAID = "They asked whether the second data centre will be there before their season begins, and who tells them."
OF_TEN = ("visit", "visit", "said", "said", "promise")
"""Of ten change sets two write down a visit, two what a client has said, one drafts a promise; the others edit one."""


def opened(url: str, device: str) -> Store:
    """Return a store as the program opens it."""
    return guarded(open_store(url, actor="bench", device=device))


def worked(store: Store, sets: int) -> Made:
    """Write as much as a day brings on a working copy; return what was written."""
    with store.read() as reader:
        clients = reader.find(Client, limit=sets)
    assert isinstance(clients, list)
    made = [_written(store, number, client) for number, client in enumerate(clients)]
    with store.connected() as connection:
        return [(header, journal.changes_in(connection, header.id)) for header in made]


def _written(store: Store, number: int, client: Client) -> ChangeSet:
    with store.write(f"What the day brought, {number + 1}") as unit:
        what = OF_TEN[number % 10] if number % 10 < len(OF_TEN) else "edit"
        if what == "edit":
            unit.save(client, replace(client, notes=f"{SAID} {number}", tier=1 + (client.tier or 0) % 4))
        else:
            unit.add(_made(what, number, client))
    assert unit.written
    return unit.written


def _made(what: str, number: int, client: Client) -> Record:
    at = HELD + timedelta(minutes=number)
    match what:
        case "visit":
            purpose = f"How the year begins, {number}"
            return Touchpoint(kind=TouchpointKind.VISIT, client=client.id, held_at=at, minutes=60, purpose=purpose)
        case "said":
            subject = f"Second data centre, {number}"
            kind = FeedbackKind.SUGGESTION
            return Feedback(kind=kind, subject=subject, text=SAID, client=client.id, received_at=at)
    return Commitment(client=client.id, title=f"An answer on the data centre, {number}", due=TODAY + timedelta(300))
