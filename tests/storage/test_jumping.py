"""Any record is found by some of its name or its code, the same on both engines."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.people import Person, Team
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.workflows import jumping
from storage.store import Store
from tests.storage.records import add, delete

FINANCE = Client(code="FIN", name="Royal Finance Office")
OKOYE = Stakeholder(client=FINANCE.id, name="Maryam Okoye")
MAIL = Service(name="Mail", code="ML")
GONE = Client(name="Royal Fishery")


def fill(store: Store) -> None:
    team, dana = Team(name="Maintenance"), Person(name="Dana Kowalczyk", login="dkowalczyk")
    note = InternalNote(service=MAIL.id, body="Royal secret")
    others = [Client(code=f"X{n}", name=f"Branch {n}") for n in range(30)]
    add(store, FINANCE, OKOYE, MAIL, GONE, team, dana, note, *others)
    delete(store, GONE)


@pytest.fixture(params=["held", "large"])
def full(store: Store, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose kinds are looked through in memory, or all of them by the database."""
    monkeypatch.setattr(jumping, "HELD", 1_000 if request.param == "held" else 0)
    fill(store)
    return store


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("FIN", "Royal Finance Office"),
        ("fin", "Royal Finance Office"),
        ("royal fin", "Royal Finance Office"),
        ("office finance", "Royal Finance Office"),
        ("finanse", "Royal Finance Office"),
        ("ryoal finance", "Royal Finance Office"),
        ("okoye", "Maryam Okoye"),
        ("dkow", "Dana Kowalczyk"),
        ("mail", "Mail"),
        ("MAINTENANCE", "Maintenance"),
    ],
)
def test_the_best_fit_comes_first(full: Store, typed: str, name: str) -> None:
    found = jumping.jump(full, jumping.known(full), typed)
    assert found[0].name == name


def test_a_candidate_says_its_code_and_its_client(full: Store) -> None:
    (okoye,) = jumping.jump(full, jumping.known(full), "okoye")
    assert (okoye.kind.name, okoye.client) == ("stakeholder", "Royal Finance Office")
    mail = jumping.jump(full, jumping.known(full), "ml")[0]
    assert (mail.name, mail.code) == ("Mail", "ML")


def test_what_was_deleted_or_restricted_is_not_found_and_no_more_than_twelve_are(full: Store) -> None:
    there = jumping.known(full)
    assert [one.name for one in jumping.jump(full, there, "royal")] == ["Royal Finance Office"]
    assert len(jumping.jump(full, there, "branch")) == jumping.MOST
    assert jumping.jump(full, there, " ") == []
    assert jumping.jump(full, there, "100%_\\'\"") == []


def test_what_has_a_name_comes_before_what_has_a_subject(full: Store) -> None:
    add(full, Feedback(kind=FeedbackKind.COMPLAINT, subject="Fina is late", client=FINANCE.id))
    found = jumping.jump(full, jumping.known(full), "fina")
    assert [one.kind.name for one in found] == ["client", "feedback"]
