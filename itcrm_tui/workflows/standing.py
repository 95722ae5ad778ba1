"""How a working copy stands, in the few words that the top line of the app has room for; and after a sync."""

from datetime import date

from itcrm_tui.domain.wording import moment_words, named
from itcrm_tui.workflows.made_twice import made_twice
from itcrm_tui.workflows.notation import time_zone
from storage.errors import NOT_YOURS
from storage.store import Store
from storage.sync.state import count_heard, count_unsent, find_state
from storage.sync.syncing import Synced
from storage.sync.waiting import count_decisions

_REFUSED = {"": "", NOT_YOURS: " once your role on the shared database may write"}


def standing_words(store: Store, today: date) -> str:
    """Return as of when a working copy knows the shared database, and what waits."""
    with store.read() as reader:
        state = find_state(reader.connection)
        assert state is not None, "it is a working copy"
        zone, unsent = time_zone(reader.settings()), count_unsent(reader.connection)
        sent = count_heard(reader.connection)
    told = [f"offline copy as of {moment_words(state.synced_at.astimezone(zone), today)}"]
    if unsent:
        told.append(f"{unsent:,} to send" + (f" ({sent:,} sent)" if sent else ""))
    if waiting := count_decisions(store):
        told.append(f"{waiting:,} to decide")
    return ", ".join(told)


def to_send_words(unsent: int, sent: int) -> str:
    """Return how many changes are to be sent, `sent` of which are there already as far as the copy knows."""
    return f"{unsent:,} to send" + (f" ({sent:,} of them sent, not yet confirmed here)" if sent else "")


def synced_words(store: Store, done: Synced, decided: str, merged: str) -> str:
    """Return what a sync has done, and what is left to do as it stands now; `decided`, `merged`: where that is done."""
    with store.read() as reader:
        unsent = count_unsent(reader.connection)
    told = [f"{done.sent:,} sent, {done.pulled.received:,} received"]
    if unsent:
        told.append(f"{unsent:,} still to send{_REFUSED.get(done.refused, f'. {done.refused}')}")
    if waiting := count_decisions(store):
        told.append(f"{waiting:,} {'needs' if waiting == 1 else 'need'} a decision ({decided})")
    if twice := len(made_twice(store)):
        told.append(f"{named(twice, 'client')} perhaps made on both sides ({merged})")
    return ", ".join(told) + "."
