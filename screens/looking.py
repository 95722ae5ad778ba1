"""What the app itself asks of the store, in threads; each loads what it takes."""

from collections.abc import Callable
from datetime import date, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.store import Store


def opened(open_it: Callable[[], "Store"]) -> "tuple[Store, tzinfo, bool, frozenset[str]]":
    """Return the store, the time zone, whether this role may read all, what it may not write.

    In a thread. Of data that is not for everyone's eyes, nothing may be left outside the database.
    """
    from itcrm_tui.workflows.notation import time_zone

    store = open_it()
    with store.read() as reader:
        return store, time_zone(reader.settings()), not reader.hidden, store.unwritable(reader.connection)


def zone_of(store: "Store") -> tzinfo:
    """Return the organization's time zone, which anybody may have settled anew; in a thread."""
    from itcrm_tui.workflows.notation import time_zone

    with store.read() as reader:
        return time_zone(reader.settings())


def standing_of(store: "Store", today: date) -> str:
    """Return how a working copy stands; in a thread, which loads what it takes."""
    from itcrm_tui.workflows.standing import standing_words

    return standing_words(store, today)


def newest_of(store: "Store") -> int:
    """Return the sequence of the newest change set; in a thread, which loads what it takes."""
    from itcrm_tui.workflows.history import newest

    return newest(store)
