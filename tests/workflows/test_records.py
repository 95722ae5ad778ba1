"""Adding, editing, deleting and finding a record, from what a person types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from itcrm_tui.domain.client import Client, ClientStatus, Stakeholder
from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.workflows.finding import AmbiguousNameError, NotForRoleError, NotFoundError, completion, find
from itcrm_tui.workflows.history import history, undo
from itcrm_tui.workflows.records import (
    InvalidError,
    create,
    edit,
    remove,
    remove_by_id,
    save_texts,
    texts_of,
)
from storage.errors import ConflictError, RefusedError
from storage.store import Store

TODAY = date(2026, 11, 21)


def add(store: Store, kind: str, /, **texts: str) -> Any:
    return save_texts(store, KINDS[kind], None, texts, today=TODAY)


def change(store: Store, seen: Record, /, **texts: str) -> Any:
    return save_texts(store, kind_of(seen), seen, texts, today=TODAY)


def found(store: Store, kind: str, words: str) -> Any:
    with store.read() as reader:
        return find(reader, KINDS[kind], words)


def problems_of(store: Store, kind: str, seen: Record | None = None, /, **texts: str) -> Mapping[str, str]:
    with pytest.raises(InvalidError) as caught:
        save_texts(store, KINDS[kind], seen, texts, today=TODAY)
    return dict(caught.value.problems)


def titles(store: Store) -> list[str]:
    return [row.title for row in history(store, None, start=None, backwards=False, limit=50)]


def test_what_is_typed_becomes_a_record(store: Store) -> None:
    finance = add(store, "client", name="Finance", code="FIN")
    line = add(store, "client", name="Payroll", parent="FIN", tier="2", tags="a; b", segment="strat")
    assert (line.parent, line.tier, line.tags, line.segment) == (finance.id, 2, ("a", "b"), "strategic")
    assert (line.version, line.status) == (1, ClientStatus.ACTIVE)
    due = add(store, "commitment", client="finance", title="VPN", due="fri")
    assert due.due == date(2026, 11, 27)


def test_any_kind_is_added_the_same_way(store: Store) -> None:
    add(store, "client", name="Finance")
    add(store, "role", name="DBA")
    dana = add(store, "person", name="Dana", weekly_minutes="38.5", role_shares="DBA:0.6")
    add(store, "commitment", client="Finance", title="VPN")
    need = add(store, "requirement", commitment="VPN", role="DBA", minutes="30h")
    assert (dana.weekly_minutes, len(dana.role_shares), need.minutes) == (2310, 1, 1800)


def test_everything_that_is_wrong_is_told_at_once_beside_its_field(store: Store) -> None:
    said = problems_of(store, "client", tier="12", parent="nobody", segment="gold", shoe="9")
    assert set(said) == {"tier", "parent", "segment", "shoe", "name"}
    assert said["name"] == "Name is required."
    assert "no client “nobody”" in said["parent"]
    assert titles(store) == ["Set up the database"]


def test_an_edit_changes_what_was_typed_and_nothing_else(store: Store) -> None:
    seen = add(store, "client", name="Finance", tier="2", tags="a", notes="call first")
    changed = change(store, seen, tier="3", tags="")
    assert (changed.name, changed.tier, changed.tags, changed.notes) == ("Finance", 3, (), "call first")
    assert titles(store)[0] == "Edit client Finance: tier, tags"


def test_an_emptied_field_falls_back_to_its_default(store: Store) -> None:
    seen = add(store, "client", name="Finance", status="former", tier="2")
    changed = change(store, seen, status="", tier="")
    assert (changed.status, changed.tier) == (ClientStatus.ACTIVE, None)
    assert problems_of(store, "client", seen, name=" ") == {"name": "Name is required."}


def test_an_edit_that_changes_nothing_writes_nothing(store: Store) -> None:
    seen = add(store, "client", name="Finance", tier="2")
    before = titles(store)
    assert change(store, seen, tier="2.0", name=" Finance ") == seen
    assert titles(store) == before


def test_an_edit_of_what_somebody_else_has_changed_conflicts(store: Store) -> None:
    seen = add(store, "client", name="Finance", tier="2")
    change(store, seen, tier="3")
    with pytest.raises(ConflictError, match="tier was changed"):
        change(store, seen, tier="4")


def test_a_state_is_moved_by_its_commands_and_not_by_an_edit(store: Store) -> None:
    add(store, "client", name="Finance")
    seen = add(store, "commitment", client="Finance", title="VPN", due="2026-12-12")
    said = problems_of(store, "commitment", seen, state="promised", original_due="2026-01-01")
    assert "moves step by step" in said["state"]
    assert set(said) == {"state", "original_due"}
    with pytest.raises(InvalidError):
        create(store, KINDS["commitment"], {"client": seen.client, "title": "x", "state": "kept"})
    assert found(store, "commitment", "VPN").state is CommitmentState.DRAFT


def test_values_that_no_text_could_say_are_refused_too(store: Store) -> None:
    seen = add(store, "client", name="Finance")
    for values in ({"tier": "two"}, {"tags": ["a;b"]}, {"nothing": 1}, {"name": None}):
        with pytest.raises(InvalidError):
            edit(store, seen, values)


def test_deleting_takes_along_what_belongs_to_a_record_and_undo_brings_it_back(store: Store) -> None:
    client = add(store, "client", name="Finance")
    add(store, "stakeholder", client="Finance", name="M. Okoye")
    add(store, "line_of_business", client="Finance", name="Payroll")
    assert remove(store, client) == "Deleted client Finance and 2 records that belong to it."
    with pytest.raises(NotFoundError):
        found(store, "stakeholder", "M. Okoye")
    undo(store)
    assert found(store, "stakeholder", "M. Okoye").client == client.id


def test_what_others_still_name_is_not_deleted(store: Store) -> None:
    client = add(store, "client", name="Finance")
    add(store, "commitment", client="Finance", title="VPN")
    with pytest.raises(RefusedError, match="commitment “VPN” still names it"):
        remove_by_id(store, KINDS["client"], client.id)
    with pytest.raises(NotFoundError):
        remove_by_id(store, KINDS["client"], add(store, "role", name="x").id)


def test_there_is_one_record_of_settings_to_be_edited_only(store: Store) -> None:
    settings = found(store, "settings", "")
    assert change(store, settings, currency="USD", time_zone="Europe/Berlin").currency == "USD"
    assert set(problems_of(store, "settings", settings, time_zone="Mars/Olympus")) == {"time_zone"}
    with pytest.raises(InvalidError):
        create(store, KINDS["settings"], {})
    with pytest.raises(InvalidError):
        remove(store, settings)


def test_the_texts_of_a_record_can_be_typed_again_without_a_change(store: Store) -> None:
    add(store, "client", name="Finance", code="FIN")
    add(store, "role", name="DBA")
    for record in (
        add(store, "client", name="Payroll", parent="FIN", tags="a;b", notes="one\ntwo"),
        add(store, "person", name="Dana", weekly_minutes="38.5", role_shares="DBA:0.6", manager="yes"),
        add(store, "feedback", kind="complaint", subject="Slow", client="FIN", received_at="2026-11-20 14:05:07"),
        add(store, "service", name="Mail", open_to_clients="Finance;Payroll"),
        add(store, "rate", service="Mail", price="1,100.04"),
    ):
        seen, texts = texts_of(store, kind_of(record), record.id) or pytest.fail("it is gone")
        settable = {name: text for name, text in texts.items() if kind_of(record).by_name[name].settable}
        assert change(store, seen, **settable) == seen


def test_texts_follow_the_decimal_mark_that_a_person_has_set(store: Store, home: Path) -> None:
    (home / "config.toml").write_text('decimal_mark = ","', encoding="utf-8")
    add(store, "service", name="Mail")
    rate = add(store, "rate", service="Mail", price="1.100,04")
    _, texts = texts_of(store, KINDS["rate"], rate.id) or pytest.fail("it is gone")
    assert (rate.price, texts["price"]) == (110_004, "1.100,04")


def test_the_history_names_a_restricted_record_by_its_kind_alone(store: Store) -> None:
    add(store, "service", name="Mail")
    note = add(store, "internal_note", service="Mail", body="The contract ends.")
    change(store, note, body="The contract was cancelled.")
    assert titles(store)[:2] == ["Edit internal note", "Add internal note"]


def test_what_is_not_for_a_role_says_so(store: Store) -> None:
    service = add(store, "service", name="Mail")
    note = add(store, "internal_note", service="Mail", body="secret")
    store._unreadable = frozenset({"internal_note"})
    with pytest.raises(NotForRoleError, match="not for your role"):
        found(store, "internal_note", note.id)
    with pytest.raises(NotForRoleError):
        remove_by_id(store, KINDS["internal_note"], note.id)
    with pytest.raises(NotForRoleError):
        texts_of(store, KINDS["internal_note"], note.id)
    with pytest.raises(RefusedError, match="not for your role"):
        remove(store, service)


class TestFinding:
    """By id, code, external key, or the beginning of a name."""

    @pytest.fixture(autouse=True)
    def clients(self, store: Store) -> dict[str, Client]:
        made = [
            Client(name="Finance", code="FIN"),
            Client(name="Finland Office", code="HR-2"),
            Client(name="Müller & Söhne"),
            Client(name="HR"),
            Client(name="HR Services", code="HR"),
            Client(name="Finance Archive"),
        ]
        with store.write("fill") as unit:
            for client in made:
                unit.add(client)
            unit.add(ExternalReference(record_kind="client", record=made[3].id, system="CMDB", key="a1b2"))
        return {client.name: client for client in made}

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("FIN", "Finance"),
            ("fin", "Finance"),
            ("Finance", "Finance"),
            ("finance", "Finance"),
            ("finl", "Finland Office"),
            ("muller", "Müller & Söhne"),
            ("HR", "HR Services"),
            ("hr s", "HR Services"),
            ("a1b2", "HR"),
            ("  Finance Arch ", "Finance Archive"),
        ],
    )
    def test_the_surest_way_wins(self, store: Store, words: str, name: str) -> None:
        assert found(store, "client", words).name == name

    def test_an_id_finds_its_record(self, store: Store, clients: dict[str, Client]) -> None:
        assert found(store, "client", clients["HR"].id.upper()).name == "HR"

    def test_a_beginning_that_several_have_lists_them(self, store: Store) -> None:
        with pytest.raises(AmbiguousNameError) as caught:
            found(store, "client", "f")
        assert [one.split(" (")[0] for one in caught.value.candidates] == [
            "Finance",
            "Finance Archive",
            "Finland Office",
        ]

    def test_two_of_one_name_are_told_apart_by_whose_they_are(self, store: Store, clients: dict[str, Client]) -> None:
        with store.write("fill") as unit:
            for name in ("Finance", "HR"):
                unit.add(Stakeholder(client=clients[name].id, name="K. Meyer"))
        with pytest.raises(AmbiguousNameError, match=r"K. Meyer \(Finance, .*K. Meyer \(HR, "):
            found(store, "stakeholder", "K. Meyer")

    @pytest.mark.parametrize("words", ["", "inance", "%", "Financex", "01a20023-ef6e-737d-a78b-5b030e6986d3"])
    def test_nothing_else_finds_anything(self, store: Store, words: str) -> None:
        with pytest.raises(NotFoundError):
            found(store, "client", words)

    def test_a_deleted_record_is_not_found(self, store: Store, clients: dict[str, Client]) -> None:
        remove_by_id(store, KINDS["client"], clients["Müller & Söhne"].id)
        with pytest.raises(NotFoundError):
            found(store, "client", "Müller")

    @pytest.mark.parametrize(
        ("typed", "name"), [("fina", "Finance"), ("FINL", "Finland Office"), ("zz", None), (" ", None)]
    )
    def test_completion_gives_the_first_name_that_begins_so(self, store: Store, typed: str, name: str | None) -> None:
        assert completion(store, "client", typed) == name


def test_every_kind_can_be_looked_for_without_an_error(store: Store) -> None:
    def look(kind: Kind) -> None:
        with store.read() as reader, pytest.raises(NotFoundError):
            find(reader, kind, "nothing is called that")

    for kind in KINDS.values():
        look(kind)
