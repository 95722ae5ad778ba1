"""The commands of every day, one after the other, on each engine, with their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from itcrm_tui.cli import main
from storage.opening import upgrade_database
from storage.tables import SCHEMA_VERSION
from tests.postgres_server import Server

DONE, NO, USAGE, FAILED = 0, 1, 2, 3


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.out)
        return found


Run = Callable[..., Said]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database on each engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/unit.db"
        upgrade_database(url, actor="owner", device="desk")
        yield url
        return
    server: Server = request.getfixturevalue("postgres_server")
    server.create_database("everyday")
    upgrade_database(server.url("everyday"), actor="owner", device="desk")
    yield server.url("everyday").replace("+psycopg", "")
    server.drop_database("everyday")


@pytest.fixture
def run(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the database, from a home of its own."""
    for name in ("ITCRM_CONFIG", "ITCRM_STATE"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))

    def run_it(*words: str) -> Said:
        code = main(["--db", url, *words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run_it


def test_a_record_is_added_shown_edited_listed_and_deleted(run: Run) -> None:
    assert run("add", "client", "name=Finance", "code=FIN", "segment=key").code == DONE
    assert "Finance" in run("show", "client", "FIN").out
    assert run("edit", "clients", "fin", "tier=2").code == DONE
    shown = run("show", "client", "Fin", "--json").json
    assert shown["version"] == 1
    item = shown["item"]
    assert isinstance(item, dict)
    assert (item["name"], item["segment"], item["tier"]) == ("Finance", "key", 2)
    listed = run("list", "clients", "--json").json["items"]
    assert isinstance(listed, list)
    assert [one["code"] for one in listed] == ["FIN"]
    assert run("delete", "client", "FIN").code == DONE
    assert run("list", "clients", "--json").json["items"] == []


def test_a_record_without_its_name_is_told_by_its_kind_alone(run: Run) -> None:
    run("add", "client", "name=Finance")
    said = run("add", "touchpoint", "client=Finance", "kind=visit", "planned_at=2026-12-01 10:00")
    assert said.out.startswith("Added touchpoint  ")
    assert run("undo").out == "Undid: Add touchpoint\n"


def test_undo_and_redo_tell_what_they_did_and_say_no_when_there_is_nothing(run: Run) -> None:
    run("add", "client", "name=Finance")
    assert "Add client Finance" in run("undo").out
    assert run("show", "client", "Finance").code == NO
    assert "Add client Finance" in run("redo").out
    assert run("show", "client", "Finance").code == DONE
    run("undo")
    nothing = run("undo")
    assert nothing.code != DONE
    assert "nothing to undo" in nothing.err


def test_what_was_deleted_and_taken_back_is_told_in_json_too(run: Run) -> None:
    run("add", "client", "name=Finance")
    for words, said in ((("delete", "client", "Finance"), "Finance"), (("undo",), "Delete client Finance")):
        item = run(*words, "--json").json["item"]
        assert isinstance(item, dict)
        assert said in (item.get("name"), item.get("title"))


def test_history_tells_who_changed_what(run: Run) -> None:
    run("add", "client", "name=Finance")
    run("edit", "client", "Finance", "tier=1")
    assert "Edit client Finance: tier" in run("history", "client", "Finance").out
    items = run("history", "--json").json["items"]
    assert isinstance(items, list)
    assert [one["title"] for one in items] == ["Edit client Finance: tier", "Add client Finance", "Set up the database"]


def test_history_goes_by_the_clock_of_the_organization(run: Run) -> None:
    run("edit", "settings", "time_zone=Pacific/Kiritimati")
    said, items = run("history").out, run("history", "--json").json["items"]
    assert isinstance(items, list)
    at = datetime.fromisoformat(items[0]["at"]).astimezone(ZoneInfo("Pacific/Kiritimati"))
    assert f"{at:%Y-%m-%d %H:%M}" in said


def test_an_import_is_previewed_taken_in_repeated_without_effect_and_undone_whole(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text('\ufeffAccount, Revenue ,Subsidiary_Of\nBluth,"$1,100.04 ",Acme\nAcme,$5.00,\n', encoding="utf-8")
    preview = run("import", str(file), "--as", "clients", "--dry-run")
    assert preview.code == DONE
    assert "2 to create" in preview.out
    assert run("list", "clients", "--json").json["items"] == []
    assert run("import", str(file), "--as", "clients").code == DONE
    bluth = run("show", "client", "Bluth").out
    assert "Acme" in bluth
    assert "Revenue: $1,100.04" in bluth
    before = run("history", "--json").json["items"]
    assert "2 unchanged" in run("import", str(file), "--as", "clients").out
    assert run("history", "--json").json["items"] == before
    assert run("undo").code == DONE
    assert run("list", "clients", "--json").json["items"] == []


def test_rows_that_cannot_be_taken_are_told_and_the_others_are_taken(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("name,tier\nFinance,1\n,2\nLegal,many\n", encoding="utf-8")
    said = run("import", str(file), "--as", "clients", "--rejects", str(tmp_path / "rejects.csv"))
    assert said.code == NO
    assert "2" in said.out
    assert run("show", "client", "Finance").code == DONE
    assert run("show", "client", "Legal").code == NO
    assert "many" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")


def test_an_export_imports_again_into_the_same_database_without_a_change(run: Run, tmp_path: Path) -> None:
    run("add", "client", "name==SUM(A1)", "code=FIN")
    out = tmp_path / "clients.csv"
    assert run("export", "clients", "-o", str(out)).code == DONE
    assert "'=SUM(A1)" in out.read_text(encoding="utf-8")
    assert "1 unchanged" in run("import", str(out), "--as", "clients").out


def test_the_profile_is_printed_as_text_markdown_and_json(run: Run) -> None:
    run("add", "client", "name=Finance", "priorities=payslips on time;fewer tools")
    assert "payslips on time" in run("profile", "Fin").out
    assert "# Finance" in run("profile", "Finance", "--markdown").out
    assert run("profile", "Finance", "--json").json["version"] == 1
    assert run("profile", "Nobody").code == NO


def test_the_database_tells_about_itself_and_verifies(run: Run) -> None:
    run("add", "client", "name=Finance")
    info = run("db", "info")
    assert info.code == DONE
    assert SCHEMA_VERSION in info.out
    assert run("db", "verify").code == DONE
    assert run("db", "upgrade").code == DONE


def test_the_state_of_a_commitment_is_not_a_field_to_edit(run: Run) -> None:
    run("add", "client", "name=Finance")
    assert run("add", "commitment", "client=Finance", "title=VPN").code == DONE
    refused = run("edit", "commitment", "VPN", "state=promised")
    assert refused.code == USAGE or refused.code == FAILED or refused.code == NO
    assert "State cannot be set" in refused.err


def test_an_ambiguous_name_lists_the_candidates(run: Run) -> None:
    run("add", "client", "name=Finance North", "code=FN")
    run("add", "client", "name=Finance South", "code=FS")
    said = run("show", "client", "Finance")
    assert said.code == USAGE
    assert "FN" in said.err
    assert "FS" in said.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("list", "unicorns"), USAGE, "no kind"),
        (("add", "client", "colour=red", "name=X"), USAGE, "colour"),
        (("show", "client", "Nobody"), NO, "no client"),
        (("fly",), USAGE, "fly"),
        (("import", "/nowhere.csv", "--as", "clients"), FAILED, "/nowhere.csv"),
    ],
)
def test_wrong_use_is_one_sentence_on_stderr(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    said = run(*words)
    assert said.code == code
    assert sentence in said.err
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_without_a_terminal_the_app_prints_the_roster(run: Run) -> None:
    run("add", "client", "name=Finance")
    said = run()
    assert said.code == DONE
    assert "Finance" in said.out
    assert "no terminal" in said.err
