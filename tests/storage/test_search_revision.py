"""The revision that lets a search look through all texts writes what the program itself would have written."""

from __future__ import annotations

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import kind_of
from storage.opening import upgrade_database
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add


def _as_before(place: Place) -> None:
    """Put the search tables back to what the earlier schema had."""
    place.raw("UPDATE search_text SET text = 'payroll' WHERE kind = 'feedback'")
    place.raw("DELETE FROM search_text WHERE kind = 'settings'")
    place.raw("DROP INDEX promised_commitment")
    if place.engine == "sqlite":
        for table in ("search_text", "restricted_search_text"):
            place.raw(f"DROP TABLE {table}_index")
            place.raw(
                f"CREATE VIRTUAL TABLE {table}_index USING fts5(text, content='{table}', content_rowid='position',"
                " tokenize='trigram', detail=none)"
            )
            place.raw(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')")
    later = ("capacity_check", "override", "renegotiation", "miss_review")
    for table in (*later, "copy_state", "outgoing", "sync_conflict", "working_copy", "receipt"):
        place.raw(f'DROP TABLE "{table}"')
    place.raw("UPDATE alembic_version SET version_num = '0002'")


def test_older_search_texts_are_completed_and_found(place: Place) -> None:
    store = place.open()
    add(
        store,
        Feedback(kind=FeedbackKind.COMPLAINT, subject="Payroll", text="The scanner", notes="Asked twice"),
        Client(name="Finance"),
    )
    place.close()
    _as_before(place)
    upgrade_database(place.url_for(None), actor="ana", device="desk")
    if place.engine == "postgresql":
        place.raw("GRANT ALL ON ALL TABLES IN SCHEMA public TO ana")
    again = place.open()
    assert verify(again) == []
    with again.read() as reader:
        for words in ("scanner", "asked payroll"):
            found = reader.page(kind_of(Feedback), words)
            assert isinstance(found, list)
            assert [getattr(one, "subject", None) for one in found] == ["Payroll"]
