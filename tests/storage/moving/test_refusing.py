"""What cannot be copied, or copied into, is told in one sentence, and nothing is changed; damage is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from storage.errors import OpenError, ReadOnlyError, RefusedError, SchemaError, StoreError
from storage.moving import database
from storage.moving.database import NotEqualError, copy_database
from storage.opening import open_store
from tests.postgres_server import Server
from tests.storage.moving.conftest import Pair, contents, untold
from tests.storage.moving.every_kind import fill
from tests.storage.places import Fresh, Place
from tests.storage.records import add, edit


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE client SET tier = 7 WHERE id = 'client-1'", "client"),
        ("DELETE FROM usage WHERE id = 'usage-1'", "usage"),
        ("UPDATE change SET fields = '{}' WHERE kind = 'team'", "change"),
        ("UPDATE restricted_change SET position = position + 900", "restricted_change"),
        ("UPDATE change_set SET actor = 'somebody' WHERE sequence = 2", "change_set"),
        ("DELETE FROM link WHERE record_id = 'service-1'", "link"),
        ("INSERT INTO role_lock VALUES ('nobody')", "role_lock"),
        ("UPDATE counter SET value = 99", "counter"),
    ],
)
def test_a_row_that_was_damaged_on_its_way_is_found_and_copied_again(
    sqlite_pair: Pair, damage: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_pair.source.open())
    with monkeypatch.context() as patch:
        damage_before_comparing(patch, sqlite_pair, damage)
        with pytest.raises(NotEqualError, match=f"does not hold what it was copied from, in: {named}. The same"):
            sqlite_pair.copy()
    with pytest.raises(SchemaError, match="unfinished copy"):
        sqlite_pair.target.open()
    assert sqlite_pair.copy().continued
    assert contents(sqlite_pair.target.open()) == contents(sqlite_pair.source.open())


def damage_before_comparing(patch: pytest.MonkeyPatch, pair: Pair, damage: str) -> None:
    """Do some damage when all rows are there and none has been compared."""
    compare = database._compare

    def damaged(*given: object) -> None:
        pair.target.raw(damage)
        compare(*given)  # type: ignore[arg-type]

    patch.setattr(database, "_compare", damaged)


def test_a_row_that_was_damaged_on_the_other_engine_is_found(mixed_pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mixed_pair.source.open())
    damage_before_comparing(monkeypatch, mixed_pair, "UPDATE client SET notes = 'N' WHERE id = 'client-1'")
    with pytest.raises(NotEqualError, match=r"in: client. The same"):
        mixed_pair.copy()


def test_a_search_text_that_is_wrong_keeps_the_copy_unfinished(
    sqlite_pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_pair.source.open())
    with monkeypatch.context() as patch:
        damage_before_comparing(patch, sqlite_pair, "UPDATE search_text SET text = 'x' WHERE record_id = 'team-1'")
        with pytest.raises(NotEqualError, match="not sound, and stays unfinished: The search "):
            sqlite_pair.copy()
    with pytest.raises(SchemaError, match="unfinished copy"):
        sqlite_pair.target.open()


def test_a_database_that_holds_records_is_not_copied_into(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    add(mixed_pair.target.open(), Client(name="There"))
    before = contents(mixed_pair.target.open())
    with pytest.raises(RefusedError, match=r"holds records already. Name a database in which there is nothing"):
        mixed_pair.copy()
    assert contents(mixed_pair.target.open()) == before


def test_settings_that_somebody_has_chosen_are_records_too(sqlite_pair: Pair) -> None:
    fill(sqlite_pair.source.open())
    store = sqlite_pair.target.open()
    with store.read() as reader:
        settings = reader.settings()
    edit(store, settings, currency="CHF")
    with pytest.raises(RefusedError, match="holds records already"):
        sqlite_pair.copy()


def test_a_whole_copy_is_not_copied_into_again_nor_a_database_into_itself(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    mixed_pair.copy()
    with pytest.raises(RefusedError, match="is the same database, or a whole copy of it already"):
        mixed_pair.copy()
    source = mixed_pair.source.url_for(None)
    with pytest.raises(RefusedError, match="is the same database"):
        copy_database(source, source, untold)


def test_an_unfinished_copy_of_another_database_is_left_alone(
    sqlite_pair: Pair, small_portions: None, tmp_path: Path
) -> None:
    fill(sqlite_pair.source.open())
    sqlite_pair.stopped(rows=9)
    other = f"sqlite:///{tmp_path}/other.db"
    open_store(other, actor="ana", device="desk", create=True).close()
    target = sqlite_pair.target.url_for(None)
    with pytest.raises(RefusedError, match=r"is an unfinished copy of .* not of .*other.db"):
        copy_database(other, target, untold)
    with pytest.raises(SchemaError, match="is an unfinished copy"):
        copy_database(target, f"sqlite:///{tmp_path}/third.db", untold)
    assert not (tmp_path / "third.db").exists()
    assert sqlite_pair.copy().continued


@pytest.mark.parametrize("older", ["source", "target"])
def test_an_older_schema_is_upgraded_first(sqlite_pair: Pair, older: str) -> None:
    fill(sqlite_pair.source.open())
    place: Place = getattr(sqlite_pair, older)
    place.close()
    place.raw("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(SchemaError, match=r"older schema 0001. Its owner runs: itcrm db upgrade"):
        sqlite_pair.copy()


def test_a_copy_begun_by_another_version_is_begun_anew(sqlite_pair: Pair, small_portions: None) -> None:
    fill(sqlite_pair.source.open())
    sqlite_pair.stopped(rows=9)
    sqlite_pair.target.raw("UPDATE alembic_version SET version_num = 'unfinished copy 0001'")
    with pytest.raises(SchemaError, match=r"is a copy that another version of itcrm began. Delete it"):
        sqlite_pair.copy()


def test_what_is_not_there_or_not_ours_is_told(sqlite: Place, postgres_server: Server, tmp_path: Path) -> None:
    url, nowhere = sqlite.url_for(None), f"sqlite:///{tmp_path}/none.db"
    with pytest.raises(OpenError, match="There is no database at"):
        copy_database(nowhere, f"sqlite:///{tmp_path}/made.db", untold)
    assert not (tmp_path / "made.db").exists()
    postgres_server.create_database("foreign")
    postgres_server.execute("CREATE TABLE theirs (id int)", database="foreign")
    with pytest.raises(OpenError, match="another program: it has a table theirs"):
        copy_database(url, postgres_server.url("foreign"), untold)
    postgres_server.drop_database("foreign")


def test_only_the_owner_copies_into_a_shared_database(sqlite: Place, postgres: Place) -> None:
    fill(sqlite.open())
    with pytest.raises(ReadOnlyError, match=r"Only the owner of .* can copy into it"):
        copy_database(sqlite.url_for(None), postgres.url_for("ana"), untold)
    assert postgres.raw("SELECT version_num FROM alembic_version") == sqlite.raw(
        "SELECT version_num FROM alembic_version"
    )


def test_who_may_not_read_all_of_it_cannot_copy_it(postgres: Place, tmp_path: Path) -> None:
    fill(postgres.open())
    postgres.raw("REVOKE ALL ON restricted_change FROM ana")
    with pytest.raises(ReadOnlyError, match=r"Part of .* is not for your role. Its owner can copy all of it"):
        copy_database(postgres.url_for("ana"), f"sqlite:///{tmp_path}/mine.db", untold)
    assert not (tmp_path / "mine.db").exists()


def test_a_policy_that_hides_rows_ends_the_copy_instead_of_thinning_it(fresh_postgres: Fresh, tmp_path: Path) -> None:
    with fresh_postgres() as postgres:
        fill(postgres.open())
        postgres.raw("ALTER TABLE answer ENABLE ROW LEVEL SECURITY")
        with pytest.raises(StoreError):
            copy_database(postgres.url_for("ana"), f"sqlite:///{tmp_path}/mine.db", untold)
        assert copy_database(postgres.url_for(None), f"sqlite:///{tmp_path}/all.db", untold).rows
        assert len(KINDS) > 30
