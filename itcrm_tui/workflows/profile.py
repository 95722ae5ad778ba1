"""The client at a glance."""

from datetime import date

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.profile_overview import PROMISES_SHOWN
from itcrm_tui.ids import RecordId
from storage.store import Store
from storage.views import profile as profile_view


def profile(store: Store, client_id: RecordId, today: date) -> Profile | None:
    """Return the profile of a living client; None when there is none of that id."""
    with store.read() as reader:
        client = reader.get(Client, client_id)
        return profile_view.profile(reader, client, today) if isinstance(client, Client) else None


def at_a_glance(store: Store, client_id: RecordId, today: date) -> Profile | None:
    """Return what the overview of a living client says, however much there is of it; None when there is none."""
    with store.read() as reader:
        client = reader.get(Client, client_id)
        if not isinstance(client, Client):
            return None
        return profile_view.at_a_glance(reader, client, today, promises=PROMISES_SHOWN)
