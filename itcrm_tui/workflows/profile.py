"""The client at a glance."""

from datetime import date

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.profile import Profile
from itcrm_tui.ids import RecordId
from storage.store import Store
from storage.views import profile as profile_view


def profile(store: Store, client_id: RecordId, today: date) -> Profile | None:
    """Return the profile of a living client; None when there is none of that id."""
    with store.read() as reader:
        client = reader.get(Client, client_id)
        return profile_view.profile(reader, client, today) if isinstance(client, Client) else None
