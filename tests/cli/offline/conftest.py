"""A database of which there is a working copy."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """What opens a working copy, which is encrypted where that is installed."""
    monkeypatch.setenv("ITCRM_PASSPHRASE", "a secret of dana's")


@pytest.fixture
def along(crm: Run) -> Run:
    """A database of which there is a working copy, `laptop.db`."""
    assert crm("offline", "checkout", "laptop.db").code == 0
    return crm
