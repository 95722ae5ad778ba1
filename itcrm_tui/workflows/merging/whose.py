"""Whose the two records of a merge are: made here offline or on the shared database, by whom and when."""

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record_words import Manner, instant_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.merging.planning import Merge
from storage.reader import Reader
from storage.store import Store
from storage.sync.making import made


def whose(store: Store, planned: Merge) -> tuple[str, str]:
    """Return of the one that stays and of the one that goes whose it is; nothing where that is not known."""
    with store.read() as reader:
        how = manner(reader)
        both = [
            whose_words(reader, planned.kind, one.id, store.actor, how) for one in (planned.survivor, planned.merged)
        ]
    return both[0], both[1]


def whose_words(reader: Reader, kind: Kind, record_id: RecordId, me: str, how: Manner) -> str:
    """Return whose a record is, in a few words; `me` is the login of who asks."""
    found = made(reader.connection, kind, record_id)
    if found is None:
        return ""
    when = instant_words(found.at, how)
    match found.here:
        case None:
            return f"added by {found.by}, {when}"
        case True:
            return f"mine, made offline by {found.by}, {f'sent {when}' if found.sent else when}"
        case False:
            return f"{'' if found.by == me else 'theirs, '}made on the shared database by {found.by}, {when}"
