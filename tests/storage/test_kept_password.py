"""Passwords in the keyring of the operating system."""

import sys
from collections.abc import Iterator

import keyring
import keyring.backends.fail
import pytest
from sqlalchemy.engine import make_url

from storage.engines.kept_password import keep, kept_password, name_of
from storage.errors import StoreError
from tests.keyring_in_memory import InMemory

DANA = make_url("postgresql://dana@db.example:5432/crm?sslmode=verify-full")
CARL = make_url("postgresql://carl@db.example:5432/crm")


@pytest.fixture
def ring() -> Iterator[InMemory]:
    """A keyring of this test alone."""
    before, ours = keyring.get_keyring(), InMemory()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


def test_a_password_is_kept_for_one_person_and_one_database(ring: InMemory) -> None:
    keep(name_of(DANA), "secret")
    assert kept_password(DANA) == "secret"
    assert kept_password(CARL) is None
    assert kept_password(DANA.set(database="other")) is None
    assert list(ring.kept) == [("itcrm", "dana@db.example:5432/crm")]


def test_a_password_is_forgotten_and_forgetting_it_again_is_no_error(ring: InMemory) -> None:
    keep(name_of(DANA), "secret")
    for _ in range(2):
        keep(name_of(DANA), None)
        assert kept_password(DANA) is None


def test_where_there_is_no_keyring_nothing_is_kept_and_nobody_asks_for_it() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert kept_password(DANA) is None
        with pytest.raises(StoreError, match="has no keyring") as caught:
            keep(name_of(DANA), "secret")
    finally:
        keyring.set_keyring(before)
    assert "secret" not in str(caught.value)


def test_without_the_extra_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert kept_password(DANA) is None
    with pytest.raises(StoreError, match="needs the extra “keyring”"):
        keep(name_of(DANA), "secret")
