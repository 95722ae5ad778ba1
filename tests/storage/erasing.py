"""What the tests of erasure share: somebody to erase, and every text that a database holds."""

from __future__ import annotations

from itcrm_tui.domain.client import Client, Stakeholder, StakeholderRole
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from storage.erasing.erasure import Erasure, erase
from storage.erasing.reach import reach
from storage.store import Store
from tests.storage.places import Place
from tests.storage.records import add, edit

FINANCE = Client(name="Finance")
OKOYE = Stakeholder(
    client=FINANCE.id,
    name="M. Okoye",
    role=StakeholderRole.DECISION_MAKER,
    title="Zahlmeisterin",
    email="okoye@finance.example",
    phone="+44 1632 960001",
    influence=5,
    notes="Prefers Thursdays",
)
KEY = ExternalReference(record_kind="stakeholder", record=OKOYE.id, system="Personnel", key="P-77001")
VISIT = Touchpoint(kind=TouchpointKind.VISIT, client=FINANCE.id, with_stakeholders=(OKOYE.id,))
WORD = Feedback(kind=FeedbackKind.COMPLAINT, subject="Mail is slow", stakeholder=OKOYE.id)
NEUTRAL = f"erased person {OKOYE.id[-8:]}"
GONE = (
    *("okoye", "decision maker", "zahlmeisterin", "okoye@finance", "960001"),
    *("thursdays", "p-77001", "m. o.", "anders"),
)
_HANDED = """DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE %I OWNER TO ana', name);
    END LOOP;
END $$"""


def owned(place: Place) -> Store:
    """Return the store of ana, whose database it is."""
    if place.engine == "postgresql":
        place.raw(_HANDED)
    return place.open()


def fill(store: Store) -> None:
    """Enter them, under another name first, and what points at them; edit, so that the journal has more to tell."""
    add(store, FINANCE)
    with store.write("Add stakeholder Mary Anders") as unit:
        unit.add(Stakeholder(**{**vars(OKOYE), "name": "Mary Anders"}))
    edit(store, OKOYE, title="Edit stakeholder M. Okoye: name", name="M. Okoye")
    edit(store, OKOYE, title="Edit stakeholder M. Okoye: phone", phone="+44 1632 960001 ext. 5", influence=4)
    add(store, KEY, VISIT, WORD, title="Visit to Finance")


def erased(store: Store, record: Record) -> Erasure:
    """Erase all that is personal of a record and of what goes with it."""
    kind = kind_of(record)
    with store.connected() as connection:
        wanted = reach(connection, kind, record.id)
    return erase(store, (kind.name, record.id), wanted, f"Erase a {kind.label}")


def texts(place: Place) -> str:
    """Return all that is in all tables, in small letters."""
    if place.engine == "sqlite":
        names = place.raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_index%'")
        rows = [row for (name,) in names for row in place.raw(f'SELECT * FROM "{name}"')]
    else:
        names = place.raw("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = [row for (name,) in names for row in place.raw(f'SELECT CAST(t AS text) FROM "{name}" AS t')]
    return "\n".join(str(value) for row in rows for value in row).lower()


def found_of(place: Place, words: tuple[str, ...] = GONE) -> list[str]:
    """Return which of the words are in the database."""
    everything = texts(place)
    return [word for word in words if word.lower() in everything]
