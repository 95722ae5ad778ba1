"""`itcrm db backup|restore|info`, `config check` and `doctor`, as a person uses them."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.workflows import backing_up
from itcrm_tui.workflows.examining import database as database_examined
from itcrm_tui.workflows.examining import examine, installation, terminal
from storage.condition import condition
from tests.cli.conftest import Done, Run


def clients(run: Run) -> list[str]:
    return [item["name"] for item in run("list", "clients", "--json").json["items"]]


def advice(done: Done) -> dict[str, str]:
    return {item["name"]: item["advice"] for item in done.json["items"] if item["advice"]}


def test_without_a_name_a_backup_goes_beside_the_database(crm: Run) -> None:
    done = crm("db", "backup")
    assert (done.code, done.err) == (0, "")
    (path,) = (paths.data_folder() / "backups").iterdir()
    assert done.out.startswith(f"{path} holds ")
    assert path.name.startswith("itcrm.db-0001-")
    assert path.name.endswith("-by-hand.db")
    assert done.out.endswith("Verified.\n")


def test_a_backup_named_by_a_person_is_that_file_and_is_replaced_only_by_force(crm: Run, home: Path) -> None:
    item = crm("db", "backup", "monday.db", "--json").json["item"]
    assert item["file"] == str(home / "monday.db")
    assert (item["change_sets"], item["removed"]) == (5, [])
    assert item["size"] == (home / "monday.db").stat().st_size
    again = crm("db", "backup", "monday.db")
    assert (again.code, "--force" in again.err) == (1, True)
    crm("add", "client", "name=Later")
    assert crm("db", "backup", "monday.db", "--force", "--json").json["item"]["change_sets"] == 6


def test_a_timer_s_backups_are_pruned_and_a_person_s_are_not(crm: Run, home: Path) -> None:
    (home / "backups").mkdir()
    crm("db", "backup", "backups")
    for _ in range(4):
        last = crm("db", "backup", "--keep", "2", "backups")
    assert [path.name.split("-")[1] for path in sorted((home / "backups").iterdir())] == ["0001", "0004", "0005"]
    assert "Removed: " in last.out


def test_a_restore_says_where_the_old_file_went(crm: Run, home: Path) -> None:
    crm("db", "backup", "monday.db")
    crm("add", "client", "name=Later")
    done = crm("db", "restore", "monday.db")
    assert done.code == 0
    kept = Path(done.lines[1].removeprefix("What was there before is in ").removesuffix("."))
    assert "Later" not in clients(crm)
    assert crm("list", "clients", "--json", "--db", f"sqlite:///{kept}").json["items"][-1]["name"] == "Later"
    item = crm("db", "restore", "monday.db", "--json").json["item"]
    assert item["kept"] not in (None, str(kept))


def test_a_restore_makes_the_database_that_is_not_there_any_more(crm: Run, home: Path) -> None:
    crm("db", "backup", "monday.db")
    paths.default_database().unlink()
    done = crm("db", "restore", "monday.db")
    assert done.lines[1] == "There was none before."
    assert len(clients(crm)) == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("bakcup", 2, "did you mean backup"),
        ("", 2, "required: ACTION"),
        ("restore", 2, "Which backup?"),
        ("restore none.db", 3, "There is no file"),
        ("info x", 2, "takes no file"),
        ("verify --keep 3", 2, "go with `itcrm db backup`"),
        ("backup --keep 0", 2, "would keep no backup at all"),
        ("backup --keep 3 monday.db", 2, "goes with a folder that is there"),
        ("backup --keep x", 2, "is not a number"),
        ("backup nowhere/monday.db", 3, "there is no folder"),
        ("backup nowhere/", 3, "There is no folder"),
        ("backup --db postgresql://ana@host/crm", 3, "pg_dump --format=custom --file=FILE 'postgresql://ana@"),
        ("restore monday.db --db postgresql://host/crm", 3, "pg_restore"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(crm: Run, words: str, code: int, said: str) -> None:
    done = crm("db", *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "secret" not in done.err


def test_nothing_to_back_up_is_told_and_leaves_nothing(run: Run, home: Path) -> None:
    done = run("db", "backup")
    assert (done.code, "There is no database at" in done.err) == (3, True)
    assert not paths.data_folder().exists()


def test_info_tells_size_log_and_last_backup(crm: Run, home: Path) -> None:
    assert "none known here" in crm("db", "info").out
    crm("db", "backup", "monday.db")
    item = crm("db", "info", "--json").json["item"]
    assert item["size"] > 100_000
    assert item["log"] == "wal"
    assert item["last_backup"]["file"] == str(home / "monday.db")
    (home / "monday.db").unlink()
    assert crm("db", "info", "--json").json["item"]["last_backup"] is None


def test_config_check_names_settings_keys_themes_and_the_database_at_once(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    wrong = 'dates = "fr"\ntheme = "itcrm-drak"\ndatabase = "mysql://host/crm"\n[keys]\nrecord.ad = "x"\n'
    (home / "my.toml").write_text(wrong, encoding="utf-8")
    lines = run("config", "check").lines
    assert len(lines) == 4
    for said in ("iso or dmy or mdy", "did you mean record.add", "no engine for “mysql”", "did you mean itcrm-dark?"):
        assert said in " ".join(lines)


def test_paths_and_upgrades_are_told_as_json_too(crm: Run) -> None:
    assert crm("config", "path", "--json").json["item"] == {"file": str(paths.config_file()), "exists": False}
    assert list(crm("db", "upgrade", "--json").json["item"]) == ["schema"]


def test_config_check_names_everything_that_is_wrong(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    assert run("config", "check").code == 0
    (home / "my.toml").write_text('thme = "x"\ndates = "fr"\ndecimal_mark = 3\n', encoding="utf-8")
    monkeypatch.setenv("ITCRM_DBB", "sqlite:///mine.db")
    done = run("config", "check")
    assert done.code == 1
    assert done.lines == [
        "my.toml: there is no setting “thme”; did you mean theme.",
        "my.toml: dates has to be iso or dmy or mdy.",
        "my.toml: decimal_mark has to be text in quotes.",
        "The variable ITCRM_DBB means nothing to itcrm; did you mean ITCRM_DB?",
    ]
    assert len(run("config", "check", "--json").json["items"]) == 4
    (home / "my.toml").write_text('database = "mysql://host/crm"\n', encoding="utf-8")
    assert "There is no engine for “mysql” databases" in run("config", "check").lines[0]
    (home / "my.toml").write_text("dates =\n", encoding="utf-8")
    assert "is not TOML" in run("config", "check").lines[0]
    (home / "my.toml").write_text('dates = "dmy"\n', encoding="utf-8-sig")
    assert "dmy" in run("config", "show").out


def test_the_doctor_finds_nothing_to_do_on_a_new_machine(crm: Run) -> None:
    done = crm("doctor")
    assert (done.code, done.lines[-1]) == (0, "There is nothing to do.")
    for word in ("INSTALLATION", "TERMINAL", "CONFIGURATION", "PLACES", "DATABASE", "textual", "backup", "free"):
        assert word in done.out


def test_the_doctor_makes_and_changes_nothing(run: Run, home: Path) -> None:
    assert run("doctor").code == 0
    assert not paths.data_folder().exists()


def test_the_doctor_says_what_to_do_about_each_thing(crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.default_database().chmod(0o644)
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text('dates = "fr"\n', encoding="utf-8")
    done = crm("doctor", "--json", "--db", f"sqlite:///{paths.default_database()}")
    assert done.code == 1
    found = {item["value"] + (item["advice"] or "") for item in done.json["items"]}
    assert any("dates has to be iso or dmy or mdy" in one for one in found)
    assert any(f"chmod 600 '{paths.default_database()}'" in one for one in found)
    assert "WHAT TO DO" in crm("doctor").out


def test_the_doctor_names_what_an_interrupted_restore_has_left(crm: Run) -> None:
    path = paths.default_database()
    second = path.with_name("itcrm-20261121T120000Z-before-restore.db")
    os.link(path, second)
    assert f"rm '{second}'" in advice(crm("doctor", "--json"))["second name"]


def test_the_doctor_names_a_damaged_database(crm: Run) -> None:
    path = paths.default_database()
    path.write_bytes(path.read_bytes()[:100_000])
    assert "damaged" in advice(crm("doctor", "--json"))["state"]
    path.write_text("no database")
    assert "is not a database" in advice(crm("doctor", "--json"))["state"]


def test_the_doctor_does_not_upgrade_and_refuses_newer(crm: Run) -> None:
    for version, said in (("0000", "it is upgraded when it is opened next"), ("9999", "upgrade itcrm")):
        with closing(sqlite3.connect(paths.default_database(), isolation_level=None)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        assert said in crm("doctor").out
        with closing(sqlite3.connect(paths.default_database())) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)


def test_a_server_that_does_not_answer_is_told(run: Run) -> None:
    found = advice(run("doctor", "--json", "--db", "postgresql://127.0.0.1:1/crm"))
    assert "no server answers there" in found["state"]


def test_a_backup_is_asked_for_once_there_is_something_to_lose_for_a_week(crm: Run, home: Path) -> None:
    path = paths.default_database()
    found = condition(f"sqlite:///{path}")
    now = datetime.now(UTC)
    assert database_examined._last_backup(path, found, now).advice is None
    assert database_examined._last_backup(path, found, now + timedelta(days=8)).advice
    crm("db", "backup", "monday.db")
    assert backing_up.last_backup(path)
    assert database_examined._last_backup(path, found, now + timedelta(days=6)).advice is None
    memory = paths.state_folder() / "backups.json"
    known = json.loads(memory.read_text())
    known[str(path)]["at"] = (now - timedelta(days=9)).isoformat()
    memory.write_text(json.dumps(known))
    told = database_examined._last_backup(path, found, now)
    assert told.advice
    assert "itcrm db backup" in told.advice


def test_every_extra_is_described_and_a_missing_one_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import metadata

    offered = set(metadata("itcrm-tui").get_all("Provides-Extra") or ()) - {"dev"}
    assert set(installation.EXTRAS) == offered
    monkeypatch.setattr(installation, "_version", lambda _: None)
    found = {one.name: one for one in installation.examine()}
    assert "pipx install --force 'itcrm-tui[postgres]'" in found["extra postgres"].value
    assert found["extra postgres"].advice is None
    assert found["textual"].advice == "Install itcrm again: textual is missing."


@pytest.mark.parametrize(
    ("environment", "size", "wrong"),
    [
        ({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, (120, 40), set()),
        ({"TERM": "dumb"}, (120, 40), {"kind"}),
        ({}, (60, 20), {"kind", "size"}),
    ],
)
def test_a_terminal_that_cannot_show_the_app_is_named(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], size: tuple[int, int], wrong: set[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback=None: os.terminal_size(size))  # noqa: ARG005
    found = {one.name for one in terminal.examine(environment) if one.advice}
    assert found - {"characters"} == wrong


def test_a_configuration_that_cannot_be_read_leaves_the_rest_examined(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text("nonsense", encoding="utf-8")
    areas = {one.area for one in examine(None, {})}
    assert {"installation", "terminal", "configuration", "places"} <= areas


def test_the_doctor_tells_that_nothing_can_be_saved(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so the answer of the system is put in its place."""
    monkeypatch.setattr(database_examined, "may_write", lambda path: path != paths.default_database())
    done = crm("doctor", "--json")
    assert done.code == 1
    assert "chmod u+w" in advice(done)["writing"]


def test_config_check_looks_at_keys_and_themes_too(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text('[keys]\nrecord.ad = "x"\nrecord.add = "e"\nrecord.delete = "e"\n', encoding="utf-8")
    done = run("config", "check")
    assert (done.code, len(done.lines)) == (1, 3)
    assert "did you mean record.add" in done.lines[0]
    assert "“e” is asked to be record.add and record.delete" in done.lines[1]
    assert "“e” is yours for record.delete, so record.edit is without it" in done.lines[2]
    (home / "my.toml").write_text('theme = "itcrm-drak"\n', encoding="utf-8")
    (home / "themes").mkdir()
    (home / "themes" / "mine.toml").write_text('primary = "blueish"\n', encoding="utf-8")
    done = run("config", "check")
    assert done.code == 1
    assert "did you mean itcrm-dark?" in done.lines[0]
    assert "primary has to be a colour" in done.lines[1]
