"""What was perhaps made on both sides, in a new working copy that takes the place of an old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.made_twice import made_twice, not_the_same
from storage.opening import open_store
from storage.store import Store
from storage.sync.making import made
from storage.sync.renewing import renew
from tests.storage.records import add
from tests.workflows.apart import CheckOut, Laptop

SALES, TAX = Client(name="Sales"), Client(name="Sales")
Renewed = Callable[[Laptop], Laptop]


@pytest.fixture
def renewed(tmp_path: Path) -> Iterator[Renewed]:
    """Make a new working copy in place of a laptop's own."""
    with ExitStack() as opened:

        def anew(laptop: Laptop) -> Laptop:
            old, path = laptop.store, tmp_path / f"renewed-{len(list(tmp_path.iterdir()))}.db"
            renew(old, laptop.hub.store, path, lambda *_: None)
            fresh = open_store(f"sqlite:///{path}", actor=old.actor, device=old.device, clock=old.clock)
            opened.callback(fresh.close)
            return Laptop(fresh, laptop.hub)

        yield anew


@pytest.fixture
def ben(store: Store, check_out: CheckOut) -> Laptop:
    """Ben, who has made and sent a client that Ana has made as well."""
    ana, ben = check_out("ana"), check_out("ben")
    add(ana.store, SALES)
    add(ben.store, TAX)
    ana.sync()
    ben.sync()
    return ben


def asked(laptop: Laptop) -> list[tuple[str, str]]:
    return [(one.mine.id, one.theirs.id) for one in made_twice(laptop.store)]


def test_what_is_not_answered_is_asked_in_the_new_copy_and_in_the_one_after_it(ben: Laptop, renewed: Renewed) -> None:
    assert asked(ben) == [(TAX.id, SALES.id)]
    for _ in range(2):
        ben = renewed(ben)
        assert asked(ben) == [(TAX.id, SALES.id)]
        assert ben.sync().sent == 0
        with ben.store.connected() as connection:
            whose = [made(connection, KINDS["client"], one.id) for one in (TAX, SALES)]
        assert [one and one.here for one in whose] == [True, False]


@pytest.mark.parametrize("sent", [False, True])
def test_an_answer_goes_along_and_undo_brings_the_question_back(ben: Laptop, renewed: Renewed, *, sent: bool) -> None:
    not_the_same(ben.store, TAX.id, SALES.id)
    if sent:
        ben.sync()
    fresh = renewed(ben)
    assert asked(fresh) == []
    assert fresh.sync().sent == (not sent)
    assert asked(fresh) == []
    undo(fresh.store)
    assert asked(fresh) == [(TAX.id, SALES.id)]
    fresh.sync()
    assert asked(renewed(fresh)) == [(TAX.id, SALES.id)]
