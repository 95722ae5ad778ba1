"""Every value comes back from either engine as it went in, or is refused in one sentence before it gets there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.fields import INTEGER_LIMIT
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import Measurement, Rate, Service, ServiceLevel
from itcrm_tui.ids import RecordId
from storage import journal
from storage.change import Change, Operation
from storage.errors import RefusedError
from storage.store import Store
from storage.undoing import redo, undo
from storage.unit import Unit
from storage.verify import verify
from tests.storage.records import add, edit, facts, now

SERVICE = Service(name="VPN")
LEVEL = ServiceLevel(service=SERVICE.id, metric="Availability")
ROLE = Role(name="DBA")
HOSTILE = "%_\\\"'` \t\r\n[@click=app.quit]x[/] \x1b[31m \u202e abc \u200b \ufeff \U0001f600 e\u0301"
HOSTILE += " ÅßİıſΣ 東京 ก็็็ {} $1 ?1 :x %s"
EAST, WEST = timezone(timedelta(hours=14)), timezone(-timedelta(hours=11, minutes=30))


def measured(value: str) -> Measurement:
    return Measurement(service_level=LEVEL.id, measured_on=date(2026, 1, 1), value=Decimal(value))


def feedback(**values: Any) -> Feedback:
    return Feedback(kind=FeedbackKind.SUGGESTION, subject="Idea", **values)


KEPT: list[Record] = [
    Client(name=HOSTILE, code="x" * 64, notes=HOSTILE * 500, tags=(HOSTILE, "", "a", "a"), cost_centre=""),
    Client(name="\U0010ffff" * 10_000, notes="ü" * 100_000),
    Client(name="", tags=("",)),
    measured("99.9"),
    measured("-0"),
    measured("0.1000"),
    measured("1E+20"),
    measured("1E-20"),
    measured("-" + "9" * 100),
    measured("0." + "0" * 99 + "1"),
    Measurement(service_level=LEVEL.id, measured_on=date.min, value=Decimal(0)),
    Measurement(service_level=LEVEL.id, measured_on=date.max, value=Decimal(0)),
    Rate(service=SERVICE.id, price=INTEGER_LIMIT),
    Rate(service=SERVICE.id, price=-INTEGER_LIMIT),
    feedback(received_at=datetime(1, 1, 1, tzinfo=UTC), closed_at=datetime.max.replace(tzinfo=UTC)),
    feedback(received_at=datetime(2026, 3, 29, 2, 30, 0, 1, tzinfo=EAST), reply_due=datetime(2026, 1, 1, tzinfo=WEST)),
    Person(name="Dana", manager=True, role_shares=((ROLE.id, Decimal("0.40")),), availability_factor=Decimal("1")),
]
UNFIT: list[tuple[Record, str]] = [
    (Client(name="a\0b"), "Name holds a NUL character, which no database takes."),
    (Client(name="a\udcffb"), "Name holds half of a character, which no database takes."),
    (Client(name="x", tags=("fine", "\ud800")), "Tags holds half of a character, which no database takes."),
    (Client(name=7), "Name is no text."),  # type: ignore[arg-type]
    (Client(name="x", tier=INTEGER_LIMIT + 1), "Tier is no whole number of usual size."),
    (Client(name="x", tier=True), "Tier is no whole number of usual size."),
    (Client(name="x", parent=RecordId("y" * 65)), "Parent has no identifier of a record."),
    (Client(name="x", parent=RecordId("")), "Parent has no identifier of a record."),
    (Client(name="x", id=RecordId("a\nb")), "client has no identifier of a record."),
    (Client(name="x", code="\U0001f600" * 700), "Code is too long to be told apart from others."),
    (measured("NaN"), "Value is no decimal number."),
    (measured("-Infinity"), "Value is no decimal number."),
    (measured("1E+999999999"), "Value has too many digits."),
    (measured("1E-999999"), "Value has too many digits."),
    (measured("1." + "1" * 100), "Value has too many digits."),
    (replace(measured("1"), value=0.5), "Value is no decimal number."),  # type: ignore[arg-type]
    (feedback(received_at=datetime(2026, 1, 1)), "Received at is no moment with a time zone."),
    (feedback(received_at=datetime(1, 1, 1, tzinfo=EAST)), "Received at lies outside of the years 1 to 9999."),
    (Person(name="x", role_shares=((ROLE.id, Decimal(1)),) * 2), "Role shares names the same record twice."),
    (Person(name="x", role_shares=((ROLE.id, Decimal("Infinity")),)), "Role shares is no decimal number."),
    (
        ExternalReference(record_kind="client", record=ROLE.id, system="\u00e9" * 100, key="\U0001f600" * 600),
        "Key is too long to be told apart from others.",
    ),
]


@pytest.fixture
def ready(store: Store) -> Iterator[Store]:
    add(store, SERVICE, LEVEL, ROLE)
    yield store
    assert verify(store) == []


def test_every_value_comes_back_as_it_went_in(ready: Store) -> None:
    add(ready, *KEPT)
    for record in KEPT:
        back = now(ready, record)
        assert back == replace(
            record, version=1, created_at=back.created_at, updated_at=back.updated_at, deleted_at=None
        )


def test_every_value_survives_undo_and_redo(ready: Store) -> None:
    before = facts(ready)
    add(ready, *KEPT)
    after = facts(ready)
    undo(ready)
    assert facts(ready) == before
    redo(ready)
    assert facts(ready) == after


def test_moments_come_back_in_utc(ready: Store) -> None:
    record = feedback(received_at=datetime(2026, 1, 1, 12, tzinfo=EAST))
    add(ready, record)
    back = now(ready, record)
    assert back.received_at
    assert back.received_at.utcoffset() == timedelta(0)
    assert back.created_at
    assert back.created_at.utcoffset() == timedelta(0)


def test_what_no_database_holds_is_refused_in_one_sentence(ready: Store) -> None:
    before = facts(ready)
    for record, sentence in UNFIT:
        with pytest.raises(RefusedError) as caught:
            add(ready, record)
        assert str(caught.value) == sentence
    assert facts(ready) == before


def test_what_no_database_holds_is_refused_in_a_save_too(ready: Store) -> None:
    with pytest.raises(RefusedError, match="half of a character"):
        edit(ready, SERVICE, outcome="\udcff")


def test_a_decimal_is_equal_however_it_is_written(ready: Store) -> None:
    record = measured("1.5")
    add(ready, record)
    for same in ("1.50", "1.5", "15E-1", "1.500000"):
        assert edit(ready, record, value=Decimal(same)) is None


def test_an_empty_text_is_not_an_unknown_one(ready: Store) -> None:
    record = Client(name="x", cost_centre="")
    add(ready, record)
    assert edit(ready, record, cost_centre=None)
    assert now(ready, record).cost_centre is None
    undo(ready)
    assert now(ready, record).cost_centre == ""


def test_the_order_of_a_list_counts_and_that_of_shares_does_not(ready: Store) -> None:
    other = Role(name="Network")
    shares = ((ROLE.id, Decimal("0.5")), (other.id, Decimal("0.5")))
    person = Person(name="Dana", skills=("sql", "ip"), role_shares=shares)
    add(ready, other, person)
    assert edit(ready, person, role_shares=shares[::-1]) is None
    assert edit(ready, person, skills=("ip", "sql"))
    assert now(ready, person).skills == ("ip", "sql")


def test_a_text_that_no_database_holds_is_looked_up_and_not_found(ready: Store) -> None:
    with ready.read() as reader:
        for text in ("\0", "a\udcff"):
            assert reader.find(Client, name=text) == []
            assert len(reader.find(Service, name=["VPN", text])) == 1
            assert reader.get(Client, RecordId(text)) is None
    with ready.connected() as connection:
        assert journal.get(connection, "\0") is None
        assert journal.get(connection, "\udcff") is None


def test_what_slips_through_to_the_driver_ends_in_a_sentence_too(ready: Store) -> None:
    for text in ("\udcff", "\0"):
        unit = Unit("ana", "Past the unit's own look")
        unit.apply([Change("client", RecordId("one"), Operation.CREATE, {"name": (None, text), "tier": (None, 2**70)})])
        with pytest.raises(RefusedError, match="There is a character or a number among it that"):
            ready.commit(unit)
