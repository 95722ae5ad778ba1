"""What a typed filter means here and now: for this organization's day and notation, and for the person who asks."""

from itcrm_tui import saved_filters
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.asker import Asker
from itcrm_tui.query.filter import Filter
from itcrm_tui.query.understanding import understood
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.completing import beginnings
from storage.filtering.texts_used import texts_used
from storage.store import Store

MOST_OFFERED = 20


def asker(store: Store, saved: saved_filters.Saved) -> Asker:
    """Return who asks, and when; `saved` are the filters that are saved for the kind they ask about."""
    with store.read() as reader:
        typed = notation.typed(reader)
    return Asker(notation=typed, me=store.actor, saved=saved)


def read_filter(store: Store, kind: Kind, text: str) -> Filter | str:
    """Return what a filter means for a kind, nothing where it is blank; raises FilterError, or ConfigError."""
    if not text.strip():
        return text
    return understood(text, kind, asker(store, saved_filters.saved(kind.name)))


def known_words(store: Store, asked: Asked, typed: str) -> list[str]:
    """Return what the database knows that begins as typed: names of the records asked for, texts of a list."""
    if asked.target:
        return list(beginnings(store, KINDS[asked.target], typed))[:MOST_OFFERED]
    with store.connected() as connection:
        return texts_used(connection, asked, typed, MOST_OFFERED)
