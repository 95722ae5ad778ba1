"""The four roles, each over real connections, and with SQL sent past the program too."""

from __future__ import annotations

import psycopg
import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import AnswerState, Progress
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Role as Pool
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.service import InternalNote
from storage.erasing.erasure import erase, wipe
from storage.errors import ReadOnlyError
from storage.granting import checking, members, setting_up
from storage.granting.roles import OWN_ROWS, Role, tables
from storage.journal import change_sets
from storage.tables import restricted_tables
from storage.undoing import undo
from storage.verify import verify
from tests.storage.granting.people import (
    DENIED,
    FINANCE,
    LEADS,
    LOGINS,
    MY_ANSWER,
    MY_PART,
    NOTE,
    PROMISE,
    THEIR_ANSWER,
    THEIR_PART,
    as_,
    past_the_program,
)
from tests.storage.places import Place
from tests.storage.records import add, delete, edit, now


def test_all_is_granted_as_it_should_be_and_doing_it_again_changes_nothing(place: Place) -> None:
    owner = as_(place, Role.OWNER)
    for _ in range(2):
        with owner.connected() as connection:
            assert checking.findings(connection) == []
            assert members.members(connection) == {role: [login] for role, login in LOGINS.items()}
        with owner.below() as connection:
            setting_up.set_up(connection)


@pytest.mark.parametrize("role", Role)
def test_everybody_is_told_which_role_is_theirs(place: Place, role: Role) -> None:
    with as_(place, role).connected() as connection:
        assert members.role_of(connection) is role


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
def test_what_is_restricted_is_hidden_and_the_server_refuses_to_read_it(place: Place, role: Role) -> None:
    with as_(place, role).read() as reader:
        assert reader.get(InternalNote, NOTE.id) == Hidden("internal_note")
    for table in sorted(restricted_tables()):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            past_the_program(place, role, f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("role", [Role.OWNER, Role.STAFF])
def test_owner_and_staff_read_what_is_restricted_and_change_every_kind_of_record(place: Place, role: Role) -> None:
    store = as_(place, role)
    assert now(store, NOTE).body == NOTE.body
    edit(store, NOTE, body="Costs us 13 a head")
    edit(store, FINANCE, tier=1)
    add(store, Client(name="Legal"), Pool(name="Printers"))
    undo(store)
    delete(store, NOTE)
    assert verify(store) == []


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
def test_who_is_not_of_the_unit_changes_no_record_and_reads_on(place: Place, role: Role) -> None:
    store = as_(place, role)
    for write in (
        lambda: edit(store, FINANCE, tier=1),
        lambda: add(store, Client(name="Legal")),
        lambda: delete(store, MY_PART),
    ):
        with pytest.raises(ReadOnlyError, match=DENIED):
            write()
    assert now(store, FINANCE).tier is None


def test_a_contributor_answers_and_reports_for_the_own_team(place: Place) -> None:
    store = as_(place, Role.CONTRIBUTOR)
    edit(store, MY_ANSWER, answer=AnswerState.ACCEPTED, answered_by=LEADS.id)
    add(store, Progress(requirement=MY_PART.id, minutes_left=60, reported_on=now(store, PROMISE).created_at.date()))
    undo(store)
    undo(store)
    assert now(store, MY_ANSWER).answer is AnswerState.ASKED
    with store.connected() as connection:
        assert {found.actor for found in change_sets(connection, limit=4)} == {"carl"}
    assert verify(as_(place, Role.OWNER)) == []


def test_a_contributor_answers_and_reports_for_no_other_team(place: Place) -> None:
    store = as_(place, Role.CONTRIBUTOR)
    with pytest.raises(ReadOnlyError, match=DENIED):
        edit(store, THEIR_ANSWER, answer=AnswerState.ACCEPTED)
    with pytest.raises(ReadOnlyError, match=DENIED):
        add(
            store,
            Progress(requirement=THEIR_PART.id, minutes_left=0, reported_on=now(store, PROMISE).created_at.date()),
        )
    past_the_program(place, Role.CONTRIBUTOR, f"UPDATE answer SET answer = 'accepted' WHERE id = '{THEIR_ANSWER.id}'")
    assert now(store, THEIR_ANSWER).answer is AnswerState.ASKED
    moved = f"UPDATE answer SET requirement = '{THEIR_PART.id}' WHERE id = '{MY_ANSWER.id}'"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        past_the_program(place, Role.CONTRIBUTOR, moved)


def test_a_contributor_who_declines_makes_a_checked_promise_a_draft_though_it_cannot_be_written(place: Place) -> None:
    as_(place, Role.OWNER)
    place.raw(f"UPDATE commitment SET state = 'checked' WHERE id = '{PROMISE.id}'")
    store = as_(place, Role.CONTRIBUTOR)
    edit(store, MY_ANSWER, answer=AnswerState.DECLINED, reason="all on leave")
    assert now(store, MY_ANSWER).answer is AnswerState.DECLINED


@pytest.mark.parametrize("role", [Role.STAFF, Role.CONTRIBUTOR, Role.READER])
def test_nobody_but_the_owner_changes_the_journal_or_the_schema(place: Place, role: Role) -> None:
    for statement in (
        "UPDATE change SET fields = '{}'",
        "DELETE FROM change",
        "UPDATE change_set SET actor = 'somebody'",
        "DELETE FROM change_set",
        "TRUNCATE client CASCADE",
        "DELETE FROM client",
        "DROP TABLE client",
        "ALTER TABLE answer DISABLE ROW LEVEL SECURITY",
        "UPDATE alembic_version SET version_num = '9999'",
        "INSERT INTO change_set (id, sequence, at, actor, device, title, action, schema_version, records)"
        " VALUES ('x', 99, now(), 'dana', 'd', 't', 'write', '0001', 0)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            past_the_program(place, role, statement)


@pytest.mark.parametrize("role", [Role.STAFF, Role.CONTRIBUTOR, Role.READER])
def test_nobody_but_the_owner_erases_and_the_server_refuses_it_too(
    place: Place, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, wanted = ("person", LEADS.id), {("person", LEADS.id): frozenset({"name", "login"})}
    with pytest.raises(ReadOnlyError, match=r"^Only the owner of .* can erase; nothing was changed\.$"):
        erase(as_(place, role), of, wanted, "Erase")
    monkeypatch.setattr("storage.erasing.erasure.owns", lambda _connection: True)
    with pytest.raises(ReadOnlyError, match=DENIED):
        erase(as_(place, role), of, wanted, "Erase")
    assert now(as_(place, role), LEADS).name == LEADS.name


def test_the_owner_erases_a_person_and_what_is_restricted_and_all_is_sound(place: Place) -> None:
    owner = as_(place, Role.OWNER)
    erase(owner, ("person", LEADS.id), {("person", LEADS.id): frozenset({"name", "login"})}, "Erase")
    erase(owner, ("internal_note", NOTE.id), {("internal_note", NOTE.id): frozenset({"body"})}, "Erase")
    assert wipe(owner, ["person", "internal_note"]) is None
    assert (now(owner, LEADS).login, now(owner, NOTE).body) == (None, f"erased internal note {NOTE.id[-8:]}")
    assert place.raw("SELECT count(*) FROM restricted_change WHERE CAST(fields AS text) LIKE '%Costs%'") == [(0,)]
    assert verify(owner) == []


def test_whatever_is_granted_otherwise_is_found(place: Place) -> None:
    for statement, found in (
        ("GRANT DELETE ON client TO itcrm_staff", "staff may DELETE in client, and should not."),
        ("REVOKE SELECT ON usage FROM itcrm_reader", "reader may not SELECT in usage, and should."),
        ("GRANT INSERT (actor) ON change_set TO itcrm_staff", "staff may write actor of a change set, and should not."),
        ("ALTER TABLE answer DISABLE ROW LEVEL SECURITY", "answer has no row policies in force."),
        ("DROP POLICY own_team_inserts ON progress", "The policy own_team_inserts of progress is missing."),
        ("CREATE POLICY more ON answer USING (true)", "The policy more of answer is not ours."),
        ("GRANT SELECT ON client TO rita", "rita has rights of its own in 1 tables, besides its role."),
        ("ALTER TABLE team OWNER TO postgres_or_whoever", "team is not owned by itcrm_owner."),
    ):
        superuser = place.raw("SELECT current_user")[0][0]
        place.raw(statement.replace("postgres_or_whoever", f'"{superuser}"'))
        with as_(place, Role.READER).connected() as connection:
            assert checking.findings(connection) == [found]
        with as_(place, Role.OWNER).below() as connection:
            place.raw("REVOKE ALL ON client FROM rita")
            place.raw("DROP POLICY IF EXISTS more ON answer")
            if "OWNER" in statement:
                place.raw("ALTER TABLE team OWNER TO itcrm_owner")
            setting_up.set_up(connection)


def test_every_table_is_spoken_of(place: Place) -> None:
    there = {name for (name,) in place.raw("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert there == set(tables())
    assert set(OWN_ROWS) <= set(KINDS)
