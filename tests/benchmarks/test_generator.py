"""Generated databases: sound, of the size that was asked for, and the same every time."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.generator import into_postgres, making
from benchmarks.generator.sizes import Size, alike
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Hidden
from storage.baseline import last_baselines, record_baseline
from storage.opening import open_store, upgrade_database
from storage.store import Store
from storage.verify import verify
from tests.postgres_server import Server

SIZE = alike(60)


def _opened(url: str) -> Store:
    return open_store(url, actor="bench", device="bench")


def _digests(store: Store) -> dict[str, tuple[int, str]]:
    with store.connected() as connection:
        return {kind: (found.rows, found.digest) for kind, found in last_baselines(connection).items()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "made.db"
    making.make(path, SIZE)
    return path


def test_a_generated_database_verifies_and_can_be_searched(file: Path) -> None:
    store = _opened(f"sqlite:///{file}")
    with store.read() as reader:
        assert reader.count(KINDS["client"]) == SIZE.clients
        assert reader.count(KINDS["client"], "k0000042") == 1
        assert reader.count(KINDS["usage"]) == SIZE.usage
    assert verify(store) == []
    store.close()


def test_the_same_size_gives_the_same_records_on_both_engines(file: Path, postgres_server: Server) -> None:
    postgres_server.create_database("made")
    url = postgres_server.url("made").replace("postgresql+psycopg", "postgresql")
    upgrade_database(url, actor="owner", device="bench")
    into_postgres.load(url, SIZE)
    ours, theirs = _opened(f"sqlite:///{file}"), _opened(url)
    record_baseline(theirs)
    assert verify(theirs) == []
    assert _digests(theirs) == _digests(ours)
    ours.close()
    theirs.close()
    postgres_server.drop_database("made")


def test_a_board_of_even_states_has_as_many_cards_in_each_column(tmp_path: Path) -> None:
    words = {name: getattr(SIZE, name) for name in ("subscriptions", "usage", "feedback", "touchpoints")}
    size = Size(name="even", clients=5, commitments=40, requirements=40, stakeholders=5, even_states=True, **words)
    making.make(tmp_path / "even.db", size)
    store = _opened(f"sqlite:///{tmp_path}/even.db")
    with store.read() as reader:
        found = reader.find(Commitment)
        assert not isinstance(found, Hidden)
        assert set(Counter(one.state for one in found).values()) == {8}
    store.close()


def test_a_database_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_BENCH_DIR", str(tmp_path))
    first = making.database(SIZE)
    made = first.stat().st_mtime_ns
    assert making.database(SIZE) == first
    assert first.stat().st_mtime_ns == made
    monkeypatch.setattr(making, "VERSION", making.VERSION + 1)
    second = making.database(SIZE)
    assert second != first
    assert [path.name for path in tmp_path.glob("*.db")] == [second.name]
