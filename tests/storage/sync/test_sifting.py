"""What a rule refuses of a large change set is found by halves, and the rest goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from itcrm_tui.ids import RecordId
from storage.change import Action, Change, ChangeSet, Operation
from storage.sync.parcel import Parcel
from storage.sync.sifting import TRIES, UNTRIED, sifted

MANY = 200


def parcel_of(count: int, action: Action = Action.WRITE) -> Parcel:
    header = ChangeSet(
        id=RecordId("set"),
        sequence=1,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        actor="ana",
        device="laptop",
        title="Import",
        action=action,
        reverts=None,
        schema_version="0007",
        records=count,
    )
    return Parcel(
        header,
        [Change("client", RecordId(str(one)), Operation.CREATE, {"name": (None, str(one))}) for one in range(count)],
    )


def ids(parcel: Parcel) -> list[int]:
    return [int(change.record_id) for change in parcel.changes]


@given(some.sets(some.integers(0, MANY - 1), min_size=1, max_size=6))
def test_only_what_is_refused_is_left_out_and_it_is_found_in_few_tries(bad: set[int]) -> None:
    tried = []

    def refusal(parcel: Parcel) -> str | None:
        tried.append(parcel)
        return next((f"{one} is taken." for one in ids(parcel) if one in bad), None)

    left, reasons = sifted(parcel_of(MANY), refusal)
    assert ids(left) == [one for one in range(MANY) if one not in bad]
    assert reasons == {("client", RecordId(str(one))): f"{one} is taken." for one in bad}
    assert len(tried) <= 2 * len(bad) * 8


def test_where_nearly_all_is_refused_the_rest_waits_untried() -> None:
    tried = []

    def refusal(parcel: Parcel) -> str | None:
        tried.append(parcel)
        return None if ids(parcel) == [0] else "It is taken."

    left, reasons = sifted(parcel_of(5_000), refusal)
    assert (ids(left), len(reasons)) == ([0], 4_999)
    assert len(tried) == TRIES
    assert set(reasons.values()) == {"It is taken.", UNTRIED.format(reason="It is taken.")}


@pytest.mark.parametrize("parcel", [parcel_of(5, Action.MERGE), parcel_of(1)])
def test_what_takes_effect_whole_stays_whole(parcel: Parcel) -> None:
    left, reasons = sifted(parcel, lambda _: pytest.fail("nothing is tried"))
    assert (ids(left), reasons) == ([], {})
